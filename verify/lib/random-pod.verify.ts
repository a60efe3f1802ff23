import { Random } from './random';
import { randomPod } from './random-pod';

const PODS = Array.from({ length: 20_000 }, (_, item) => randomPod(new Random(7, item)));

/** The different values that the pods have at a path; `[]` is any item of a list, and a field that is left out is undefined. */
function valuesAt(path: string): unknown[] {
  const values = path.split('.').reduce<unknown[]>((owners, step) => {
    const key = step.replace('[]', '');
    const fields = owners.flatMap((owner) =>
      typeof owner === 'object' && owner !== null ? [(owner as { readonly [field: string]: unknown })[key]] : [],
    );
    return step.endsWith('[]') ? fields.flatMap((field) => (Array.isArray(field) ? (field as unknown[]) : [])) : fields;
  }, PODS);
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

test('the same seed and item give the same pod, and others another', () => {
  expect(randomPod(new Random(7, 3))).toEqual(PODS[3]);
  expect(new Set(PODS.map((pod) => JSON.stringify(pod))).size).toBeGreaterThan(19_000);
  expect(JSON.stringify(randomPod(new Random(8, 3)))).not.toBe(JSON.stringify(PODS[3]));
});

describe.each(['initContainers', 'containers', 'ephemeralContainers'])('in %s', (list) => {
  test.each([
    ['name', undefined, null, '', 'main', 'q"uote', 'half \ud83d'],
    ['securityContext', undefined, null, {}],
    ['securityContext.allowPrivilegeEscalation', undefined, null, true, false],
    ['securityContext.appArmorProfile', undefined, null, {}],
    ['securityContext.appArmorProfile.type', undefined, null, '', 'RuntimeDefault', 'Unconfined', 'runtimeDefault'],
    ['securityContext.capabilities', undefined, null, {}],
    ['securityContext.capabilities.drop', undefined, null, [], ['ALL'], ['all']],
    ['securityContext.capabilities.add', undefined, null, [], ['NET_BIND_SERVICE']],
    ['securityContext.capabilities.add[]', null, '', 'SYS_ADMIN', 'net_bind_service', 'ALL', 'CHOWN'],
    ['securityContext.privileged', undefined, null, true, false],
    ['securityContext.procMount', undefined, null, '', 'Default', 'Unmasked', 'default'],
    ['securityContext.runAsNonRoot', undefined, null, true, false],
    ['securityContext.runAsUser', undefined, null, 0, 1000, -1],
    ['securityContext.seccompProfile', undefined, null, {}],
    ['securityContext.seccompProfile.type', undefined, null, '', 'Localhost', 'Unconfined', 'runtime/default'],
    ['securityContext.seLinuxOptions', undefined, null, {}],
    ['securityContext.seLinuxOptions.type', undefined, null, '', 'container_t', 'container_engine_t', 'spc_t'],
    ['securityContext.seLinuxOptions.user', undefined, null, '', 'system_u'],
    ['securityContext.windowsOptions.hostProcess', undefined, null, true, false],
    ['ports', undefined, null, []],
    ['ports[].hostPort', undefined, null, 0, 80],
    ['ports[].containerPort', undefined, null, 8080],
    ['livenessProbe.httpGet.host', undefined, null, '', '127.0.0.1'],
    ['readinessProbe.tcpSocket', undefined, null],
    ['startupProbe.tcpSocket.host', undefined, null, '', 'localhost'],
    ['lifecycle.postStart.httpGet.host', undefined, null, '', '10.0.0.9'],
    ['lifecycle.preStop.tcpSocket.host', undefined, null, '', '10.0.0.10'],
  ])('%s has every kind of value', (field, ...values) => {
    expect(valuesAt(`spec.${list}[].${field}`)).toEqual(expect.arrayContaining(values));
  });
});

test.each([
  ['metadata', undefined, null],
  ['metadata.annotations', undefined, null, {}],
  ['spec.initContainers', undefined, null, []],
  ['spec.containers', undefined, null, []],
  ['spec.hostNetwork', undefined, null, true, false],
  ['spec.hostPID', undefined, null, true, false],
  ['spec.hostIPC', undefined, null, true, false],
  ['spec.hostUsers', undefined, null, true, false],
  ['spec.os', undefined, null, {}],
  ['spec.os.name', undefined, null, 'linux', 'windows', 'Windows'],
  ['spec.securityContext', undefined, null, {}],
  ['spec.securityContext.runAsNonRoot', undefined, null, true, false],
  ['spec.securityContext.sysctls', undefined, null, []],
  ['spec.securityContext.sysctls[].name', undefined, null, '', 'net.ipv4.tcp_rmem', 'kernel.msgmax'],
  ['spec.securityContext.windowsOptions.hostProcess', undefined, null, true, false],
  ['spec.volumes', undefined, null, []],
  ['spec.volumes[].name', undefined, null, '', 'docker'],
  ['spec.volumes[].hostPath', undefined, null, {}],
  ['spec.volumes[].HostPath', {}],
  ['spec.volumes[].configMap', {}],
])('%s has every kind of value', (path, ...values) => {
  expect(valuesAt(path)).toEqual(expect.arrayContaining(values));
});

test('annotations are there with every kind of value, of names that containers have and of others', () => {
  const annotations = valuesAt('metadata.annotations').flatMap((value) => Object.entries(value ?? {}));
  for (const key of [
    'container.apparmor.security.beta.kubernetes.io/main',
    'container.apparmor.security.beta.kubernetes.io/other',
    'seccomp.security.alpha.kubernetes.io/pod',
    'container.seccomp.security.alpha.kubernetes.io/main',
    'container.seccomp.security.alpha.kubernetes.io/other',
  ])
    expect(annotations.filter(([one]) => one === key).map(([, value]) => value)).toEqual(
      expect.arrayContaining(['runtime/default', 'unconfined', 'Runtime/default', 'localhost/', 'localhost']),
    );
  expect(annotations.map(([, value]) => value)).toEqual(expect.arrayContaining([null, '', 'docker/default']));
});
