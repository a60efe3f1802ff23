/** One thing that keeps data from being a pod template: where it is, what it is, and what to do. */
export interface Fault {
  /** JSON path of the field, such as `spec.containers[1].image`. */
  readonly path: string;
  /** The value found there; absent when the field is missing. */
  readonly value?: unknown;
  /** What is wrong, as a clause that follows the value. */
  readonly message: string;
  /** What to write instead, in the imperative. */
  readonly remedy: string;
}

const LONGEST_VALUE = 80;

/** A value as a message shows it: JSON, cut when long. */
export function shownValue(value: unknown): string {
  const text = typeof value === 'function' ? 'a function' : (JSON.stringify(value, writable) ?? String(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** What JSON has no word for, as text: it would throw at a bigint and write null for NaN. */
function writable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? String(value) : value;
}

/** One line for one fault: path, value, what is wrong, remedy. */
export function faultLine(fault: Fault): string {
  const value = 'value' in fault ? `${shownValue(fault.value)} ` : '';
  return `${fault.path}: ${value}${fault.message}; ${fault.remedy}`;
}
