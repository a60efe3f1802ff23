import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { container, podTemplate } from '@podwright/core';
import { load } from 'js-yaml';
import { POD_SECURITY_CHECKS } from '../packages/core/src/policy/pod-security/checks';
import { ROOT } from './story';
import { codesIn, tableBelow } from './tables';

describe('the page about PodSecurityPolicy', () => {
  const PAGE = 'docs/from-pod-security-policy.md';
  const { pod } = podTemplate('build').container(container('step', 'registry.example.com/tools/lint:4.2')).build();
  const rows = tableBelow(PAGE, 'Every field').map(([field, , judge, made]) => ({
    field: codesIn(field)[0] ?? '',
    judge: judge ?? '',
    made: codesIn(made).filter((code) => code.includes(': ')),
  }));
  const valueAt = (data: unknown, path: string): unknown =>
    path.split('.').reduce<unknown>((value, key) => (value as { [key: string]: unknown } | undefined)?.[key], data);

  it('has every field that the policy had, in its order', () => {
    expect(rows.map(({ field }) => field)).toEqual([
      'privileged',
      'defaultAddCapabilities',
      'requiredDropCapabilities',
      'allowedCapabilities',
      'volumes',
      'hostNetwork',
      'hostPorts',
      'hostPID',
      'hostIPC',
      'seLinux',
      'runAsUser',
      'runAsGroup',
      'supplementalGroups',
      'fsGroup',
      'readOnlyRootFilesystem',
      'defaultAllowPrivilegeEscalation',
      'allowPrivilegeEscalation',
      'allowedHostPaths',
      'allowedFlexVolumes',
      'allowedCSIDrivers',
      'allowedUnsafeSysctls',
      'forbiddenSysctls',
      'allowedProcMountTypes',
      'runtimeClass',
    ]);
  });

  it('names a check, an admission policy, or nobody as the judge of each', () => {
    const judged = rows.filter(({ judge }) => /\]\(rules\/pod-security\/|admission policy|^nobody/.test(judge));
    expect(judged).toEqual(rows);
  });

  it('mentions every check', () => {
    const text = readFileSync(join(ROOT, PAGE), 'utf8');
    const linked = POD_SECURITY_CHECKS.filter(({ id }) => text.includes(`[${id}](rules/pod-security/${id}.md)`));
    expect(linked).toEqual([...POD_SECURITY_CHECKS]);
  });

  it.each(rows.filter(({ made }) => made.length > 0))(
    '$field: what podwright has is what build() makes',
    ({ made }) => {
      for (const code of made) {
        const [path = '', value = ''] = code.split(': ');
        for (const data of path.startsWith('spec.') ? [pod] : pod.spec.containers)
          expect({ path, value: valueAt(data, path) }).toEqual({ path, value: load(value) });
      }
    },
  );
});
