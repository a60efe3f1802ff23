import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@podwright/core';
import * as templates from '@podwright/templates';
import ts from 'typescript';
import { POD_SECURITY_CHECKS } from '../packages/core/src/policy/pod-security/checks';
import { RULES } from '../packages/core/src/policy/rules/index';

const FOLDER = join(__dirname, 'rules');
const PACKAGES: { readonly [name: string]: unknown } = { '@podwright/core': core, '@podwright/templates': templates };
/** One page for all checks of the Pod Security Standards. */
const POD_SECURITY = 'pod-security';
const SECTIONS = ['Why', 'Fails', 'Passes', 'Exempt'];

const pages = readdirSync(FOLDER).sort();

interface Block {
  readonly page: string;
  readonly section: string;
  readonly number: number;
  readonly code: string;
}

function sectionsOf(page: string): { readonly title: string; readonly text: string }[] {
  const [, ...parts] = readFileSync(join(FOLDER, page), 'utf8').split(/^## /m);
  return parts.map((part) => ({ title: part.slice(0, part.indexOf('\n')), text: part.slice(part.indexOf('\n') + 1) }));
}

const blocks = pages.flatMap((page) =>
  sectionsOf(page).flatMap(({ title, text }) =>
    [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ''], i): Block => ({
      page,
      section: title,
      number: i + 1,
      code,
    })),
  ),
);
const blocksOf = (...sections: string[]): Block[] => blocks.filter(({ section }) => sections.includes(section));

/** Runs a block as the module it is, on the sources of the packages. */
function run({ code }: Block): void {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    reportDiagnostics: false,
  });
  const load = (name: string): unknown => {
    if (!(name in PACKAGES)) throw new Error(`a page imports ${name}`);
    return PACKAGES[name];
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own example
  const module = new Function('require', 'exports', outputText) as (require: typeof load, exports: object) => void;
  module(load, {});
}

describe('the pages of the rules', () => {
  it('are one for each rule, and one for the Pod Security Standards', () => {
    expect(pages).toEqual([...RULES.map(({ id }) => id), POD_SECURITY].map((id) => `${id}.md`).sort());
  });

  it.each(pages)('%s has the rule’s id as heading, one sentence, and its sections in order', (page) => {
    const text = readFileSync(join(FOLDER, page), 'utf8');
    const [heading, blank, ...rest] = text.split('\n');
    expect([heading, blank]).toEqual([`# ${page.replace(/\.md$/, '')}`, '']);
    const lead = rest.slice(0, rest.indexOf('')).join(' ');
    expect(lead).toMatch(/^Reports [^]*[^.]\.$/);
    expect(lead.split(/\. [A-Z]/)).toHaveLength(1);
    const titles = sectionsOf(page).map(({ title }) => title);
    expect(titles).toEqual(SECTIONS.filter((title) => titles.includes(title)));
    expect(titles).toEqual(expect.arrayContaining(['Why', 'Fails', 'Passes']));
  });

  it.each(pages)('%s shows what fails and what passes', (page) => {
    const sections = blocks.filter((block) => block.page === page).map(({ section }) => section);
    expect(sections.filter((section) => section === 'Fails')).toHaveLength(1);
    expect(sections).toContain('Passes');
    expect(sections).not.toContain('Why');
  });

  it.each(pages)('%s links only to pages that exist', (page) => {
    const links = [...readFileSync(join(FOLDER, page), 'utf8').matchAll(/\]\(([^)]*)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !pages.includes(link))).toEqual([]);
  });

  it.each(blocksOf('Fails'))('$page: what fails is refused for this rule', (block) => {
    const id = block.page.replace(/\.md$/, '');
    const named = id === POD_SECURITY ? ".exempt('pod-security/" : `breaks the rule ${id}: `;
    let thrown: unknown;
    try {
      run(block);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(core.InvalidPodTemplateError);
    const { faults, message } = thrown as core.InvalidPodTemplateError;
    expect(message).toContain(named);
    expect(faults).toHaveLength(1);
  });

  it.each(blocksOf('Passes', 'Exempt'))('$page: $section, example $number, is built', (block) => {
    expect(() => run(block)).not.toThrow();
  });

  it.each(blocksOf('Exempt'))('$page: the exemption is from this rule, with a reason', ({ page, code }) => {
    const id = page.replace(/\.md$/, '');
    expect(code).toMatch(new RegExp(`\\.exempt\\('${id}${id === POD_SECURITY ? '/\\w+' : ''}', '[^']{10,}'`));
  });
});

describe('the page of the Pod Security Standards', () => {
  it('has a row for each check, in the order of the evaluator', () => {
    const text = readFileSync(join(FOLDER, `${POD_SECURITY}.md`), 'utf8');
    const ids = [...text.matchAll(/^\| `(pod-security\/\w+)`\s*\|/gm)].map(([, id]) => id);
    expect(ids).toEqual(POD_SECURITY_CHECKS.map(({ id }) => `pod-security/${id}`));
  });
});
