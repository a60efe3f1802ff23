import type { FailedField, JudgedPod, PodSecurityCheck } from './check';
import { failedSettings, isSafeProfile, profileType } from './fields';
import { containersOf, goQuoted, named, plural, quoted, sortedSet, valuesOf } from './wording';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** AppArmor is never switched off. */
export const appArmorProfile: PodSecurityCheck = {
  id: 'appArmorProfile',
  level: 'baseline',
  revisions: [0],
  summary:
    'Reports a pod or container that switches AppArmor off, by the field or by the annotation of earlier releases',
  why: 'The AppArmor profile that container runtimes bring along denies mounts, and writing to most of /proc and /sys. With Unconfined a process that is root in its container has one lock less before it on the way to the node, also when a capability or a bug has opened the others.',
  help: 'use RuntimeDefault or Localhost, or leave the profile out',
  check: (pod) => {
    const fields = failedSettings(
      pod,
      'appArmorProfile.type',
      (context) => profileType(context.appArmorProfile),
      (type) => !isSafeProfile(type),
    );
    const annotations = forbiddenAnnotations(pod);
    if (fields.length === 0 && annotations.length === 0) return undefined;
    const containers = containersOf(fields);
    const setters = [
      ...(fields.some(({ container }) => container === undefined) ? ['pod'] : []),
      ...(containers.length > 0 ? [named('container', containers)] : []),
      ...(annotations.length > 0 ? [plural('annotation', annotations)] : []),
    ];
    const values = [...valuesOf(fields), ...sortedSet(annotations.map(({ text }) => text))];
    return {
      reason: plural('forbidden AppArmor profile', values),
      detail: `${setters.join(' and ')} must not set AppArmor profile type to ${quoted(values)}`,
      // A profile without its type is no profile: the whole of it has to go.
      fields: [
        ...fields.map((field) => ({ ...field, path: field.path.replace(/\.type$/, '') })),
        ...annotations.map(({ field }) => field),
      ],
    };
  },
};

function forbiddenAnnotations({
  metadata,
}: JudgedPod): readonly { readonly text: string; readonly field: FailedField }[] {
  const annotations = metadata?.annotations;
  if (!annotations) return [];
  return Object.entries(annotations).flatMap(([key, value]) =>
    key.startsWith(ANNOTATION) && !isSafeAnnotation(value)
      ? [
          {
            text: `${key}=${goQuoted(value)}`,
            field: { path: `metadata.annotations[${JSON.stringify(key)}]`, value },
          },
        ]
      : [],
  );
}

function isSafeAnnotation(value: string): boolean {
  return !value || value === 'runtime/default' || value.startsWith('localhost/');
}
