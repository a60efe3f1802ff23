import { defineService } from '../define-service';

/**
 * A Valkey server for tests, empty at every start, on 127.0.0.1:6379 of the pod.
 *
 * @example valkey({ name: 'sessions' })
 */
export const valkey = defineService({
  name: 'valkey',
  summary: 'A Valkey server for tests, empty at every start, on 127.0.0.1:6379 of the pod.',
  image: { repository: 'docker.io/valkey/valkey', tag: ({ version }) => version },
  options: { version: { type: 'string', values: ['8.1.8', '9.0.4', '9.1.0'], default: '9.1.0', text: 'Version.' } },
  resources: { cpu: '50m', memory: '128Mi' },
  port: 6379,
  user: { uid: 999 },
  smoke: 'valkey-cli -h 127.0.0.1 ping',
  fields: () => ({
    // Nothing is saved: the data goes with the pod anyway.
    args: ['valkey-server', '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    // The entrypoint starts no server in a folder that it cannot write.
    writablePaths: { '/data': '256Mi' },
    readinessProbe: {
      exec: { command: ['valkey-cli', '-h', '127.0.0.1', 'ping'] },
      periodSeconds: 2,
      timeoutSeconds: 2,
      failureThreshold: 30,
    },
  }),
});
