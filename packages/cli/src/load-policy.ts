import fs from 'node:fs';
import path from 'node:path';
import {
  definePolicy,
  InvalidPolicyError,
  isPolicy,
  PRESET_NAMES,
  PRESETS,
  type Policy,
  type PolicyDefinition,
  type PresetName,
} from '@podwright/core';
import { CliError, messageOf } from './cli-error';
import { loadModule } from './load-source';
import type { Streams } from './streams';

const NAMES = ['podwright.policy.yaml', 'podwright.policy.yml', 'podwright.policy.json', 'podwright.policy.ts'];

/**
 * The policy to check by: a preset, a file, or the policy file of the folder; `recommended` when there is none.
 *
 * @throws CliError with the file's name when it cannot be read, or cannot be a policy.
 */
export async function loadPolicy(named: string | undefined, { cwd, err }: Streams): Promise<Policy> {
  if (named !== undefined) return isPresetName(named) ? PRESETS[named] : await readPolicy(named, cwd, []);
  const found = NAMES.find((name) => fs.existsSync(path.join(cwd, name)));
  if (found === undefined) return PRESETS.recommended;
  err(`podwright: by the policy of ${found}\n`);
  return await readPolicy(found, cwd, []);
}

function isPresetName(text: string): text is PresetName {
  return PRESET_NAMES.includes(text as PresetName);
}

/** @param chain full paths of the files that extend this one. */
async function readPolicy(file: string, cwd: string, chain: readonly string[]): Promise<Policy> {
  const full = path.resolve(cwd, file);
  if (chain.includes(full)) throw new CliError(`${file}: extends itself; let one of its policies extend a preset`);
  const extension = path.extname(full);
  if (['.ts', '.cts', '.js', '.cjs', '.mjs'].includes(extension)) return await modulePolicy(file, cwd);
  if (!['.yaml', '.yml', '.json'].includes(extension))
    throw new CliError(
      `${file}: is neither a preset (${PRESET_NAMES.join(', ')}) nor a policy file; name a .yaml, .json, .ts or .js file`,
    );
  const { extends: parent, ...definition } = readDefinition(file, full);
  const policy = await parentOf(parent, file, cwd, [...chain, full]);
  return defined(file, { ...definition, extends: policy });
}

async function modulePolicy(file: string, cwd: string): Promise<Policy> {
  const exported = await loadModule(file, cwd);
  const values: unknown[] = isObject(exported) && !isPolicy(exported) ? Object.values(exported) : [exported];
  const [policy, ...others] = [...new Set(values.filter(isPolicy))];
  if (policy === undefined)
    throw new CliError(`${file}: exports no policy; export default what definePolicy(…) returns`);
  if (others.length > 0) throw new CliError(`${file}: exports ${others.length + 1} policies; export one of them`);
  return policy;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What a policy file extends: a preset by name, or a file by its path from this one. */
async function parentOf(
  parent: unknown,
  file: string,
  cwd: string,
  chain: readonly string[],
): Promise<Policy | PresetName | undefined> {
  if (parent === undefined || (typeof parent === 'string' && isPresetName(parent))) return parent;
  if (typeof parent !== 'string' || !/[./]/.test(parent)) {
    return parent as PresetName;
  }
  return await readPolicy(path.join(path.dirname(file), parent), cwd, chain);
}

function readDefinition(file: string, full: string): { readonly [key: string]: unknown } {
  let text: string;
  try {
    text = fs.readFileSync(full, 'utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    throw new CliError(`${file}: ${code === 'ENOENT' ? 'no such file' : `cannot be read: ${messageOf(error)}`}`);
  }
  const data = yamlData(file, text);
  if (data === undefined || data === null) throw new CliError(`${file}: is empty; write extends: restricted`);
  if (!isObject(data) || Array.isArray(data))
    throw new CliError(`${file}: is no policy; write a mapping, such as extends: restricted`);
  return data as { readonly [key: string]: unknown };
}

function yamlData(file: string, text: string): unknown {
  const { readYaml, YamlError } = require('@podwright/lint') as typeof import('@podwright/lint');
  try {
    const documents = readYaml(text);
    if (documents.length > 1) throw new CliError(`${file}: has ${documents.length} documents; a policy is one`);
    return documents[0]?.value;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const at = error.place === undefined ? '' : `:${error.place.line}:${error.place.column}`;
    throw new CliError(`${file}${at}: ${error.message}`);
  }
}

function defined(file: string, definition: PolicyDefinition): Policy {
  try {
    return definePolicy(definition);
  } catch (error) {
    if (!(error instanceof InvalidPolicyError)) throw error;
    throw new CliError(`${file}: ${error.message}`);
  }
}
