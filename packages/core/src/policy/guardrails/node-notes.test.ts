import { definePolicy, type PolicyDefinition } from '../define-policy';
import type { ChosenOptions } from './guardrail';
import { nodeNotes } from './node-notes';

const OPTIONS: ChosenOptions = {
  namespace: 'ci',
  engine: 'admission',
  pods: 50,
  controller: { namespace: 'jenkins', serviceAccount: 'jenkins' },
  identity: undefined,
  today: '2027-01-31',
};

const notes = (definition: PolicyDefinition = {}, options: Partial<ChosenOptions> = {}): string =>
  nodeNotes(definePolicy(definition), { ...OPTIONS, ...options });

const items = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('- '));

describe('nodeNotes', () => {
  it('is a list in which every item has a link', () => {
    expect(items(notes()).length).toBeGreaterThanOrEqual(9);
    for (const item of items(notes())) expect(item).toMatch(/^- \*\*.*\*\*.*\]\(https:\/\/\S+\)/);
  });

  it('has one line for each item: nothing breaks the list', () => {
    const [lead, blank, ...rest] = notes().split('\n');
    expect(lead).toBe('No object of the namespace holds these.');
    expect(blank).toBe('');
    expect(rest).toEqual(items(notes()));
  });

  it('speaks of all clouds where none is known, and else of the one', () => {
    const commands = [
      '--http-put-response-hop-limit 1',
      '--workload-metadata=GKE_METADATA',
      '--enable-imds-restriction',
    ];
    const named = (text: string): boolean[] => commands.map((command) => text.includes(command));
    expect(named(notes())).toEqual([true, true, true]);
    const eks = { provider: 'eks', role: 'arn:aws:iam::111122223333:role/image-builds' } as const;
    const gke = { provider: 'gke', serviceAccount: 'image-builds@project.iam.gserviceaccount.com' } as const;
    const aks = { provider: 'aks', clientId: '00000000-0000-0000-0000-000000000000' } as const;
    expect(named(notes({}, { identity: eks }))).toEqual([true, false, false]);
    expect(named(notes({}, { identity: gke }))).toEqual([false, true, false]);
    expect(named(notes({}, { identity: aks }))).toEqual([false, false, true]);
  });

  it('names the labels of the pools that the policy wants', () => {
    const nodePools = [{ pool: 'builds', 'kubernetes.io/arch': 'amd64' }, { pool: 'arm' }];
    expect(notes({ nodePools })).toContain(
      'The policy wants `pool: builds, kubernetes.io/arch: amd64` or `pool: arm`: give the pool these labels',
    );
  });

  it('advises a pool where the policy wants none', () => {
    expect(notes()).toContain('Give a pool a label, such as `pool: builds`, and name it as `nodePools` in the policy');
    expect(notes({ nodePools: [] })).toContain('Give a pool a label');
  });

  it('keeps builds off control-plane nodes, and says what user namespaces need', () => {
    expect(notes()).toContain('node-role.kubernetes.io/control-plane:NoSchedule');
    expect(notes()).toContain('needs Linux 6.3, [containerd 2.0]');
    expect(notes()).toContain('`seccompDefault: true`');
    expect(notes()).toContain('`podPidsLimit`');
  });
});
