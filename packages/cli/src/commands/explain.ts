import {
  ALL_RULE_IDS,
  findRule,
  podManifest,
  podTemplate,
  suggestionFor,
  type DescribedRule,
  type PodTemplateBuilder,
} from '@podwright/core';
import { CATALOGUE, commonOptions, findEntry, type CatalogueEntry } from '@podwright/templates';

import { CliError, EXIT } from '../cli-error';
import type { Streams } from '../streams';
import { textTable } from '../table';

/** Prints what a rule reports and why; or what a template is, what it can be told and the container it makes. */
export function explain(name: string, streams: Streams): number {
  const rule = findRule(name);
  if (rule !== undefined) {
    streams.out(ruleText(rule));
    return EXIT.ok;
  }
  const entry = findEntry(name);
  if (entry === undefined) {
    const names = [...CATALOGUE.map((known) => known.name), ...ALL_RULE_IDS];
    const otherwise = 'take a template that `podwright list` shows, or the rule of a finding';
    throw new CliError(
      `${name}: is neither a rule nor a template of the catalogue; ${suggestionFor(name, names, otherwise)}`,
    );
  }
  const facts = [
    ['kind', entry.kind],
    ['level', entry.level],
    ['image', entry.image],
    ...(entry.mirrors.length === 0 ? [] : [['elsewhere', entry.mirrors.join(', ')]]),
    ['shown by', entry.smoke],
  ];
  streams.out(
    `${entry.name}: ${entry.summary}\n\n${textTable(facts)}\n${optionsText(entry)}\nThe container, hardened:\n\n${containerText(entry)}`,
  );
  return EXIT.ok;
}

const HOLDERS: { readonly [Holder in DescribedRule['heldBy']]: string } = {
  'Pod Security': 'the level of the namespace, see podwright guardrails',
  'admission policy': 'an admission policy, see podwright guardrails',
  nobody: 'nobody: only podwright can see it',
};

function ruleText({ id, summary, why, help, severities, heldBy }: DescribedRule): string {
  const facts = [
    ['remedy', help],
    ['in the cluster', `refused by ${HOLDERS[heldBy]}`],
    ...Object.entries(severities).map(([preset, severity]) => [preset, severity]),
  ];
  return `${id}: ${summary}.\n\n${why}\n\n${textTable(facts)}`;
}

function optionsText({ kind, options }: CatalogueEntry): string {
  const own = Object.entries(options).map(([option, { type, values, default: otherwise, text }]) => [
    `  ${option}`,
    values?.join(' | ') ?? type,
    otherwise === undefined ? text : `${text} Default: ${otherwise}.`,
  ]);
  const common = commonOptions(kind).map((option) => [`  ${option}`, '', 'Of every template of its kind.']);
  return `Options:\n${textTable([...own, ...common])}`;
}

function containerText(entry: CatalogueEntry): string {
  const builder: PodTemplateBuilder = podTemplate('explain', { podSecurity: entry.level });
  const template = builder.container(entry.create({})).build();
  const name = entry.kind === 'agent' ? 'jnlp' : entry.name;
  const container = podManifest(template).spec?.containers.find((candidate) => candidate.name === name);
  const { dump } = require('js-yaml') as typeof import('js-yaml');
  return dump(container, { noRefs: true, lineWidth: -1 }).replace(/^(?=.)/gm, '  ');
}
