import {
  checkPod,
  checkPodTemplate,
  container,
  podTemplate,
  PRESETS,
  secretEnv,
  type JenkinsSettings,
} from '../../index';

const found = (spec: object, settings: JenkinsSettings | undefined): unknown[] =>
  checkPod({ spec: { containers: [], ...spec } }, { policy: PRESETS.recommended, settings })
    .filter(({ ruleId }) => ruleId === 'secret-in-log')
    .map(({ severity, path, message, value }) => ({ severity, path, message, value }));
const SHOWN: JenkinsSettings = { showRawYaml: true };
const FROM_SECRET = { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } };
const PULLS = { imagePullSecrets: [{ name: 'registry' }] };

describe('secret-in-log', () => {
  it('reports a pod with a Secret that every log shows', () => {
    expect(found(PULLS, SHOWN)).toEqual([
      {
        severity: 'error',
        path: 'showRawYaml',
        message: 'every build log shows a pod that refers to a Secret',
        value: true,
      },
    ]);
  });

  it.each<object>([
    { volumes: [{ name: 'v', secret: { secretName: 's' } }] },
    { volumes: [{ name: 'v', projected: { sources: [{ configMap: {} }, { secret: { name: 's' } }] } }] },
    { volumes: [{ name: 'v', csi: { driver: 'd', nodePublishSecretRef: { name: 's' } } }] },
    { containers: [{ name: 'a', env: [FROM_SECRET] }] },
    { containers: [{ name: 'a', envFrom: [{ secretRef: { name: 's' } }] }] },
  ])('finds the Secret in %j', (spec) => {
    expect(found(spec, SHOWN)).toHaveLength(1);
  });

  it('finds it in init and ephemeral containers', () => {
    const list = [{ name: 'a', env: [FROM_SECRET] }];
    expect(found({ initContainers: list }, SHOWN)).toHaveLength(1);
    expect(found({ ephemeralContainers: list }, SHOWN)).toHaveLength(1);
  });

  it('is told once, however many there are', () => {
    expect(found({ ...PULLS, containers: [{ name: 'a', env: [FROM_SECRET, FROM_SECRET] }] }, SHOWN)).toHaveLength(1);
  });

  it.each<object>([
    {},
    { imagePullSecrets: [] },
    { volumes: [{ name: 'v', configMap: { name: 'c' } }] },
    { containers: [{ name: 'a', env: [{ name: 'A', value: 'x' }], envFrom: [{ configMapRef: { name: 'c' } }] }] },
    { volumes: null, imagePullSecrets: null, initContainers: null },
    { containers: [{ name: 'a', env: null, envFrom: null }], volumes: [{ name: 'v', secret: null }] },
  ])('allows a pod without one to be shown: %j', (spec) => {
    expect(found(spec, SHOWN)).toEqual([]);
  });

  it.each<JenkinsSettings | undefined>([undefined, {}, { showRawYaml: false }, { showRawYaml: undefined }])(
    'says nothing with the settings %j',
    (settings) => {
      expect(found(PULLS, settings)).toEqual([]);
    },
  );

  it('takes true alone for true', () => {
    expect(found(PULLS, { showRawYaml: 'true' as unknown as boolean })).toEqual([]);
  });

  it('is kept by every template: it is switched off, and cannot be switched on again', () => {
    const tests = container('tests', 'registry.example.com/tools/tests:4.2', {
      env: [secretEnv('DB_PASSWORD', 'test-database', 'password')],
    });
    const template = podTemplate('build').container(tests).build();
    expect(template.settings.showRawYaml).toBe(false);
    expect(checkPodTemplate(template)).toEqual([]);
    expect(() => podTemplate('build', SHOWN).container(tests).build()).toThrow('prints a pod that refers to a Secret');
    expect(() => podTemplate('build', SHOWN).build()).not.toThrow();
  });
});
