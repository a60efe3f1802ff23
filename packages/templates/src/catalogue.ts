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
import { ansible } from './tools/ansible';
import { awsCli } from './tools/aws-cli';
import { azureCli } from './tools/azure-cli';
import { cosign } from './tools/cosign';
import { crane } from './tools/crane';
import { cypress } from './tools/cypress';
import { dotnet } from './tools/dotnet';
import { gcloud } from './tools/gcloud';
import { gitleaks } from './tools/gitleaks';
import { go } from './tools/go';
import { gradle } from './tools/gradle';
import { grype } from './tools/grype';
import { hadolint } from './tools/hadolint';
import { helm } from './tools/helm';
import { jdk } from './tools/jdk';
import { kubectl } from './tools/kubectl';
import { maven } from './tools/maven';
import { node } from './tools/node';
import { opentofu } from './tools/opentofu';
import { php } from './tools/php';
import { playwright } from './tools/playwright';
import { python } from './tools/python';
import { ruby } from './tools/ruby';
import { rust } from './tools/rust';
import { semgrep } from './tools/semgrep';
import { shellcheck } from './tools/shellcheck';
import { skopeo } from './tools/skopeo';
import { sonarScanner } from './tools/sonar-scanner';
import { syft } from './tools/syft';
import { terraform } from './tools/terraform';
import { trivy } from './tools/trivy';

/** Every template, in alphabetical order. */
export const CATALOGUE: readonly CatalogueEntry[] = Object.freeze([
  agentEntry,
  ansible.entry,
  awsCli.entry,
  azureCli.entry,
  buildah.entry,
  cosign.entry,
  crane.entry,
  cypress.entry,
  dotnet.entry,
  gcloud.entry,
  gitleaks.entry,
  go.entry,
  gradle.entry,
  grype.entry,
  hadolint.entry,
  helm.entry,
  jdk.entry,
  kafka.entry,
  kaniko.entry,
  kubectl.entry,
  localstack.entry,
  mariadb.entry,
  maven.entry,
  mongo.entry,
  mysql.entry,
  node.entry,
  opentofu.entry,
  php.entry,
  playwright.entry,
  postgres.entry,
  python.entry,
  rabbitmq.entry,
  redis.entry,
  ruby.entry,
  rust.entry,
  selenium.entry,
  semgrep.entry,
  shellcheck.entry,
  skopeo.entry,
  sonarScanner.entry,
  syft.entry,
  terraform.entry,
  trivy.entry,
  valkey.entry,
  wiremock.entry,
]);

/** The template of a name, or undefined. */
export function findEntry(name: string): CatalogueEntry | undefined {
  return CATALOGUE.find((entry) => entry.name === name);
}
