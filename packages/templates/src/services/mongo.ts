import { officialMirrors } from '../catalogue-image';
import { defineService } from '../define-service';

/**
 * A MongoDB server for tests, empty at every start, on 127.0.0.1:27017 of the pod.
 *
 * @example mongo({ resources: { memory: '2Gi' } })
 */
export const mongo = defineService({
  name: 'mongo',
  summary: 'A MongoDB server for tests, empty at every start, on 127.0.0.1:27017 of the pod.',
  image: {
    repository: 'docker.io/library/mongo',
    tag: ({ version }) => version,
    mirrors: officialMirrors('mongo'),
  },
  options: { version: { type: 'string', values: ['8.0.29', '8.3.8'], default: '8.0.29', text: 'Version.' } },
  resources: { cpu: '250m', memory: '1Gi' },
  port: 27017,
  user: { uid: 999 },
  smoke: 'mongosh --quiet --eval "db.version()"',
  fields: () => ({
    // Without a root user the entrypoint starts the server once; a first, unfinished one on the same port would be taken
    // for ready. Nobody outside the pod reaches it.
    args: ['mongod', '--bind_ip', '127.0.0.1'],
    // The shell keeps its own files in HOME, and the image's HOME is the folder of the data.
    writablePaths: { '/data/db': '2Gi', '/data/configdb': '64Mi' },
    // The shell is a JavaScript engine that takes its time to start.
    readinessProbe: {
      exec: { command: ['mongosh', '--quiet', '--eval', 'db.adminCommand("ping").ok'] },
      periodSeconds: 5,
      timeoutSeconds: 10,
      failureThreshold: 24,
    },
  }),
});
