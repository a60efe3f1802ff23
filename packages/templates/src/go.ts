import { AGENT_HOME, container, env, mebibytesOf, mergeEnv, type ContainerDefinition } from '@podwright/core';
import { defineEntry } from './catalogue-entry';
import { refuseWrongOptions } from './option-faults';
import { memoryLimit, withResources, type ToolOptions } from './tool-options';

/** Options of `go`. */
export type GoOptions<Name extends string = string> = ToolOptions<Name>;

const IMAGE = 'docker.io/library/golang:1.27.0';

/**
 * Go with git and a C compiler.
 *
 * @example go({ resources: { cpu: 2, memory: '4Gi' } })
 */
export function go<const Name extends string = 'go'>(
  options: GoOptions<Name> = {},
): ContainerDefinition<Name, 'restricted', never, 'step'> {
  refuseWrongOptions(goEntry, options);
  const { name = 'go' as Name, image = IMAGE, env: variables, volumes } = options;
  const resources = withResources({ cpu: '1', memory: '2Gi' }, options.resources);
  const heap = mebibytesOf(memoryLimit(resources), 0.9);
  return container(name, image, {
    home: AGENT_HOME,
    resources,
    env: mergeEnv(
      [
        // The image keeps its caches below /go, which is read-only here.
        env('GOPATH', `${AGENT_HOME}/go`),
        env('GOCACHE', `${AGENT_HOME}/.cache/go-build`),
        env('GOMODCACHE', `${AGENT_HOME}/go/pkg/mod`),
        ...(heap === undefined ? [] : [env('GOMEMLIMIT', `${heap}MiB`)]),
      ],
      variables,
    ),
    volumes,
  });
}

/** The catalogue's entry of Go. */
export const goEntry = defineEntry({
  name: 'go',
  kind: 'tool',
  level: 'restricted',
  image: IMAGE,
  summary: 'Go with git and a C compiler.',
  options: {},
  create: go,
});
