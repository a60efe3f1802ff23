import { env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineService } from '../define-service';
import { PASSWORD_SECRET, passwordEnv } from '../service-password';

const HOME = '/var/lib/rabbitmq';

/**
 * A RabbitMQ broker for tests, empty at every start, on 127.0.0.1:5672 of the pod.
 *
 * @example rabbitmq({ user: 'orders' })
 */
export const rabbitmq = defineService({
  name: 'rabbitmq',
  summary: 'A RabbitMQ broker for tests, empty at every start, on 127.0.0.1:5672 of the pod.',
  image: { repository: 'docker.io/library/rabbitmq', tag: '4.3.5', mirrors: officialMirrors('rabbitmq') },
  options: {
    user: { type: 'string', default: 'test', text: 'User with all rights on the virtual host `/`.' },
    passwordSecret: PASSWORD_SECRET,
  },
  resources: { cpu: '250m', memory: '512Mi' },
  port: 5672,
  user: { uid: 999 },
  smoke: 'rabbitmq-diagnostics -q server_version',
  fields: ({ options: { user, passwordSecret } }) => ({
    env: [
      env('RABBITMQ_DEFAULT_USER', user),
      passwordEnv('RABBITMQ_DEFAULT_PASS', passwordSecret),
      // The broker, the mapper of Erlang's ports and the distribution between nodes: all of them within the pod only.
      env('RABBITMQ_NODE_IP_ADDRESS', '127.0.0.1'),
      env('ERL_EPMD_ADDRESS', '127.0.0.1'),
      env('RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS', '-kernel inet_dist_use_interface {127,0,0,1}'),
      env('RABBITMQ_NODENAME', 'rabbit@localhost'),
    ],
    // Erlang keeps its cookie in HOME, for its owner alone.
    home: HOME,
    writablePaths: { '/var/log/rabbitmq': '128Mi' },
    // Each question starts an Erlang of its own.
    readinessProbe: {
      exec: { command: ['rabbitmq-diagnostics', '-q', 'check_running'] },
      periodSeconds: 10,
      timeoutSeconds: 20,
      failureThreshold: 18,
    },
  }),
  address: ({ options: { user, passwordSecret } }) => ({ USER: user, PASSWORD: passwordEnv('', passwordSecret) }),
});
