import { itemPath } from '../../model/path';
import { VOLUME_KINDS } from '../policy-schema';
import { defineRule } from '../rule';

/** The token that the server itself adds to a pod that does not refuse it: the rule service-account-token is about that. */
const TOKEN_VOLUME = 'kube-api-access-';

/** Kinds of volumes that the organisation wants in a build. */
export const volumeNotAllowed = defineRule({
  id: 'volume-not-allowed',
  severity: 'error',
  summary: 'Reports a volume of a kind that the policy does not name',
  why: 'Some kinds reach beyond the pod: a claim outlives it, a network share is written by others, a projected token speaks for an account.',
  help: 'use a volume of a kind that the policy names',
  scope: 'pod',
  check: ({ pod, policy }) => {
    const allowed = policy.volumes;
    if (allowed === undefined) return [];
    return (pod.spec.volumes ?? []).flatMap((volume, i) => {
      const mountsToken = pod.spec.automountServiceAccountToken !== false;
      if (mountsToken && volume.projected && volume.name?.startsWith(TOKEN_VOLUME)) return [];
      const sources = volume as unknown as { readonly [kind: string]: unknown };
      const kinds = VOLUME_KINDS.filter((kind) => sources[kind] !== undefined && sources[kind] !== null);
      // Without a source the server makes it an emptyDir.
      return (kinds.length === 0 ? ['emptyDir'] : kinds)
        .filter((kind) => !allowed.includes(kind))
        .map((kind) => ({
          path: `${itemPath('spec.volumes', i)}.${kind}`,
          value: kind,
          message: `volume ${JSON.stringify(volume.name)} is of the kind ${kind}, which is not allowed`,
        }));
    });
  },
  admission: ({ volumes }) => {
    if (volumes === undefined) return undefined;
    const forbidden = VOLUME_KINDS.filter((kind) => !volumes.includes(kind));
    const own = `!(v.name.startsWith('${TOKEN_VOLUME}') && has(v.projected) && (!has(object.spec.automountServiceAccountToken) || object.spec.automountServiceAccountToken))`;
    const broken = forbidden.map((kind) => `has(v.${kind})`);
    return broken.length === 0
      ? undefined
      : {
          subject: 'volume',
          broken: `${own} && (${broken.join(' || ')})`,
          message: 'volumes are of kinds that are not allowed',
        };
  },
});
