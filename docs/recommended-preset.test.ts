import fs from 'node:fs';
import { join } from 'node:path';
import { checkPod, checkPodTemplate, podTemplate, type Finding } from '@podwright/core';
import { load } from 'js-yaml';
import { CATALOGUE } from '../packages/templates/src/catalogue';
import { ROOT } from './story';

const said = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, ruleId, container }) => `${severity} ${ruleId}: ${container}`);

/** Kaniko unpacks images into its own root filesystem, and is root there: the one warning that is as it should be. */
const ROOT_OF_KANIKO = ['warning root-user: kaniko'];

describe('under the preset recommended', () => {
  it.each(CATALOGUE)('$name of the catalogue is not warned of, unless it is root', ({ name, level, create }) => {
    const template = podTemplate('build', { podSecurity: level })
      .containers([create({})])
      .build();
    const expected = name === 'kaniko' ? ROOT_OF_KANIKO : [];
    expect(said(checkPodTemplate(template))).toEqual(expected);
    // Read back from YAML nobody knows any more what each container is there for.
    expect(said(checkPod(load(JSON.stringify(template.pod))))).toEqual(expected);
  });

  const pods = fs
    .readdirSync(join(ROOT, 'examples'))
    .map((name) => join('examples', name, 'generated'))
    .filter((folder) => fs.existsSync(join(ROOT, folder)))
    .flatMap((folder) => fs.readdirSync(join(ROOT, folder)).map((name) => join(folder, name)))
    .filter((file) => file.endsWith('.pod.yaml'));

  it('there are pods of the examples', () => {
    expect(pods.length).toBeGreaterThan(10);
  });

  it.each(pods)('%s is not warned of, unless its kaniko is root', (file) => {
    const text = fs.readFileSync(join(ROOT, file), 'utf8');
    const expected = /^ +- name: kaniko$/m.test(text) ? ROOT_OF_KANIKO : [];
    expect(said(checkPod(load(text)))).toEqual(expected);
  });
});
