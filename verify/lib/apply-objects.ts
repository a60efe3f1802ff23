import type { ApiServer } from './api-server';
import type { JsonObject } from './json';

/** Paths of the kinds that guardrails are made of, below the API's root; `NS` stands for the namespace. */
const PATHS: { readonly [kind: string]: string } = {
  Namespace: '/api/v1/namespaces',
  ConfigMap: '/api/v1/namespaces/NS/configmaps',
  ServiceAccount: '/api/v1/namespaces/NS/serviceaccounts',
  ResourceQuota: '/api/v1/namespaces/NS/resourcequotas',
  LimitRange: '/api/v1/namespaces/NS/limitranges',
  NetworkPolicy: '/apis/networking.k8s.io/v1/namespaces/NS/networkpolicies',
  Role: '/apis/rbac.authorization.k8s.io/v1/namespaces/NS/roles',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/namespaces/NS/rolebindings',
  ValidatingAdmissionPolicy: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings',
};

/** Creates objects, with strict field validation, in their order; throws at the first that the server refuses. */
export async function applyAll(server: ApiServer, objects: readonly JsonObject[]): Promise<void> {
  for (const object of objects) {
    const { kind, metadata } = object as { kind: string; metadata: { name: string; namespace?: string } };
    const path = PATHS[kind];
    if (path === undefined) throw new Error(`${kind}: where is it posted?`);
    const { status, message } = await server.post(
      `${path.replace('NS', metadata.namespace ?? '')}?fieldValidation=Strict`,
      object,
    );
    // What a namespace has from the start is there already.
    if (status !== 201 && !(status === 409 && (kind === 'Namespace' || metadata.name === 'default')))
      throw new Error(`${kind} ${metadata.name}: ${status} ${message}`);
  }
}
