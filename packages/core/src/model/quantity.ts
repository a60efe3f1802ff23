/**
 * Kubernetes quantities: a decimal number with a binary (`Ki`), decimal (`M`, `m`) or exponent (`e3`) suffix.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
const FORM = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([KMGTPE]i|[numkMGTPE]))?$/;

const FACTORS: { readonly [suffix: string]: number } = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const known = new Map<string, number | undefined>();
const LARGEST_CACHE = 1000;

/** The amount in units (cores, bytes), or undefined when the text is no quantity. */
export function parseQuantity(text: string): number | undefined {
  if (known.has(text)) return known.get(text);
  const match = FORM.exec(text);
  const amount =
    match && Number(match[1] + (match[2] ?? '')) * (match[3] === undefined ? 1 : (FACTORS[match[3]] ?? NaN));
  const result = amount ?? undefined;
  if (known.size < LARGEST_CACHE) known.set(text, result);
  return result;
}

/** The largest whole number of mebibytes not above a share of a quantity; undefined when the text is no quantity. */
export function mebibytesOf(text: string, share = 1): number | undefined {
  const amount = parseQuantity(text);
  return amount === undefined ? undefined : Math.floor((amount * share) / 2 ** 20);
}
