import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluatePodSecurity, renderPodYaml } from '@podwright/core';
import { TEAMS } from './teams';
import { TEMPLATES } from './templates';

const FOLDER = join(__dirname, 'generated');

it('makes a template for each of forty teams, and nothing else is there', () => {
  expect(TEMPLATES).toHaveLength(40);
  expect(readdirSync(FOLDER).sort()).toEqual(TEAMS.map(({ name }) => `${name}.pod.yaml`).sort());
});

describe.each(TEMPLATES)('the template of $name', (template) => {
  it('is the one committed; `npm run teams` writes it', () => {
    expect(readFileSync(join(FOLDER, `${template.name}.pod.yaml`), 'utf8')).toBe(renderPodYaml(template));
  });

  it('passes its level, and pulls nothing from Docker Hub', () => {
    expect(evaluatePodSecurity(template.pod, { level: template.podSecurity }).failures).toEqual([]);
    const images = template.pod.spec.containers.map(({ image }) => image ?? '');
    expect(images.filter((image) => image.startsWith('docker.io/'))).toEqual([]);
    expect(images[0]).toContain('registry.example.com/docker-hub/jenkins/inbound-agent:');
  });
});
