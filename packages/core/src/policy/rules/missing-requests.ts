import type { Container } from '../../model/kubernetes.generated';
import { celList } from '../cel';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** What a container reserves, after the server's defaults: a limit without a request is the request too. */
function hasRequest({ resources }: Partial<Container>, resource: string): boolean {
  return isSet(resources?.requests?.[resource]) || isSet(resources?.limits?.[resource]);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

// The schema by which the type checker goes has no fields in these resources; the server's objects have.
const POD = 'dyn(object.spec.resources)';
const POD_RESOURCES = ['requests', 'limits'];

/** Every container says what it needs, so that the scheduler can find room for it. */
export const missingRequests = defineRule({
  id: 'missing-requests',
  severity: 'error',
  summary: 'Reports a container that requests no cpu, memory or whatever else the policy wants requested',
  why: 'The scheduler packs pods without requests onto full nodes: builds starve each other, and are the first to be killed.',
  help: 'set resources.requests, or limits, which the server takes for requests too',
  scope: 'container',
  check: ({ pod, policy }) => {
    const required = policy.resources?.requireRequests ?? [];
    if (required.length === 0) return [];
    const ofPod = pod.spec.resources ?? {};
    return podContainers(pod.spec).flatMap(({ container, list, path }) => {
      // The API forbids resources to ephemeral containers.
      if (list === 'ephemeralContainers') return [];
      const missing = required.filter(
        (resource) => !hasRequest(container, resource) && !hasRequest({ resources: ofPod }, resource),
      );
      if (missing.length === 0) return [];
      return [
        {
          path: `${path}.resources.requests`,
          container: container.name,
          message: `container ${JSON.stringify(container.name)} requests no ${missing.join(', no ')}`,
        },
      ];
    });
  },
  admission: ({ resources }) => {
    const required = resources?.requireRequests ?? [];
    if (required.length === 0) return undefined;
    // The server has made requests of limits by then; the second half is for whoever asks before it.
    const has = (owner: string): string =>
      `(has(${owner}.resources) && ((has(${owner}.resources.requests) && q in ${owner}.resources.requests) || (has(${owner}.resources.limits) && q in ${owner}.resources.limits)))`;
    return {
      subject: 'steady-container',
      broken: `!${celList(required)}.all(q, ${has('c')} || (has(object.spec.resources) && (${POD_RESOURCES.map((field) => `(has(${POD}.${field}) && q in ${POD}.${field})`).join(' || ')})))`,
      message: `containers do not request ${required.join(', ')}`,
    };
  },
});
