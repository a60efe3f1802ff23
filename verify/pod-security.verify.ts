import { evaluatePodSecurity, type Pod, type PodSecurityVersion, type PodSpec } from '@podwright/core';
import { comparePodSecurity } from './lib/pod-security-comparison';
import { isSame, type Evaluate } from './lib/pod-security-difference';
import { PodSecurityJudge, type OfficialVerdict } from './lib/pod-security-judge';

const PODS = Number(process.env.POD_SECURITY_PODS ?? 20_000);
const SEED = Number(process.env.POD_SECURITY_SEED ?? Math.floor(Math.random() * 2 ** 32));
/** In how many pods of twenty thousand each revision of each check shows each of its sides. */
const LEAST_OF_20_000 = 100;
/** In how many it shows what it changed. */
const LEAST_CHANGED_OF_20_000 = 50;

const judge = new PodSecurityJudge();
afterAll(() => judge.close());

// A random pod has nulls and unknown values where the types have none: that is what is asked about.
const evaluate: Evaluate = (pod, level, version) =>
  evaluatePodSecurity(pod as Pod & { readonly spec: PodSpec }, { level, version: version as PodSecurityVersion });

const bare = { spec: { containers: [{ name: 'jnlp', image: 'jenkins/inbound-agent' }] } };
const BARE_TEXT =
  'allowPrivilegeEscalation != false (container "jnlp" must set securityContext.allowPrivilegeEscalation=false), ' +
  'unrestricted capabilities (container "jnlp" must set securityContext.capabilities.drop=["ALL"]), ' +
  'runAsNonRoot != true (pod or container "jnlp" must set securityContext.runAsNonRoot=true), ' +
  'seccompProfile (pod or container "jnlp" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")';

const messageOf = ({ failures }: OfficialVerdict): string =>
  failures.map(({ reason, detail }) => `${reason} (${detail})`).join(', ');

describe('the official evaluator', () => {
  test('says of a bare pod what API servers say', async () => {
    const [restricted, baseline, privileged] = await judge.judge(bare, [
      'restricted:latest',
      'baseline:latest',
      'privileged:latest',
    ]);
    expect(restricted && messageOf(restricted)).toBe(BARE_TEXT);
    expect(restricted?.failures.map(({ id }) => id)).toEqual([
      'allowPrivilegeEscalation',
      'capabilities_restricted',
      'runAsNonRoot',
      'seccompProfile_restricted',
    ]);
    expect([baseline, privileged]).toEqual(Array.from({ length: 2 }, () => ({ allowed: true, failures: [] })));
  });

  test('judges by the version asked for, and by the newest where that is not known yet', async () => {
    const [old, newest, future] = await judge.judge(bare, ['restricted:v1.7', 'restricted:latest', 'restricted:v1.99']);
    expect(old?.failures.map(({ id }) => id)).toEqual(['runAsNonRoot']);
    expect(future).toEqual(newest);
  });

  test('sees a pod with the defaults of the API server', async () => {
    const containers = [{ name: 'main', ports: [{ containerPort: 8080 }] }];
    const volumes = [{ name: 'none' }, { name: 'null', hostPath: null }, { name: 'unknown', HostPath: {} }];
    const [verdict] = await judge.judge({ spec: { hostNetwork: true, volumes, containers } }, ['baseline:latest']);
    expect(verdict && messageOf(verdict)).toBe(
      'host namespaces (hostNetwork=true), hostPort (container "main" uses hostPort 8080)',
    );
  });

  test('refuses what the API server cannot decode, and levels and versions that are none', async () => {
    await expect(judge.judge({ spec: { hostPID: 'yes' } }, [])).rejects.toThrow(/cannot unmarshal string .*hostPID/);
    await expect(judge.judge(bare, ['strict:latest'])).rejects.toThrow('level "strict" must be one of');
    await expect(judge.judge(bare, ['baseline:1.25'])).rejects.toThrow('version "1.25" must be "latest" or "v1.x"');
  });

  test('that is not there fails the run', async () => {
    const none = new PodSecurityJudge('/nowhere/run.sh');
    await expect(none.checks).rejects.toThrow(/^the Pod Security judge could not start: .*ENOENT/);
    await expect(none.judge(bare, ['baseline:latest'])).rejects.toThrow('could not start');
    await expect(comparePodSecurity(none, evaluate, { seed: 1, pods: 1 })).rejects.toThrow('could not start');
  });

  test('has these checks, each with these revisions', async () => {
    const revisions = new Map<string, Set<string>>();
    for (const { id, since } of Object.values(await judge.checks).flat())
      revisions.set(id, (revisions.get(id) ?? new Set()).add(since));
    expect(Object.fromEntries([...revisions].map(([id, since]) => [id, [...since].join(' ')]))).toEqual({
      allowPrivilegeEscalation: 'v1.8 v1.25',
      appArmorProfile: 'v1.0',
      capabilities_baseline: 'v1.0',
      capabilities_restricted: 'v1.22 v1.25',
      hostNamespaces: 'v1.0',
      hostPathVolumes: 'v1.0',
      hostPorts: 'v1.0',
      hostProbesAndHostLifecycle: 'v1.34',
      privileged: 'v1.0',
      procMount: 'v1.0 v1.35',
      procMount_restricted: 'v1.35',
      restrictedVolumes: 'v1.0',
      runAsNonRoot: 'v1.0 v1.35',
      runAsUser: 'v1.23 v1.35',
      seLinuxOptions: 'v1.0 v1.31',
      seccompProfile_baseline: 'v1.0 v1.19',
      seccompProfile_restricted: 'v1.19 v1.25',
      sysctls: 'v1.0 v1.27 v1.29 v1.32 v1.37',
      windowsHostProcess: 'v1.0',
    });
  });
});

test(
  `agrees with evaluatePodSecurity on ${PODS} random pods, in every word`,
  async () => {
    const started = Date.now();
    const { differences, power, versions, passing, oneFault } = await comparePodSecurity(judge, evaluate, {
      seed: SEED,
      pods: PODS,
    });
    expect(differences).toEqual([]);

    const verdicts = [...versions.values()].reduce((all, count) => all + count, 0);
    const share = (count: number): string => `${Math.round((100 * count) / PODS)} %`;
    process.stdout.write(
      `${PODS} random pods, seed ${SEED}: ${verdicts} verdicts in ${((Date.now() - started) / 1000).toFixed(1)} s; ` +
        `${share(passing)} of the pods pass restricted, ${share(oneFault)} fail one check.\n${power.table()}\n`,
    );
    const scale = PODS / 20_000;
    const [least, leastChanged] = [Math.floor(LEAST_OF_20_000 * scale), Math.floor(LEAST_CHANGED_OF_20_000 * scale)];
    const weak = power.rows().filter(({ fails, passes, only }) => Math.min(fails, passes, only) < least);
    expect(weak).toEqual([]);
    expect(power.rows().filter(({ changes }) => changes !== undefined && changes < leastChanged)).toEqual([]);
    const asked = [...Array.from({ length: 38 }, (_, minor) => `v1.${minor}`), 'latest', 'v1.38', 'v1.99'];
    expect(asked.filter((version) => (versions.get(version) ?? 0) < 3 * least)).toEqual([]);
    expect(oneFault).toBeGreaterThan(PODS / 3);
  },
  Math.max(20 * 60_000, 5 * PODS),
);

describe('a difference is noticed', () => {
  const failure = { id: 'privileged', reason: 'privileged', detail: 'container "a"' };
  const other = { id: 'hostPorts', reason: 'hostPort', detail: '' };
  const verdict = { allowed: false, failures: [failure, other] };

  test.each([
    ['in the verdict', { ...verdict, allowed: true }],
    ['in an id', { ...verdict, failures: [{ ...failure, id: 'Privileged' }, other] }],
    ['in a reason', { ...verdict, failures: [{ ...failure, reason: 'privileged ' }, other] }],
    ['in a detail', { ...verdict, failures: [failure, { ...other, detail: ' ' }] }],
    ['in the order', { ...verdict, failures: [other, failure] }],
    ['where a failure is missing', { ...verdict, failures: [failure] }],
    ['where there is one more', { ...verdict, failures: [failure, other, other] }],
    ['where nothing was answered', undefined],
    ['where something was thrown', 'TypeError'],
  ])('%s', (_, changed) => {
    expect(isSame(verdict, structuredClone(verdict))).toBe(true);
    expect(isSame(verdict, changed)).toBe(false);
    if (changed !== undefined) expect(isSame(changed, verdict)).toBe(false);
  });

  test('in the run: an evaluator that forgets ephemeral containers is told so with small pods', async () => {
    const forgetful: Evaluate = (pod, level, version) =>
      evaluate(
        { ...pod, spec: { ...('spec' in pod ? (pod.spec as object) : {}), ephemeralContainers: [] } },
        level,
        version,
      );
    const { differences } = await comparePodSecurity(judge, forgetful, { seed: 1, pods: 1000 });
    expect(differences).toHaveLength(5);
    expect(Math.max(...differences.map(({ pod }) => pod.length))).toBeLessThan(400);
    for (const { pod } of differences) expect(pod).toContain('ephemeralContainers');
  });

  test('in the run: so is one that throws, and one that knows no versions', async () => {
    const broken: Evaluate = () => {
      throw new Error('broken');
    };
    const { differences } = await comparePodSecurity(judge, broken, { seed: 2, pods: 100 });
    expect(differences.flatMap(({ ours }) => ours)).toEqual(
      Array.from({ length: 5 }, () => expect.stringContaining('broken')),
    );
    const newest: Evaluate = (pod, level) => evaluate(pod, level, 'latest');
    expect((await comparePodSecurity(judge, newest, { seed: 3, pods: 1000 })).differences).toHaveLength(5);
  });
});
