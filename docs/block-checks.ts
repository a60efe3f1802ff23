import { InvalidPodTemplateError } from '@podwright/core';
import { describedPipeline, type Description } from '@podwright/templates';
import { loadAll } from 'js-yaml';
import { isExcerpt } from './excerpt';
import { runModule, type FencedBlock } from './fenced-blocks';
import type { Story } from './story';
import { runCommands } from './story-commands';

/** The marks that a block of each kind may carry behind its language. A block of another kind, or mark, has no meaning. */
export const MARKS: { readonly [language: string]: readonly RegExp[] } = {
  // Runs and compiles; `no-compile` and `throws` do not, and a block of text says why. `file=` is that file from here on,
  // `is=` what a command wrote into it.
  ts: [/^no-compile$/, /^throws$/, /^(?:file|is)=[\w.-]+$/],
  // Commands, and the exit code of the last one, 0 unless it is named.
  sh: [/^exit=[12]$/],
  // What the block before it printed or was refused with; a figure is only looked at.
  text: [/^figure$/],
  // A description of a pod template, or a part of something generated or printed before.
  yaml: [/^throws$/, /^(?:file|is)=[\w.-]+$/],
  json: [/^throws$/, /^(?:file|is)=[\w.-]+$/],
  // A part of something generated or printed before.
  groovy: [],
};

/** What the value of a mark such as `file=podwright.ts` is. */
export function markOf({ flags }: FencedBlock, mark: string): string | undefined {
  return flags.find((flag) => flag.startsWith(`${mark}=`))?.slice(mark.length + 1);
}

/** Runs a block of TypeScript. @returns what it printed, or was refused with. */
export function checkTypeScript(block: FencedBlock, compilerMessage: string, story: Story): string {
  checkFile(block, story);
  if (block.flags.includes('no-compile')) {
    expect(compilerMessage).not.toBe('');
    return compilerMessage;
  }
  expect(compilerMessage).toBe('');
  if (block.flags.includes('throws')) return refusalOf(() => runModule(block.code));
  const { exported, printed } = runModule(block.code);
  story.keep(printed);
  for (const value of Object.values(exported)) story.keepOutputs(value);
  return printed;
}

/** Runs the commands of a block. @returns what they printed. */
export async function checkCommands(block: FencedBlock, story: Story): Promise<string> {
  const { code, printed } = await runCommands(block.code, story);
  expect({ code, printed }).toEqual({ code: Number(markOf(block, 'exit') ?? 0), printed });
  story.keep(printed);
  return printed;
}

/** Makes what a description says, or finds the data in something generated. @returns what it was refused with. */
export function checkData(block: FencedBlock, story: Story): string | undefined {
  checkFile(block, story);
  const throws = block.flags.includes('throws');
  const descriptions = descriptionsOf(block.code);
  if (descriptions === undefined) {
    expect(throws).toBe(false);
    // A file that the page writes is read by the commands behind it; anything else was made before.
    if (markOf(block, 'file') === undefined) checkExcerpt(block, story);
    return undefined;
  }
  const make = (): void => descriptions.forEach((description) => story.keepOutputs(describedPipeline(description)));
  if (throws) return refusalOf(make);
  make();
  return undefined;
}

/** Finds a block in something that was generated or printed before it on its page. */
export function checkExcerpt({ code }: FencedBlock, story: Story): void {
  const texts = story.texts();
  if (!texts.some((text) => isExcerpt(code, text))) expect(texts.join('\n')).toContain(code);
}

function checkFile(block: FencedBlock, story: Story): void {
  const shown = markOf(block, 'is');
  if (shown !== undefined) expect(story.read(shown)).toBe(block.code);
  const file = markOf(block, 'file');
  if (file !== undefined) story.write(file, block.code);
}

/** Pod templates as data; undefined for data of another kind, and for an excerpt. */
function descriptionsOf(code: string): readonly Description[] | undefined {
  let documents: readonly unknown[];
  try {
    documents = loadAll(code);
  } catch {
    return undefined;
  }
  return documents.every(isDescription) ? documents : undefined;
}

function isDescription(document: unknown): document is Description {
  if (typeof document !== 'object' || document === null) return false;
  return 'name' in document && 'containers' in document && !('kind' in document);
}

function refusalOf(make: () => unknown): string {
  let refusal: unknown;
  try {
    make();
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(InvalidPodTemplateError);
  return `${(refusal as InvalidPodTemplateError).message}\n`;
}
