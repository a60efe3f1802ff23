import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPodYaml } from '@podwright/core';
import { TEMPLATES } from './templates';

// The platform's own program: it makes the pod of every team, and says which level each of them passes.
const folder = join(__dirname, 'generated');
mkdirSync(folder, { recursive: true });
for (const template of TEMPLATES) {
  writeFileSync(join(folder, `${template.name}.pod.yaml`), renderPodYaml(template));
  process.stdout.write(`${template.name}: ${template.podSecurity}\n`);
}
