import type { Random } from './random';
import { allContainers, contextOf, FAULTS, type Draft, type PodDraft } from './random-pod-faults';
import { text } from './random-security-fields';
import { harmlessVolume } from './random-volume';

/** What a pod is before faults are put into it; all but the bare one pass the level restricted. */
type Base = 'linux' | 'windows' | 'user namespace' | 'bare';

const BASES: readonly Base[] = [
  ...Array.from({ length: 15 }, (): Base => 'linux'),
  ...(['windows', 'windows', 'user namespace', 'user namespace', 'bare'] as const),
];
const CONTAINERS = ['main', 'jnlp', 'tool', 'zeta', 'Alpha', 'a', 'b', 'c', 'b10', 'b9'];

/**
 * A random pod, made to tell evaluators of the Pod Security Standards apart. Most pods pass the level restricted but for
 * a fault or two; the rest are wilder. Every field that a check reads has every kind of value that can be decoded.
 */
export function randomPod(random: Random): object {
  const base = random.pick(BASES);
  const draft = basePod(random, base);
  const wild = base === 'bare' || random.percent(12);
  const faults = wild ? 3 + random.below(10) : random.pick([0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3]);
  for (let i = 0; i < faults; i++) random.pick(FAULTS)(random, draft);
  return finishedPod(random, draft, wild);
}

function basePod(random: Random, base: Base): PodDraft {
  const draft: PodDraft = {
    annotations: {},
    spec: {},
    lists: {
      initContainers: containers(random, random.pick([0, 0, 1, 2])),
      containers: containers(random, random.pick([1, 1, 2, 3])),
      ephemeralContainers: containers(random, random.pick([0, 0, 0, 1, 2])),
    },
    volumes: [],
  };
  if (base === 'bare') return draft;
  const { spec, volumes } = draft;
  const all = allContainers(draft);
  for (const container of all) container.securityContext = ofContainer(random, base);
  // A setting stands on the pod, on every container, or on both.
  for (const [field, value] of Object.entries(ofEither(random, base))) {
    const place = random.below(4);
    if (place !== 0) contextOf(spec)[field] = value;
    if (place < 2) for (const container of all) contextOf(container)[field] = value;
  }
  if (base === 'user namespace') {
    spec.hostUsers = false;
    if (random.percent(40)) contextOf(random.pick(all)).procMount = 'Unmasked';
  }
  if (base === 'windows') spec.os = { name: 'windows' };
  else if (random.percent(20)) spec.os = { name: 'linux' };
  if (random.percent(40)) volumes.push(harmlessVolume(random));
  return draft;
}

/** What only a container can say; Windows has none of it, and may leave it out. */
function ofContainer(random: Random, base: Base): Draft {
  const missing = base === 'windows' ? 50 : 0;
  return {
    ...(random.percent(missing) ? {} : { allowPrivilegeEscalation: false }),
    ...(random.percent(missing) ? {} : { capabilities: { drop: ['ALL'] } }),
    ...(base === 'windows' && random.percent(50) ? { seccompProfile: { type: 'Localhost' } } : {}),
  };
}

/** What a pod can say for all its containers. */
function ofEither(random: Random, base: Base): Draft {
  return {
    ...(base === 'user namespace' && random.percent(70) ? {} : { runAsNonRoot: true }),
    ...(base === 'windows' ? {} : { seccompProfile: { type: 'RuntimeDefault' } }),
    ...(base === 'user namespace' && random.percent(50) ? { runAsUser: 0 } : {}),
    ...(base !== 'user namespace' && random.percent(20) ? { runAsUser: 1000 } : {}),
    ...(random.percent(10) ? { appArmorProfile: { type: 'RuntimeDefault' } } : {}),
    ...(random.percent(10) ? { seLinuxOptions: { level: 's0' } } : {}),
  };
}

function containers(random: Random, count: number): Draft[] {
  return Array.from({ length: count }, () => ({
    name: random.percent(2) ? random.pick([undefined, null, '']) : text(random, CONTAINERS),
    image: 'registry.example.com/tools/tool:1.0',
  }));
}

/** The pod; what it has none of is left out, null or empty. */
function finishedPod(random: Random, { annotations, spec, lists, volumes }: PodDraft, wild: boolean): object {
  const none = (): unknown => random.pick([undefined, undefined, null, []]);
  for (const [field, list] of Object.entries(lists)) spec[field] = list.length > 0 ? list : none();
  spec.volumes = volumes.length > 0 ? volumes : none();
  // A pod without containers cannot be created, but it can be asked about.
  if (wild && random.percent(3)) spec.containers = none();
  const noted = Object.keys(annotations).length > 0;
  const metadata = { name: 'random', annotations: noted ? annotations : random.pick([undefined, null, {}]) };
  const named = noted || random.percent(80);
  return { apiVersion: 'v1', kind: 'Pod', metadata: named ? metadata : random.pick([undefined, null]), spec };
}
