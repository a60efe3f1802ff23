/** The account that pods which build images run as. */
export const IDENTITY_ACCOUNT = 'image-builds';

/** The label by which the network knows pods that carry the identity. */
export const IDENTITY_LABEL: { readonly [key: string]: string } = Object.freeze({
  'workload-identity': IDENTITY_ACCOUNT,
});
