'use strict';
/**
 * Writes every generated source file, or with --check fails when one differs from what it is generated from.
 * A generator exports a function that returns { path: text }; it writes nothing itself.
 */
const fs = require('node:fs');
const path = require('node:path');

const check = process.argv.includes('--check');
const root = path.join(__dirname, '..');
const files = Object.assign(
  {},
  require('./generate-model')(),
  require('./generate-skeletons')(),
  require('./generate-schemas')(),
);
const stale = Object.entries(files).filter(
  ([file, text]) => !fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text,
);
for (const [file, text] of stale) {
  if (!check) fs.writeFileSync(file, text);
  process.stderr.write(`${check ? 'differs from its source' : 'written'}: ${path.relative(root, file)}\n`);
}
if (check && stale.length > 0) {
  process.stderr.write('run `npm run generated` and commit the result\n');
  process.exitCode = 1;
}
