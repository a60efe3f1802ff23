import { frozenCopy } from '../model/frozen-copy';
import type { Fault } from '../model/fault';
import { JENKINS_SETTINGS, WORKSPACE_VOLUMES, type JenkinsSettings } from '../model/jenkins-settings';
import { fieldPath } from '../model/path';
import { POD_SECURITY_LEVELS } from '../model/pod-security-level';
import { parseQuantity } from '../model/quantity';
import { isPlainObject, schemaFields } from '../model/schema';
import { suggestionFor } from '../model/suggestion';
import { isWritable, UNWRITABLE_RULE } from '../model/text';
import { imageRewriteFaults } from './image-rewrites';
import { networkFaults } from './network';
import type { PodTemplateFields, PodTemplateSpec } from './pod-template-spec';

const OWN_FIELDS = ['podSecurity', 'namespace', 'userNamespaces', 'uid', 'architecture', 'images', 'network'];
const ARCHITECTURES: readonly NonNullable<PodTemplateFields['architecture']>[] = [
  'amd64',
  'arm64',
  'ppc64le',
  's390x',
  'riscv64',
];
const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'];
const BUILT_FIELDS: { readonly [field: string]: string } = {
  containers: 'add containers with .container()',
  initContainers: 'add init containers with .container(initContainer(…))',
  ephemeralContainers: 'no new pod can have ephemeral containers: remove it',
  volumes: 'add volumes with .volume(), or as `volumes` of the container that mounts them',
};

/** Sorts the fields of `podTemplate` into PodSpec's, the plugin's and our own, and names those that are none. */
export function readFields(name: string, given: PodTemplateFields): { spec: PodTemplateSpec; faults: Fault[] } {
  const faults: Fault[] = [];
  const podSpec: { [key: string]: unknown } = {};
  const settings: { [key: string]: unknown } = {};
  const podFields = schemaFields('PodSpec') ?? new Map<string, unknown>();
  const fields: unknown = given;
  if (!isPlainObject(fields)) {
    const remedy = "write { podSecurity: 'baseline' }";
    const fault = { path: 'podTemplate', value: fields, message: 'is no mapping of fields', remedy };
    return { spec: readFields(name, {}).spec, faults: [fault] };
  }
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || OWN_FIELDS.includes(key)) continue;
    const remedy = Object.hasOwn(BUILT_FIELDS, key) ? BUILT_FIELDS[key] : undefined;
    if (remedy !== undefined) faults.push({ path: key, message: 'is no field of podTemplate', remedy });
    else if (podFields.has(key)) podSpec[key] = value;
    else if (Object.hasOwn(JENKINS_SETTINGS, key)) settings[key] = value;
    else faults.push(unknownField(key, [...OWN_FIELDS, ...podFields.keys(), ...Object.keys(JENKINS_SETTINGS)]));
  }
  const placeFaults = [...imageRewriteFaults(given.images), ...networkFaults(given.network)];
  faults.push(...settingFaults(settings), ...ownFaults(given), ...placeFaults);
  // What is refused must not be put together.
  const { images, network } = placeFaults.length === 0 ? given : {};
  const podSecurity = given.podSecurity ?? 'restricted';
  const { namespace, userNamespaces, uid, architecture } = given;
  const spec: PodTemplateSpec = {
    name,
    podSecurity: POD_SECURITY_LEVELS.includes(podSecurity) ? podSecurity : 'restricted',
    fields: { namespace, userNamespaces, uid, architecture, images, network, podSpec: numericUser(uid, podSpec) },
    settings: settings,
    containers: [],
    volumes: [],
    labels: {},
    annotations: {},
    exemptions: [],
  };
  return { spec: frozenCopy(spec), faults };
}

function isUid(uid: unknown): uid is number {
  return Number.isSafeInteger(uid) && (uid as number) >= 0;
}

/** A uid other than the agent's is that of the whole pod. */
function numericUser(
  uid: number | 'from-platform' | undefined,
  podSpec: { [key: string]: unknown },
): { [key: string]: unknown } {
  if (!isUid(uid)) return podSpec;
  // A field that is undefined is none, and must not take the place of the uid.
  const given = isPlainObject(podSpec.securityContext) ? frozenCopy(podSpec.securityContext) : {};
  return { ...podSpec, securityContext: { runAsUser: uid, runAsGroup: uid, fsGroup: uid, ...given } };
}

function unknownField(key: string, known: readonly string[]): Fault {
  return {
    path: 'podTemplate',
    message: `unknown field ${JSON.stringify(key)}`,
    remedy: suggestionFor(key, known, 'remove it'),
  };
}

function ownFaults(given: PodTemplateFields): Fault[] {
  const faults: Fault[] = [];
  const { podSecurity, uid, userNamespaces, namespace, architecture } = given;
  if (podSecurity !== undefined && !POD_SECURITY_LEVELS.includes(podSecurity)) {
    faults.push({
      path: 'podSecurity',
      value: podSecurity,
      message: 'is no Pod Security level',
      remedy: suggestionFor(String(podSecurity), POD_SECURITY_LEVELS, `use one of ${POD_SECURITY_LEVELS.join(', ')}`),
    });
  }
  if (uid !== undefined && uid !== 'from-platform' && !isUid(uid)) {
    faults.push({ path: 'uid', value: uid, message: 'is no uid', remedy: "write a whole number, or 'from-platform'" });
  }
  if (userNamespaces !== undefined && typeof userNamespaces !== 'boolean') {
    faults.push({
      path: 'userNamespaces',
      value: userNamespaces,
      message: 'is not true or false',
      remedy: 'write true or false',
    });
  }
  if (namespace !== undefined && typeof namespace !== 'string') {
    faults.push({
      path: 'namespace',
      value: namespace,
      message: 'is no text',
      remedy: 'write the name of a namespace',
    });
  }
  if (architecture !== undefined && !ARCHITECTURES.includes(architecture)) {
    faults.push({
      path: 'architecture',
      value: architecture,
      message: 'is no architecture of nodes',
      remedy: suggestionFor(String(architecture), ARCHITECTURES, `use one of ${ARCHITECTURES.join(', ')}`),
    });
  }
  return faults;
}

function settingFaults(settings: { readonly [key: string]: unknown }): Fault[] {
  return Object.entries(settings).flatMap(([key, value]): Fault[] => {
    const type = JENKINS_SETTINGS[key as keyof JenkinsSettings];
    if (Array.isArray(type)) {
      const known = type as readonly string[];
      const rule = `use one of ${known.join(', ')}`;
      return known.includes(value as string)
        ? []
        : [
            {
              path: key,
              value,
              message: 'is no value of the plugin',
              remedy: suggestionFor(String(value), known, rule),
            },
          ];
    }
    if (key === 'workspaceVolume') return workspaceFaults(value);
    if (type === 'number' && !(Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31)) {
      return [{ path: key, value, message: 'is no whole number', remedy: 'write digits without quotes' }];
    }
    if (typeof value !== type)
      return [
        { path: key, value, message: `is no ${String(type)}`, remedy: `the plugin takes a ${String(type)} here` },
      ];
    return typeof value === 'string' && !isWritable(value)
      ? [{ path: key, value, message: 'cannot be written', remedy: UNWRITABLE_RULE }]
      : [];
  });
}

/** What the plugin would only find out when it makes the pod. */
function workspaceValueFault(key: string, value: unknown): Pick<Fault, 'message' | 'remedy'> | undefined {
  if (typeof value !== 'string') return undefined;
  if ((key === 'sizeLimit' || key === 'requestsSize') && parseQuantity(value) === undefined)
    return { message: 'is no Kubernetes quantity', remedy: 'write a text such as "10Gi"' };
  if (key === 'accessModes' && !ACCESS_MODES.includes(value))
    return {
      message: 'is no access mode',
      remedy: suggestionFor(value, ACCESS_MODES, `use one of ${ACCESS_MODES.join(', ')}`),
    };
  return isWritable(value) ? undefined : { message: 'cannot be written', remedy: UNWRITABLE_RULE };
}

function workspaceFaults(value: unknown): Fault[] {
  const path = 'workspaceVolume';
  const symbols = Object.keys(WORKSPACE_VOLUMES);
  const entries = isPlainObject(value) ? Object.entries(value) : [];
  const [symbol, parameters] = entries[0] ?? [];
  const known =
    symbol !== undefined && Object.hasOwn(WORKSPACE_VOLUMES, symbol) ? WORKSPACE_VOLUMES[symbol] : undefined;
  if (entries.length !== 1 || symbol === undefined || known === undefined) {
    return [
      {
        path,
        value,
        message: 'is no workspace volume',
        remedy: `write one of ${symbols.map((name) => `{ ${name}: {…} }`).join(', ')}`,
      },
    ];
  }
  const at = fieldPath(path, symbol);
  if (!isPlainObject(parameters))
    return [{ path: at, value: parameters, message: 'is no mapping', remedy: 'write its parameters' }];
  const faults: Fault[] = Object.entries(parameters).flatMap(([key, entry]): Fault[] => {
    const type = Object.hasOwn(known, key) ? known[key] : undefined;
    if (type === undefined)
      return [
        {
          path: at,
          message: `unknown field ${JSON.stringify(key)}`,
          remedy: suggestionFor(key, Object.keys(known), 'remove it'),
        },
      ];
    const wanted = type.replace('!', '');
    if (entry === undefined) return [];
    const fault =
      typeof entry === wanted
        ? workspaceValueFault(key, entry)
        : { message: `is no ${wanted}`, remedy: `write a ${wanted}` };
    return fault === undefined ? [] : [{ path: fieldPath(at, key), value: entry, ...fault }];
  });
  for (const [key, type] of Object.entries(known)) {
    if (type.endsWith('!') && parameters[key] === undefined)
      faults.push({ path: fieldPath(at, key), message: 'is missing', remedy: 'the plugin needs it' });
  }
  return faults;
}
