// Half a surrogate pair cannot be written as UTF-8, U+FFFF is a compile error in Groovy wherever it stands, and NUL ends
// every argument and variable of a process.
const UNWRITABLE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\uFFFF|\0/;

/** Whether a text can stand in a Groovy file and a YAML document and arrive unchanged. */
export function isWritable(text: string): boolean {
  return !UNWRITABLE.test(text);
}

/** What to say of a text that cannot be written. */
export const UNWRITABLE_RULE =
  'remove NUL, U+FFFF and half surrogate pairs: they do not survive YAML, Groovy or a process';
