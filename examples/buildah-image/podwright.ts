import { pipeline, podTemplate, retry, secretVolume, sh } from '@podwright/core';
import { buildah, buildahBuild, registryCache } from '@podwright/templates';

const image = podTemplate('catalogue-image', { podSecurity: 'baseline' })
  .container(
    buildah({
      registrySecret: 'registry-push',
      volumes: [secretVolume('npmrc', '/etc/npm', { secretName: 'npmrc' })],
    }),
  )
  .build();

export default pipeline(image, { retries: 2 })
  .stage(
    'Image',
    'buildah',
    buildahBuild({
      context: 'services/catalogue',
      destination: [
        'registry.example.com/shop/catalogue:${GIT_COMMIT}',
        'registry.example.com/shop/catalogue:build-${BUILD_NUMBER}',
      ],
      buildArgs: { VERSION: '${GIT_COMMIT}' },
      target: 'runtime',
      secrets: [{ id: 'npmrc', src: '/etc/npm/npmrc' }],
      cache: registryCache('registry.example.com/shop/catalogue/cache', { ttl: '168h' }),
    }),
  )
  .stage('Digest', 'jnlp', retry(2, sh('cat image.digest')));
