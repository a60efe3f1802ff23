import { archiveArtifacts, pipeline, podTemplate, sh, withCredentials } from '@podwright/core';
import { cosign, gitleaks, hadolint, semgrep, syft, trivy } from '@podwright/templates';

const IMAGE = 'registry.example.com/payments/api:1.2.3';

const scans = podTemplate('scans')
  .container(semgrep())
  .container(gitleaks())
  .container(hadolint())
  .container(trivy({ resources: { memory: '3Gi' } }))
  .container(syft())
  .container(cosign())
  .build();

const registry = {
  usernamePassword: { credentialsId: 'registry', usernameVariable: 'USER', passwordVariable: 'PASSWORD' },
};
const key = { file: { credentialsId: 'cosign-key', variable: 'COSIGN_KEY' } };
const password = { string: { credentialsId: 'cosign-password', variable: 'COSIGN_PASSWORD' } };

export default pipeline(scans, { timeout: { time: 30 } })
  .parallel('Source', (source) =>
    source
      .stage('Code', 'semgrep', sh('semgrep scan --config rules/ --error --sarif --output semgrep.sarif'))
      .stage('Secrets', 'gitleaks', sh('gitleaks git --redact --report-format sarif --report-path gitleaks.sarif'))
      .stage('Dockerfile', 'hadolint', sh('hadolint Dockerfile')),
  )
  .stage('Vulnerabilities', 'trivy', sh(`trivy image --exit-code 1 --severity HIGH,CRITICAL ${IMAGE}`))
  .stage('SBOM', 'syft', sh(`syft registry:${IMAGE} -o cyclonedx-json=sbom.json`))
  .stage(
    'Sign',
    'cosign',
    withCredentials(
      [registry, key, password],
      sh('cosign login registry.example.com --username "$USER" --password "$PASSWORD"'),
      sh(`cosign sign --yes --key "$COSIGN_KEY" ${IMAGE}`),
      sh(`cosign attest --yes --key "$COSIGN_KEY" --type cyclonedx --predicate sbom.json ${IMAGE}`),
    ),
  )
  .post('always', archiveArtifacts('*.sarif, sbom.json', { allowEmptyArchive: true }));
