import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkPod,
  checkPodTemplate,
  definePolicy,
  InvalidPodTemplateError,
  PRESETS,
  type Finding,
  type Policy,
  type PodTemplate,
} from '@podwright/core';
import { load } from 'js-yaml';
import { POD_SECURITY_CHECKS } from '../packages/core/src/policy/pod-security/checks';
import { ORGANISATION_RULE_IDS } from '../packages/core/src/policy/rule-ids';
import { RULES } from '../packages/core/src/policy/rules/index';
import { fencedBlocks, runModule, type FencedBlock } from './fenced-blocks';
import { brokenLinks } from './links';

const FOLDER = join(__dirname, 'rules');
/** One page above the checks of the Pod Security Standards, and a folder of theirs, which has a test of its own. */
const POD_SECURITY = 'pod-security';
const SECTIONS = ['Why', 'Policy', 'Fails', 'Passes', 'Exempt'];
/** What a block of each section may be written in. Whatever is no rule's business is shown as text. */
const LANGUAGES: { readonly [section: string]: readonly string[] } = {
  Why: ['text'],
  Policy: ['yaml'],
  Fails: ['ts', 'yaml'],
  Passes: ['ts', 'yaml'],
  Exempt: ['ts'],
};

const entries = readdirSync(FOLDER).sort();
const pages = entries.filter((entry) => entry !== POD_SECURITY);

interface Block extends FencedBlock {
  readonly page: string;
  readonly id: string;
  readonly number: number;
}

const idOf = (page: string): string => page.replace(/\.md$/, '');
const textOf = (page: string): string => readFileSync(join(FOLDER, page), 'utf8');
const titlesOf = (page: string): string[] => [...textOf(page).matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);
/** The first paragraph, on one line. */
const leadOf = (page: string): string => (textOf(page).split('\n\n')[1] ?? '').replaceAll('\n', ' ');

const blocks = pages.flatMap((page) =>
  fencedBlocks(textOf(page)).map((block, i, all): Block => {
    const before = all.slice(0, i).filter(({ section }) => section === block.section).length;
    return { ...block, page, id: idOf(page), number: before + 1 };
  }),
);
const blocksOf = (language: string, ...sections: string[]): Block[] =>
  blocks.filter((block) => block.language === language && sections.includes(block.section));

/** What the page's own policy asks, or else the preset that `podwright check` judges by. */
function policyOf(page: string): Policy {
  const own = blocks.find((block) => block.page === page && block.section === 'Policy');
  return own === undefined ? PRESETS.recommended : definePolicy({ name: 'page', ...(load(own.code) as object) });
}
const findingsOf = ({ page, code }: Block): readonly Finding[] => checkPod(load(code), { policy: policyOf(page) });
/** What a block throws, or else exports. */
function outcomeOf(code: string): unknown {
  try {
    return runModule(code).exported.default;
  } catch (error) {
    return error;
  }
}

/** What is found in the template that a block makes; nothing, where it goes on to make a pipeline of it. */
function findingsOfModule({ code }: Block): readonly Finding[] {
  const made = runModule(code).exported.default;
  expect(made).toBeDefined();
  return typeof made === 'string' ? [] : checkPodTemplate(made as PodTemplate);
}
/** Whether a finding is of a page's rule, or of one of the checks below it. */
const isAbout =
  (id: string) =>
  ({ ruleId }: Finding): boolean =>
    ruleId === id || ruleId.startsWith(`${id}/`);
const isError = ({ severity }: Finding): boolean => severity === 'error';

/** Findings of the page's rule, as severe as its policy says, and no other errors. */
function expectBroken(page: string, found: readonly Finding[]): void {
  const { rules } = policyOf(page);
  const rule = RULES.find(({ id }) => id === idOf(page));
  const severity = rule && (rules[rule.id] ?? rule.severity);
  const own = found.filter(isAbout(idOf(page)));
  expect(own).not.toEqual([]);
  expect(own.filter((finding) => finding.severity !== severity)).toEqual([]);
  expect(found.filter((finding) => isError(finding) && !own.includes(finding))).toEqual([]);
  if (titlesOf(page).includes('Policy')) expect(severity).toBe('error');
}

describe('the pages of the rules', () => {
  it('are one for each rule, one for the Pod Security Standards, and a folder for their checks', () => {
    const files = [...RULES.map(({ id }) => id), POD_SECURITY].map((id) => `${id}.md`);
    expect(entries).toEqual([...files, POD_SECURITY].sort());
  });

  it.each(pages)('%s has the rule’s id as heading, one sentence, and its sections in order', (page) => {
    const [heading, blank] = textOf(page).split('\n');
    expect([heading, blank]).toEqual([`# ${idOf(page)}`, '']);
    const lead = leadOf(page);
    expect(lead).toMatch(/^Reports [^]*[^.]\.$/);
    expect(lead.split(/\. [A-Z]/)).toHaveLength(1);
    const titles = titlesOf(page);
    expect(titles).toEqual(SECTIONS.filter((title) => titles.includes(title)));
    expect(titles).toEqual(expect.arrayContaining(['Why', 'Fails', 'Passes']));
  });

  it.each(RULES)('$id.md begins with what the rule says it reports', ({ id, summary }) => {
    const plain = (text: string): string => text.replace(/`|’/g, (mark) => (mark === '`' ? '' : "'"));
    expect(plain(leadOf(`${id}.md`))).toBe(plain(`${summary}.`));
  });

  it.each(pages)('%s shows what fails and what passes', (page) => {
    const own = blocks.filter((block) => block.page === page);
    expect(own.filter(({ section }) => section === 'Fails')).toHaveLength(1);
    expect(own.map(({ section }) => section)).toContain('Passes');
    expect(own.filter(({ section, language }) => LANGUAGES[section]?.includes(language) !== true)).toEqual([]);
    // Under a policy of the page's own a template of ours would be judged by another.
    if (titlesOf(page).includes('Policy'))
      expect(own.filter(({ language, section }) => language === 'ts' && section !== 'Exempt')).toEqual([]);
  });

  it.each(pages)('%s says what the policy has to ask, if the rule is one of organisations', (page) => {
    const asks = blocks.filter((block) => block.page === page && block.section === 'Policy');
    expect(asks).toHaveLength((ORGANISATION_RULE_IDS as readonly string[]).includes(idOf(page)) ? 1 : 0);
    expect(titlesOf(page).filter((title) => title === 'Policy')).toHaveLength(asks.length);
  });

  it.each(pages)('%s links only to pages that exist', (page) => {
    expect(brokenLinks(join(FOLDER, page))).toEqual([]);
  });

  it.each(blocksOf('ts', 'Fails'))('$page: what fails is refused, or reported, for this rule', ({ id, page, code }) => {
    const outcome = outcomeOf(code);
    // What the builder never makes, and YAML cannot say either, is shown by its findings.
    if (!(outcome instanceof InvalidPodTemplateError)) {
      expectBroken(page, outcome as readonly Finding[]);
      return;
    }
    const named = id === POD_SECURITY ? ".exempt('pod-security/" : `breaks the rule ${id}: `;
    expect(outcome.message).toContain(named);
    expect(outcome.faults).toHaveLength(1);
  });

  it.each(blocksOf('yaml', 'Fails'))('$page: the pod that fails breaks this rule', (block) => {
    expectBroken(block.page, findingsOf(block));
  });

  it.each(blocksOf('yaml', 'Passes'))('$page: the pod that passes, example $number, does', (block) => {
    const found = findingsOf(block);
    expect(found.filter((finding) => isError(finding) || finding.ruleId === block.id)).toEqual([]);
  });

  it.each(blocksOf('ts', 'Passes'))('$page: $section, example $number, is built, and breaks nothing', (block) => {
    expect(findingsOfModule(block).filter(isAbout(block.id))).toEqual([]);
  });

  it.each(blocksOf('ts', 'Exempt'))('$page: $section, example $number, is allowed with a reason', (block) => {
    const found = findingsOfModule(block).filter(isAbout(block.id));
    expect(found).not.toEqual([]);
    expect(found.filter(({ severity, exempt }) => severity !== 'note' || (exempt ?? '').length < 10)).toEqual([]);
  });
});

describe('the page of the Pod Security Standards', () => {
  it('has a row for each check, in the order of the evaluator', () => {
    const text = textOf(`${POD_SECURITY}.md`);
    const ids = [...text.matchAll(/^\| \[`(pod-security\/\w+)`\]\(\1\.md\) \|/gm)].map(([, id]) => id);
    expect(ids).toEqual(POD_SECURITY_CHECKS.map(({ id }) => `pod-security/${id}`));
  });
});
