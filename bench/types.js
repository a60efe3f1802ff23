'use strict';
/** How long the compiler takes over 200 pod templates in one file, beside an empty file. Prints one line of JSON. */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const count = Number(process.argv[2] ?? 200);
const folder = fs.mkdtempSync(path.join(__dirname, '.types-'));
const tsc = require.resolve('typescript/bin/tsc');

function source() {
  const templates = Array.from(
    { length: count },
    (_, i) => `
export const pipeline${i} = pipeline(
  podTemplate('pod-${i}', { podSecurity: 'baseline' })
    .container(maven({ jdk: 21 }))
    .container(node())
    .container(container('lint-${i}', 'registry.example.com/tools/lint:4.2'))
    .container(kaniko({ registrySecret: 'registry-push' }))
    .build(),
)
  .stage('Test', 'maven', sh('mvn -B verify'))
  .stage('Lint', 'lint-${i}', sh('lint'))
  .stage('Image', 'kaniko', kanikoBuild({ destination: 'registry.example.com/a/b:${i}' }));
`,
  );
  return `import { container, pipeline, podTemplate, sh } from '@podwright/core';
import { kaniko, kanikoBuild, maven, node } from '@podwright/templates';
${templates.join('')}`;
}

function seconds(text) {
  fs.writeFileSync(path.join(folder, 'templates.ts'), text);
  const start = process.hrtime.bigint();
  execFileSync(process.execPath, [tsc, '-p', folder], { stdio: 'inherit' });
  return Number(process.hrtime.bigint() - start) / 1e9;
}

try {
  const options = {
    extends: '../../tsconfig.base.json',
    compilerOptions: { rootDir: '../..', noEmit: true, declaration: false },
    files: ['templates.ts'],
  };
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(options));
  const empty = seconds("import '@podwright/core';\nimport '@podwright/templates';\n");
  const full = seconds(source());
  process.stdout.write(
    `${JSON.stringify({ templates: count, seconds: Number(full.toFixed(1)), imports: Number(empty.toFixed(1)) })}\n`,
  );
} finally {
  fs.rmSync(folder, { recursive: true });
}
