import { container, env, initContainer, podTemplate, secretEnv, type PodTemplateBuilder } from '../../index';
import type { PodSpec } from '../../model/kubernetes.generated';
import { PRESETS } from '../presets';
import { literalSecret } from './literal-secret';

const check = (spec: Partial<PodSpec>): unknown[] => [
  ...literalSecret.check({ pod: { spec: { containers: [], ...spec } }, settings: {}, policy: PRESETS.recommended }),
];
const isReported = (name: string, value: string): boolean =>
  check({ containers: [{ name: 'a', env: [{ name, value }] }] }).length > 0;
const IMAGE = 'registry.example.com/tools/lint:4.2';
const template: PodTemplateBuilder = podTemplate('build');
const leaking = (name: string): ReturnType<typeof container> =>
  container(name, IMAGE, { env: [env('DB_PASSWORD', 'hunter2')] });

describe('literal-secret', () => {
  it.each([
    'PASSWORD',
    'DB_PASSWORD',
    'PGPASSWORD',
    'dbPassword',
    'spring.datasource.password',
    'MYSQL_PASSWD',
    'GPG_PASSPHRASE',
    'MYSQL_PWD',
    'DB_PASS',
    'TOKEN',
    'NPM_TOKEN',
    'npm_token',
    'JENKINS_SECRET',
    'CLIENT_SECRET',
    'API_KEY',
    'APIKEY',
    'AWS_SECRET_ACCESS_KEY',
    'SSH_PRIVATE_KEY',
    'DJANGO_SECRET_KEY',
    'SECRET_KEY_BASE',
    'RAILS_MASTER_KEY',
    'SIGNING_KEY',
    'ENCRYPTION_KEY',
    'REGISTRY_CREDENTIALS',
    'CREDENTIAL',
  ])('takes a text in %s for a secret', (name) => {
    expect(isReported(name, 'hunter2')).toBe(true);
  });

  it.each([
    'PASSWORD_FILE',
    'PASSWORD_MIN_LENGTH',
    'TOKEN_URL',
    'SECRET_NAME',
    'CREDENTIALS_ID',
    'API_KEY_HEADER',
    'TOKENIZER',
    'BROKEN',
    'BYPASS',
    'KEY',
    'PUBLIC_KEY',
    'SORT_KEY',
    'GIT_AUTHOR_NAME',
    'MAVEN_OPTS',
    'HOME',
    'SECRETARY',
  ])('lets a text in %s be', (name) => {
    expect(isReported(name, 'hunter2')).toBe(false);
  });

  it.each([
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
    ['a key of no kind', 'key: |\n  -----BEGIN PRIVATE KEY-----'],
    ['a PGP key', '-----BEGIN PGP PRIVATE KEY BLOCK-----'],
    ['a GitHub token', `ghp_${'a1B2'.repeat(9)}`],
    ['a GitHub token of an app', `ghs_${'a1B2'.repeat(9)}`],
    ['a fine-grained GitHub token', `github_pat_${'a1B2'.repeat(9)}`],
    ['a GitLab token', 'glpat-abcdefghijklmnopqrst'],
    ['a Slack token', 'xoxb-123456789012-abcdefgh'],
    ['an npm token', `npm_${'a1B2'.repeat(9)}`],
    ['a Docker Hub token', 'dckr_pat_abcdefghijklmnopqrst'],
    ['an AWS access key', 'AKIAIOSFODNN7EXAMPLE'],
    ['a token behind a word', `token ghp_${'a1B2'.repeat(9)}`],
    ['a password in an address', 'postgres://ci:hunter2@db.example.com/test'],
    ['a password in a proxy', 'http://user:hunter2@proxy.example.com:3128'],
    ['a password without a user', 'redis://:hunter2@cache:6379'],
  ])('knows %s by its form, whatever the variable is called', (_, value) => {
    expect(isReported('ANYTHING', value)).toBe(true);
  });

  it.each([
    ['an address without a user', 'https://registry.example.com:5000/path@2'],
    ['an address with a user', 'https://ci@git.example.com/team/app.git'],
    ['an address of Git', 'git@github.com:team/app.git'],
    ['an address whose password is a reference', 'postgres://ci:$(DB_PASSWORD)@db/test'],
    ['a certificate', '-----BEGIN CERTIFICATE-----'],
    ['a public key', '-----BEGIN PUBLIC KEY-----'],
    ['a digest', `sha256:${'0'.repeat(64)}`],
    ['JVM options', '-XX:MaxRAMPercentage=50 -Djava.io.tmpdir=/tmp'],
    ['settings of npm', 'npm_config_cache_and_some_more_words_behind_it'],
  ])('lets %s be', (_, value) => {
    expect(isReported('ANYTHING', value)).toBe(false);
  });

  it.each(['', '$(DB_PASSWORD)', '/run/secrets/password', 'true', 'False', 'no', 'off', '1', '16'])(
    'takes %j for where a secret comes from, or a switch',
    (value) => {
      expect(isReported('DB_PASSWORD', value)).toBe(false);
    },
  );

  it('reports a number that is a password, as YAML has it without quotes', () => {
    const env = [
      { name: 'DB_PASSWORD', value: 12345678 as unknown as string },
      { name: 'TOKEN', value: null as unknown as string },
    ];
    expect(check({ containers: [{ name: 'a', env }] })).toHaveLength(1);
  });

  it('allows containers without variables, and variables from elsewhere', () => {
    const valueFrom = { secretKeyRef: { name: 'db', key: 'password' } };
    expect(check({ containers: [{ name: 'a' }, { name: 'b', env: [{ name: 'DB_PASSWORD', valueFrom }] }] })).toEqual(
      [],
    );
    expect(() =>
      template.container(container('a', IMAGE, { env: [secretEnv('DB_PASSWORD', 'db', 'password')] })).build(),
    ).not.toThrow();
  });

  it('looks into every list of containers, and never shows the value', () => {
    const env = [
      { name: 'A', value: 'b' },
      { name: 'NPM_TOKEN', value: 'hunter2' },
    ];
    const found = check({
      initContainers: [{ name: 'i', env }],
      containers: [{ name: 'c', env }],
      ephemeralContainers: [{ name: 'e', env }],
    });
    expect(found).toEqual([
      {
        path: 'spec.initContainers[0].env[1].value',
        container: 'i',
        message: '"NPM_TOKEN" of container "i" looks like a secret in plain text',
      },
      {
        path: 'spec.containers[0].env[1].value',
        container: 'c',
        message: '"NPM_TOKEN" of container "c" looks like a secret in plain text',
      },
      {
        path: 'spec.ephemeralContainers[0].env[1].value',
        container: 'e',
        message: '"NPM_TOKEN" of container "e" looks like a secret in plain text',
      },
    ]);
  });

  it('refuses the template with the remedy and without the value', () => {
    expect(() => template.container(leaking('lint')).build()).toThrow(
      new Error(
        'pod template "build": spec.containers[1].env[1].value: breaks the rule literal-secret: ' +
          '"DB_PASSWORD" of container "lint" looks like a secret in plain text; ' +
          "use secretEnv(), or withCredentials around the one step that needs it, or .exempt('literal-secret', '<reason>')",
      ),
    );
  });

  it('refuses it in an init container too', () => {
    const init = initContainer('migrate', IMAGE, { env: [env('API_KEY', 'hunter2')] });
    expect(() => template.container(init).build()).toThrow('"API_KEY" of container "migrate"');
  });

  it('is exempted for the pod', () => {
    expect(() => template.exempt('literal-secret', 'a test database').container(leaking('lint')).build()).not.toThrow();
  });

  it('is exempted for one container, while another still breaks it', () => {
    const one = template.exempt('literal-secret', 'a test database', { container: 'lint' }).container(leaking('lint'));
    expect(() => one.build()).not.toThrow();
    expect(() => one.container(leaking('other')).build()).toThrow(
      /^pod template "build": spec\.containers\[2\]\.env\[1\]\.value: .* container "other"/,
    );
  });
});
