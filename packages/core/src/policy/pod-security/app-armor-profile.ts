import type { FailedField, PodSecurityCheck } from './check';
import { failedSettings, profileType } from './fields';
import { containersOf, named, quoted, sortedSet } from './wording';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const ALLOWED = ['RuntimeDefault', 'Localhost'];

/** AppArmor is never switched off. */
export const appArmorProfile: PodSecurityCheck = {
  id: 'appArmorProfile',
  level: 'baseline',
  help: 'use RuntimeDefault or Localhost, or leave the profile out',
  check: (pod) => {
    const fields = failedSettings(
      pod,
      'appArmorProfile.type',
      (context) => profileType(context?.appArmorProfile),
      (type) => !ALLOWED.includes(String(type)),
    );
    const annotations = Object.entries(pod.metadata?.annotations ?? {}).filter(
      ([key, value]) =>
        key.startsWith(ANNOTATION) && value && value !== 'runtime/default' && !value.startsWith('localhost/'),
    );
    if (fields.length === 0 && annotations.length === 0) return undefined;
    const containers = containersOf(fields);
    const setters = [
      ...(fields.some(({ container }) => container === undefined) ? ['pod'] : []),
      ...(containers.length > 0 ? [named('container', containers)] : []),
      ...(annotations.length > 0 ? [`annotation${annotations.length === 1 ? '' : 's'}`] : []),
    ];
    const values = [
      ...sortedSet(fields.map(({ value }) => String(value))),
      ...sortedSet(annotations.map(([key, value]) => `${key}=${JSON.stringify(value)}`)),
    ];
    const places: FailedField[] = [
      ...fields,
      ...annotations.map(([key, value]) => ({ path: `metadata.annotations[${JSON.stringify(key)}]`, value })),
    ];
    return {
      reason: `forbidden AppArmor profile${values.length === 1 ? '' : 's'}`,
      detail: `${setters.join(' and ')} must not set AppArmor profile type to ${quoted(values)}`,
      fields: places,
    };
  },
};
