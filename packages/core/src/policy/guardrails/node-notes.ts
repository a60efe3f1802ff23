import type { Policy } from '../policy';
import type { ChosenOptions, WorkloadIdentity } from './guardrail';

/** What no object of the namespace can do, and the nodes can: as a Markdown list. */
export function nodeNotes(policy: Policy, { identity }: ChosenOptions): string {
  const clouds = identity === undefined ? (['eks', 'gke', 'aks'] as const) : [identity.provider];
  return [
    'No object of the namespace holds these.\n',
    ...clouds.map((cloud) => METADATA[cloud]),
    ...poolNotes(policy),
    ...KUBELET,
  ].join('\n');
}

/** How the credentials of a node are kept from pods, by cloud. */
const METADATA: { readonly [Provider in WorkloadIdentity['provider']]: string } = Object.freeze({
  eks:
    '- **AWS: the metadata of the node stays with the node.** With [version 2 required and a hop limit of 1]' +
    '(https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html) the answer does not reach a ' +
    'pod, unless it has `hostNetwork`: `aws ec2 modify-instance-metadata-options --instance-id ID --http-tokens required ' +
    '--http-put-response-hop-limit 1`. New nodes take it from their launch template, in Terraform ' +
    '`http_tokens = "required"` and `http_put_response_hop_limit = 1` in `metadata_options`, or from `metadataOptions` of ' +
    "Karpenter's EC2NodeClass.",
  gke:
    "- **GKE: the metadata server of GKE in the place of the node's.** `gcloud container node-pools update POOL " +
    '--cluster=CLUSTER --workload-metadata=GKE_METADATA` keeps the credentials of the node ' +
    '[from pods](https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity), unless they have `hostNetwork`. ' +
    'The cluster needs a workload pool; Autopilot has both.',
  aks:
    '- **AKS: no metadata for pods.** `az aks update --enable-imds-restriction` lets only pods with `hostNetwork` ' +
    '[reach the metadata service](https://learn.microsoft.com/azure/aks/imds-restriction); it is a preview, and some add-ons ' +
    'do not work with it.',
});

/** Nodes for builds, by the pools of the policy. */
function poolNotes({ nodePools }: Policy): readonly string[] {
  const pools = (nodePools ?? []).map(labelsText);
  const example = pools[0] ?? '`pool: builds`';
  return [
    '- **No build on a control-plane node.** kubeadm taints them ' +
      '[`node-role.kubernetes.io/control-plane:NoSchedule`](https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane-taint): ' +
      'leave the taint, also on a cluster of one node that has become larger.',
    `- **Nodes that only builds use.** ${
      pools.length > 0
        ? `The policy wants ${pools.join(' or ')}: give the pool these labels`
        : `Give a pool a label, such as ${example}, and name it as \`nodePools\` in the policy`
    }, so that builds go nowhere else, and [a taint](https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/), such as ` +
      '`builds=only:NoSchedule`, so that nothing else comes to them. Pods of builds tolerate it by key; a toleration of every ' +
      'taint is what the rule control-plane-toleration refuses.',
    '- **From zero nodes, and back.** An autoscaler makes nodes of the pool when builds wait. The cluster autoscaler ' +
      '[leaves a node with bare pods alone](https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md), which agents are. ' +
      'Karpenter moves pods to save nodes, and a build does not survive it: set `consolidationPolicy: WhenEmpty` for the pool, or the annotation ' +
      '[`karpenter.sh/do-not-disrupt: "true"`](https://karpenter.sh/docs/concepts/disruption/) on the pods.',
  ];
}

/** What the node's software has to be, and the kubelet told. */
const KUBELET: readonly string[] = Object.freeze([
  '- **`hostUsers: false`** needs Linux 6.3, [containerd 2.0](https://github.com/containerd/containerd/blob/main/docs/user-namespaces/README.md) ' +
    'or CRI-O 1.25, and runc 1.2 or crun 1.9. Containerd 1.6 ignores it without a word.',
  '- **A seccomp profile for pods that name none**: `seccompDefault: true` in the configuration of the kubelet ' +
    '([since 1.27](https://kubernetes.io/docs/tutorials/security/seccomp/)); without it they run unconfined.',
  '- **A limit of processes**: `podPidsLimit` in the same file ' +
    '([no limit by default](https://kubernetes.io/docs/concepts/policy/pid-limiting/)), such as 4096: a fork bomb then ends ' +
    'one build and not the node.',
]);

function labelsText(pool: { readonly [label: string]: string }): string {
  return `\`${Object.entries(pool)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')}\``;
}
