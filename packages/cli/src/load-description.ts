import type { Pipeline, PodTemplate } from '@podwright/core';
import { describedPipeline, type Description } from '@podwright/templates';
import { CliError, messageOf } from './cli-error';

/**
 * The templates of a text of YAML or JSON, one a document.
 *
 * @throws CliError with the file's name, and line and column where the text is at fault.
 */
export function loadDescriptions(file: string, text: string): readonly (Pipeline | PodTemplate)[] {
  const documents = jsonDocument(text) ?? yamlDocuments(file, text);
  const filled = documents.filter((document) => document !== null && document !== undefined);
  if (filled.length === 0) throw new CliError(`${file}: is empty; write name: and containers:`);
  return filled.map((document, i) => {
    const place = filled.length === 1 ? file : `${file}, document ${i + 1}`;
    if (typeof document !== 'object' || Array.isArray(document))
      throw new CliError(`${place}: is no pod template; write a mapping with name: and containers:`);
    if ('apiVersion' in document && 'kind' in document) {
      throw new CliError(
        `${place}: is a Kubernetes object, not the description of a pod template; write name: and containers:`,
      );
    }
    try {
      return describedPipeline(document as Description);
    } catch (error) {
      throw new CliError(`${place}: ${messageOf(error)}`);
    }
  });
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0] ?? '';
}

/** JSON is YAML, and read much faster by Node; a mistake in it is told by the reader that knows line and column. */
function jsonDocument(text: string): unknown[] | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return [JSON.parse(text) as unknown];
  } catch {
    return undefined;
  }
}

function yamlDocuments(file: string, text: string): unknown[] {
  const { loadAll } = require('js-yaml') as typeof import('js-yaml');
  try {
    return loadAll(text);
  } catch (error) {
    const { reason, mark } = error as { reason?: string; mark?: { line: number; column: number } };
    throw new CliError(
      mark === undefined
        ? `${file}: ${firstLine(error)}`
        : `${file}:${mark.line + 1}:${mark.column + 1}: ${reason ?? firstLine(error)}`,
    );
  }
}
