'use strict';
/** Writes the JSON Schemas that others read: of podwright.policy.yaml, and of what --format json prints. */
const path = require('node:path');
const esbuild = require('esbuild');

const packages = path.join(__dirname, '..', 'packages');
const LINE = 120;

module.exports = () => ({
  [path.join(packages, 'core', 'policy.schema.json')]: text('core/src/policy/policy-schema.ts', 'POLICY_SCHEMA'),
  [path.join(packages, 'lint', 'report.schema.json')]: text('lint/src/report-schema.ts', 'REPORT_SCHEMA'),
});

/** What a module exports, as JSON in the form that prettier gives it. */
function text(source, name) {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [path.join(packages, source)],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    conditions: ['@podwright/source'],
  });
  const bundle = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(bundle, bundle.exports, require);
  return `${onLines(JSON.stringify(bundle.exports[name], null, 2))}\n`;
}

/** Lists of texts on one line where they fit, as prettier writes them. */
function onLines(json) {
  return json.replace(/^( *(?:"[^"]*": )?)\[\n((?: *"[^"]*",?\n)+) *\](,?)$/gm, (block, start, items, comma) => {
    const line = `${start}[${items.trim().split(/\n */).join(' ')}]${comma}`;
    return line.length > LINE ? block : line;
  });
}
