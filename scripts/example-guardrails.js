'use strict';
/** Writes the guardrails of the example organisation-policy anew, one folder a namespace. */
const { execFileSync } = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '..');
const command = path.join(root, 'packages', 'cli', 'dist', 'podwright.js');

for (const namespace of ['builds', 'image-builds']) {
  const folder = `guardrails/${namespace}`;
  execFileSync(
    process.execPath,
    [command, 'guardrails', '--namespace', namespace, '--policy', 'podwright.policy.ts', '--out-dir', folder],
    { cwd: path.join(root, 'examples', 'organisation-policy'), stdio: 'inherit' },
  );
}
