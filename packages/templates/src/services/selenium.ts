import { env } from '@podwright/core';
import { defineService } from '../define-service';

/**
 * A browser that tests drive over WebDriver, on 127.0.0.1:4444 of the pod.
 *
 * @example selenium({ resources: { memory: '4Gi' } })
 */
export const selenium = defineService({
  name: 'selenium',
  summary: 'Chrome that tests drive over WebDriver, on 127.0.0.1:4444 of the pod.',
  image: { repository: 'docker.io/selenium/standalone-chrome', tag: '4.39.0-20251202' },
  resources: { cpu: '1', memory: '2Gi' },
  port: 4444,
  user: { uid: 1200, gid: 1201 },
  smoke: 'curl -fsS http://127.0.0.1:4444/status',
  fields: () => ({
    // A browser shares its pages between processes, in memory that counts against the limit.
    writablePaths: { '/dev/shm': { sizeLimit: '1Gi', medium: 'Memory' } },
    // It starts a display, a supervisor and a browser that write in many places; upstream does not support it otherwise.
    securityContext: { readOnlyRootFilesystem: false },
    home: false,
    env: [
      env('HOME', '/home/seluser'),
      // The screen would be shown on all addresses, with a password that everybody knows.
      env('SE_START_VNC', 'false'),
      env('SE_START_NO_VNC', 'false'),
    ],
    readinessProbe: {
      httpGet: { path: '/status', port: 4444 },
      periodSeconds: 3,
      timeoutSeconds: 3,
      failureThreshold: 40,
    },
  }),
});
