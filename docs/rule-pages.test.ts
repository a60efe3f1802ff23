import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidPodTemplateError } from '@podwright/core';
import { POD_SECURITY_CHECKS } from '../packages/core/src/policy/pod-security/checks';
import { RULES } from '../packages/core/src/policy/rules/index';
import { fencedBlocks, runModule, type FencedBlock } from './fenced-blocks';
import { brokenLinks } from './links';

const FOLDER = join(__dirname, 'rules');
/** One page above the checks of the Pod Security Standards, and a folder of theirs, which has a test of its own. */
const POD_SECURITY = 'pod-security';
const SECTIONS = ['Why', 'Fails', 'Passes', 'Exempt'];

const entries = readdirSync(FOLDER).sort();
const pages = entries.filter((entry) => entry !== POD_SECURITY);

interface Block extends FencedBlock {
  readonly page: string;
  readonly number: number;
}

const textOf = (page: string): string => readFileSync(join(FOLDER, page), 'utf8');
const titlesOf = (page: string): string[] => [...textOf(page).matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);

const blocks = pages.flatMap((page) =>
  fencedBlocks(textOf(page))
    .filter(({ language }) => language === 'ts')
    .map((block, i, all): Block => {
      const before = all.slice(0, i).filter(({ section }) => section === block.section).length;
      return { ...block, page, number: before + 1 };
    }),
);
const blocksOf = (...sections: string[]): Block[] => blocks.filter(({ section }) => sections.includes(section));

describe('the pages of the rules', () => {
  it('are one for each rule, one for the Pod Security Standards, and a folder for their checks', () => {
    const files = [...RULES.map(({ id }) => id), POD_SECURITY].map((id) => `${id}.md`);
    expect(entries).toEqual([...files, POD_SECURITY].sort());
  });

  it.each(pages)('%s has the rule’s id as heading, one sentence, and its sections in order', (page) => {
    const text = textOf(page);
    const [heading, blank, ...rest] = text.split('\n');
    expect([heading, blank]).toEqual([`# ${page.replace(/\.md$/, '')}`, '']);
    const lead = rest.slice(0, rest.indexOf('')).join(' ');
    expect(lead).toMatch(/^Reports [^]*[^.]\.$/);
    expect(lead.split(/\. [A-Z]/)).toHaveLength(1);
    const titles = titlesOf(page);
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
    expect(brokenLinks(join(FOLDER, page))).toEqual([]);
  });

  it.each(blocksOf('Fails'))('$page: what fails is refused for this rule', (block) => {
    const id = block.page.replace(/\.md$/, '');
    const named = id === POD_SECURITY ? ".exempt('pod-security/" : `breaks the rule ${id}: `;
    let thrown: unknown;
    try {
      runModule(block.code);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InvalidPodTemplateError);
    const { faults, message } = thrown as InvalidPodTemplateError;
    expect(message).toContain(named);
    expect(faults).toHaveLength(1);
  });

  it.each(blocksOf('Passes', 'Exempt'))('$page: $section, example $number, is built', (block) => {
    expect(() => runModule(block.code)).not.toThrow();
  });

  it.each(blocksOf('Exempt'))('$page: the exemption is from this rule, with a reason', ({ page, code }) => {
    const id = page.replace(/\.md$/, '');
    expect(code).toMatch(new RegExp(`\\.exempt\\('${id}${id === POD_SECURITY ? '/\\w+' : ''}', '[^']{10,}'`));
  });
});

describe('the page of the Pod Security Standards', () => {
  it('has a row for each check, in the order of the evaluator', () => {
    const text = textOf(`${POD_SECURITY}.md`);
    const ids = [...text.matchAll(/^\| \[`(pod-security\/\w+)`\]\(\1\.md\) \|/gm)].map(([, id]) => id);
    expect(ids).toEqual(POD_SECURITY_CHECKS.map(({ id }) => `pod-security/${id}`));
  });
});
