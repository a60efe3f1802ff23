import { SEVERITIES } from '@podwright/core';

const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const count = { type: 'integer', minimum: 0 } as const;
const position = { type: 'integer', minimum: 1 } as const;

/** An object with exactly these properties, those named aside being optional. */
function object(properties: { readonly [key: string]: unknown }, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: 'object', properties, required, additionalProperties: false };
}

const list = (items: object): object => ({ type: 'array', items });

/** JSON Schema (draft 2020-12) of what `--format json` prints, version 1. */
export const REPORT_SCHEMA = Object.freeze({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'podwright report',
  description: 'What podwright found in files, as --format json prints it.',
  ...object({
    version: { const: 1 },
    files: list(
      object(
        {
          path: text,
          kind: {
            enum: [
              'pod-yaml',
              'pod-template',
              'jenkinsfile-scripted',
              'jenkinsfile-declarative',
              'shared-library',
              'helm-values',
              'jcasc',
              'config-map',
              'other',
            ],
          },
          status: { enum: ['analysed', 'partial', 'unreadable', 'no-pod'] },
          reasons: list(text),
          pods: list(
            object({
              form: text,
              line: position,
              containers: list(
                object({
                  name: text,
                  image: text,
                  init: { type: 'boolean' },
                  tool: textOrNull,
                  imageKnown: { type: 'boolean' },
                }),
              ),
            }),
          ),
          findings: list(
            object(
              {
                ruleId: text,
                severity: { enum: SEVERITIES },
                message: text,
                container: textOrNull,
                image: textOrNull,
                path: text,
                value: {},
                help: text,
                exempt: text,
                line: position,
                column: position,
                endLine: position,
                endColumn: position,
              },
              ['value', 'exempt'],
            ),
          ),
        },
        ['reasons'],
      ),
    ),
    summary: object({
      files: count,
      pods: count,
      containers: count,
      errors: count,
      warnings: count,
      notes: count,
      unreadable: count,
    }),
  }),
});
