import type { Random } from './random';
import {
  CONTAINER_CONTEXT,
  handler,
  POD_CONTEXT,
  ports,
  SPEC_FLAG,
  text,
  type MakeValue,
} from './random-security-fields';
import { volume } from './random-volume';

/** A part of a pod while it is made; a field may have any value that the API server's decoder takes. */
export interface Draft {
  [field: string]: unknown;
}

/** A pod while it is made. */
export interface PodDraft {
  readonly annotations: Draft;
  readonly spec: Draft;
  readonly lists: { readonly [List in 'initContainers' | 'containers' | 'ephemeralContainers']: Draft[] };
  readonly volumes: object[];
}

/** Changes one thing about a pod, most often for the worse. */
export type Fault = (random: Random, draft: PodDraft) => void;

/** The containers of all lists. */
export function allContainers({ lists }: PodDraft): Draft[] {
  return [...lists.initContainers, ...lists.containers, ...lists.ephemeralContainers];
}

/** The security context of a container or a pod, made where there is none. */
export function contextOf(owner: Draft): Draft {
  // Nothing but objects and null is ever put there.
  return (owner.securityContext ??= {}) as Draft;
}

/** One of the containers, of each list alike. */
function someContainer(random: Random, { lists }: PodDraft): Draft {
  return random.pick(random.pick(Object.values(lists).filter(({ length }) => length > 0)));
}

const containerField =
  (field: string, make: MakeValue): Fault =>
  (random, draft) => {
    // Now and then all containers, each with a value of its own.
    const owners = random.percent(15) ? allContainers(draft) : [someContainer(random, draft)];
    for (const owner of owners) contextOf(owner)[field] = make(random);
  };

const podField =
  (field: string, make: MakeValue): Fault =>
  (random, { spec }) => {
    contextOf(spec)[field] = make(random);
  };

const specField =
  (field: string, make: MakeValue): Fault =>
  (random, { spec }) => {
    spec[field] = make(random);
  };

const operatingSystem: MakeValue = (random) =>
  random.pick([{ name: 'windows' }, { name: 'linux' }, { name: 'Windows' }, { name: null }, {}, null]);

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const NOT_QUITE = ['container.apparmor.security.beta.kubernetes.io', `x${SECCOMP_POD}`, SECCOMP_CONTAINER];
const PROFILES = [
  ...['runtime/default', 'docker/default', 'localhost/a', 'localhost/'],
  ...['unconfined', 'unconfined', 'Runtime/default', 'localhost'],
];

const annotate: Fault = (random, draft) => {
  const own = someContainer(random, draft).name;
  const name = random.percent(75) ? own : random.pick(['other', 'main', 'q"uote', 'half \ud83d', ' main']);
  const suffix = typeof name === 'string' ? name : '';
  const keys = random.percent(90) ? [APP_ARMOR + suffix, SECCOMP_POD, SECCOMP_CONTAINER + suffix] : NOT_QUITE;
  draft.annotations[random.pick(keys)] = random.percent(12) ? random.pick(['', null]) : text(random, PROFILES);
};

const HOOKS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'postStart', 'preStop'];

const callHost: Fault = (random, draft) => {
  const container = someContainer(random, draft);
  for (const field of random.picks(HOOKS, 1, 3)) {
    if (field.endsWith('Probe')) container[field] = handler(random);
    else container.lifecycle = { ...(container.lifecycle ?? {}), [field]: handler(random) };
  }
};

const openPorts: Fault = (random, draft) => {
  someContainer(random, draft).ports = ports(random);
};

const MISSPELT = ['Privileged', 'hostpid', 'HostNetwork', 'runasnonroot', 'hostUser', 'SecurityContext', 'procmount'];

/** A field that the decoder drops: Kubernetes tells cases apart, where Go by itself does not. */
const misspell: Fault = (random, draft) => {
  const owner = random.pick([draft.spec, someContainer(random, draft)]);
  const place = random.percent(50) ? owner : contextOf(owner);
  place[random.pick(MISSPELT)] = random.pick([true, false, null, {}, 'Unmasked']);
};

const loseContext: Fault = (random, draft) => {
  random.pick([draft.spec, someContainer(random, draft)]).securityContext = random.pick([undefined, null, {}]);
};

const addVolume: Fault = (random, { volumes }) => void volumes.push(volume(random));

function often(times: number, fault: Fault): Fault[] {
  return Array.from({ length: times }, () => fault);
}

/** Everything that can be changed about a pod; what has more values to try stands there more often. */
export const FAULTS: readonly Fault[] = [
  ...Object.entries(CONTAINER_CONTEXT).flatMap(([field, make]) =>
    often(field === 'seLinuxOptions' ? 3 : 2, containerField(field, make)),
  ),
  ...Object.entries(POD_CONTEXT).flatMap(([field, make]) => often(field === 'sysctls' ? 6 : 1, podField(field, make))),
  ...['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers'].map((field) => specField(field, SPEC_FLAG)),
  specField('os', operatingSystem),
  ...often(2, openPorts),
  ...often(4, annotate),
  ...often(3, addVolume),
  ...often(2, callHost),
  misspell,
  loseContext,
];
