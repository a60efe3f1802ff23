import { officialMirrors } from '../catalogue-image';
import { defineService } from '../define-service';

/**
 * A Redis server for tests, empty at every start, on 127.0.0.1:6379 of the pod.
 *
 * @example redis({ name: 'sessions' })
 */
export const redis = defineService({
  name: 'redis',
  summary: 'A Redis server for tests, empty at every start, on 127.0.0.1:6379 of the pod.',
  image: { repository: 'docker.io/library/redis', tag: '8.10.1', mirrors: officialMirrors('redis') },
  resources: { cpu: '50m', memory: '128Mi' },
  port: 6379,
  user: { uid: 999 },
  smoke: 'redis-cli -h 127.0.0.1 ping',
  fields: () => ({
    // Nothing is saved: the data goes with the pod anyway.
    args: ['redis-server', '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    writablePaths: { '/data': '256Mi' },
    readinessProbe: {
      exec: { command: ['redis-cli', '-h', '127.0.0.1', 'ping'] },
      periodSeconds: 2,
      timeoutSeconds: 2,
      failureThreshold: 30,
    },
  }),
});
