import { containerOf, mountPathsOf } from '../container-of';
import { kafka } from './kafka';

describe('kafka', () => {
  it('is pinned to a full version', () => {
    expect(kafka().image).toBe('docker.io/apache/kafka:4.3.1');
  });

  it('is broker and controller in one, and listens within the pod only', () => {
    const made = new Map(containerOf(kafka())?.env?.map(({ name, value }) => [name, value]));
    expect(made.get('KAFKA_PROCESS_ROLES')).toBe('broker,controller');
    expect(made.get('KAFKA_LISTENERS')).toBe('PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093');
    expect(made.get('KAFKA_ADVERTISED_LISTENERS')).toBe('PLAINTEXT://127.0.0.1:9092');
  });

  it.each([
    ['1Gi', '-Xmx512m'],
    ['4Gi', '-Xmx2048m'],
  ])('has a heap of half the limit %s', (memory, heap) => {
    const made = containerOf(kafka({ resources: { memory } }));
    expect(made?.env).toContainEqual({ name: 'KAFKA_HEAP_OPTS', value: heap });
  });

  it('has a root that it can write, because it configures itself there', () => {
    expect(containerOf(kafka())?.securityContext).toMatchObject({ readOnlyRootFilesystem: false, runAsUser: 1000 });
    expect(mountPathsOf(kafka())).toEqual(['/var/lib/kafka/data']);
  });
});
