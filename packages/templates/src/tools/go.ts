import { AGENT_HOME, env, mebibytesOf } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

/**
 * Go with git and a C compiler.
 *
 * @example go({ resources: { cpu: 2, memory: '4Gi' } })
 */
export const go = defineTool({
  name: 'go',
  summary: 'Go with git and a C compiler.',
  image: { repository: 'docker.io/library/golang', tag: '1.27.0', mirrors: officialMirrors('golang') },
  resources: { cpu: '1', memory: '2Gi' },
  smoke: 'go version && go env GOCACHE',
  recipe: ({ memory }) => {
    const heap = mebibytesOf(memory, 0.9);
    return {
      env: [
        // The image keeps its caches below /go, which is read-only here.
        env('GOPATH', `${AGENT_HOME}/go`),
        env('GOCACHE', `${AGENT_HOME}/.cache/go-build`),
        env('GOMODCACHE', `${AGENT_HOME}/go/pkg/mod`),
        ...(heap === undefined ? [] : [env('GOMEMLIMIT', `${heap}MiB`)]),
      ],
    };
  },
});
