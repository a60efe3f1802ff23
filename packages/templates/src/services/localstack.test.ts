import { containerOf, mountPathsOf } from '../container-of';
import { localstack } from './localstack';

describe('localstack', () => {
  it('is the last release that wants no token', () => {
    expect(localstack().image).toBe('docker.io/localstack/localstack:4.14.0');
  });

  it('loads the services named, and reports to nobody', () => {
    const made = containerOf(localstack({ services: 's3,sqs' }))?.env;
    expect(made).toContainEqual({ name: 'SERVICES', value: 's3,sqs' });
    expect(made).toContainEqual({ name: 'DISABLE_EVENTS', value: '1' });
    expect(containerOf(localstack())?.env?.map(({ name }) => name)).not.toContain('SERVICES');
  });

  it('listens within the pod only, and tells who uses it where', () => {
    expect(containerOf(localstack())?.env).toContainEqual({ name: 'GATEWAY_LISTEN', value: '127.0.0.1:4566' });
    expect(containerOf(localstack())?.env).toContainEqual({ name: 'DNS_ADDRESS', value: '0' });
    expect(localstack().address).toContainEqual({ name: 'LOCALSTACK_URL', value: 'http://127.0.0.1:4566' });
  });

  it('has a root that it can write', () => {
    expect(containerOf(localstack())?.securityContext).toMatchObject({ readOnlyRootFilesystem: false });
    expect(mountPathsOf(localstack())).toEqual(['/var/lib/localstack']);
  });
});
