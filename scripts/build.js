'use strict';
/** Builds the packages with tsc, and the command into one file, so that it starts in the time of one module. */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const root = path.join(__dirname, '..');
const cli = path.join(root, 'packages', 'cli');

/** Commander starts other programs for sub-commands that are programs; we have none, and Node's module costs three milliseconds. */
const withoutPrograms = {
  name: 'without-programs',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, () => ({ path: 'child_process', namespace: 'none' }));
    build.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const settings = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, logLevel: 'warning' };

async function main() {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  await esbuild.build({
    ...settings,
    entryPoints: [path.join(cli, 'src', 'main.ts')],
    outfile: path.join(cli, 'dist', 'command.js'),
    conditions: ['@podwright/source'],
    // Loaded only for templates in TypeScript, from the package's own dependencies.
    external: ['ts-node', 'typescript'],
    plugins: [withoutPrograms],
  });
  await esbuild.build({
    ...settings,
    entryPoints: [path.join(cli, 'src', 'launcher.ts')],
    outfile: path.join(cli, 'dist', 'podwright.js'),
  });
  fs.chmodSync(path.join(cli, 'dist', 'podwright.js'), 0o755);
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
