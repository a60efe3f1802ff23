// No anchors, because the plugin's reader takes an alias for a text; no folding, so that a line stays a line.
const OPTIONS = Object.freeze({ noRefs: true, lineWidth: -1 });

/**
 * Plain JSON data as block YAML: byte for byte what js-yaml writes with `noRefs` and without folding.
 *
 * The layout of mappings and lists is written here, in a fraction of the time; how a text is quoted stays js-yaml's
 * decision, remembered for the texts that every pod has. What changes the layout itself is left to js-yaml altogether.
 */
export function yamlText(value: object): string {
  if (isEmpty(value)) return Array.isArray(value) ? '[]\n' : '{}\n';
  const text = Array.isArray(value) ? listText(value, '') : mappingText(value, '', '');
  return text.includes(LEFT_TO_JS_YAML) ? dump(value) : text;
}

// Stands for a key of several lines, and for a text whose last line breaks may have to be ended by a marker. No text
// contains it: NUL is always escaped.
const LEFT_TO_JS_YAML = '\0';

/** The entries of a mapping, the first without its indent when it stands behind the dash of a list. */
function mappingText(mapping: object, indent: string, first: string): string {
  let text = '';
  let lead = first;
  for (const key of Object.keys(mapping)) {
    const value = (mapping as { readonly [key: string]: unknown })[key];
    text += `${lead}${keyText(key)}:${valueText(value, indent)}`;
    lead = indent;
  }
  return text;
}

function listText(list: readonly unknown[], indent: string): string {
  let text = '';
  for (const item of list) {
    const inner = `${indent}  `;
    if (typeof item === 'object' && item !== null && !isEmpty(item)) {
      text += `${indent}- ${Array.isArray(item) ? listText(item, inner).slice(inner.length) : mappingText(item, inner, '')}`;
    } else text += `${indent}-${scalarText(item, indent)}`;
  }
  return text;
}

/** What follows the colon of a key. */
function valueText(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null || isEmpty(value)) return scalarText(value, indent);
  const inner = `${indent}  `;
  return `\n${Array.isArray(value) ? listText(value, inner) : mappingText(value, inner, inner)}`;
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

function scalarText(value: unknown, indent: string): string {
  if (typeof value === 'string') {
    const lines = stringLines(value);
    return lines.length === 1
      ? ` ${lines[0]}\n`
      : ` ${lines.map((line, i) => (i === 0 || line === '' ? line : indent + line)).join('\n')}\n`;
  }
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? ' []\n' : ' {}\n';
  return ` ${String(value)}\n`;
}

const remembered = new Map<string, readonly string[]>();
const LARGEST_MEMORY = 2000;

/** A text as js-yaml writes it behind a key at the left margin, line by line. */
function stringLines(text: string): readonly string[] {
  if (isSurelyPlain(text)) return [text];
  // What a reader would take for a number, or for nothing.
  if (/^(?:[1-9]\d{0,8})?$/.test(text)) return [`'${text}'`];
  let lines = remembered.get(text);
  if (lines === undefined) {
    const written = dump({ k: text }).slice('k: '.length).replace(/\n$/, '');
    lines = /^\|\d?\+/.test(written) ? [LEFT_TO_JS_YAML] : written.split('\n');
    if (remembered.size < LARGEST_MEMORY && text.length < 200) remembered.set(text, lines);
  }
  return lines;
}

/** A key as js-yaml writes it. */
function keyText(key: string): string {
  if (isSurelyPlain(key)) return key;
  const written = dump({ [key]: 0 });
  return written.startsWith('?') ? LEFT_TO_JS_YAML : written.slice(0, -': 0\n'.length);
}

// Beginning with a letter, a slash or an option's dash, and with nothing in it that YAML, 1.1 or 1.2, has a use for: js-yaml's answer is known, which a
// test holds against it. A key of more than 1024 characters, or one that needs quotes, is none of these.
const PLAIN =
  /^(?:(?:[A-Za-z/]|-[A-Za-z])(?:[\w./@%+'";$!&()=-]| (?! |#)|:(?=[\w/;]))*(?<![ :])|[1-9]\d*(?:m|[KMG]i))$/;
const WORD_WITH_MEANING = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const LONGEST_PLAIN = 1000;

function isSurelyPlain(text: string): boolean {
  return text.length < LONGEST_PLAIN && PLAIN.test(text) && !WORD_WITH_MEANING.test(text);
}

/** js-yaml itself, loaded with the first text that needs it: many pods have none. */
function dump(value: object): string {
  return (require('js-yaml') as typeof import('js-yaml')).dump(value, OPTIONS);
}
