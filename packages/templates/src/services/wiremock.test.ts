import { containerOf, mountPathsOf } from '../container-of';
import { wiremock } from './wiremock';

describe('wiremock', () => {
  it('is pinned to a version of server and image', () => {
    expect(wiremock().image).toBe('docker.io/wiremock/wiremock:3.13.2-3');
  });

  it('listens within the pod only', () => {
    expect(containerOf(wiremock())?.args?.join(' ')).toBe('--port 8080 --bind-address 127.0.0.1 --disable-banner');
  });

  it.each([
    ['256Mi', '-Xmx153m'],
    ['1Gi', '-Xmx614m'],
  ])('has a heap that follows the limit %s', (memory, heap) => {
    const made = containerOf(wiremock({ resources: { memory } }));
    expect(made?.env).toContainEqual({ name: 'JAVA_TOOL_OPTIONS', value: heap });
  });

  it('writes nothing but temporary files', () => {
    expect(mountPathsOf(wiremock())).toEqual(['/tmp']);
  });
});
