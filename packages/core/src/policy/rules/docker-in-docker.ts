import { parseImageReference } from '../../model/image-reference';
import type { Container } from '../../model/kubernetes.generated';
import { podContainers } from '../pod-containers';
import { celFullImages, celIsImageName, celMatches, celText } from '../cel';
import { defineRule } from '../rule';

// Mirrors and derived images keep the word: docker:28-dind, mirror/docker-dind:28, team/dind.
const DIND = /(?:^|[-._])dind(?:$|[-._])/;
const DIND_NAME = '([^/@:]*[-._])?dind([-._][^/@:]*)?';
const DAEMON = /(?:^|[ \t\n\r/;&|("'`])dockerd(?:-[\w.-]+)?(?:$|[ \t\n\r;&|)"'`])/;

/** The field that makes a container a Docker daemon. */
function daemonField({ image, command, args }: Partial<Container>): 'image' | 'command' | 'args' | undefined {
  const reference = image ? parseImageReference(image) : undefined;
  const name = reference?.repository.split('/').at(-1);
  if (reference !== undefined && (DIND.test(name ?? '') || DIND.test(reference.tag ?? ''))) return 'image';
  if (command?.some((word) => DAEMON.test(word))) return 'command';
  return args?.some((word) => DAEMON.test(word)) ? 'args' : undefined;
}

/** A Docker daemon in a pod needs a privileged container, and loses its layer cache with the pod. */
export const dockerInDocker = defineRule({
  id: 'docker-in-docker',
  severity: 'error',
  summary: 'Reports a container that is a Docker daemon, by its image, its tag or its command',
  why: 'A Docker daemon in a pod needs a privileged container, which is root on its node, and loses its layer cache with the pod.',
  help: 'build images with kaniko() or buildah()',
  scope: 'container',
  check: ({ pod }) =>
    podContainers(pod.spec).flatMap(({ container, path }) => {
      const field = daemonField(container);
      return field === undefined
        ? []
        : [
            {
              path: `${path}.${field}`,
              container: container.name,
              value: container[field],
              message: `container ${JSON.stringify(container.name)} is a Docker daemon`,
            },
          ];
    }),
  admission: () => ({
    subject: 'container',
    broken: [
      `(has(c.image) && ${celFullImages('[c.image]')}.exists(i, ${celIsImageName('i')} && (i.matches(${celText(`^[^@]*/${DIND_NAME}(:[^/@]*)?(@|$)`)}) || i.matches(${celText(`^[^@]*:${DIND_NAME}(@|$)`)}))))`,
      ...['command', 'args'].map((field) => `(has(c.${field}) && c.${field}.exists(w, ${celMatches('w', DAEMON)}))`),
    ].join(' || '),
    message: 'containers are Docker daemons',
  }),
});
