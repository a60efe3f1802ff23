import type { Fault } from '../model/fault';
import { fieldPath, itemPath } from '../model/path';
import type { CredentialBinding, Pipeline, PipelineOptions, Stage, Step, StepValue } from '../model/pipeline';
import type { PodTemplate } from '../model/pod-template';
import { isPlainObject } from '../model/schema';
import { suggestionFor } from '../model/suggestion';
import { isWritable, UNWRITABLE_RULE } from '../model/text';
import { blockSizeFaults, pipelineSizeFaults, stepCountFaults } from './check-size';
import { checkFields } from './check-names';

const UNITS = ['SECONDS', 'MINUTES', 'HOURS', 'DAYS'];
const BINDINGS: { readonly [symbol: string]: readonly string[] } = {
  usernamePassword: ['credentialsId', 'usernameVariable', 'passwordVariable'],
  usernameColonPassword: ['credentialsId', 'variable'],
  string: ['credentialsId', 'variable'],
  file: ['credentialsId', 'variable'],
  sshUserPrivateKey: ['credentialsId', 'keyFileVariable', 'passphraseVariable', 'usernameVariable'],
};
const OPTIONAL = ['passphraseVariable', 'usernameVariable'];

/** Faults of the options of a pipeline. */
export function checkOptions(options: PipelineOptions): Fault[] {
  const faults = checkFields(options, 'pipeline', ['checkout', 'retries', 'timeout']);
  if (!isPlainObject(options)) return faults;
  const { checkout, retries, timeout } = options;
  if (checkout !== undefined && typeof checkout !== 'boolean')
    faults.push({ path: 'checkout', value: checkout, message: 'is not true or false', remedy: 'write true or false' });
  if (retries !== undefined && !isCount(retries))
    faults.push({ path: 'retries', value: retries, message: 'is no count', remedy: 'write a whole number from 1' });
  if (timeout !== undefined) faults.push(...timeoutFaults(timeout, 'timeout'));
  return faults;
}

/** Faults of the stages of a pipeline; names are unique, as a declarative pipeline demands. */
export function checkStages(
  stages: readonly Stage[],
  template: PodTemplate,
  postSteps: Pipeline['postSteps'] = {},
): Fault[] {
  const names = new Map<string, string>();
  const check = (stage: Stage, path: string): Fault[] => {
    const faults: Fault[] = nameFaults(stage.name, `${path}.name`, names, path);
    if ('parallel' in stage) {
      if (stage.parallel.length === 0)
        faults.push({ path: `${path}.parallel`, message: 'has no stage', remedy: 'add one with .stage()' });
      faults.push(...blockSizeFaults(stage.parallel, `${path}.parallel`));
      return [...faults, ...stage.parallel.flatMap((branch, i) => check(branch, itemPath(`${path}.parallel`, i)))];
    }
    return [
      ...faults,
      ...containerFaults(stage.container, `${path}.container`, template),
      ...stepsFaults(stage.steps, `${path}.steps`),
    ];
  };
  const faults = [
    ...stages.flatMap((stage, i) => check(stage, itemPath('stages', i))),
    ...blockSizeFaults(stages, 'stages'),
  ];
  return faults.length > 0 ? faults : pipelineSizeFaults(stages, postSteps);
}

/** Faults of the steps for after the stages. */
export function checkPost(condition: string, steps: readonly Step[], conditions: readonly string[]): Fault[] {
  const faults = stepsFaults(steps, `post.${condition}`);
  if (conditions.includes(condition)) return faults;
  return [
    {
      path: 'post',
      value: condition,
      message: 'is no condition',
      remedy: suggestionFor(String(condition), conditions, `use one of ${conditions.join(', ')}`),
    },
    ...faults,
  ];
}

function nameFaults(name: unknown, path: string, names: Map<string, string>, stagePath: string): Fault[] {
  if (typeof name !== 'string' || name.trim() === '')
    return [{ path, value: name, message: 'names no stage', remedy: 'write a text that is not blank' }];
  if (!isWritable(name)) return [{ path, value: name, message: 'cannot be written', remedy: UNWRITABLE_RULE }];
  const other = names.get(name);
  names.set(name, stagePath);
  return other === undefined
    ? []
    : [{ path, value: name, message: `is the name of ${other} too`, remedy: 'give each stage a name of its own' }];
}

function containerFaults(container: string, path: string, { stepContainers, roles }: PodTemplate): Fault[] {
  if (stepContainers.includes(container)) return [];
  const role = Object.hasOwn(roles, container) ? roles[container] : undefined;
  if (role === 'service')
    return [
      {
        path,
        value: container,
        message: 'is a service and runs a process of its own',
        remedy: 'run the stage in a container made with container()',
      },
    ];
  if (role === 'init')
    return [
      {
        path,
        value: container,
        message: 'is an init container and has ended',
        remedy: 'run the stage in a container made with container()',
      },
    ];
  return [
    {
      path,
      value: container,
      message: 'is no container of the pod',
      remedy: suggestionFor(String(container), stepContainers, `use one of ${stepContainers.join(', ')}`),
    },
  ];
}

function stepsFaults(steps: readonly Step[], path: string): Fault[] {
  if (!Array.isArray(steps) || steps.length === 0)
    return [{ path, message: 'has no step', remedy: 'add a step such as sh()' }];
  const faults = (steps as readonly Step[]).flatMap((step, i) => stepFaults(step, itemPath(path, i)));
  return faults.length > 0 ? faults : stepCountFaults(steps, path);
}

function stepFaults(step: Step, path: string): Fault[] {
  const remedy = 'make it with sh(), step(), withCredentials(), timeout(), groovy(), …';
  const stranger: Fault = { path, value: step, message: 'is no step', remedy };
  if (!isPlainObject(step)) return [stranger];
  switch (step.kind) {
    case 'sh':
      return [...textFaults(step.script, `${path}.script`), ...labelFaults(step.label, `${path}.label`)];
    case 'groovy':
      return textFaults(step.code, `${path}.code`);
    case 'call':
      return callFaults(step, path);
    case 'withCredentials':
      return [...bindingsFaults(step.bindings, `${path}.bindings`), ...nested(step, path)];
    case 'timeout':
      return [...timeoutFaults(step.timeout, `${path}.timeout`), ...nested(step, path)];
    case 'retry':
      return [...countFaults(step.count, `${path}.count`), ...nested(step, path)];
    case 'dir':
      return [...textFaults(step.path, `${path}.path`), ...nested(step, path)];
    default:
      return [stranger];
  }
}

function countFaults(count: unknown, path: string): Fault[] {
  return isCount(count) ? [] : [{ path, value: count, message: 'is no count', remedy: 'write a whole number from 1' }];
}

function nested(step: Step, path: string): Fault[] {
  return stepsFaults('steps' in step ? step.steps : [], `${path}.steps`);
}

function textFaults(text: unknown, path: string): Fault[] {
  if (typeof text !== 'string' || text.trim() === '')
    return [{ path, value: text, message: 'is no text', remedy: 'write a text that is not blank' }];
  return isWritable(text) ? [] : [{ path, value: text, message: 'cannot be written', remedy: UNWRITABLE_RULE }];
}

/** A label may be blank: it is shown, and no more. */
function labelFaults(label: unknown, path: string): Fault[] {
  return label === undefined || (typeof label === 'string' && label.trim() === '') ? [] : textFaults(label, path);
}

function callFaults({ name, parameters }: Extract<Step, { kind: 'call' }>, path: string): Fault[] {
  if (typeof name !== 'string' || !/^[A-Za-z_]\w*$/.test(name))
    return [
      { path: `${path}.name`, value: name, message: 'names no step', remedy: 'write the name of a Jenkins step' },
    ];
  if (!isPlainObject(parameters))
    return [
      {
        path: `${path}.parameters`,
        value: parameters,
        message: 'is no mapping',
        remedy: "write { name: 'value' }",
      },
    ];
  return entriesFaults(parameters, `${path}.parameters`);
}

function entriesFaults(entries: { readonly [key: string]: unknown }, path: string): Fault[] {
  return Object.entries(entries).flatMap(([key, value]) =>
    isWritable(key)
      ? valueFaults(value as StepValue, fieldPath(path, key))
      : [{ path, value: key, message: 'cannot be a key', remedy: UNWRITABLE_RULE }],
  );
}

function valueFaults(value: StepValue, path: string): Fault[] {
  if (typeof value === 'string')
    return isWritable(value) ? [] : [{ path, value, message: 'cannot be written', remedy: UNWRITABLE_RULE }];
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return [];
  if (Array.isArray(value)) return value.flatMap((item: StepValue, i) => valueFaults(item, itemPath(path, i)));
  if (isPlainObject(value)) return entriesFaults(value, path);
  return [
    {
      path,
      value,
      message: 'is no value of a step',
      remedy: 'write text, numbers, true, false, lists or mappings of them',
    },
  ];
}

function timeoutFaults(timeout: unknown, path: string): Fault[] {
  if (!isPlainObject(timeout))
    return [{ path, value: timeout, message: 'is no length of time', remedy: "write { time: 30, unit: 'MINUTES' }" }];
  const { time, unit } = timeout;
  const faults: Fault[] = isCount(time)
    ? []
    : [{ path: `${path}.time`, value: time, message: 'is no length of time', remedy: 'write a whole number from 1' }];
  if (unit !== undefined && !UNITS.includes(unit as string))
    faults.push({ path: `${path}.unit`, value: unit, message: 'is no unit', remedy: `use one of ${UNITS.join(', ')}` });
  return faults;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) < 2 ** 31;
}

function bindingsFaults(bindings: readonly CredentialBinding[], path: string): Fault[] {
  if (!Array.isArray(bindings) || bindings.length === 0)
    return [{ path, value: bindings, message: 'binds nothing', remedy: 'name at least one credential' }];
  return (bindings as readonly unknown[]).flatMap((binding, i): Fault[] => {
    const at = itemPath(path, i);
    const entries = isPlainObject(binding) ? Object.entries(binding) : [];
    const [symbol, parameters] = entries[0] ?? [];
    const known = symbol !== undefined && Object.hasOwn(BINDINGS, symbol) ? BINDINGS[symbol] : undefined;
    if (entries.length !== 1 || symbol === undefined || known === undefined || !isPlainObject(parameters)) {
      return [
        {
          path: at,
          value: binding,
          message: 'is no binding',
          remedy: `write one of ${Object.keys(BINDINGS)
            .map((name) => `{ ${name}: {…} }`)
            .join(', ')}`,
        },
      ];
    }
    const unknown = Object.keys(parameters).filter((key) => !known.includes(key));
    const optional = symbol === 'sshUserPrivateKey' ? OPTIONAL : [];
    const missing = known.filter((key) => !optional.includes(key) && parameters[key] === undefined);
    return [
      ...unknown.map((key): Fault => ({
        path: fieldPath(at, symbol),
        message: `unknown field ${JSON.stringify(key)}`,
        remedy: suggestionFor(key, known, 'remove it'),
      })),
      ...missing.map((key): Fault => ({
        path: fieldPath(fieldPath(at, symbol), key),
        message: 'is missing',
        remedy: 'the binding needs it',
      })),
      ...Object.entries(parameters).flatMap(([key, value]) =>
        value === undefined ? [] : textFaults(value, fieldPath(fieldPath(at, symbol), key)),
      ),
    ];
  });
}
