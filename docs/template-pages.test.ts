import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  evaluatePodSecurity,
  renderDeclarativePipeline,
  renderScriptedPipeline,
  type Pipeline,
  type PodTemplate,
} from '@podwright/core';
import { CATALOGUE, commonOptions, findEntry, type CatalogueEntry } from '@podwright/templates';
import { compilerMessages } from './compiler-messages';
import { fencedBlocks, runModule } from './fenced-blocks';
import { brokenLinks } from './links';
import { catalogueRow, CATALOGUE_HEAD, factsOf, markdownTable, optionsOf } from './template-facts';

const FOLDER = join(__dirname, 'templates');
const INDEX = join(__dirname, 'catalogue.md');

// `npm run pages` writes the tables into the pages; the tests then hold them to it.
if (process.env.UPDATE_PAGES === 'true') updatePages();

const pages = readdirSync(FOLDER)
  .sort()
  .map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const name = file.replace(/\.md$/, '');
    return { file, name, text, entry: findEntry(name), blocks: fencedBlocks(text) };
  });
const blocks = pages.flatMap((page) =>
  page.blocks
    .filter(({ language }) => language === 'ts')
    .map((block) => ({ ...block, page: page.file, entry: page.entry })),
);

/** Replaces the first table of a part of a text. */
function withTable(text: string, start: number, table: string): string {
  const rest = text.slice(start);
  return text.slice(0, start) + rest.replace(/^\|.*\n(?:\|.*\n)+/m, () => `${table}\n`);
}

function updatePages(): void {
  for (const entry of CATALOGUE) {
    const file = join(FOLDER, `${entry.name}.md`);
    const text = withTable(readFileSync(file, 'utf8'), 0, markdownTable(['', ''], factsOf(entry)));
    const rows = optionsOf(entry);
    const table = markdownTable(['option', 'type', 'default', ''], rows);
    writeFileSync(file, rows.length === 0 ? text : withTable(text, text.indexOf('\n## Options\n'), table));
  }
  const index = withTable(readFileSync(INDEX, 'utf8'), 0, markdownTable(CATALOGUE_HEAD, CATALOGUE.map(catalogueRow)));
  writeFileSync(INDEX, index);
}

/** The rows of the table below a heading of the page, cell by cell, without the two lines at its top. */
function tableOf(text: string, section: string): string[][] {
  const all = text.split('\n');
  const start = all.indexOf(section);
  const next = all.findIndex((line, i) => i > start && line.startsWith('## '));
  const lines = all.slice(start, next < 0 ? undefined : next).filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replace(/\\\|/g, '|')),
  );
}

function entryOf(entry: CatalogueEntry | undefined): CatalogueEntry {
  if (entry === undefined) throw new Error('the catalogue has no such template');
  return entry;
}

/** The sections of a page, in their order. */
const SECTIONS: { readonly [kind in CatalogueEntry['kind']]: readonly string[] } = {
  tool: ['Options', 'Image', 'What it writes', 'Caches', 'Resources', 'Known failures'],
  service: ['Options', 'From the tests', 'Image', 'What it writes', 'Resources', 'Known failures'],
  builder: [
    'Options',
    'Building an image',
    'What the cluster must offer',
    'Why it is like this',
    'Image',
    'What it writes',
    'Caches',
    'Resources',
    'Known failures',
  ],
  agent: ['Options', 'Image', 'What it writes', 'Resources', 'Known failures'],
};

describe('the pages of the templates', () => {
  it('are one for each template of the catalogue', () => {
    expect(pages.map(({ name }) => name)).toEqual(CATALOGUE.map(({ name }) => name));
  });

  it.each(pages)('$file begins with its name, and says what it is in one sentence', ({ name, text, entry }) => {
    const [heading, blank, summary, next] = text.split('\n');
    expect([heading, blank, next]).toEqual([`# ${name}`, '', '']);
    expect(summary).toBe(entry?.summary);
  });

  it.each(pages)('$file has its sections in their order', ({ text, entry }) => {
    const titles = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual(SECTIONS[entryOf(entry).kind]);
  });

  it.each(pages)('$file has something to say in every section', ({ text }) => {
    const empty = text
      .split(/^## /m)
      .slice(1)
      .filter((section) => section.slice(section.indexOf('\n')).trim() === '');
    expect(empty).toEqual([]);
  });

  it.each(pages)('$file has a table of what the template makes', ({ name, text, entry }) => {
    expect(tableOf(text, `# ${name}`)).toEqual(factsOf(entryOf(entry)));
  });

  it.each(pages)('$file has a table of exactly the options that the template has', ({ text, entry }) => {
    expect(tableOf(text, '## Options')).toEqual(optionsOf(entryOf(entry)));
    const common = commonOptions(entryOf(entry).kind);
    const named = text.slice(text.indexOf('\n## Options\n'));
    expect(common.filter((option) => !named.includes(`\`${option}\``))).toEqual([]);
  });

  it('are listed in the catalogue, with what each asks for', () => {
    expect(tableOf(readFileSync(INDEX, 'utf8'), '# The catalogue')).toEqual(CATALOGUE.map(catalogueRow));
    expect(brokenLinks(INDEX)).toEqual([]);
  });

  it.each(pages)('$file links only to what exists', ({ file }) => {
    expect(brokenLinks(join(FOLDER, file))).toEqual([]);
  });

  it.each(pages)('$file has nothing but TypeScript and the seccomp profile in its blocks', (page) => {
    const languages = page.blocks.map(({ language }) => language);
    expect(languages[0]).toBe('ts');
    expect(languages.filter((language) => language !== 'ts')).toEqual(page.name === 'buildah' ? ['json'] : []);
  });

  it.each(pages.filter(({ entry }) => entry?.kind === 'builder'))(
    '$file builds an image with a shared cache',
    (page) => {
      const code = page.blocks.find(({ section }) => section === 'Building an image')?.code;
      expect(code).toContain(`${page.name}Build({`);
      expect(code).toContain('registryCache(');
    },
  );
});

describe('the examples of the pages', () => {
  const messages = compilerMessages(blocks.map(({ code }) => code));

  it.each(blocks.map((block, i) => ({ ...block, message: messages[i] })))(
    '$page, line $line: compiles',
    ({ message }) => {
      expect(message).toBe('');
    },
  );

  it.each(blocks)('$page, line $line: makes a pod with the template that passes its level', ({ code, entry }) => {
    const exported = runModule(code).exported.default as Pipeline | PodTemplate;
    const template = 'template' in exported ? exported.template : exported;
    const names = [entryOf(entry).name, entry?.kind === 'agent' ? 'jnlp' : ''];
    expect(template.pod.spec.containers.some(({ name }) => names.includes(name))).toBe(true);
    expect(evaluatePodSecurity(template.pod, { level: template.podSecurity }).failures).toEqual([]);
    if (!('template' in exported) || entry?.kind === 'service') return;
    for (const render of [renderScriptedPipeline, renderDeclarativePipeline]) {
      expect(render(exported)).toContain(`container('${entryOf(entry).name}')`);
    }
  });
});

describe('the seccomp profile of the page of buildah', () => {
  it('allows without conditions what a rootless build needs', () => {
    const json = pages.flatMap((page) => page.blocks).find(({ language }) => language === 'json')?.code ?? '';
    expect(JSON.parse(json)).toEqual({
      names: ['chroot', 'clone', 'mount', 'umount2', 'unshare'],
      action: 'SCMP_ACT_ALLOW',
    });
  });
});
