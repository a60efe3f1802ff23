/** A pod without one of its parts, each in turn, large parts first; the spec itself stays. */
export function* smallerPods(pod: object): Generator<object> {
  yield* smaller(pod, ['spec']);
}

function* smaller(value: object, kept: readonly string[] = []): Generator<object> {
  for (const key of Object.keys(value)) if (!kept.includes(key)) yield replaced(value, key, []);
  for (const [key, part] of Object.entries(value)) {
    if (typeof part !== 'object' || part === null) continue;
    for (const one of smaller(part as object)) yield replaced(value, key, [one]);
  }
}

/** The value with another part at a key, or with none. */
function replaced(value: object, key: string, parts: readonly object[]): object {
  if (Array.isArray(value)) return value.flatMap((one: unknown, i) => (String(i) === key ? parts : [one]));
  return Object.fromEntries(
    Object.entries(value).flatMap(([other, one]) =>
      other === key ? parts.map((part) => [key, part]) : [[other, one]],
    ),
  );
}
