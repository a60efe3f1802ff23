import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { checkCommands, checkData, checkExcerpt, checkTypeScript, MARKS } from './block-checks';
import { compilerMessages } from './compiler-messages';
import { fencedBlocks, type FencedBlock } from './fenced-blocks';
import { brokenLinks } from './links';
import { ROOT, Story } from './story';

/** The pages whose blocks tell a story, one after the other; those of rules and templates have tests of their own. */
const PAGES = ['README.md', ...pagesIn('docs'), ...pagesIn('examples'), ...foldersIn('examples').flatMap(pagesIn)];

function pagesIn(folder: string): string[] {
  const names = fs.readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => join(folder, name));
}

function foldersIn(folder: string): string[] {
  const entries = fs.readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

const pages = PAGES.filter((page) => fs.existsSync(join(ROOT, page))).map((page) => {
  const text = fs.readFileSync(join(ROOT, page), 'utf8');
  return { page, blocks: fencedBlocks(text) };
});
const codes = pages.flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'ts').map(({ code }) => code));
const messages = compilerMessages(codes);
const messageOf = new Map(codes.map((code, i) => [code, messages[i] ?? '']));

// The first command that loads TypeScript loads its compiler.
jest.setTimeout(60_000);

/** What each block is there for, as the name of its test. */
function factOf({ language, flags }: FencedBlock): string {
  if (flags.includes('no-compile')) return 'the compiler refuses it';
  if (flags.includes('throws')) return 'the library refuses it';
  if (flags.includes('figure')) return 'a figure';
  const facts: { readonly [language: string]: string } = {
    ts: 'compiles and runs',
    sh: 'the commands end as said',
    text: 'is what was printed, to the letter',
  };
  return facts[language] ?? 'is a description that is understood, or a part of something generated';
}

describe('the pages', () => {
  it.each(pages)('$page has only blocks and marks that mean something', ({ blocks }) => {
    const strangers = blocks.filter(
      ({ language, flags }) => !flags.every((flag) => MARKS[language]?.some((mark) => mark.test(flag))),
    );
    const unknown = blocks.filter(({ language }) => !Object.hasOwn(MARKS, language));
    expect([...unknown, ...strangers]).toEqual([]);
  });

  it.each(pages)('$page shows the message of everything that is refused', ({ blocks }) => {
    const refused = blocks.flatMap(({ flags }, i) =>
      flags.includes('no-compile') || flags.includes('throws') ? [blocks[i + 1]?.language] : [],
    );
    expect(refused.filter((language) => language !== 'text')).toEqual([]);
  });

  it.each(pages)('$page links only to what exists', ({ page }) => {
    expect(brokenLinks(join(ROOT, page))).toEqual([]);
  });
});

describe.each(pages.filter(({ blocks }) => blocks.length > 0))('$page', ({ page, blocks }) => {
  let story: Story;
  let said: string | undefined;

  beforeAll(() => {
    story = new Story(/^examples[/\\]./.test(dirname(page)) ? dirname(page) : undefined);
  });
  afterAll(() => story.end());

  it.each(blocks.map((block) => ({ ...block, fact: factOf(block) })))('line $line, $language: $fact', async (block) => {
    switch (block.language) {
      case 'ts':
        said = checkTypeScript(block, messageOf.get(block.code) ?? '', story);
        return;
      case 'sh':
        said = await checkCommands(block, story);
        return;
      case 'text':
        if (!block.flags.includes('figure')) expect(said).toBe(block.code);
        said = undefined;
        return;
      case 'groovy':
        said = undefined;
        checkExcerpt(block, story);
        return;
      default:
        said = checkData(block, story);
    }
  });
});
