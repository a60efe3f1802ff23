import { env, mebibytesOf } from '@podwright/core';
import { defineService } from '../define-service';

/**
 * A server that answers for others as tests tell it, on 127.0.0.1:8080 of the pod.
 *
 * @example wiremock({ name: 'payments-api' })
 */
export const wiremock = defineService({
  name: 'wiremock',
  summary: 'A server that answers for other services as tests tell it, on 127.0.0.1:8080 of the pod.',
  image: { repository: 'docker.io/wiremock/wiremock', tag: '3.13.2-3' },
  resources: { cpu: '100m', memory: '256Mi' },
  port: 8080,
  // Any uid will do: it writes nothing but what it records.
  user: { uid: 1000 },
  smoke: 'curl -fsS http://127.0.0.1:8080/__admin/health',
  fields: ({ memory }) => {
    const heap = mebibytesOf(memory, 0.6);
    return {
      args: ['--port', '8080', '--bind-address', '127.0.0.1', '--disable-banner'],
      env: heap === undefined ? [] : [env('JAVA_TOOL_OPTIONS', `-Xmx${heap}m`)],
      readinessProbe: {
        exec: { command: ['curl', '-fsS', 'http://127.0.0.1:8080/__admin/health'] },
        periodSeconds: 2,
        timeoutSeconds: 3,
        failureThreshold: 30,
      },
    };
  },
});
