import { parseImageReference } from '../../model/image-reference';
import type { Container } from '../../model/kubernetes.generated';
import { agentContainerName } from '../../model/pod-template';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** Images that are made without a shell, by the name of their repository; some have a tag with one. */
const WITHOUT_SHELL: readonly (readonly [repository: RegExp, shellTag: RegExp | undefined])[] = [
  [/(?:^|\/)distroless(?:\/|$)/, /(?:^|-)debug(?:-|$)/],
  [/(?:^|\/)kaniko(?:-project)?\/executor$/, /(?:^|-)debug(?:-|$)/],
  [/(?:^|\/)chainguard\//, /-dev$/],
];

/** Every container that steps run in lasts, and has a shell to run them. */
export const idleCommand = defineRule({
  id: 'idle-command',
  severity: 'warning',
  summary: 'Reports a container for steps that has no command to last, or whose image has no shell',
  why: 'When one container of the pod ends, the plugin ends the agent. And the `container` step starts a shell: without one it waits, and then fails.',
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
      const lasts = container.command?.length || container.args?.length || container.tty === true;
      return lasts
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
function servesOthers({ ports, readinessProbe, livenessProbe, startupProbe }: Partial<Container>): boolean {
  return Boolean(ports?.length || readinessProbe || livenessProbe || startupProbe);
}

function isWithoutShell(image: string): boolean {
  const reference = parseImageReference(image);
  if (reference === undefined) return false;
  const full = `${reference.registry}/${reference.repository}`;
  return WITHOUT_SHELL.some(
    ([repository, shellTag]) => repository.test(full) && !(shellTag?.test(reference.tag ?? '') ?? false),
  );
}
