'use strict';
/**
 * Builds, hardens, judges and writes N different pods, and has js-yaml dump the same data, in turn. Prints one line of
 * JSON: { n, ours, dump, ratio, peakMiB }. `node bench/pods.js N ours` does only our part, for its memory.
 */
const { dump } = require('js-yaml');
const core = require('@podwright/core');
const { kaniko, maven, node, postgres } = require('@podwright/templates');
const { median } = require('./pairs');

const n = Number(process.argv[2] ?? 1000);
const only = process.argv[3];

function build(i) {
  return core
    .podTemplate(`pod-${i}`, { podSecurity: 'baseline', idleMinutes: i % 10 })
    .container(maven({ resources: { memory: `${1 + (i % 4)}Gi` }, env: [core.env('BUILD', `number ${i}`)] }))
    .container(node({ env: [core.env('BUILD', `number ${i}`)] }))
    .container(postgres({ database: `db${i}` }))
    .container(kaniko({ registrySecret: `registry-${i}` }))
    .label('app', `app-${i}`)
    .build();
}

function ours(from, to) {
  let bytes = 0;
  for (let i = from; i < to; i++) bytes += core.renderPodYaml(build(i)).length;
  return bytes;
}

function timed(work) {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

if (only === 'ours') {
  const milliseconds = timed(() => ours(0, n));
  process.stdout.write(
    `${JSON.stringify({ n, milliseconds, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) })}\n`,
  );
} else {
  const data = Array.from({ length: n }, (_, i) => core.podManifest(build(i)));
  const rounds = Array.from({ length: 5 }, () => {
    const a = timed(() => ours(0, n));
    const b = timed(() => data.forEach((pod) => dump(pod, { noRefs: true, lineWidth: -1 })));
    return { a, b, ratio: a / b };
  });
  const [a, b, ratio] = ['a', 'b', 'ratio'].map((key) => median(rounds.map((round) => round[key])));
  process.stdout.write(
    `${JSON.stringify({ n, ours: Math.round(a), dump: Math.round(b), ratio: Number(ratio.toFixed(2)) })}\n`,
  );
}
