import { env, mebibytesOf } from '@podwright/core';
import { defineService } from '../define-service';

const DATA = '/var/lib/kafka/data';
const BROKER = '127.0.0.1:9092';
const CONTROLLER = '127.0.0.1:9093';

/**
 * A single Kafka broker for tests, empty at every start, on 127.0.0.1:9092 of the pod.
 *
 * @example kafka({ resources: { memory: '2Gi' } })
 */
export const kafka = defineService({
  name: 'kafka',
  summary: 'A single Kafka broker for tests, empty at every start, on 127.0.0.1:9092 of the pod.',
  image: { repository: 'docker.io/apache/kafka', tag: '4.3.1' },
  resources: { cpu: '500m', memory: '1Gi' },
  port: 9092,
  // The image names its user `appuser`, the first that its Alpine makes.
  user: { uid: 1000 },
  smoke: `/opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server ${BROKER} | head -n 1`,
  fields: ({ memory }) => {
    const heap = mebibytesOf(memory, 0.5);
    return {
      // One variable of these replaces the image's whole configuration, so all of it is said.
      env: [
        env('KAFKA_NODE_ID', '1'),
        env('KAFKA_PROCESS_ROLES', 'broker,controller'),
        env('KAFKA_LISTENERS', `PLAINTEXT://${BROKER},CONTROLLER://${CONTROLLER}`),
        env('KAFKA_ADVERTISED_LISTENERS', `PLAINTEXT://${BROKER}`),
        env('KAFKA_LISTENER_SECURITY_PROTOCOL_MAP', 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT'),
        env('KAFKA_CONTROLLER_LISTENER_NAMES', 'CONTROLLER'),
        env('KAFKA_CONTROLLER_QUORUM_VOTERS', `1@${CONTROLLER}`),
        // There is one broker, and no test waits three seconds for more consumers.
        env('KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR', '1'),
        env('KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR', '1'),
        env('KAFKA_TRANSACTION_STATE_LOG_MIN_ISR', '1'),
        env('KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR', '1'),
        env('KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR', '1'),
        env('KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS', '0'),
        env('KAFKA_LOG_DIRS', DATA),
        ...(heap === undefined ? [] : [env('KAFKA_HEAP_OPTS', `-Xmx${heap}m`)]),
      ],
      writablePaths: { [DATA]: '2Gi' },
      // The image writes its configuration to /opt/kafka/config at every start.
      securityContext: { readOnlyRootFilesystem: false },
      readinessProbe: {
        exec: { command: ['bash', '-c', `exec 3<>/dev/tcp/${BROKER.replace(':', '/')}`] },
        periodSeconds: 2,
        timeoutSeconds: 2,
        failureThreshold: 60,
      },
    };
  },
});
