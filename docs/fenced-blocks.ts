import { format } from 'node:util';
import * as core from '@podwright/core';
import * as skeleton from '@podwright/core/skeleton';
import * as templates from '@podwright/templates';
import ts from 'typescript';

/** A fenced block of a page of Markdown. */
export interface FencedBlock {
  /** The first word behind the fence, such as `ts`. */
  readonly language: string;
  /** The other words behind the fence, such as `no-compile`. */
  readonly flags: readonly string[];
  readonly code: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** Heading of the second level that the block stands below; empty before the first. */
  readonly section: string;
}

/**
 * The blocks of a page in their order.
 *
 * @throws Error for a fence that GitHub sees and this function would not: indented, of tildes, or never closed.
 */
export function fencedBlocks(markdown: string): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let section = '';
  let open: { readonly info: string; readonly line: number; readonly lines: string[] } | undefined;
  markdown.split('\n').forEach((text, i) => {
    if (open === undefined && /^(?:\s+`{3}|`{4}|\s*~{3})/.test(text)) throw new Error(`line ${i + 1}: an odd fence`);
    if (open === undefined && text.startsWith('## ')) section = text.slice('## '.length);
    if (!text.startsWith('```')) open?.lines.push(text);
    else if (open === undefined) open = { info: text.slice('```'.length), line: i + 1, lines: [] };
    else {
      const [language = '', ...flags] = open.info.trim().split(/\s+/);
      blocks.push({ language, flags, code: open.lines.map((line) => `${line}\n`).join(''), line: open.line, section });
      open = undefined;
    }
  });
  if (open !== undefined) throw new Error('the last block is never closed');
  return blocks;
}

/** What a page's code may import: the sources of the packages. */
const PACKAGES: { readonly [name: string]: unknown } = {
  '@podwright/core': core,
  '@podwright/core/skeleton': skeleton,
  '@podwright/templates': templates,
};

/** What a module exported, and what it printed. */
export interface ModuleRun {
  readonly exported: { readonly [name: string]: unknown };
  readonly printed: string;
}

/** Runs TypeScript as the module it is, on the sources of the packages. */
export function runModule(code: string): ModuleRun {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    reportDiagnostics: false,
  });
  const load = (name: string): unknown => {
    if (!Object.hasOwn(PACKAGES, name)) throw new Error(`a page imports ${name}`);
    return PACKAGES[name];
  };
  const exported: { [name: string]: unknown } = {};
  let printed = '';
  const log = (...values: unknown[]): void => void (printed += `${format(...values)}\n`);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the page's own example
  new Function('require', 'exports', 'console', outputText)(load, exported, { log });
  return { exported, printed };
}
