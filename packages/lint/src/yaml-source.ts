import {
  boolYaml11Tag,
  constructFromEvents,
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  FAILSAFE_SCHEMA,
  floatYaml11Tag,
  getScalarValue,
  intYaml11Tag,
  mergeTag,
  nullYaml11Tag,
  parseEvents,
  Schema,
  YAMLException,
  type Event,
} from 'js-yaml';
import { lineStarts, placeAt, type Place } from './place';

/** One document of a YAML text: its data, and where each part of it stands. */
export interface YamlDocument {
  readonly value: unknown;
  /** Where the value at a JSON path stands, such as `spec.containers[0].image`; the nearest part above where there is none. */
  readonly placeOf: (path: string) => Place;
}

/** A text that is no YAML: what is wrong, and where. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
  /** Undefined where the reader does not tell. */
  readonly place: Place | undefined;

  constructor(message: string, place: Place | undefined) {
    super(message);
    this.place = place;
  }
}

/** YAML as kubectl reads it: 1.1, where `yes` is true and `0777` octal; but a day is a text. */
const SCHEMA = new Schema([
  ...FAILSAFE_SCHEMA.tags,
  nullYaml11Tag,
  boolYaml11Tag,
  intYaml11Tag,
  floatYaml11Tag,
  mergeTag,
]);

/**
 * Reads every document of a text of YAML or JSON, as kubectl does.
 *
 * @throws YamlError with the place where the text is at fault.
 */
export function readYaml(text: string): readonly YamlDocument[] {
  try {
    const events = parseEvents(text, {});
    const values = constructFromEvents(events, { source: text, schema: SCHEMA });
    const starts = lineStarts(text);
    return documentsOf(events, text).map((tree, i) => ({
      value: values[i],
      placeOf: (path) => {
        const { start, end } = partAt(tree, path);
        return placeAt(starts, start, end);
      },
    }));
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error as { reason?: string; mark?: { line: number; column: number } };
    const [line, column] = [(mark?.line ?? 0) + 1, (mark?.column ?? 0) + 1];
    throw new YamlError(
      reason ?? error.message,
      mark === undefined ? undefined : { line, column, endLine: line, endColumn: column + 1 },
    );
  }
}

/** A part of a document: where it stands, and what is in it. */
interface Part {
  readonly start: number;
  end: number;
  /** Parts by key, or by index as text. */
  readonly parts: Map<string, Part>;
}

/** The parts of each document of a stream of events. */
function documentsOf(events: readonly Event[], text: string): readonly Part[] {
  let next = 0;
  const part = (): Part => {
    const event = events[next++];
    if (event === undefined) return { start: text.length, end: text.length, parts: new Map() };
    if (event.type === EVENT_SCALAR)
      return { start: Math.max(0, event.valueStart), end: Math.max(0, event.valueEnd), parts: new Map() };
    if (event.type === EVENT_ALIAS) return { start: event.anchorStart - 1, end: event.anchorEnd, parts: new Map() };
    const start = 'start' in event ? event.start : 0;
    const own: Part = { start, end: start, parts: new Map() };
    for (let index = 0; events[next]?.type !== EVENT_POP; index++) {
      const key = event.type === EVENT_MAPPING ? keyAt(part) : String(index);
      const inner = part();
      // Of keys that are there twice the last one counts, where they are taken at all.
      own.parts.set(key, inner);
      own.end = Math.max(own.end, inner.end);
    }
    next++;
    return own;
  };
  const keyAt = (read: () => Part): string => {
    const event = events[next];
    read();
    return event?.type === EVENT_SCALAR ? getScalarValue(text, event) : '';
  };
  const documents: Part[] = [];
  while (next < events.length) {
    if (events[next]?.type !== EVENT_DOCUMENT) break;
    next++;
    const empty = events[next]?.type === EVENT_POP;
    documents.push(empty ? { start: 0, end: 0, parts: new Map() } : part());
    next++;
  }
  return documents;
}

/** The part at a JSON path, or the nearest one above. */
function partAt(tree: Part, path: string): Part {
  let found = tree;
  for (const [, quoted, index, name] of path.matchAll(/\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]|([^.[\]]+)/g)) {
    const key = quoted === undefined ? (index ?? name ?? '') : (JSON.parse(quoted) as string);
    const inner = found.parts.get(key);
    if (inner === undefined) break;
    found = inner;
  }
  return found;
}
