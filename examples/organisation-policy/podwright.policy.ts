import { definePolicy } from '@podwright/core';

/** What example.com asks of every agent pod: obeyed by its templates, checked in its repositories, held by its cluster. */
export default definePolicy({
  name: 'example-com',
  extends: 'restricted',
  podSecurity: {
    version: 'v1.37',
    // Kaniko is root in its container, and builds in a namespace of its own.
    namespaces: { 'image-builds': 'baseline' },
  },
  images: {
    allow: ['registry.example.com'],
    mirrors: {
      'docker.io': 'registry.example.com/docker-hub',
      'ghcr.io': 'registry.example.com/ghcr',
    },
    forbiddenTags: ['latest', 'edge', '*-snapshot'],
  },
  resources: {
    requests: { cpu: { max: '4' }, memory: { max: '8Gi' } },
    limits: { memory: { max: '8Gi' } },
  },
  serviceAccounts: ['default', 'image-builds'],
  nodePools: [{ pool: 'builds' }],
  secretsInEnvironment: false,
  deadline: 7200,
  exemptions: [
    {
      rule: 'root-user',
      image: 'registry.example.com/ghcr/osscontainertools/kaniko',
      reason: 'unpacks the layers of images as root of its container',
    },
  ],
});
