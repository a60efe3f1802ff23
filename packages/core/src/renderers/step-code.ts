import type { CredentialBinding, Step, Timeout } from '../model/pipeline';
import type { GroovyCode } from './groovy-code';
import { groovyParameters, groovyString, groovyValue } from './groovy-literal';

/** How a form of pipeline writes Groovy of the user's own. */
export type WrapGroovy = (code: readonly GroovyCode[]) => readonly GroovyCode[];

/** Steps as Groovy code. */
export function stepsCode(steps: readonly Step[], wrapGroovy: WrapGroovy): readonly GroovyCode[] {
  return steps.flatMap((step) => stepCode(step, wrapGroovy));
}

function stepCode(step: Step, wrapGroovy: WrapGroovy): readonly GroovyCode[] {
  switch (step.kind) {
    case 'sh':
      return [
        step.label === undefined
          ? `sh ${groovyString(step.script)}`
          : `sh(label: ${groovyString(step.label)}, script: ${groovyString(step.script)})`,
      ];
    case 'call':
      return [callCode(step.name, step.parameters)];
    case 'groovy':
      return wrapGroovy(ownCode(step.code));
    case 'withCredentials':
      return [
        {
          open: `withCredentials([${step.bindings.map(bindingCode).join(', ')}])`,
          body: stepsCode(step.steps, wrapGroovy),
        },
      ];
    case 'timeout':
      return [{ open: timeoutCode(step.timeout), body: stepsCode(step.steps, wrapGroovy) }];
    case 'retry':
      return [{ open: `retry(${step.count})`, body: stepsCode(step.steps, wrapGroovy) }];
    case 'dir':
      return [{ open: `dir(${groovyString(step.path)})`, body: stepsCode(step.steps, wrapGroovy) }];
  }
}

/** The call that limits the time of its block. */
export function timeoutCode({ time, unit = 'MINUTES' }: Timeout): string {
  return `timeout(time: ${time}, unit: ${groovyString(unit)})`;
}

function callCode(name: string, parameters: Extract<Step, { kind: 'call' }>['parameters']): string {
  const entries = Object.entries(parameters);
  const [key, value] = entries[0] ?? [];
  // Their one parameter is written without its name everywhere; `echo -1` and `junit []` would mean something else.
  if (entries.length === 1 && typeof value === 'string' && key === SOLE_PARAMETERS[name])
    return `${name} ${groovyValue(value)}`;
  return `${name}(${groovyParameters(parameters)})`;
}

const SOLE_PARAMETERS: { readonly [step: string]: string } = {
  echo: 'message',
  junit: 'testResults',
  archiveArtifacts: 'artifacts',
};

function bindingCode(binding: CredentialBinding): string {
  const [symbol, parameters] = Object.entries(binding)[0] as [string, { readonly [key: string]: string }];
  return `${symbol}(${groovyParameters(parameters)})`;
}

const LINE_LITERAL_OR_COMMENT = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/.*|\/\*[^]*?\*\//g;

/** The user's own lines, as they are: where a literal may run over several, none is moved. */
function ownCode(code: string): readonly GroovyCode[] {
  const text = code.replace(/^\n+|\s+$/g, '');
  // A slash that is left may open a literal: they run over lines too.
  const mayRunOver = /'''|"""|\$\/|\\$/m.test(text) || text.replace(LINE_LITERAL_OR_COMMENT, '').includes('/');
  return mayRunOver ? [text] : text.split('\n');
}
