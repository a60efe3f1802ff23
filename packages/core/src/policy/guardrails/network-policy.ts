import { levelOf } from '../check-pod';
import type { Policy } from '../policy';
import type { ChosenOptions, Guardrail, KubernetesObject } from './guardrail';
import { IDENTITY_LABEL } from './identity-account';
import { METADATA_ADDRESSES } from './metadata-addresses';
import { namespaceSelector } from './pod-rules';

const HTTPS = 443;

/** Ports of a Jenkins controller's pod: its pages and the WebSocket of agents, and the TCP port of agents. */
const CONTROLLER_PORTS = [8080, 50000];

/** Where the address of NodeLocal DNSCache is, unless it was told another: cluster/addons/dns/nodelocaldns of Kubernetes. */
const NODE_LOCAL_DNS = '169.254.20.10/32';

/** Where GKE's metadata server answers pods that have an identity: without and with Dataplane V2. */
const GKE_METADATA_SERVER = [
  { cidr: '169.254.169.252/32', ports: [987, 988] },
  { cidr: '169.254.169.254/32', ports: [80, 8080] },
];

/** Who the pods of the namespace may speak to. */
export const networkPolicyGuardrail: Guardrail = {
  file: 'network-policy.yaml',
  title: 'NetworkPolicy',
  stops: (policy, { controller, identity }) =>
    [
      'Nobody may connect to a pod, and no pod to anything but:\n',
      '- the DNS servers of the cluster, port 53;',
      `- pods in \`${controller.namespace}\`, where the controller is, ports ${CONTROLLER_PORTS.join(' and ')};`,
      `- any address at port ${registryPorts(policy).join(', ')} (TCP), except where clouds give out credentials of the node:\n`,
      ...METADATA_ADDRESSES.map(({ cidr, of, source }) => `  - \`${cidr}\`: [${of}](${source})`),
      ...(identity?.provider === 'gke'
        ? [
            `\nPods with the label \`${labelText()}\` also reach the metadata server of GKE, which gives them their own ` +
              'identity: [ports and addresses](https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity).',
          ]
        : []),
    ].join('\n'),
  cannot: (policy, options) =>
    notes(policy, options)
      .map((line) => `- ${line}`)
      .join('\n'),
  objects: (policy, options) => [
    networkPolicy('podwright-default-deny', options, { policyTypes: ['Ingress', 'Egress'] }),
    networkPolicy('podwright-cluster', options, { egress: [dnsRule(), controllerRule(options)] }),
    networkPolicy('podwright-registries', options, {
      egress: [
        {
          to: [addressBlock('0.0.0.0/0'), addressBlock('::/0')],
          ports: tcpPorts(registryPorts(policy)),
        },
      ],
    }),
    ...(options.identity?.provider === 'gke'
      ? [
          networkPolicy('podwright-identity', options, {
            podSelector: { matchLabels: IDENTITY_LABEL },
            egress: GKE_METADATA_SERVER.map(({ cidr, ports }) => ({
              to: [{ ipBlock: { cidr } }],
              ports: tcpPorts(ports),
            })),
          }),
        ]
      : []),
  ],
};

function networkPolicy(
  name: string,
  { namespace }: ChosenOptions,
  spec: { readonly [field: string]: unknown },
): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: {}, policyTypes: ['Egress'], ...spec },
  };
}

function dnsRule(): object {
  const servers = (app: string): object => ({
    namespaceSelector: namespaceSelector('kube-system'),
    podSelector: { matchLabels: { 'k8s-app': app } },
  });
  return {
    to: [servers('kube-dns'), servers('node-local-dns'), { ipBlock: { cidr: NODE_LOCAL_DNS } }],
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  };
}

function controllerRule({ controller }: ChosenOptions): object {
  return {
    to: [{ namespaceSelector: namespaceSelector(controller.namespace) }],
    ports: tcpPorts(CONTROLLER_PORTS),
  };
}

/** All addresses of a family but those of metadata: an exception has to lie in its block. */
function addressBlock(cidr: string): object {
  const isIpv6 = cidr.includes(':');
  const except = METADATA_ADDRESSES.filter((address) => address.cidr.includes(':') === isIpv6);
  return { ipBlock: { cidr, except: except.map((address) => address.cidr) } };
}

function tcpPorts(ports: readonly number[]): readonly object[] {
  return ports.map((port) => ({ protocol: 'TCP', port }));
}

/** Ports of the registries that the policy names, that of HTTPS first. */
function registryPorts({ images }: Policy): readonly number[] {
  const hosts = [...(images?.allow ?? []), ...Object.values(images?.mirrors ?? {})].map(
    (pattern) => pattern.split('/')[0] ?? '',
  );
  const named = hosts
    .map((host) => Number(/:(\d+)$/.exec(host)?.[1] ?? HTTPS))
    .filter((port) => port > 0 && port < 65_536 && port !== HTTPS);
  return [HTTPS, ...[...new Set(named)].sort((a, b) => a - b)];
}

function labelText(): string {
  return Object.entries(IDENTITY_LABEL)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
}

function notes(policy: Policy, { namespace, controller, identity }: ChosenOptions): readonly string[] {
  return [
    'It does nothing without a network plugin that enforces NetworkPolicy, and ' +
      '[the server accepts it all the same](https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites).',
    `It does not hold pods with \`hostNetwork\`: the Pod Security level of the namespace ${
      levelOf(policy, namespace) === 'privileged' ? 'lets them in' : 'refuses those'
    }.`,
    'It does not keep a pod from [the node it runs on](https://kubernetes.io/docs/concepts/services-networking/network-policies/), ' +
      'nor the node from the pod.',
    'Policies add up: any other NetworkPolicy of the namespace can open what these close.',
    'It knows addresses, not names: any server is reached at the ports above. Only a proxy or the own policies of a plugin ' +
      'can tell registries apart.',
    'Images are pulled by the node, which it does not hold. The ports above are for builds that push, and for what they download.',
    'Git over SSH, a proxy, or a repository at another port needs a NetworkPolicy of its own beside these. Ports are those of ' +
      'pods: most plugins look after a Service has been resolved.',
    `DNS servers of other names or ports (OpenShift: \`openshift-dns\`, 5353) need one too, and so does NodeLocal DNSCache where ` +
      '[kube-proxy uses iptables](https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/): pods then ask the ' +
      'address of the Service kube-dns, which no label selects.',
    'With Cilium an address block means [what is outside the cluster](https://docs.cilium.io/en/stable/security/policy/language/): ' +
      'a registry or an ingress inside needs one that selects its pods.',
    ...(controller.namespace === namespace
      ? [
          `The controller runs in \`${namespace}\` too, and nobody may connect to it any more: give the agents a namespace of ` +
            'their own.',
        ]
      : []),
    ...(identity?.provider === 'gke'
      ? [
          'On a node pool without `--workload-metadata=GKE_METADATA` the label opens the way to the credentials of the node: ' +
            'see the last section.',
        ]
      : []),
  ];
}
