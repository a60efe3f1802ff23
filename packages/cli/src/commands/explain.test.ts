import { ALL_RULE_IDS } from '@podwright/core';
import { CATALOGUE } from '@podwright/templates';
import { load } from 'js-yaml';
import { CliError } from '../cli-error';
import { explain } from './explain';

function explained(name: string): string {
  const out: string[] = [];
  const nothing = () => undefined;
  const code = explain(name, {
    out: (text) => out.push(text),
    err: nothing,
    readInput: () => Promise.resolve(''),
    cwd: '/',
  });
  expect(code).toBe(0);
  return out.join('');
}

describe('podwright explain', () => {
  it('says what a template is, what it can be told and what it makes', () => {
    expect(explained('maven').split('\n').slice(0, 18)).toEqual([
      'maven: Maven with a JDK of Eclipse Temurin, and git.',
      '',
      'kind       tool',
      'level      restricted',
      'image      docker.io/library/maven:3.9.16-eclipse-temurin-21',
      'elsewhere  public.ecr.aws/docker/library/maven, mirror.gcr.io/library/maven',
      'shown by   mvn -version',
      '',
      'Options:',
      expect.stringMatching(/^ {2}jdk +17 \| 21 +Version of the JDK\. Default: 21\.$/),
      ...['name', 'image', 'resources', 'env', 'volumes', 'uses', 'passwdEntry'].map((option): unknown =>
        expect.stringMatching(new RegExp(`^ {2}${option} +Of every template of its kind\\.$`)),
      ),
      '',
    ]);
  });

  it('says nothing of copies that are not known', () => {
    expect(explained('agent')).not.toContain('elsewhere');
  });

  it.each(CATALOGUE)('prints the container of $name as YAML', ({ name, kind, image, options }) => {
    const text = explained(name);
    const container = load(text.slice(text.indexOf('The container, hardened:\n') + 25)) as { [key: string]: unknown };
    expect(container).toMatchObject({ name: kind === 'agent' ? 'jnlp' : name, image });
    expect(container.securityContext).toMatchObject({ capabilities: { drop: ['ALL'] } });
    for (const option of Object.keys(options)) expect(text).toMatch(new RegExp(`^ {2}${option} `, 'm'));
  });

  it('does not offer to name the agent', () => {
    expect(explained('agent')).not.toMatch(/^ {2}name /m);
    expect(explained('agent')).toMatch(/^ {2}image /m);
  });

  it('says what a rule reports, why, what to do, and who holds it', () => {
    expect(explained('docker-socket')).toBe(
      'docker-socket: Reports a volume that hands over the socket of the container runtime: the socket, a folder that holds it, or one above.\n' +
        '\nWho can talk to the container runtime of the node is root on the node, and starts containers that nobody schedules.\n' +
        '\nremedy          remove the volume; build images with kaniko() or buildah()\n' +
        'in the cluster  refused by an admission policy, see podwright guardrails\n' +
        'recommended     error\nbaseline        error\nrestricted      error\n',
    );
  });

  it.each(ALL_RULE_IDS)('knows %s', (id) => {
    expect(explained(id)).toMatch(new RegExp(`^${id}: Reports [^]*\\nremedy +\\S`));
  });

  it('finds a check of Pod Security by its bare id too', () => {
    expect(explained('runAsNonRoot')).toBe(explained('pod-security/runAsNonRoot'));
    expect(explained('runAsNonRoot')).toMatch(/baseline +off\nrestricted +error\n$/);
  });

  it('refuses a name that is neither a rule nor in the catalogue', () => {
    expect(() => explained('mavne')).toThrow(
      new CliError('mavne: is neither a rule nor a template of the catalogue; did you mean "maven"?'),
    );
    expect(() => explained('docker-sockt')).toThrow('did you mean "docker-socket"?');
    expect(() => explained('zzzzzzzz')).toThrow(
      /take a template that `podwright list` shows, or the rule of a finding/,
    );
    expect(() => explained('')).toThrow(CliError);
  });
});
