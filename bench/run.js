'use strict';
/**
 * Prints what the project's speeds are, as ratios beside their goals: to `node -e 0` for the command, to js-yaml's own dump
 * for pods. Needs a build. Never fails for being slow: a busy machine is no mistake in the code.
 */
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { ratiosOf } = require('./pairs');

const quick = process.argv.includes('--quick');
const command = path.join(__dirname, '..', 'packages', 'cli', 'dist', 'podwright.js');
const description = path.join(__dirname, 'payments.json');
const podFile = path.join(__dirname, '../examples/maven-service-with-image/generated/payments.pod.yaml');
const GOALS = { 'podwright --help': '1.10', 'one pod, its very first run': '-' };
const rows = [['WHAT', 'RATIO', 'GOAL', 'REMARK']];

const starts = ratiosOf(
  {
    'node -e 0': ['-e', '0'],
    'podwright --help': [command, '--help'],
    'one pod of the catalogue': [command, 'generate', '--tool', 'maven', '--tool', 'kaniko'],
    'one pod of a JSON file': [command, 'generate', '--stdout', description],
    'one pod, its very first run': {
      args: [command, 'generate', '--tool', 'maven', '--tool', 'kaniko'],
      env: { NODE_DISABLE_COMPILE_CACHE: '1' },
    },
    'one pod file checked': [command, 'check', '--policy', 'recommended', podFile],
    'one Jenkinsfile of a JSON file': [command, 'generate', '--stdout', '--format', 'declarative', description],
  },
  quick ? 5 : 31,
);
for (const { name, ratio, milliseconds } of starts) {
  rows.push([name, ratio.toFixed(2), GOALS[name] ?? '1.25', `${milliseconds.toFixed(0)} ms, to node -e 0`]);
}

const pods = (...args) =>
  JSON.parse(
    execFileSync(process.execPath, [path.join(__dirname, 'pods.js'), ...args.map(String)], { encoding: 'utf8' }),
  );
const thousand = pods(quick ? 200 : 1000);
rows.push([
  `${thousand.n} pods`,
  thousand.ratio.toFixed(2),
  '1.30',
  `${thousand.ours} ms, to js-yaml dumping the same data`,
]);
const [few, many] = quick ? [100, 1000] : [1000, 10000];
const [small, large] = [pods(few, 'ours'), pods(many, 'ours')];
rows.push([
  `${many} pods`,
  (large.milliseconds / small.milliseconds).toFixed(1),
  '10.0',
  `to ${few} pods, start-up included`,
]);
rows.push([`${many} pods, memory`, String(large.peakMiB), '80', 'MiB at the peak']);

const verdicts = JSON.parse(
  execFileSync(process.execPath, [path.join(__dirname, 'pod-security.js')], { encoding: 'utf8' }),
);
rows.push([
  'Pod Security verdicts',
  `${Math.round(verdicts.verdictsPerSecond / 1000)}k`,
  '200k',
  'a second, on a pod of three containers',
]);

const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
for (const row of rows)
  process.stdout.write(
    `${row
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd()}\n`,
  );
