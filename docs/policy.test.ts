import { PRESET_NAMES, PRESETS, type Policy } from '@podwright/core';
import { findRule } from '../packages/core/src/policy/describe-rule';
import type { JsonSchema } from '../packages/core/src/policy/json-schema';
import { LOOSENABLE_PARTS, POLICY_FIELDS, POLICY_SCHEMA } from '../packages/core/src/policy/policy-schema';
import { NAMED_RULE_IDS } from '../packages/core/src/policy/rule-ids';
import { tableBelow } from './tables';

const PAGE = 'docs/policy.md';
const code = (text: string): string => `\`${text}\``;
const codes = (texts: readonly string[]): string => texts.map(code).join(', ');

/** What a field takes, in a few words. */
function formOf(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(formOf).join(', or ');
  // Thirty rules have a list of their own on this page.
  if (schema.enum !== undefined) return schema.enum.length > 10 ? 'one of many' : codes(schema.enum);
  switch (schema.type) {
    case 'array':
      return schema.items?.enum === undefined || schema.items.enum.length > 10
        ? 'list'
        : `list of ${formOf(schema.items)}`;
    case 'object':
      return 'mapping';
    case 'boolean':
      return `${code('true')}, ${code('false')}`;
    case 'integer':
      return 'whole number';
    default:
      return 'text';
  }
}

/** The rows of a field, and of those in it: a range, or the severity of a rule, is told once by the text. */
function rowsOf(path: string, schema: JsonSchema): string[][] {
  const inner = schema.properties ?? schema.items?.properties ?? {};
  const isTold = path === 'rules' || /^resources\.(?:requests|limits)$/.test(path);
  const prefix = schema.type === 'array' ? `${path}[].` : `${path}.`;
  return [
    [code(path), formOf(schema), schema.description ?? ''],
    ...(isTold ? [] : Object.entries(inner).flatMap(([key, one]) => rowsOf(`${prefix}${key}`, one))),
  ];
}

describe('docs/policy.md', () => {
  it('has a row for every field, as it is checked by', () => {
    const extended = rowsOf('extends', POLICY_SCHEMA.properties?.extends ?? {});
    const fields = Object.entries(POLICY_FIELDS).flatMap(([key, schema]) => rowsOf(key, schema));
    expect(tableBelow(PAGE, 'Fields')).toEqual([...extended, ...fields]);
  });

  it('says what each preset asks', () => {
    const row = (name: string, of: (preset: Policy) => string): string[] => [
      name,
      ...PRESET_NAMES.map((preset) => of(PRESETS[preset])),
    ];
    expect(tableBelow(PAGE, 'Presets')).toEqual([
      row('Pod Security level', ({ podSecurity }) => code(podSecurity.level)),
      row('requests of every container', ({ resources }) => codes(resources?.requireRequests ?? []) || 'none'),
      ...NAMED_RULE_IDS.map((id) => [
        `[${id}](rules/${id}.md)`,
        ...PRESET_NAMES.map((preset) => String(findRule(id)?.severities[preset])),
      ]),
    ]);
  });

  it('names the parts that may be loosened', () => {
    const parts = tableBelow(PAGE, 'Teams').map(([part = '']) => part.replaceAll('`', ''));
    expect(parts).toEqual(LOOSENABLE_PARTS);
  });
});
