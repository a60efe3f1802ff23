import type { ContainerDefinition } from '@podwright/core';
import { CATALOGUE, findEntry } from '@podwright/templates';
import { suggestionFor } from '@podwright/core';
import { CliError, messageOf } from './cli-error';

/**
 * Makes the container of a `--tool` argument: `maven`, or `kaniko:registrySecret=registry-push,name=image`.
 *
 * @throws CliError when the template, an option or a value does not exist.
 */
export function toolContainer(argument: string): ContainerDefinition {
  const colon = argument.indexOf(':');
  const name = colon < 0 ? argument : argument.slice(0, colon);
  const entry = findEntry(name);
  if (entry === undefined) {
    const names = CATALOGUE.map((known) => known.name);
    throw new CliError(
      `--tool ${argument}: is no template of the catalogue; ${suggestionFor(name, names, 'take one that `podwright list` shows')}`,
    );
  }
  const pairs = colon < 0 ? [] : argument.slice(colon + 1).split(',');
  const options = pairs.map((pair): [string, unknown] => {
    const [option = '', ...value] = pair.split('=');
    if (value.length === 0)
      throw new CliError(`--tool ${argument}: ${JSON.stringify(pair)} is no option; write option=value`);
    return [option, typedValue(value.join('='), entry.options[option]?.type)];
  });
  try {
    return entry.create(Object.fromEntries(options));
  } catch (error) {
    throw new CliError(`--tool ${argument}: ${messageOf(error)}`);
  }
}

function typedValue(text: string, type: 'string' | 'number' | 'boolean' | undefined): unknown {
  if (type === 'number' && /^\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(?:true|false)$/.test(text)) return text === 'true';
  return text;
}
