import { container, podTemplate, type ContainerDefinition, type PodTemplate } from '@podwright/core';
import { agent, agentEntry } from './agent';

const build = (definition: ContainerDefinition): PodTemplate => podTemplate('build').containers([definition]).build();
const containerOf = (definition: ContainerDefinition) => build(definition).pod.spec.containers[0];

describe('agent', () => {
  it('is this container', () => {
    expect(containerOf(agent())).toEqual({
      name: 'jnlp',
      image: 'docker.io/jenkins/inbound-agent:3355.v388858a_47b_33-3-jdk21',
      workingDir: '/home/jenkins/agent',
      env: [
        { name: 'HOME', value: '/home/jenkins' },
        { name: 'JAVA_OPTS', value: '-XX:MaxRAMPercentage=50' },
      ],
      volumeMounts: [
        { name: 'jnlp-tmp', mountPath: '/tmp' },
        { name: 'jnlp-home', mountPath: '/home/jenkins' },
      ],
      resources: {
        requests: { cpu: '100m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
        limits: { memory: '512Mi', 'ephemeral-storage': '12Gi' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    });
  });

  it('is in every pod template, asked for or not', () => {
    const asked = build(agent()).pod;
    expect(podTemplate('build').build().pod).toEqual(asked);
  });

  it('stands first, so that everything waits for it', () => {
    const lint = container('lint', 'registry.example.com/tools/lint:4.2');
    const { pod } = podTemplate('build').container(lint).container(agent()).build();
    expect(pod.spec.containers.map(({ name }) => name)).toEqual(['jnlp', 'lint']);
  });

  it('takes another image, other resources and further variables', () => {
    const image = 'registry.example.com/jenkins/inbound-agent:3355.v388858a_47b_33-3-jdk21';
    const made = containerOf(agent({ image, resources: { memory: '1Gi' }, env: [{ name: 'LANG', value: 'C.UTF-8' }] }));
    expect(made?.image).toBe(image);
    expect(made?.resources?.limits?.memory).toBe('1Gi');
    expect(made?.env?.map(({ name }) => name)).toEqual(['HOME', 'JAVA_OPTS', 'LANG']);
  });

  it('gives the JVM half of whatever the memory limit is, unless told otherwise', () => {
    const options = (definition: ContainerDefinition) =>
      containerOf(definition)?.env?.find(({ name }) => name === 'JAVA_OPTS')?.value;
    expect(options(agent({ resources: { memory: '2Gi' } }))).toBe('-XX:MaxRAMPercentage=50');
    expect(options(agent({ env: [{ name: 'JAVA_OPTS', value: '-Xmx300m' }] }))).toBe('-Xmx300m');
  });

  it('leaves the image to the controller when asked to, and says what cannot be known then', () => {
    const template = build(agent({ image: 'from-controller' }));
    expect(template.pod.spec.containers[0]?.image).toBeUndefined();
    expect(template.caveats).toEqual([
      'The controller chooses the image of the agent: its tag, its registry and its user cannot be known here.',
    ]);
  });

  it('takes no command, which would replace the agent itself', () => {
    // @ts-expect-error -- the types know it as well
    expect(() => build(agent({ command: ['sleep', 'infinity'] }))).toThrow(
      'spec.containers[0].command: ["sleep","infinity"] replaces the agent itself; leave command and args of the agent out',
    );
  });

  it('refuses a field that it does not know', () => {
    expect(() => build(agentEntry.create({ memory: '1Gi' }))).toThrow('unknown field "memory"');
  });

  it('has one name, so that the catalogue’s option cannot change it', () => {
    expect(() => agentEntry.create({ name: 'agent' })).toThrow(
      'agent: name: "agent" is no name of the agent; leave it out: the agent is the container jnlp',
    );
    expect(agentEntry.create({ name: 'jnlp' }).name).toBe('jnlp');
  });
});
