import { container, podTemplate, type PodTemplateFields } from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const REMEDY = 'leave it out: agents on Windows are not made here yet, since nothing that hardens this pod holds there';

it.each<[string, PodTemplateFields<'restricted'>]>([
  ['spec.os.name: "windows"', { os: { name: 'windows' } }],
  ['spec.nodeSelector["kubernetes.io/os"]: "windows"', { nodeSelector: { 'kubernetes.io/os': 'windows' } }],
  [
    'spec.securityContext.windowsOptions: {"runAsUserName":"ContainerUser"}',
    { securityContext: { windowsOptions: { runAsUserName: 'ContainerUser' } } },
  ],
])('refuses %s', (place, fields) => {
  expect(() => podTemplate('build', fields).build()).toThrow(`${place} asks for Windows; ${REMEDY}`);
});

it('refuses a container for Windows', () => {
  const lint = container('lint', IMAGE, { securityContext: { windowsOptions: { hostProcess: false } } });
  expect(() => podTemplate('build').container(lint).build()).toThrow(
    'spec.containers[1].securityContext.windowsOptions',
  );
});

it('lets Linux be said', () => {
  const fields = { os: { name: 'linux' }, nodeSelector: { 'kubernetes.io/os': 'linux' } };
  expect(() => podTemplate('build', fields).build()).not.toThrow();
});
