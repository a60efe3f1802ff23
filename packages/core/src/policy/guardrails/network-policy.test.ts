import { isIPv4, isIPv6 } from 'node:net';
import { definePolicy, type PolicyDefinition } from '../define-policy';
import type { ChosenOptions, KubernetesObject } from './guardrail';
import { METADATA_ADDRESSES } from './metadata-addresses';
import { networkPolicyGuardrail } from './network-policy';

const OPTIONS: ChosenOptions = {
  namespace: 'ci',
  engine: 'admission',
  pods: 50,
  controller: { namespace: 'jenkins', serviceAccount: 'jenkins' },
  identity: undefined,
  today: '2027-01-31',
};
const GKE = { provider: 'gke', serviceAccount: 'image-builds@project.iam.gserviceaccount.com' } as const;

interface Rule {
  readonly to: readonly { readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] } }[];
  readonly ports: readonly { readonly protocol: string; readonly port: number }[];
}

const policyOf = (definition: PolicyDefinition = {}) => definePolicy({ extends: 'restricted', ...definition });

const objects = (definition?: PolicyDefinition, options: Partial<ChosenOptions> = {}): readonly KubernetesObject[] =>
  networkPolicyGuardrail.objects(policyOf(definition), { ...OPTIONS, ...options });

function egress(name: string, definition?: PolicyDefinition, options?: Partial<ChosenOptions>): readonly Rule[] {
  const found = objects(definition, options).find(({ metadata }) => metadata.name === name);
  return (found?.spec as { egress?: Rule[] } | undefined)?.egress ?? [];
}

const ports = (images: PolicyDefinition['images']): number[] =>
  (egress('podwright-registries', { images })[0]?.ports ?? []).map(({ port }) => port);

describe('the network policies', () => {
  it('are a denial and two permissions, of all pods of the namespace', () => {
    expect(
      objects().map(({ metadata, spec }) => [metadata.name, (spec as { podSelector: object }).podSelector]),
    ).toEqual([
      ['podwright-default-deny', {}],
      ['podwright-cluster', {}],
      ['podwright-registries', {}],
    ]);
    for (const object of objects())
      expect(object).toMatchObject({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { namespace: 'ci' },
      });
  });

  it('deny both ways, and permit nobody to come in', () => {
    expect(objects()[0]?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    for (const { spec } of objects()) expect(spec).not.toHaveProperty('ingress');
  });

  it('permit names of the cluster to be resolved, by NodeLocal DNSCache too', () => {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } };
    expect(egress('podwright-cluster')[0]).toEqual({
      to: [
        { namespaceSelector, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
        { namespaceSelector, podSelector: { matchLabels: { 'k8s-app': 'node-local-dns' } } },
        { ipBlock: { cidr: '169.254.20.10/32' } },
      ],
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    });
  });

  it('permit the controller where it is', () => {
    const controller = { namespace: 'build-system', serviceAccount: 'jenkins' };
    expect(egress('podwright-cluster', {}, { controller })[1]).toEqual({
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'build-system' } } }],
      ports: [
        { protocol: 'TCP', port: 8080 },
        { protocol: 'TCP', port: 50000 },
      ],
    });
  });
});

describe('the way to registries', () => {
  it('goes to every address of both families but those of metadata', () => {
    const [ipv4, ipv6] = egress('podwright-registries')[0]?.to ?? [];
    expect(ipv4?.ipBlock).toEqual({
      cidr: '0.0.0.0/0',
      except: ['169.254.0.0/16', '168.63.129.16/32', '100.100.100.200/32'],
    });
    expect(ipv6?.ipBlock?.cidr).toBe('::/0');
    expect(ipv6?.ipBlock?.except).toEqual(
      expect.arrayContaining(['fd00:ec2::254/128', 'fd20:ce::254/128', 'fd00:c1::a9fe:a9fe/128']),
    );
  });

  it('excepts each address in the block of its own family', () => {
    const blocks = egress('podwright-registries')[0]?.to.map(({ ipBlock }) => ipBlock?.except ?? []) ?? [];
    const addresses = blocks.map((block) => block.map((cidr) => cidr.split('/')[0] ?? ''));
    expect(addresses[0]?.every(isIPv4)).toBe(true);
    expect(addresses[1]?.every(isIPv6)).toBe(true);
    expect(blocks.flat().sort()).toEqual(METADATA_ADDRESSES.map(({ cidr }) => cidr).sort());
  });

  it('is that of HTTPS where the policy names no registries', () => {
    expect(ports(undefined)).toEqual([443]);
    expect(ports({ allow: [] })).toEqual([443]);
  });

  it('has the ports of all registries and mirrors, each once, in order', () => {
    expect(
      ports({
        allow: [
          'registry.example.com:8443',
          'registry.example.com:5000/team',
          'docker.io/library',
          'other.example.com:5000',
          'secure.example.com:443',
          '[fd12::1]:10000/x',
        ],
        mirrors: { 'quay.io:9999': 'mirror.example.com:5001/quay', 'docker.io': 'registry.example.com:8443/hub' },
      }),
    ).toEqual([443, 5000, 5001, 8443, 10000]);
  });

  it('takes no number for a port that is none', () => {
    expect(ports({ allow: ['registry.example.com:0', 'registry.example.com:70000'] })).toEqual([443]);
  });
});

describe('the way to the metadata server of GKE', () => {
  it('is open to pods with the label only, and only with an identity at GKE', () => {
    const [policy] = objects({}, { identity: GKE }).filter(({ metadata }) => metadata.name === 'podwright-identity');
    expect(policy?.spec).toEqual({
      podSelector: { matchLabels: { 'workload-identity': 'image-builds' } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ ipBlock: { cidr: '169.254.169.252/32' } }],
          ports: [
            { protocol: 'TCP', port: 987 },
            { protocol: 'TCP', port: 988 },
          ],
        },
        {
          to: [{ ipBlock: { cidr: '169.254.169.254/32' } }],
          ports: [
            { protocol: 'TCP', port: 80 },
            { protocol: 'TCP', port: 8080 },
          ],
        },
      ],
    });
  });

  it.each([
    { provider: 'eks', role: 'arn:aws:iam::111122223333:role/image-builds' } as const,
    { provider: 'aks', clientId: '00000000-0000-0000-0000-000000000000' } as const,
  ])('is closed with an identity at $provider, which needs none', (identity) => {
    expect(objects({}, { identity })).toHaveLength(3);
  });
});

describe('the README', () => {
  const stops = (options: Partial<ChosenOptions> = {}): string =>
    networkPolicyGuardrail.stops(policyOf(), { ...OPTIONS, ...options });
  const cannot = (definition: PolicyDefinition = {}, options: Partial<ChosenOptions> = {}): string =>
    networkPolicyGuardrail.cannot(policyOf(definition), { ...OPTIONS, ...options });

  it('names each metadata address with its source', () => {
    for (const { cidr, source } of METADATA_ADDRESSES) {
      expect(stops()).toContain(`\`${cidr}\`: [`);
      expect(source).toMatch(/^https:\/\//);
      expect(stops()).toContain(`](${source})`);
    }
  });

  it('speaks of the label with an identity at GKE only', () => {
    expect(stops()).not.toContain('workload-identity');
    expect(stops({ identity: GKE })).toContain('`workload-identity: image-builds`');
    expect(cannot({}, { identity: GKE })).toContain('GKE_METADATA');
  });

  it('says whether the level refuses pods in the network of the node', () => {
    expect(cannot()).toContain('`hostNetwork`: the Pod Security level of the namespace refuses those.');
    const policy = definePolicy({ extends: 'baseline' });
    const privileged = { ...policy, podSecurity: { ...policy.podSecurity, namespaces: { ci: 'privileged' as const } } };
    expect(networkPolicyGuardrail.cannot(privileged, OPTIONS)).toContain('lets them in.');
  });

  it('warns of a controller in the same namespace', () => {
    const controller = { namespace: 'ci', serviceAccount: 'jenkins' };
    expect(cannot()).not.toContain('give the agents a namespace');
    expect(cannot({}, { controller })).toContain('give the agents a namespace of their own');
  });
});
