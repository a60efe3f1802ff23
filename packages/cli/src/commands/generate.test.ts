import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  container,
  pipeline,
  podTemplate,
  renderAgentBlock,
  renderDeclarativePipeline,
  renderPodTemplateCall,
  renderPodYaml,
  renderScriptedPipeline,
  sh,
} from '@podwright/core';
import { kaniko, maven } from '@podwright/templates';
import { run } from '../run';

const build = podTemplate('payments').container(maven()).build();
const staged = pipeline(build).stage('Test', 'maven', sh('mvn -B verify'));
const FILES = {
  'payments.pod.yaml': renderPodYaml(build),
  'payments.scripted.Jenkinsfile': renderScriptedPipeline(staged),
  'payments.declarative.Jenkinsfile': renderDeclarativePipeline(staged),
};
const TYPED = `import { pipeline, podTemplate, sh, type PodTemplate } from '@podwright/core';
import { maven } from '@podwright/templates';
const build: PodTemplate<'jnlp' | 'maven'> = podTemplate('payments').container(maven()).build();
export default pipeline(build).stage('Test', 'maven', sh('mvn -B verify'));
`;
const COMMON_JS = `const { pipeline, podTemplate, sh } = require('@podwright/core');
const { maven } = require('@podwright/templates');
module.exports = pipeline(podTemplate('payments').container(maven()).build()).stage('Test', 'maven', sh('mvn -B verify'));
`;
const DESCRIBED = {
  name: 'payments',
  containers: [{ tool: 'maven' }],
  pipeline: [{ name: 'Test', container: 'maven', steps: [{ sh: 'mvn -B verify' }] }],
};
const YAML = `name: payments
containers:
  - tool: maven
pipeline:
  - name: Test
    container: maven
    steps:
      - sh: mvn -B verify
`;

let cwd: string;
beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-generate-'));
  fs.mkdirSync(path.join(cwd, 'node_modules'));
  fs.symlinkSync(path.resolve('node_modules/@podwright'), path.join(cwd, 'node_modules/@podwright'));
});
afterEach(() => fs.rmSync(cwd, { recursive: true }));

async function generate(args: readonly string[], input = '') {
  const out: string[] = [];
  const err: string[] = [];
  const streams = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), cwd };
  const code = await run(['generate', ...args], { ...streams, readInput: () => Promise.resolve(input) });
  return { code, out: out.join(''), err: err.join('') };
}
const put = (name: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
  fs.writeFileSync(path.join(cwd, name), text);
};
const folder = (name: string): { [file: string]: string } =>
  Object.fromEntries(
    fs.readdirSync(path.join(cwd, name)).map((file) => [file, fs.readFileSync(path.join(cwd, name, file), 'utf8')]),
  );

describe('podwright generate', () => {
  it.each([
    ['podwright.ts', TYPED],
    ['podwright.js', COMMON_JS],
    ['podwright.cjs', COMMON_JS],
    ['pods.json', JSON.stringify(DESCRIBED, null, 2)],
    ['pods.yaml', YAML],
    ['pods.yml', YAML],
  ])('writes the same files from %s', async (file, text) => {
    put(`ci/${file}`, text);
    const { code, out, err } = await generate([`ci/${file}`]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^payments +restricted +ci\/generated\/payments\.\{pod\.yaml,scripted\.Jenkinsfile,declarative\.Jenkinsfile\}$/m,
    );
    expect(folder('ci/generated')).toEqual(FILES);
    expect(fs.readdirSync(path.join(cwd, 'ci')).sort()).toEqual(['generated', file].sort());
  });

  it('reads standard input, and writes beside where it runs', async () => {
    expect((await generate(['-'], YAML)).code).toBe(0);
    expect(folder('generated')).toEqual(FILES);
    expect((await generate(['-', '--stdout'], JSON.stringify(DESCRIBED))).out).toBe(FILES['payments.pod.yaml']);
  });

  it('reads podwright.ts, or its like, when no file is named', async () => {
    put('podwright.yaml', YAML);
    expect((await generate([])).code).toBe(0);
    expect(folder('generated')).toEqual(FILES);
  });

  it('writes into the folder that is named, which it makes', async () => {
    put('pods.yaml', YAML);
    expect((await generate(['pods.yaml', '--out-dir', 'build/ci', '--format', 'pod'])).code).toBe(0);
    expect(folder('build/ci')).toEqual({ 'payments.pod.yaml': FILES['payments.pod.yaml'] });
  });

  it('writes each form alone, and several in one run', async () => {
    put('pods.yaml', YAML);
    await generate(['pods.yaml', '--format', 'scripted']);
    expect(Object.keys(folder('generated'))).toEqual(['payments.scripted.Jenkinsfile']);
    await generate(['pods.yaml', '--format', 'declarative, pod']);
    expect(folder('generated')).toEqual(FILES);
  });

  it('writes snippets to paste for a template without stages', async () => {
    put('pods.yaml', 'name: payments\ncontainers: [{ tool: maven }]\n');
    await generate(['pods.yaml']);
    expect(folder('generated')).toEqual({
      'payments.pod.yaml': renderPodYaml(build),
      'payments.podTemplate.groovy': renderPodTemplateCall(build),
      'payments.agent.groovy': renderAgentBlock(build),
    });
  });

  it('lets Jenkinsfiles read the pod from a file of the repository', async () => {
    put('pods.yaml', YAML);
    await generate(['pods.yaml', '--pod-file', 'ci/payments.pod.yaml']);
    expect(folder('generated')).toEqual({
      'payments.pod.yaml': FILES['payments.pod.yaml'],
      'payments.scripted.Jenkinsfile': renderScriptedPipeline(staged, { podFile: 'ci/payments.pod.yaml' }),
      'payments.declarative.Jenkinsfile': renderDeclarativePipeline(staged, { podFile: 'ci/payments.pod.yaml' }),
    });
  });

  it('takes every template that a file exports, built or not, once', async () => {
    put(
      'many.js',
      `const { podTemplate } = require('@podwright/core');
       const a = podTemplate('a').build();
       module.exports = { default: a, again: a, list: [podTemplate('b'), podTemplate('c').build()], other: 5, none: null };`,
    );
    const { out } = await generate(['many.js', '--format', 'pod']);
    expect(out.match(/^\w+/gm)).toEqual(['TEMPLATE', 'a', 'b', 'c']);
    expect(Object.keys(folder('generated'))).toEqual(['a.pod.yaml', 'b.pod.yaml', 'c.pod.yaml']);
  });

  it('takes several files in one run, each with its own folder', async () => {
    put('a/podwright.yaml', 'name: a\n');
    put('b/podwright.yaml', 'name: a\n---\nname: b\n');
    expect((await generate(['a/podwright.yaml', 'b/podwright.yaml', '--format', 'pod'])).code).toBe(0);
    expect([Object.keys(folder('a/generated')), Object.keys(folder('b/generated'))]).toEqual([
      ['a.pod.yaml'],
      ['a.pod.yaml', 'b.pod.yaml'],
    ]);
  });

  it('reports the level that each pod really passes, its exemptions and what it cannot know', async () => {
    put(
      'podwright.js',
      `const { agent, container, hostPathVolume, podTemplate } = require('@podwright/core');
       const { kaniko, maven } = require('@podwright/templates');
       exports.better = podTemplate('better', { podSecurity: 'baseline' }).container(maven()).build();
       exports.image = podTemplate('image', { podSecurity: 'baseline' }).container(kaniko()).container(agent({ image: 'from-controller' })).build();
       exports.worse = podTemplate('worse').exempt('host-path', 'reads the licence').container(maven())
         .volume(hostPathVolume('licence', '/licence', { path: '/etc/licence' })).build();`,
    );
    const { out } = await generate(['podwright.js', '--format', 'pod']);
    expect(out).toMatch(/^better +restricted /m);
    expect(out).toMatch(/^image +baseline /m);
    expect(out).toMatch(/^worse +privileged /m);
    expect(out).toContain('\nworse: exempt from host-path: reads the licence\n');
    expect(out).toContain('\nimage: The controller chooses the image of the agent');
  });

  describe('--stdout', () => {
    it('prints the pod and writes nothing', async () => {
      put('pods.yaml', YAML);
      expect(await generate(['pods.yaml', '--stdout'])).toEqual({ code: 0, out: FILES['payments.pod.yaml'], err: '' });
      expect(fs.existsSync(path.join(cwd, 'generated'))).toBe(false);
    });

    it('prints one Jenkinsfile, or several pods as documents', async () => {
      put('pods.yaml', YAML);
      const scripted = await generate(['pods.yaml', '--stdout', '--format', 'scripted']);
      expect(scripted.out).toBe(FILES['payments.scripted.Jenkinsfile']);
      put('two.yaml', 'name: a\n---\nname: b\n');
      const [a, b] = [podTemplate('a'), podTemplate('b')].map((template) => renderPodYaml(template.build()));
      expect((await generate(['two.yaml', '--stdout'])).out).toBe(`${a}---\n${b}`);
    });
  });

  describe('--check', () => {
    it('says nothing and exits with 0 when every file is as it would be written', async () => {
      put('pods.yaml', YAML);
      await generate(['pods.yaml']);
      expect(await generate(['pods.yaml', '--check'])).toEqual({ code: 0, out: '', err: '' });
    });

    it('lists every file that differs or is missing, exits with 1 and writes nothing', async () => {
      put('pods.yaml', YAML);
      await generate(['pods.yaml']);
      put('generated/payments.pod.yaml', 'edited\n');
      fs.rmSync(path.join(cwd, 'generated/payments.declarative.Jenkinsfile'));
      const before = folder('generated');
      expect(await generate(['pods.yaml', '--check'])).toEqual({
        code: 1,
        out: [
          'generated/payments.pod.yaml: differs from its pod template\n',
          'generated/payments.declarative.Jenkinsfile: is missing\n',
        ].join(''),
        err: 'run podwright generate without --check to write them\n',
      });
      expect(folder('generated')).toEqual(before);
    });
  });

  describe('--tool', () => {
    it('prints a pod of the catalogue at the strictest level that its tools allow', async () => {
      const expected = podTemplate('build')
        .container(maven({ jdk: 17 }))
        .build();
      expect(await generate(['--tool', 'maven:jdk=17'])).toEqual({ code: 0, out: renderPodYaml(expected), err: '' });
      const image = podTemplate('build', { podSecurity: 'baseline' }).container(maven()).container(kaniko()).build();
      expect((await generate(['--tool', 'maven', '--tool', 'kaniko'])).out).toBe(renderPodYaml(image));
    });

    it('takes a name and a level, which may be looser than needed', async () => {
      const expected = podTemplate('api', { podSecurity: 'baseline' }).container(maven()).build();
      expect((await generate(['--tool', 'maven', '--name', 'api', '--level', 'baseline'])).out).toBe(
        renderPodYaml(expected),
      );
    });

    it('writes files when a folder is named, and checks them', async () => {
      const args = ['--tool', 'maven', '--out-dir', 'pods', '--format', 'pod,scripted'];
      const { code, out } = await generate(args);
      expect([code, Object.keys(folder('pods'))]).toEqual([0, ['build.pod.yaml', 'build.podTemplate.groovy']]);
      expect(out).toMatch(/^build +restricted +pods\/build\.\{pod\.yaml,podTemplate\.groovy\}$/m);
      expect((await generate([...args, '--check'])).code).toBe(0);
    });

    it('hardens the same way as the builders', async () => {
      const { out } = await generate(['--tool', 'node:image=registry.example.com/node:24']);
      const definition = container('node', 'registry.example.com/node:24');
      expect(out).toContain(`image: ${definition.image}\n`);
      expect(out).toContain('readOnlyRootFilesystem: true');
    });
  });
});
