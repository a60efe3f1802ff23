import fc from 'fast-check';
import type { PodSecurityLevel } from '../../model/pod-security-level';
import type { PodTemplate } from '../../model/pod-template';
import { judgedPod, type FailedField } from './check';
import { POD_SECURITY_CHECKS } from './checks';
import { evaluatePodSecurity, type PodSecurityPolicy } from './evaluate';
import { explainPodSecurity } from './explain';
import { NEWEST_MINOR, type PodSecurityVersion } from './version';

type AnyPod = PodTemplate['pod'];

const some = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { requiredKeys: [] });
/** A value, or null, which YAML has for an empty field. */
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 12 });
const list = <T>(values: fc.Arbitrary<T>, maxLength = 2) => fc.array(values, { maxLength });
const flag = orNull(fc.boolean());
const text = (...texts: string[]) => orNull(fc.constantFrom('', ...texts));

const profile = orNull(some({ type: text('RuntimeDefault', 'Localhost', 'Unconfined') }));
const shared = {
  runAsNonRoot: flag,
  runAsUser: orNull(fc.constantFrom(0, 1000)),
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: orNull(
    some({ type: text('container_t', 'container_engine_t', 'spc_t'), user: text('u'), role: text('r') }),
  ),
  windowsOptions: orNull(some({ hostProcess: flag })),
};
const capability = fc.constantFrom('NET_BIND_SERVICE', 'CHOWN', 'SYS_ADMIN', 'ALL');
const ofContainer = some({
  ...shared,
  privileged: flag,
  allowPrivilegeEscalation: flag,
  procMount: text('Default', 'Unmasked'),
  capabilities: orNull(some({ add: orNull(list(capability, 4)), drop: orNull(list(capability)) })),
});
const SYSCTLS = ['kernel.shm_rmid_forced', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_notsent_lowat', 'vm.swappiness'];
const sysctl = orNull(fc.record({ name: fc.constantFrom(...SYSCTLS), value: fc.constant('1') }));
const ofPod = some({ ...shared, sysctls: orNull(list(sysctl, 5)) });

const asking = orNull(some({ host: text('127.0.0.1') }));
const handler = orNull(some({ httpGet: asking, tcpSocket: asking }));
const port = orNull(some({ containerPort: fc.constantFrom(80, 8080), hostPort: orNull(fc.constantFrom(0, 80)) }));
const NAMES = ['a', 'b', 'jnlp', ''];
const container = fc
  .tuple(
    fc.record({ name: fc.constantFrom(...NAMES) }),
    some({
      securityContext: orNull(ofContainer),
      ports: orNull(list(port)),
      livenessProbe: handler,
      readinessProbe: handler,
      startupProbe: handler,
      lifecycle: orNull(some({ postStart: handler, preStop: handler })),
    }),
  )
  .map(([named, rest]) => ({ ...named, ...rest }));

const KINDS = ['emptyDir', 'hostPath', 'nfs', 'flexVolume'];
// Three rounds take away three kinds; the server allows one.
const volume = fc.record({ name: fc.constantFrom('v', 'w'), kinds: fc.subarray(KINDS, { maxLength: 3 }) });
const volumes = fc
  .array(volume, { minLength: 1, maxLength: 3 })
  .map((all) => all.map(({ name, kinds }) => ({ name, ...Object.fromEntries(kinds.map((kind) => [kind, {}])) })));

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const KEYS = [...NAMES.flatMap((name) => [APP_ARMOR + name, SECCOMP + name]), `${APP_ARMOR}"]`, 'example.com/x'];
const annotations = fc.dictionary(
  fc.constantFrom('seccomp.security.alpha.kubernetes.io/pod', ...KEYS),
  text('runtime/default', 'docker/default', 'localhost/x', 'unconfined'),
  { maxKeys: 4 },
);

/** Pods of the fields that the checks read, most of which fail many of them. */
const anyPod = fc
  .record({
    metadata: orNull(some({ annotations: orNull(annotations) })),
    spec: fc
      .tuple(
        fc.record({ containers: fc.array(container, { minLength: 1, maxLength: 2 }) }),
        some({
          initContainers: orNull(list(container)),
          ephemeralContainers: orNull(list(container)),
          securityContext: orNull(ofPod),
          volumes: orNull(volumes),
          hostNetwork: flag,
          hostPID: flag,
          hostIPC: flag,
          hostUsers: flag,
          os: orNull(fc.record({ name: fc.constantFrom('linux', 'windows') })),
        }),
      )
      .map(([containers, rest]) => ({ ...containers, ...rest })),
  })
  // null is no value of these types, and stands in YAML all the same.
  .map((pod) => pod as unknown as AnyPod);
// Some checks are young, so half of the pods are judged by the newest release.
const level = fc.constantFrom<PodSecurityLevel>('privileged', 'baseline', 'baseline', 'restricted', 'restricted');
const minor = fc.integer({ min: 0, max: NEWEST_MINOR });
const version = fc.oneof(
  fc.constant<PodSecurityVersion>('latest'),
  minor.map((n): PodSecurityVersion => `v1.${n}`),
);
const policy = fc.record({ level, version });
const holds = (law: (pod: AnyPod, policy: PodSecurityPolicy) => void, numRuns = 500): void =>
  fc.assert(fc.property(anyPod, policy, law), { numRuns });
const MINORS = Array.from({ length: NEWEST_MINOR + 1 }, (_, n) => n);

interface Place {
  [key: string | number]: unknown;
}
const isPlace = (value: unknown): value is Place => typeof value === 'object' && value !== null;

/** The keys of a path such as `spec.containers[0].name` or `metadata.annotations["a/b"]`. */
function keysOf(path: string): (string | number)[] {
  return [...path.matchAll(/\.?([A-Za-z]\w*)|\[(.+?)\](?=[.[]|$)/g)].map(([, name, item]) =>
    name === undefined ? (JSON.parse(item ?? '') as string | number) : name,
  );
}

/** Does what a failed field asks for: writes `to`, or removes the field. */
function fix(pod: AnyPod, { path, to }: FailedField): void {
  const keys = keysOf(path);
  const last = keys.pop() ?? '';
  let place = pod as unknown as Place;
  for (const key of keys) {
    const next = place[key];
    if (isPlace(next)) place = next;
    else if (to === undefined) return;
    else place = place[key] = {} as Place;
  }
  if (to !== undefined) place[last] = to;
  else if (Array.isArray(place)) place.splice(Number(last), 1);
  else delete place[last];
}

/** A pod after three rounds of fixes for the failures of some checks. */
function fixedPod(pod: AnyPod, policy: PodSecurityPolicy, ofThese: (id: string) => boolean = () => true): AnyPod {
  const fixed = structuredClone(pod);
  for (let round = 0; round < 3; round++) {
    const failures = explainPodSecurity(fixed, policy).filter(({ id }) => ofThese(id));
    // Items of a list go from its end, so that the paths of those before them stay right.
    for (const field of failures.flatMap(({ fields }) => fields).reverse()) fix(fixed, field);
  }
  return fixed;
}

const idsOf = (pod: AnyPod, policy: PodSecurityPolicy): string[] =>
  evaluatePodSecurity(pod, policy).failures.map(({ id }) => id);

describe('random pods', () => {
  it('pass once every field of every failure has got its fix, asked at most three times', () => {
    const seen = new Set<string>();
    holds((pod, policy) => {
      idsOf(pod, policy).forEach((id) => seen.add(id));
      expect(evaluatePodSecurity(fixedPod(pod, policy), policy)).toEqual({ allowed: true, failures: [] });
    });
    expect([...seen].sort()).toEqual(POD_SECURITY_CHECKS.map(({ id }) => id).sort());
  });

  it('fail a check alone when all others have got their fixes, and pass with its own', () => {
    const seen = new Set<string>();
    holds((pod, policy) => {
      for (const id of idsOf(pod, policy)) {
        const onlyOne = fixedPod(pod, policy, (other) => other !== id);
        const left = idsOf(onlyOne, policy);
        if (left.length === 1) seen.add(id);
        // Under hostNetwork the server gives a port its hostPort back.
        expect([id, ...(id === 'hostNamespaces' ? ['hostPorts'] : [])]).toEqual(expect.arrayContaining(left));
        expect(
          idsOf(
            fixedPod(onlyOne, policy, (own) => own === id),
            policy,
          ),
        ).toEqual([]);
      }
    }, 200);
    expect([...seen].sort()).toEqual(POD_SECURITY_CHECKS.map(({ id }) => id).sort());
  });

  it('are explained as they are judged', () => {
    holds((pod, policy) => {
      const explained = explainPodSecurity(pod, policy);
      const { allowed, failures } = evaluatePodSecurity(pod, policy);
      expect(explained.map(({ id, reason, detail }) => ({ id, reason, detail }))).toEqual(failures);
      expect(allowed).toBe(failures.length === 0);
    });
  });

  it('have in each failure a field, each once, and the container that the field names', () => {
    holds((pod, policy) => {
      for (const { fields } of explainPodSecurity(pod, policy)) {
        expect(fields).not.toHaveLength(0);
        expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
        for (const { path, container } of fields) {
          const [list = '', index = 0] = keysOf(path).slice(1).map(String);
          const at = (pod.spec as unknown as { [list: string]: { name: string }[] })[list]?.[Number(index)];
          expect(container).toBe(/ontainers$/.test(list) ? at?.name : undefined);
        }
      }
    }, 200);
  });

  it('are judged alike at all releases between two revisions of a check', () => {
    holds((pod) => {
      const judged = judgedPod(pod);
      const told = POD_SECURITY_CHECKS.flatMap(({ id, revisions, check }) =>
        MINORS.slice(revisions[0]).map((minor) => [id, JSON.stringify(check(judged, minor))] as const),
      );
      const expected = POD_SECURITY_CHECKS.flatMap(({ id, revisions, check }) =>
        MINORS.slice(revisions[0]).map((minor) => {
          const revision = Math.max(...revisions.filter((since) => since <= minor));
          return [id, JSON.stringify(check(judged, revision))] as const;
        }),
      );
      expect(told).toEqual(expected);
    }, 50);
  });

  it('stay as they are', () => {
    holds((pod, policy) => {
      const before = JSON.stringify(pod);
      evaluatePodSecurity(pod, policy);
      explainPodSecurity(pod, policy);
      expect(JSON.stringify(pod)).toBe(before);
    });
  });
});
