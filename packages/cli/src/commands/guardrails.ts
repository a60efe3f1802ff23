import path from 'node:path';
import { InvalidPolicyError, renderGuardrails, type GuardrailEngine, type WorkloadIdentity } from '@podwright/core';
import { CliError, EXIT } from '../cli-error';
import { loadPolicy } from '../load-policy';
import type { Streams } from '../streams';
import { writeFiles } from '../write-files';

/** Options of `podwright guardrails`, as the command line has them. */
export interface GuardrailsCommandOptions {
  readonly policy?: string | undefined;
  readonly engine?: string | undefined;
  readonly namespace?: string | undefined;
  readonly outDir?: string | undefined;
  readonly controller?: string | undefined;
  readonly identity?: string | undefined;
  readonly pods?: string | undefined;
}

/** Writes the objects that make a cluster refuse what a policy refuses, or prints them. */
export async function guardrails(options: GuardrailsCommandOptions, streams: Streams): Promise<number> {
  const { namespace, engine, outDir, controller, identity, pods } = options;
  if (namespace === undefined) throw new CliError('--namespace: is missing; name the namespace of the agent pods');
  if (outDir === '') throw new CliError('--out-dir: names no folder; . is this one');
  const policy = await loadPolicy(options.policy, streams);
  try {
    const files = renderGuardrails(policy, {
      namespace,
      engine: engine as GuardrailEngine | undefined,
      controller: controllerOf(controller),
      identity: identityOf(identity),
      pods: pods === undefined ? undefined : Number(pods),
    });
    if (outDir === undefined) {
      streams.out(
        files
          .filter(({ name }) => name.endsWith('.yaml'))
          .map(({ text }) => text)
          .join('---\n'),
      );
      return EXIT.ok;
    }
    const planned = files.map(({ name, text }) => {
      const shown = path.join(outDir, name);
      return { path: path.resolve(streams.cwd, shown), shown, text };
    });
    writeFiles(planned);
    streams.out(planned.map(({ shown }) => `${shown}\n`).join(''));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof InvalidPolicyError)) throw error;
    throw new CliError(
      error.faults
        .map(({ path: at, message, remedy, ...rest }) => {
          const value = 'value' in rest ? `${JSON.stringify(rest.value)} ` : '';
          return `--${at.replace(/\..*/, '')}: ${value}${message}; ${remedy}`;
        })
        .join('\npodwright: '),
    );
  }
}

function controllerOf(
  text: string | undefined,
): { readonly namespace: string; readonly serviceAccount: string } | undefined {
  if (text === undefined) return undefined;
  const [namespace = '', serviceAccount, ...rest] = text.split('/');
  if (serviceAccount === undefined || rest.length > 0)
    throw new CliError(
      `--controller: ${JSON.stringify(text)} is no account; write NAMESPACE/SERVICE-ACCOUNT, such as jenkins/jenkins`,
    );
  return { namespace, serviceAccount };
}

function identityOf(text: string | undefined): WorkloadIdentity | undefined {
  if (text === undefined) return undefined;
  const at = text.indexOf('=');
  const [provider, id] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  switch (provider) {
    case 'eks':
      return { provider, role: id };
    case 'gke':
      return { provider, serviceAccount: id };
    case 'aks':
      return { provider, clientId: id };
    default:
      throw new CliError(
        `--identity: ${JSON.stringify(text)} is none; write eks=ROLE-ARN, gke=SERVICE-ACCOUNT or aks=CLIENT-ID`,
      );
  }
}
