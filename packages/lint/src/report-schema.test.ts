import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { checkPodFile } from './pod-file';
import { REPORT_SCHEMA } from './report-schema';
import { reportOf } from './report';

// This release of ajv knows no later draft than 7: what the schema uses means the same in both.
const validate = new Ajv({ allErrors: true }).compile({ ...REPORT_SCHEMA, $schema: undefined });
const TEXT = `kind: Pod
spec:
  hostPID: true
  initContainers: [{ name: i, image: a }]
  containers: [{ name: a, image: 'docker:dind', nmae: x }]
`;
const report = reportOf([checkPodFile('a.yaml', TEXT), checkPodFile('b.yaml', ''), checkPodFile('c.yaml', 'kind: X')]);

it('describes what is reported', () => {
  expect(report.summary.errors).toBeGreaterThan(3);
  validate(JSON.parse(JSON.stringify(report)));
  expect(validate.errors).toBeNull();
});

it.each([
  ['another version', { ...report, version: 2 }],
  ['a file without a status', { ...report, files: [{ path: 'a', kind: 'other', pods: [], findings: [] }] }],
  ['a field that nobody knows', { ...report, more: 1 }],
])('refuses %s', (_case, wrong) => {
  expect(validate(wrong)).toBe(false);
});

it('is published as it is', () => {
  const file = join(__dirname, '../report.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(REPORT_SCHEMA);
});
