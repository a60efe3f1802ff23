import { kaniko, maven } from '@podwright/templates';
import { CliError } from './cli-error';
import { toolContainer } from './tool-argument';

describe('toolContainer', () => {
  it('makes the container of a template', () => {
    expect(toolContainer('maven')).toEqual(maven());
  });

  it('takes options, numbers among them', () => {
    expect(toolContainer('maven:jdk=17,name=maven-17')).toEqual(maven({ jdk: 17, name: 'maven-17' }));
    expect(toolContainer('kaniko:registrySecret=registry-push')).toEqual(kaniko({ registrySecret: 'registry-push' }));
  });

  it('leaves colons and equals signs in a value alone', () => {
    const image = 'registry.example.com:5000/mirror/maven:3.9.9-eclipse-temurin-21';
    expect(toolContainer(`maven:image=${image}`).image).toBe(image);
    expect(toolContainer('postgres:database=a=b').fields.env).toContainEqual({ name: 'POSTGRES_DB', value: 'a=b' });
  });

  it.each([
    ['mavne', 'is no template of the catalogue; did you mean "maven"?'],
    ['cobol-9000', 'is no template of the catalogue; take one that `podwright list` shows'],
    ['', 'is no template of the catalogue; take one that `podwright list` shows'],
    ['maven:', '"" is no option; write option=value'],
    ['maven:jdk', '"jdk" is no option; write option=value'],
    ['maven:jdk=17,', '"" is no option; write option=value'],
    ['maven:jdk=18', 'maven: jdk: 18 is no choice; use one of 17, 21'],
    ['maven:jdk=latest', 'maven: jdk: "latest" is no number; write a number'],
    ['maven:jkd=17', 'maven: options: unknown option "jkd"; did you mean "jdk"?'],
    [
      'maven:__proto__=17',
      'maven: options: unknown option "__proto__"; use name, image, resources, env, volumes, uses, passwdEntry, jdk',
    ],
    ['maven:resources=2Gi', "maven: resources: \"2Gi\" is no mapping; write { cpu: '500m', memory: '1Gi' }"],
    ['agent:name=x', 'agent: name: "x" is no name of the agent; leave it out: the agent is the container jnlp'],
  ])('refuses %s', (argument, message) => {
    expect(() => toolContainer(argument)).toThrow(new CliError(`--tool ${argument}: ${message}`));
  });
});
