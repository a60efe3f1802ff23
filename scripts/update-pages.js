'use strict';
/** Writes the tables of facts and options into the pages of the catalogue, and the list of them. */
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const jest = path.join(__dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, 'docs/template-pages.test.ts'], {
  cwd: path.join(__dirname, '..'),
  env: { ...process.env, UPDATE_PAGES: 'true' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
