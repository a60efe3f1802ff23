'use strict';
/**
 * Verdicts a second of `evaluatePodSecurity` on a typical pod: an agent and two tools, at restricted. Prints one line of JSON:
 * { pod, verdictsPerSecond, failing }, the best of five rounds; `failing` for a pod without any security context.
 */
const core = require('@podwright/core');
const { maven, node } = require('@podwright/templates');

const { pod } = core.podTemplate('bench').container(maven()).container(node()).build();
// As it comes from a file: not frozen, so nothing can be remembered of it.
const typical = JSON.parse(JSON.stringify(pod));
const bare = {
  ...typical,
  spec: { containers: typical.spec.containers.map(({ name, image }) => ({ name, image })) },
};

function perSecond(judged, verdicts) {
  const rounds = Array.from({ length: 5 }, () => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < verdicts; i++) core.evaluatePodSecurity(judged, { level: 'restricted' });
    return verdicts / (Number(process.hrtime.bigint() - start) / 1e9);
  });
  return Math.round(Math.max(...rounds));
}

process.stdout.write(
  `${JSON.stringify({ containers: typical.spec.containers.length, verdictsPerSecond: perSecond(typical, 100_000), failing: perSecond(bare, 20_000) })}\n`,
);
