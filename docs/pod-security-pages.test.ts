import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  evaluatePodSecurity,
  explainPodSecurity,
  InvalidPodTemplateError,
  type Pod,
  type PodSpec,
  type PodSecurityVersion,
} from '@podwright/core';
import { load } from 'js-yaml';
import { POD_SECURITY_CHECKS } from '../packages/core/src/policy/pod-security/checks';
import { compilerMessages } from './compiler-messages';
import { fencedBlocks, runModule, type FencedBlock } from './fenced-blocks';
import { brokenLinks } from './links';
import { codesIn } from './tables';

const FOLDER = join(__dirname, 'rules', 'pod-security');
const SECTIONS = ['Message', 'Why', 'Fails', 'Passes', 'In a pod template', 'By version'];
/** The kinds of blocks, and the words that may stand behind them. */
const MARKS: { readonly [language: string]: RegExp } = {
  text: /^$/,
  ts: /^(?:throws|no-compile)$/,
  yaml: /^(?:level=baseline|(?:fails|passes)=v1\.\d+)$/,
};
/** A HostProcess pod that is not on the network of its node is no valid pod. */
const ALONG: { readonly [id: string]: readonly string[] } = { windowsHostProcess: ['hostNamespaces'] };
/** Checks whose pages tell of servers, where all policy versions judge alike. */
const SERVERS_DIFFER = ['appArmorProfile', 'restrictedVolumes'];
const NEWEST = Math.max(...POD_SECURITY_CHECKS.flatMap(({ revisions }) => revisions));

type CompletePod = Pod & { readonly spec: PodSpec };

const textOf = (id: string): string => readFileSync(join(FOLDER, `${id}.md`), 'utf8');
const podOf = ({ code }: FencedBlock): CompletePod => load(code) as CompletePod;
const version = (minor: number): PodSecurityVersion => `v1.${minor}`;

const pages = POD_SECURITY_CHECKS.map((check) => {
  const text = textOf(check.id);
  const blocks = fencedBlocks(text);
  const [lead = '', ...parts] = text.split(/^## .*\n/m);
  const titles = [...text.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);
  const sections = new Map(titles.map((title, i) => [title, parts[i] ?? '']));
  const facts = new Map(rowsOf(lead).map(([name = '', value = '']) => [name, value]));
  return { ...check, text, lead, blocks, titles, sections, facts };
});
type Page = (typeof pages)[number];

/** The cells of the first table of a text, without its heading. */
function rowsOf(text: string): readonly string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const cells = lines.slice(2).map((line) => line.slice(1, -1).split('|'));
  return cells.map((row) => row.map((cell) => cell.trim()));
}

const blocksOf = (language: string, ...sections: string[]) =>
  pages.flatMap((page) =>
    page.blocks
      .filter((block) => block.language === language && sections.includes(block.section))
      .map((block) => ({ page, block, id: page.id, line: block.line })),
  );

const failingIds = (pod: CompletePod, level: 'baseline' | 'restricted', minor = NEWEST): readonly string[] =>
  evaluatePodSecurity(pod, { level, version: version(minor) }).failures.map(({ id }) => id);

/** Where a path of a pod, or of a fault, lies: `securityContext.privileged` for a field of a container. */
function fieldOf(path: string): string {
  return path
    .replace(/^spec\.(?:containers|initContainers|ephemeralContainers)\[\d+\]\.?/, '')
    .replace(/\[\d+\]/g, '[*]');
}

/** Whether a page speaks of a field: by its own name, by a part of it, or by that of which it is a part. */
function isNamed(field: string, codes: readonly string[]): boolean {
  return codes.some((code) => {
    const [fixed = ''] = code.split('<');
    return fixed !== '' && (field.startsWith(fixed) || fixed.startsWith(`${field}.`));
  });
}

describe('the pages of the Pod Security checks', () => {
  it('are one for each check, and no other', () => {
    const files = readdirSync(FOLDER).sort();
    expect(files).toEqual(POD_SECURITY_CHECKS.map(({ id }) => `${id}.md`).sort());
  });

  it.each(pages)('$id: heading, one sentence, the facts, and the sections in their order', ({ id, text, titles }) => {
    const [heading, blank, ...rest] = text.split('\n');
    expect([heading, blank]).toEqual([`# pod-security/${id}`, '']);
    const lead = rest.slice(0, rest.indexOf('')).join(' ');
    expect(lead).toMatch(/^Reports [^]*[^.]\.$/);
    expect(lead.split(/\. [A-Z]/)).toHaveLength(1);
    expect(rest.slice(rest.indexOf(''), rest.indexOf('') + 3)).toEqual(['', '| | |', '|---|---|']);
    expect(titles).toEqual(SECTIONS.slice(0, titles.length));
    expect(titles.length).toBeGreaterThanOrEqual(SECTIONS.length - 1);
  });

  it.each(pages)('$id: level, first version, and the check that changes places with it', (page) => {
    const [since] = page.revisions;
    const twin = POD_SECURITY_CHECKS.find(({ overrides }) => overrides === page.id);
    const linkTo = (id: string): string => `[${id}](${id}.md)`;
    const { level, since: from, ...rest } = Object.fromEntries(page.facts);
    expect({ level, from }).toEqual({ level: `\`${page.level}\``, from: `\`v1.${since}\`` });
    expect(rest['under `restricted`']).toBe(
      twin && `${linkTo(twin.id)} takes its place from \`v1.${twin.revisions[0]}\` on`,
    );
    expect(rest['takes the place of']).toBe(page.overrides && linkTo(page.overrides));
    expect([rest.fields, rest.allowed]).not.toContain(undefined);
  });

  it.each(pages)('$id: only blocks and marks that mean something, only links that lead somewhere', (page) => {
    const odd = page.blocks.filter(({ language, flags }) => !flags.every((flag) => MARKS[language]?.test(flag)));
    const unknown = page.blocks.filter(({ language }) => !Object.hasOwn(MARKS, language));
    expect([...odd, ...unknown]).toEqual([]);
    expect(brokenLinks(join(FOLDER, `${page.id}.md`))).toEqual([]);
    const marked = page.blocks.filter(({ flags }) => flags.some((flag) => /^(?:fails|passes)=/.test(flag)));
    expect(marked.filter(({ section }) => section !== 'By version')).toEqual([]);
  });

  it.each(pages)('$id: each section has the blocks it needs', ({ blocks }) => {
    const count = (language: string, section: string): number =>
      blocks.filter((block) => block.language === language && block.section === section).length;
    expect([count('text', 'Message'), count('yaml', 'Fails')]).toEqual([1, 1]);
    expect(count('yaml', 'Passes')).toBeGreaterThan(0);
    expect(count('ts', 'In a pod template')).toBeGreaterThan(0);
    expect(blocks.filter(({ section }) => section === 'Why')).toEqual([]);
  });
});

describe('the pods of the pages', () => {
  it.each(blocksOf('yaml', 'Fails'))('$id: what fails is a pod that fails this check, and no other', (subject) => {
    const { page, block } = subject;
    const { apiVersion, kind, metadata, spec } = podOf(block);
    expect([apiVersion, kind, metadata?.name]).toEqual(['v1', 'Pod', expect.any(String)]);
    const images = [...(spec.initContainers ?? []), ...spec.containers].map(({ image }) => image);
    expect(images.filter((image) => image?.startsWith('registry.example.com/') !== true)).toEqual([]);
    expect(failingIds(podOf(block), page.level)).toEqual([...(ALONG[page.id] ?? []), page.id]);
  });

  it.each(blocksOf('yaml', 'Fails'))('$id: the message is that of the evaluator', ({ page, block }) => {
    const { failures } = evaluatePodSecurity(podOf(block), { level: page.level });
    const message = failures.map(({ reason, detail }) => `${reason} (${detail})`).join(', ');
    expect(page.blocks.find(({ section }) => section === 'Message')?.code).toBe(`${message}\n`);
  });

  it.each(blocksOf('yaml', 'Passes'))(
    '$id, line $line: what passes, passes restricted or the level it says',
    (subject) => {
      const { block } = subject;
      const level = block.flags.includes('level=baseline') ? 'baseline' : 'restricted';
      expect(failingIds(podOf(block), level)).toEqual([]);
      // A level that is named is the strictest that the pod passes.
      if (level === 'baseline') expect(failingIds(podOf(block), 'restricted')).not.toEqual([]);
    },
  );

  it.each(blocksOf('yaml', 'Passes'))(
    '$id, line $line: what passes is the pod that fails, repaired',
    ({ page, block }) => {
      const fails = page.blocks.find(({ section }) => section === 'Fails');
      expect(fails && podOf(fails).metadata?.name).toBe(podOf(block).metadata?.name ?? '');
      expect(podOf(block).spec.containers[0]?.name).toBe('jnlp');
    },
  );

  it.each(blocksOf('yaml', 'Fails', 'By version'))(
    '$id, line $line: the fields that fail are on the page',
    (subject) => {
      const { page, block } = subject;
      const mark = block.flags.find((flag) => flag.startsWith('fails='))?.slice('fails='.length);
      const failures = explainPodSecurity(podOf(block), {
        level: page.level,
        version: (mark ?? 'latest') as PodSecurityVersion,
      });
      const fields = failures.find(({ id }) => id === page.id)?.fields.map(({ path }) => fieldOf(path)) ?? [];
      expect(fields).not.toEqual([]);
      expect(fields.filter((field) => !isNamed(field, codesIn(page.facts.get('fields'))))).toEqual([]);
    },
  );
});

describe('the versions on the pages', () => {
  const withHistory = pages.filter(({ revisions }) => revisions.length > 1 || revisions[0] > 0);
  const rowsByVersion = (page: Page) =>
    rowsOf(page.sections.get('By version') ?? '').map(([from = '', what = '']) => ({
      minor: Number(/^`v1\.(\d+)`$/.exec(from)?.[1]),
      what,
    }));

  it('stand on the pages of the checks that changed, and of those whose server did', () => {
    const told = pages.filter(({ titles }) => titles.includes('By version')).map(({ id }) => id);
    expect(told.sort()).toEqual([...withHistory.map(({ id }) => id), ...SERVERS_DIFFER].sort());
  });

  it.each(withHistory)('$id: the table has every version at which its rules change', (page) => {
    expect(rowsByVersion(page).map(({ minor }) => minor)).toEqual(page.revisions);
  });

  it.each(withHistory.filter(({ id }) => id !== 'sysctls'))('$id: a pod of the page shows each change', (page) => {
    const pods = page.blocks.filter(({ language }) => language === 'yaml').map(podOf);
    const changed = page.revisions.filter((minor) =>
      pods.some((pod) => failsAt(page, pod, minor) !== (minor > 0 && failsAt(page, pod, minor - 1))),
    );
    // What held from the first release on needs no pod: the others fail by it.
    expect(changed.filter((minor) => minor > 0)).toEqual(page.revisions.filter((minor) => minor > 0));
  });

  const failsAt = (page: Page, pod: CompletePod, minor: number): boolean =>
    failingIds(pod, page.level, minor).includes(page.id);

  it.each(blocksOf('yaml', 'By version'))('$id, line $line: fails and passes at the versions it says', (subject) => {
    const { page, block } = subject;
    const at = (mark: string): number =>
      Number(block.flags.map((flag) => new RegExp(`^${mark}=v1\\.(\\d+)$`).exec(flag)?.[1]).find(Boolean));
    expect(at('passes')).toBe(at('fails') + 1);
    expect(failsAt(page, podOf(block), at('fails'))).toBe(true);
    expect(failingIds(podOf(block), page.level, at('passes'))).toEqual([]);
  });

  it('sysctls: each name passes from the version of its row on, and not before', () => {
    const page = pages.find(({ id }) => id === 'sysctls');
    const names = (page ? rowsByVersion(page) : []).flatMap(({ minor, what }) =>
      codesIn(what).map((name) => ({ name, minor })),
    );
    expect(names).toHaveLength(14);
    const passes = (name: string, minor: number): boolean =>
      minor >= 0 &&
      failingIds({ spec: { containers: [], securityContext: { sysctls: [{ name, value: '1' }] } } }, 'baseline', minor)
        .length === 0;
    expect(names.filter(({ name, minor }) => !passes(name, minor) || passes(name, minor - 1))).toEqual([]);
  });
});

describe('the pod templates of the pages', () => {
  const blocks = blocksOf('ts', ...SECTIONS);
  const messages = compilerMessages(blocks.map(({ block }) => block.code));
  const cases = blocks.map((subject, i) => ({
    ...subject,
    message: messages[i] ?? '',
    throws: subject.block.flags.includes('throws'),
  }));

  it.each(cases)('$id, line $line: compiles, unless it says that it does not', ({ block, message }) => {
    if (block.flags.includes('no-compile')) expect(message).not.toBe('');
    else expect(message).toBe('');
  });

  it.each(cases.filter(({ throws }) => !throws))('$id, line $line: is built, and prints what is shown', (subject) => {
    const { page, block } = subject;
    const { printed } = runModule(block.code);
    const next = page.blocks[page.blocks.indexOf(block) + 1];
    expect(next?.language === 'text' ? next.code : '').toBe(printed);
  });

  it.each(cases.filter(({ throws }) => throws))('$id, line $line: is refused, for a field of the page', (subject) => {
    const { page, block } = subject;
    let thrown: unknown;
    try {
      runModule(block.code);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InvalidPodTemplateError);
    const { faults } = thrown as InvalidPodTemplateError;
    const named = [...codesIn(page.facts.get('fields')), ...codesIn(page.sections.get('In a pod template'))];
    expect(faults.filter(({ path }) => !isNamed(fieldOf(path), named))).toEqual([]);
  });

  it('are refused by the check of their page, by a rule that it links to, or before any rule is asked', () => {
    const refusals = cases.filter(({ throws }) => throws);
    const reasons = refusals.map(({ id, page, block }) => {
      try {
        runModule(block.code);
      } catch (error) {
        const message = String(error);
        if (message.includes(`.exempt('pod-security/${id}'`)) return `${id}: check`;
        const rule = /\.exempt\('([\w-]+)'/.exec(message)?.[1];
        if (rule !== undefined && page.text.includes(`](../${rule}.md)`)) return `${id}: ${rule}`;
        return `${id}: neither`;
      }
      return `${id}: nothing`;
    });
    expect(reasons.filter((reason) => !reason.endsWith(': check'))).toEqual([
      'hostNamespaces: host-namespace',
      'hostPathVolumes: host-path',
      'privileged: privileged-container',
      'windowsHostProcess: neither',
      'runAsUser: neither',
    ]);
  });
});

describe('the page above them', () => {
  const page = join(__dirname, 'rules', 'pod-security.md');
  const text = readFileSync(page, 'utf8');

  it('links to every page, by the id that a refusal names', () => {
    const links = [...text.matchAll(/^\| \[`pod-security\/(\w+)`\]\(pod-security\/(\w+)\.md\)/gm)];
    expect(links.map(([, id, file]) => [id, file])).toEqual(POD_SECURITY_CHECKS.map(({ id }) => [id, id]));
    expect(brokenLinks(page)).toEqual([]);
  });

  it('shows the refusal of an agent without a security context, to the letter', () => {
    const agent = { name: 'jnlp', image: 'registry.example.com/jenkins/inbound-agent:3355' };
    const { failures } = evaluatePodSecurity({ spec: { containers: [agent] } }, { level: 'restricted' });
    const details = failures.map(({ reason, detail }) => `${reason} (${detail})`).join(', ');
    const [block] = fencedBlocks(text).filter(({ language }) => language === 'text');
    expect(block?.code).toBe(`pods "build" is forbidden: violates PodSecurity "restricted:latest": ${details}\n`);
  });
});
