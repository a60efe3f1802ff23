'use strict';
/** Checks each package as its users will get it: packed, resolved by every module system, typed. */
const { execFileSync } = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '..');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
for (const name of ['core', 'templates', 'lint', 'cli']) {
  const folder = path.join(root, 'packages', name);
  process.stdout.write(`${name}: publint\n`);
  execFileSync(bin('publint'), ['--strict', folder], { stdio: 'inherit' });
  process.stdout.write(`${name}: attw\n`);
  execFileSync(
    bin('attw'),
    ['--pack', folder, '--quiet', '--profile', 'node16', '--exclude-entrypoints', './package.json'],
    { stdio: 'inherit' },
  );
}
