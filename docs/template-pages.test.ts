import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  evaluatePodSecurity,
  podTemplate,
  renderDeclarativePipeline,
  renderScriptedPipeline,
  type Pipeline,
  type PodTemplate,
} from '@podwright/core';
import { CATALOGUE, findEntry, type CatalogueEntry } from '@podwright/templates';
import { compilerMessages } from './compiler-messages';
import { fencedBlocks, runModule } from './fenced-blocks';
import { brokenLinks } from './links';

const FOLDER = join(__dirname, 'templates');
const COMMON = ['name', 'image', 'resources', 'env', 'volumes'];

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

/** What the table of a page must say, taken from the container that the template makes. */
function factsOf(entry: CatalogueEntry): string[][] {
  const definition = entry.create({});
  const { pod } = podTemplate('page', { podSecurity: entry.level }).containers([definition]).build();
  const container = pod.spec.containers.find(({ name }) => name === definition.name);
  const { securityContext, volumeMounts = [], resources, env = [] } = container ?? {};
  const mounted = volumeMounts.map(({ name, mountPath }) => {
    const size = pod.spec.volumes?.find((volume) => volume.name === name)?.emptyDir?.sizeLimit;
    return `\`${mountPath}\` (${size})`;
  });
  const root = securityContext?.readOnlyRootFilesystem === false ? ['the root file system'] : [];
  const amounts = (given: object = {}): string =>
    Object.entries(given)
      .map(([resource, amount]) => `${resource} ${amount}`)
      .join(', ');
  return [
    ['image', `\`${entry.image}\``],
    ['kind', entry.kind],
    ['Pod Security level', `\`${entry.level}\``],
    ['uid', `${securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser}`],
    ['HOME', `\`${env.find(({ name }) => name === 'HOME')?.value}\``],
    ['writable', [...root, ...mounted, 'the workspace'].join(', ')],
    ['requests', amounts(resources?.requests)],
    ['limits', amounts(resources?.limits)],
  ];
}

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
    const builder = ['Options', 'Building an image', 'What the cluster must offer', 'Why it is like this'];
    expect(titles).toEqual(entry?.kind === 'builder' ? builder : ['Options', 'Why it is like this']);
  });

  it.each(pages)('$file has a table of what the template makes', ({ name, text, entry }) => {
    expect(tableOf(text, `# ${name}`)).toEqual(factsOf(entryOf(entry)));
  });

  it.each(pages)('$file has a table of exactly the options that the template has', ({ text, entry }) => {
    const options = Object.entries(entryOf(entry).options).map(([option, { type, values, text: meaning }]) => [
      `\`${option}\``,
      values?.map((value) => JSON.stringify(value)).join(' or ') ?? type,
      meaning,
    ]);
    expect(tableOf(text, '## Options')).toEqual(options);
    const common = entry?.kind === 'agent' ? COMMON.slice(1) : COMMON;
    const named = text.slice(text.indexOf('\n## Options\n'));
    expect(common.filter((option) => !named.includes(`\`${option}\``))).toEqual([]);
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
