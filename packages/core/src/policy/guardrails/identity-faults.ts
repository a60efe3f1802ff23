import type { Fault } from '../../model/fault';
import { isPlainObject } from '../../model/schema';
import { suggestionFor } from '../../model/suggestion';
import type { WorkloadIdentity } from './guardrail';

interface IdentityField {
  readonly name: string;
  readonly form: RegExp;
  readonly message: string;
  readonly remedy: string;
}

const FIELDS: { readonly [Provider in WorkloadIdentity['provider']]: IdentityField } = Object.freeze({
  eks: {
    name: 'role',
    form: /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/,
    message: 'is no ARN of an IAM role',
    remedy: 'write it in full, such as "arn:aws:iam::111122223333:role/image-builds"',
  },
  gke: {
    name: 'serviceAccount',
    form: /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.iam\.gserviceaccount\.com$/,
    message: 'is no e-mail address of a Google service account',
    remedy: 'write it in full, such as "image-builds@project.iam.gserviceaccount.com"',
  },
  aks: {
    name: 'clientId',
    form: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    message: 'is no client id',
    remedy: 'write the UUID that `az identity show --query clientId` prints',
  },
});

const PROVIDERS = Object.keys(FIELDS);

/** What keeps a value from being an identity, with the place below the options. */
export function identityFaults(identity: unknown): Fault[] {
  if (!isPlainObject(identity))
    return [
      {
        path: 'identity',
        value: identity,
        message: 'is no identity',
        remedy: "write { provider: 'eks', role: 'arn:aws:iam::111122223333:role/image-builds' }",
      },
    ];
  const { provider } = identity;
  if (typeof provider !== 'string' || !isProvider(provider)) return [providerFault(identity)];
  const { name, form, message, remedy } = FIELDS[provider];
  const value = identity[name];
  const path = `identity.${name}`;
  return [
    ...(value === undefined ? [{ path, message: 'is missing', remedy }] : []),
    ...(value !== undefined && !(typeof value === 'string' && form.test(value))
      ? [{ path, value, message, remedy }]
      : []),
    ...Object.keys(identity)
      .filter((key) => key !== 'provider' && key !== name)
      .map((key) => ({
        path: `identity.${key}`,
        value: identity[key],
        message: `is no field of an identity at ${provider}`,
        remedy: suggestionFor(key, [name], `remove it: beside the provider it has ${name} alone`),
      })),
  ];
}

function isProvider(provider: string): provider is WorkloadIdentity['provider'] {
  return Object.hasOwn(FIELDS, provider);
}

function providerFault({ provider }: { readonly [key: string]: unknown }): Fault {
  const path = 'identity.provider';
  const remedy = `use one of ${PROVIDERS.join(', ')}`;
  return provider === undefined
    ? { path, message: 'is missing', remedy }
    : {
        path,
        value: provider,
        message: 'is no provider',
        remedy: typeof provider === 'string' ? suggestionFor(provider, PROVIDERS, remedy) : remedy,
      };
}
