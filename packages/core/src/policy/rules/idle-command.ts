import { parseImageReference } from '../../model/image-reference';
import type { Container } from '../../model/kubernetes.generated';
import { agentContainerName } from '../../model/pod-template';
import { endsWithoutInput } from '../idle';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** Images that are made without a shell, by the name of their repository, and the tags of those that have one. */
const WITHOUT_SHELL: readonly (readonly [repository: RegExp, shellTag: RegExp])[] = [
  [/(?:^|\/)distroless\//, /(?:^|-)debug(?:-|$)/],
  [/(?:^|\/)(?:kaniko-project\/executor|osscontainertools\/kaniko)$/, /(?:^|-)debug(?:-|$)/],
  // Most of this maker's images have none; these are known not to.
  [/(?:^|\/)chainguard\/(?:static|glibc-dynamic|nginx|php)$/, /-dev$/],
];

/** Images of servers, by the last part of their name: they last by themselves, and rarely say which port they listen on. */
const SERVERS =
  /^(?:postgres|postgis|mysql|mysql-server|mariadb|mongo|mongodb|redis|valkey|memcached|rabbitmq|kafka|zookeeper|elasticsearch|opensearch|nginx|httpd|registry|minio|localstack|wiremock|dind|standalone-\w+)$/;

/** Every container that steps run in lasts, and has a shell to run them. */
export const idleCommand = defineRule({
  id: 'idle-command',
  severity: 'warning',
  summary: 'Reports a container for steps that has no command to last, or whose image has no shell',
  why: 'When one container of the pod ends, the plugin ends the agent. And the container step starts a shell: where there is none, it fails as "Process exited immediately after creation".',
  help: 'set command: [sleep] and args: [infinity], in an image with a shell; podwright does it by itself',
  scope: 'container',
  check: ({ pod, settings, roles }) =>
    podContainers(pod.spec).flatMap(({ container, list, path }) => {
      const { name, image } = container;
      if (list !== 'containers' || name === agentContainerName(settings)) return [];
      const isService = roles === undefined ? servesOthers(container) : roles[name] !== 'step';
      if (isService) return [];
      const at = { container: name, path: `${path}.command` };
      if (image && isWithoutShell(image))
        return [
          {
            ...at,
            path: `${path}.image`,
            value: image,
            message: `the image of container ${JSON.stringify(name)} has no shell for the container step`,
          },
        ];
      if (endsWithoutInput(container))
        return [
          {
            ...at,
            value: container.command,
            message: `container ${JSON.stringify(name)} ends at once: its command waits for input, and it has neither tty nor stdin`,
          },
        ];
      const { command, args, tty, stdin } = container;
      return command?.length || args?.length || tty === true || stdin === true
        ? []
        : [
            {
              ...at,
              message: `container ${JSON.stringify(name)} ends at once, unless its image runs something that lasts`,
            },
          ];
    }),
});

/** A container that others speak to is there for that, and runs what its image runs. */
function servesOthers(container: Partial<Container>): boolean {
  const { image, command, ports, readinessProbe, livenessProbe, startupProbe } = container;
  if (ports?.length || readinessProbe || livenessProbe || startupProbe) return true;
  if (command?.length) return false;
  const reference = parseImageReference(image ?? '');
  const name = reference?.repository.split('/').at(-1) ?? '';
  return SERVERS.test(name) || (reference?.tag?.endsWith('dind') ?? false);
}

function isWithoutShell(image: string): boolean {
  const reference = parseImageReference(image);
  // What a digest alone stands for nobody can know.
  if (reference === undefined || (reference.tag === undefined && reference.digest !== undefined)) return false;
  const full = `${reference.registry}/${reference.repository}`;
  return WITHOUT_SHELL.some(([repository, shellTag]) => repository.test(full) && !shellTag.test(reference.tag ?? ''));
}
