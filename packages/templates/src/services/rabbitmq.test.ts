import { containerOf, mountPathsOf } from '../container-of';
import { rabbitmq } from './rabbitmq';

describe('rabbitmq', () => {
  it('is pinned to a full version', () => {
    expect(rabbitmq().image).toBe('docker.io/library/rabbitmq:4.3.5');
  });

  it('has a user with the password of the build, and no guest', () => {
    const made = containerOf(rabbitmq({ user: 'orders' }))?.env;
    expect(made).toContainEqual({ name: 'RABBITMQ_DEFAULT_USER', value: 'orders' });
    expect(made).toContainEqual({
      name: 'RABBITMQ_DEFAULT_PASS',
      valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } },
    });
  });

  it('listens within the pod only: broker, port mapper and distribution', () => {
    const made = new Map(containerOf(rabbitmq())?.env?.map(({ name, value }) => [name, value]));
    expect(made.get('RABBITMQ_NODE_IP_ADDRESS')).toBe('127.0.0.1');
    expect(made.get('ERL_EPMD_ADDRESS')).toBe('127.0.0.1');
    expect(made.get('RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS')).toContain('inet_dist_use_interface {127,0,0,1}');
    expect(made.get('RABBITMQ_NODENAME')).toBe('rabbit@localhost');
  });

  it('has HOME where its data and its cookie are', () => {
    expect(containerOf(rabbitmq())?.env).toContainEqual({ name: 'HOME', value: '/var/lib/rabbitmq' });
    expect(mountPathsOf(rabbitmq())).toEqual(['/tmp', '/var/lib/rabbitmq', '/var/log/rabbitmq']);
  });
});
