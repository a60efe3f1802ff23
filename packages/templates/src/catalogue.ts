import { agentEntry } from './agent';
import { buildah } from './builders/buildah';
import { kaniko } from './builders/kaniko';
import type { CatalogueEntry } from './catalogue-entry';
import { kafka } from './services/kafka';
import { localstack } from './services/localstack';
import { mariadb } from './services/mariadb';
import { mongo } from './services/mongo';
import { mysql } from './services/mysql';
import { postgres } from './services/postgres';
import { rabbitmq } from './services/rabbitmq';
import { redis } from './services/redis';
import { selenium } from './services/selenium';
import { valkey } from './services/valkey';
import { wiremock } from './services/wiremock';
import { dotnet } from './tools/dotnet';
import { go } from './tools/go';
import { gradle } from './tools/gradle';
import { jdk } from './tools/jdk';
import { maven } from './tools/maven';
import { node } from './tools/node';
import { php } from './tools/php';
import { python } from './tools/python';
import { ruby } from './tools/ruby';
import { rust } from './tools/rust';

/** Every template, in alphabetical order. */
export const CATALOGUE: readonly CatalogueEntry[] = Object.freeze([
  agentEntry,
  buildah.entry,
  dotnet.entry,
  go.entry,
  gradle.entry,
  jdk.entry,
  kafka.entry,
  kaniko.entry,
  localstack.entry,
  mariadb.entry,
  maven.entry,
  mongo.entry,
  mysql.entry,
  node.entry,
  php.entry,
  postgres.entry,
  python.entry,
  rabbitmq.entry,
  redis.entry,
  ruby.entry,
  rust.entry,
  selenium.entry,
  valkey.entry,
  wiremock.entry,
]);

/** The template of a name, or undefined. */
export function findEntry(name: string): CatalogueEntry | undefined {
  return CATALOGUE.find((entry) => entry.name === name);
}
