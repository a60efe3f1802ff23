import type { Fault } from '../model/fault';
import { InvalidPodTemplateError } from '../model/invalid-pod-template-error';
import { isEnvName, isLabel, isLabelKey, isLabelValue, isSubdomain, LABEL_RULE } from '../model/names';
import { fieldPath, itemPath } from '../model/path';
import type { PodTemplate } from '../model/pod-template';
import { isPlainObject } from '../model/schema';
import { suggestionFor } from '../model/suggestion';
import type { PodTemplateSpec } from './pod-template-spec';

/** Faults of the fields of a call: no mapping, or a name that is none of those known. */
export function checkFields(given: unknown, path: string, known: readonly string[]): Fault[] {
  if (!isPlainObject(given))
    return [{ path, value: given, message: 'is no mapping', remedy: `write { ${known[0]}: … }` }];
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path,
      message: `unknown field ${JSON.stringify(key)}`,
      remedy: suggestionFor(key, known, `use ${known.join(', ')}`),
    }));
}

/**
 * Refuses the fields of a call at once, where no template is there to collect faults.
 *
 * @throws InvalidPodTemplateError when there is a fault.
 */
export function refuseFields(kind: string, name: string, faults: readonly Fault[]): void {
  if (faults.length > 0) throw new InvalidPodTemplateError(name, faults, `${kind} ${JSON.stringify(name)}`);
}

/** Names: of the template, its containers and volumes, of labels and environment variables; each one used once. */
export function checkNames(spec: PodTemplateSpec, { pod }: PodTemplate): Fault[] {
  const faults: Fault[] = [];
  if (typeof spec.name !== 'string' || !isSubdomain(spec.name)) {
    faults.push({
      path: 'name',
      value: spec.name,
      message: 'cannot name a pod template',
      remedy: 'use lower-case letters, digits, "-" and "."',
    });
  }
  if (typeof spec.fields.namespace === 'string' && !isLabel(spec.fields.namespace)) {
    faults.push({
      path: 'namespace',
      value: spec.fields.namespace,
      message: 'cannot name a namespace',
      remedy: LABEL_RULE,
    });
  }
  faults.push(...labelFaults(spec), ...containerNameFaults(pod.spec), ...volumeNameFaults(pod.spec.volumes ?? []));
  return faults;
}

function labelFaults({ labels, annotations }: PodTemplateSpec): Fault[] {
  const faults: Fault[] = [];
  for (const [path, map] of [
    ['metadata.labels', labels],
    ['metadata.annotations', annotations],
  ] as const) {
    for (const key of Object.keys(map)) {
      if (!isLabelKey(key))
        faults.push({
          path,
          message: `${JSON.stringify(key)} cannot be a key`,
          remedy: 'use letters, digits, "-", "_" and ".", with a DNS prefix if any',
        });
    }
  }
  for (const [key, value] of Object.entries(labels)) {
    if (typeof value === 'string' && !isLabelValue(value)) {
      faults.push({
        path: fieldPath('metadata.labels', key),
        value,
        message: 'cannot be the value of a label',
        remedy: 'use at most 63 letters, digits, "-", "_" and "."; annotations hold any text',
      });
    }
  }
  return faults;
}

function containerNameFaults(pod: PodTemplate['pod']['spec']): Fault[] {
  const faults: Fault[] = [];
  const first = new Map<string, string>();
  for (const list of ['initContainers', 'containers'] as const) {
    (pod[list] ?? []).forEach(({ name, env }, i) => {
      const path = itemPath(`spec.${list}`, i);
      if (typeof name !== 'string' || !isLabel(name)) {
        faults.push({ path: `${path}.name`, value: name, message: 'cannot name a container', remedy: LABEL_RULE });
      }
      const other = first.get(name);
      if (other !== undefined)
        faults.push({
          path: `${path}.name`,
          value: name,
          message: `is the name of ${other} too`,
          remedy: 'give each container a name of its own',
        });
      else first.set(name, path);
      faults.push(...envFaults(env, `${path}.env`));
    });
  }
  return faults;
}

function envFaults(env: unknown, path: string): Fault[] {
  if (!Array.isArray(env)) return [];
  const first = new Map<unknown, number>();
  return env.flatMap((variable: { name?: unknown } | null, i): Fault[] => {
    const name = variable?.name;
    const at = `${itemPath(path, i)}.name`;
    const other = first.get(name);
    first.set(name, i);
    if (typeof name !== 'string') return [];
    if (!isEnvName(name))
      return [
        {
          path: at,
          value: name,
          message: 'cannot name an environment variable',
          remedy: 'use printable ASCII without "="',
        },
      ];
    if (other !== undefined)
      return [
        { path: at, value: name, message: `is set by ${itemPath('env', other)} too`, remedy: 'set each variable once' },
      ];
    return [];
  });
}

function volumeNameFaults(volumes: readonly { readonly name: string }[]): Fault[] {
  const first = new Map<string, number>();
  return volumes.flatMap(({ name }, i): Fault[] => {
    const path = `${itemPath('spec.volumes', i)}.name`;
    const other = first.get(name);
    first.set(name, i);
    if (typeof name !== 'string' || !isLabel(name))
      return [{ path, value: name, message: 'cannot name a volume', remedy: LABEL_RULE }];
    if (name === 'workspace-volume' || name === 'jenkins-agent' || /^volume-\d+$/.test(name)) {
      return [
        {
          path,
          value: name,
          message: "is a name of the plugin's own",
          remedy: name === 'workspace-volume' ? 'use the field workspaceVolume of the template' : 'choose another name',
        },
      ];
    }
    if (other !== undefined)
      return [
        {
          path,
          value: name,
          message: `is the name of ${itemPath('spec.volumes', other)} too, with other contents`,
          remedy: 'give each volume a name of its own',
        },
      ];
    return [];
  });
}
