import { parseImageReference } from '../../model/image-reference';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** A Docker daemon in a pod needs a privileged container, and loses its layer cache with the pod. */
export const dockerInDocker = defineRule({
  id: 'docker-in-docker',
  severity: 'error',
  help: 'build images with kaniko() or buildah()',
  check: ({ pod }) =>
    podContainers(pod.spec).flatMap(({ container, path }) => {
      const image = container.image === undefined ? undefined : parseImageReference(container.image);
      const isDaemon = image !== undefined && /(?:^|\/)docker$/.test(image.repository) && /(?:^|-)dind(?:-|$)/.test(image.tag ?? '');
      return isDaemon
        ? [{ path: `${path}.image`, container: container.name, value: container.image, message: `container ${JSON.stringify(container.name)} is a Docker daemon` }]
        : [];
    }),
});
