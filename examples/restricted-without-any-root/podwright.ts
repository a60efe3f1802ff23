import { archiveArtifacts, env, junit, pipeline, podTemplate, projectedVolume, sh } from '@podwright/core';
import { maven } from '@podwright/templates';

const AUTH = '/etc/registry-auth';

// Jib is a plugin of the build: it makes layers of the classes and pushes them, without a Dockerfile, a daemon or root.
const registryAuth = projectedVolume('registry-auth', AUTH, {
  sources: [{ secret: { name: 'registry-push', items: [{ key: '.dockerconfigjson', path: 'config.json' }] } }],
});

const inventory = podTemplate('inventory')
  .container(
    maven({
      jdk: 21,
      resources: { cpu: 1, memory: '3Gi' },
      env: [env('DOCKER_CONFIG', AUTH)],
      volumes: [registryAuth],
    }),
  )
  .build();

export default pipeline(inventory, { timeout: { time: 30 } })
  .stage('Test', 'maven', sh('mvn -B verify'))
  .stage(
    'Image',
    'maven',
    sh(
      [
        'mvn -B compile com.google.cloud.tools:jib-maven-plugin:3.5.2:build',
        '-Djib.from.image=public.ecr.aws/docker/library/eclipse-temurin:21-jre-noble',
        '-Djib.to.image=registry.example.com/inventory/api',
        '-Djib.to.tags="build-$BUILD_NUMBER"',
        '-Djib.outputPaths.digest="$WORKSPACE/image.digest"',
      ].join(' '),
    ),
  )
  .post('always', junit('target/surefire-reports/*.xml', { allowEmptyResults: true }))
  .post('success', archiveArtifacts('image.digest'));
