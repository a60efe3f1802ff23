import { env } from '@podwright/core';
import { defineService } from '../define-service';

/**
 * Services of Amazon's cloud for tests, on 127.0.0.1:4566 of the pod.
 *
 * @example localstack({ services: 's3,sqs' })
 */
export const localstack = defineService({
  name: 'localstack',
  summary: "Services of Amazon's cloud for tests, on 127.0.0.1:4566 of the pod.",
  // The last release that starts without a token; later ones end at once.
  image: { repository: 'docker.io/localstack/localstack', tag: '4.14.0' },
  options: {
    services: {
      type: 'string',
      text: 'The services to load, separated by commas; all of them at their first use otherwise.',
    },
  },
  resources: { cpu: '500m', memory: '1Gi' },
  port: 4566,
  user: { uid: 1000 },
  smoke: 'curl -fsS http://127.0.0.1:4566/_localstack/health',
  fields: ({ options: { services } }) => ({
    env: [
      env('GATEWAY_LISTEN', '127.0.0.1:4566'),
      ...(services === undefined ? [] : [env('SERVICES', services)]),
      // Its name server would listen on all addresses, on a port for which it wants root.
      env('DNS_ADDRESS', '0'),
      env('DISABLE_EVENTS', '1'),
      env('SKIP_SSL_CERT_DOWNLOAD', '1'),
    ],
    writablePaths: { '/var/lib/localstack': '2Gi' },
    // Whether it works with a read-only root is not established.
    securityContext: { readOnlyRootFilesystem: false },
    readinessProbe: {
      exec: { command: ['curl', '-fsS', 'http://127.0.0.1:4566/_localstack/health'] },
      periodSeconds: 3,
      timeoutSeconds: 5,
      failureThreshold: 40,
    },
  }),
  address: () => ({ URL: 'http://127.0.0.1:4566' }),
});
