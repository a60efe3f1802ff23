import { celString } from '../cel';
import type { Policy } from '../policy';
import { heldRules, SHARED_VARIABLES, type CelVariable, type HeldRule } from './admission-rules';
import type { ChosenOptions } from './guardrail';

/** The rules of a policy that lead to one action, as every engine writes them: variables, and one validation. */
export interface CelPolicy {
  readonly action: 'Deny' | 'Warn';
  readonly rules: readonly HeldRule[];
  /** Parameters that the variables read as `variables.<name>`, lists of texts; the engine has to bring them before these. */
  readonly parameters: { readonly [name: string]: readonly string[] };
  readonly variables: readonly CelVariable[];
  readonly validation: { readonly expression: string; readonly messageExpression: string; readonly message: string };
}

/** What the rules of a policy become: one CEL policy that refuses and one that warns, whichever have rules. */
export function celPolicies(policy: Policy, options: ChosenOptions): readonly CelPolicy[] {
  const { rules, parameters } = heldRules(policy, options);
  return (['Deny', 'Warn'] as const).flatMap((action): CelPolicy[] => {
    const own = rules.filter((rule) => rule.action === action);
    if (own.length === 0) return [];
    const used = neededVariables(own);
    const read = Object.entries(parameters).filter(([name]) =>
      own.some(({ expression }) => expression.includes(`variables.${name}`)),
    );
    return [
      {
        action,
        rules: own,
        parameters: Object.fromEntries(read),
        variables: [
          ...used,
          ...own.map(({ variable, expression }) => ({ name: variable, expression })),
          { name: 'violations', expression: violationsOf(own) },
        ],
        // Only the first validation that fails is told: all rules are in one.
        validation: {
          expression: 'size(variables.violations) == 0',
          messageExpression: "variables.violations.join('; ')",
          message: `the pod breaks the policy ${policy.name}`,
        },
      },
    ];
  });
}

/** Of the shared variables those that the rules need, and those that these need. */
function neededVariables(rules: readonly HeldRule[]): CelVariable[] {
  const texts = rules.map(({ expression }) => expression);
  const needed: CelVariable[] = [];
  for (const variable of [...SHARED_VARIABLES].reverse()) {
    if (texts.some((text) => new RegExp(`variables\\.${variable.name}\\b`).test(text))) {
      needed.unshift(variable);
      texts.push(variable.expression);
    }
  }
  return needed;
}

function violationsOf(rules: readonly HeldRule[]): string {
  const texts = rules.map(({ id, variable, message, named }) => {
    const text = celString(`${id}: ${message}`);
    const names = named ? ` + ': ' + variables.${variable}.join(', ')` : '';
    return `size(variables.${variable}) == 0 ? '' : ${text}${names}`;
  });
  return `[${texts.map((text) => `(${text})`).join(', ')}].filter(m, m != '')`;
}
