/** A list as it is, and no items for what is none: a wrong type is reported by the schema, on the field itself. */
export function listOf<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [];
}
