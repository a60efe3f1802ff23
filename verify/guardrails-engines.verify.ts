import { checkPod, renderGuardrails, type GuardrailEngine } from '@podwright/core';
import { gatekeeperVerdicts, kyvernoVerdicts } from './lib/guardrail-engines';
import type { JsonObject } from './lib/json';
import { policyTable, TABLE_POLICY } from './lib/policy-table';

const NAMESPACE = 'guarded';
const TODAY = new Date('2026-11-24');
// The engines' programs tell pods apart by their names.
const table = policyTable().map(({ name, pod }, i) => ({
  name,
  pod: { ...pod, metadata: { name: `pod-${i}`, namespace: NAMESPACE } },
}));

function manifest(engine: GuardrailEngine): string {
  const files = renderGuardrails(TABLE_POLICY, { namespace: NAMESPACE, engine, today: TODAY });
  return files.find(({ name }) => name.endsWith(`${engine}-policy.yaml`))?.text ?? '';
}

/** The ids of the rules that a pod breaks, as check says it. */
function checked(pod: JsonObject): string {
  const errors = checkPod(pod, { policy: TABLE_POLICY, level: 'privileged', today: TODAY }).filter(
    ({ severity }) => severity === 'error',
  );
  return [...new Set(errors.map(({ ruleId }) => ruleId))].sort().join(' ');
}

test.each([
  ['gatekeeper' as const, gatekeeperVerdicts],
  ['kyverno' as const, kyvernoVerdicts],
])('check and %s say the same of every pod of the table', async (engine, verdictsOf) => {
  const verdicts = await verdictsOf(
    manifest(engine),
    table.map(({ pod }) => pod),
  );
  const differences = table.flatMap(({ name, pod }, i) => {
    const { denied, messages } = verdicts[i] ?? { denied: false, messages: ['is missing'] };
    const said = messages.flatMap((message) => [...message.matchAll(/(?:^|; )([a-z-]+): /g)].map(([, id = '']) => id));
    const got = [...new Set(said)].sort().join(' ');
    const want = checked(pod);
    return got === want && denied === (want !== '')
      ? []
      : [`${name}: check ${want}; ${engine} ${denied} ${messages.join('|')}`];
  });
  expect(differences).toEqual([]);
});
