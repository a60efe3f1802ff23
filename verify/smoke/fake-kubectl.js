'use strict';
/**
 * Plays kubectl and a cluster for smoke.verify.ts. The folder FAKE_CLUSTER holds what it is told, `scenario.json`, and gets
 * what it was asked, `calls.jsonl`. A scenario is a map from a template's name to how its pod fares.
 */
const fs = require('node:fs');
const path = require('node:path');

const folder = process.env.FAKE_CLUSTER;
const args = process.argv.slice(2);
const [verb] = args;
const scenario = JSON.parse(fs.readFileSync(path.join(folder, 'scenario.json'), 'utf8'));
const input = verb === 'create' ? JSON.parse(fs.readFileSync(0, 'utf8')) : undefined;
fs.appendFileSync(path.join(folder, 'calls.jsonl'), `${JSON.stringify({ args, ...(input ? { input } : {}) })}\n`);

function answer({ status = 0, stdout = '', stderr = '' }) {
  fs.writeSync(1, stdout);
  fs.writeSync(2, stderr === '' ? '' : `${stderr}\n`);
  process.exit(status);
}

const READY = { phase: 'Running', containerStatuses: [{ ready: true, state: { running: {} } }] };
const podFile = (name) => path.join(folder, `pod-${name}.json`);
const fateOf = (name) => scenario[/^smoke-(.+)-[0-9a-f]{6}$/.exec(name)?.[1]] ?? {};
const notFound = (what) => answer({ status: 1, stderr: `Error from server (NotFound): ${what} not found` });

/** What a container that is as its pod says prints for LOOK_AROUND. */
function facts({ spec }) {
  const [{ env = [], securityContext = {} }] = spec.containers;
  const context = { ...spec.securityContext, ...securityContext };
  const uid = context.runAsUser;
  const commands = ['sh', 'nohup', 'sleep', 'cat', 'env', 'git'].map((name) => [`command ${name}`, `/bin/${name}`]);
  return {
    id: `uid=${uid} gid=${uid}`,
    uid,
    HOME: env.find(({ name }) => name === 'HOME')?.value,
    home: 'writable',
    ...Object.fromEntries(commands),
    root: context.readOnlyRootFilesystem ? 'sh: cannot create: Read-only file system' : 'writable',
  };
}

if (scenario.cluster !== undefined) answer(scenario.cluster);
switch (verb) {
  case 'create': {
    const { kind, metadata } = input;
    if (kind === 'Namespace') answer(scenario.namespaces ?? {});
    const { refused } = fateOf(metadata.name);
    if (refused !== undefined) answer({ status: 1, stderr: refused });
    fs.writeFileSync(podFile(metadata.name), JSON.stringify(input));
    break;
  }
  case 'get': {
    if (args[1] === 'namespace' && args[2] !== 'builds') notFound(`namespaces "${args[2]}"`);
    if (args[1] !== 'pod') break;
    if (!fs.existsSync(podFile(args[2]))) notFound(`pods "${args[2]}"`);
    answer({ stdout: JSON.stringify({ status: fateOf(args[2]).status ?? READY }) });
    break;
  }
  case 'exec': {
    const name = args[args.indexOf('--namespace') + 2];
    const script = args.at(-1);
    const fate = fateOf(name);
    if (!script.startsWith('LC_ALL=C')) answer(fate.smoke ?? { stdout: 'it works\n' });
    if (fate.look !== undefined) answer(fate.look);
    const seen = { ...facts(JSON.parse(fs.readFileSync(podFile(name), 'utf8'))), ...fate.facts };
    answer({
      stdout: Object.entries(seen)
        .flatMap(([key, value]) => `${key}=${value}\n`)
        .join(''),
    });
    break;
  }
  case 'logs':
    answer({ stdout: fateOf(args[1]).logs ?? '' });
    break;
  case 'delete':
    answer(scenario.delete ?? {});
    break;
  default:
    answer({ status: 1, stderr: `fake kubectl: no ${verb}` });
}
