import { pipeline, podTemplate, sh } from '@podwright/core';
import * as api from './index';

describe('the package', () => {
  it('exports these names, and a new one is a decision', () => {
    expect(Object.keys(api).sort()).toEqual([
      'CATALOGUE',
      'agent',
      'ansible',
      'awsCli',
      'azureCli',
      'buildah',
      'buildahBuild',
      'commonOptions',
      'cosign',
      'crane',
      'cypress',
      'describedPipeline',
      'dotnet',
      'findEntry',
      'functionNameOf',
      'gcloud',
      'gitleaks',
      'go',
      'gradle',
      'grype',
      'hadolint',
      'helm',
      'jdk',
      'kafka',
      'kaniko',
      'kanikoBuild',
      'kubectl',
      'localstack',
      'mariadb',
      'maven',
      'mongo',
      'mysql',
      'node',
      'opentofu',
      'php',
      'playwright',
      'postgres',
      'python',
      'rabbitmq',
      'recipe',
      'redis',
      'registryCache',
      'ruby',
      'rust',
      'selenium',
      'semgrep',
      'shellWord',
      'shellcheck',
      'skopeo',
      'sonarScanner',
      'syft',
      'terraform',
      'trivy',
      'valkey',
      'wiremock',
    ]);
  });

  it('exports the function of every template of the catalogue', () => {
    for (const { name, create } of api.CATALOGUE) {
      const make = api[api.functionNameOf(name) as 'maven'];
      expect(make()).toEqual(create({}));
    }
  });

  it('carries the names of its containers in their types', () => {
    const { maven, postgres } = api;
    const build = podTemplate('build').container(maven()).container(postgres()).build();
    expect(pipeline(build).stage('Test', 'maven', sh('mvn verify')).stages).toHaveLength(1);
    // @ts-expect-error -- misspelt
    expect(() => pipeline(build).stage('Test', 'mavne', sh('mvn verify'))).toThrow('did you mean "maven"?');
    // @ts-expect-error -- a service
    expect(() => pipeline(build).stage('Test', 'postgres', sh('psql'))).toThrow('is a service');
    const named = podTemplate('build')
      .container(maven({ name: 'maven-17', jdk: 17 }))
      .build();
    expect(pipeline(named).stage('Test', 'maven-17', sh('mvn verify')).stages).toHaveLength(1);
    // @ts-expect-error -- the template's own name is not the container's
    expect(() => pipeline(named).stage('Test', 'maven', sh('mvn verify'))).toThrow('use one of jnlp, maven-17');
    const base = podTemplate('build').container(maven());
    // @ts-expect-error -- two of one name
    expect(() => base.container(maven({ jdk: 17 })).build()).toThrow('is the name of spec.containers[1] too');
  });
});
