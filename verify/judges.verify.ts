import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiServer } from './lib/api-server';
import { sharedJudges } from './lib/shared-judges';
import { commandsOf, faultsOf, type JudgeMode, type Verdict } from './lib/verdict';

const judges = sharedJudges();

describe('the API server', () => {
  const hardened = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  let server: ApiServer;

  beforeAll(async () => {
    server = await judges.apiServer();
    await server.createNamespace('restricted-1-18', { enforce: 'restricted', enforceVersion: 'v1.18' });
  });

  function podText(container: object = {}, spec: object = {}): string {
    const containers = [{ name: 'main', image: 'registry.example.com/a:1', securityContext: hardened, ...container }];
    return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers, ...spec } });
  }

  test('admits a minimal restricted pod, written by hand as YAML, in a restricted namespace', async () => {
    const yaml = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata:',
      '  name: minimal',
      'spec:',
      '  containers:',
      '    - name: main',
      '      image: registry.example.com/a:1',
      '      securityContext:',
      '        allowPrivilegeEscalation: false',
      '        capabilities: {drop: [ALL]}',
      '        runAsNonRoot: true',
      '        seccompProfile: {type: RuntimeDefault}',
      '',
    ].join('\n');
    const { status, message, pod } = await server.dryRunPod(yaml, 'restricted');
    expect({ status, message }).toEqual({ status: 201, message: '' });
    expect(pod).toMatchObject({ kind: 'Pod', metadata: { name: 'minimal' }, spec: { restartPolicy: 'Always' } });
  });

  test('keeps nothing of a dry run', async () => {
    expect((await server.dryRunPod(podText(), 'privileged')).status).toBe(201);
    expect((await server.request('GET', '/api/v1/namespaces/privileged/pods/p')).status).toBe(404);
  });

  describe.each([
    ['restricted', 'volume "docker" uses restricted volume type "hostPath"'],
    ['baseline', 'hostPath volumes (volume "docker")'],
  ])('refuses in a %s namespace', (level, socketReason) => {
    test('a privileged container', async () => {
      const text = podText({ securityContext: { ...hardened, allowPrivilegeEscalation: true, privileged: true } });
      const { status, message, pod } = await server.dryRunPod(text, level);
      expect(message).toContain(`violates PodSecurity "${level}:latest": privileged (container "main"`);
      expect({ status, pod }).toEqual({ status: 403, pod: undefined });
      expect((await server.dryRunPod(text, 'privileged')).status).toBe(201);
    });

    test('the mounted Docker socket', async () => {
      const text = podText(
        { volumeMounts: [{ name: 'docker', mountPath: '/var/run/docker.sock' }] },
        { volumes: [{ name: 'docker', hostPath: { path: '/var/run/docker.sock', type: 'Socket' } }] },
      );
      const { status, message } = await server.dryRunPod(text, level);
      expect(message).toContain(socketReason);
      expect(status).toBe(403);
      expect((await server.dryRunPod(text, 'privileged')).status).toBe(201);
    });
  });

  test('tells baseline from restricted: uid 0 with added capabilities passes only the first', async () => {
    const text = podText({ securityContext: { runAsUser: 0, capabilities: { add: ['CHOWN', 'DAC_OVERRIDE'] } } });
    expect(await server.dryRunPod(text, 'baseline')).toMatchObject({ status: 201 });
    const { status, message } = await server.dryRunPod(text, 'restricted');
    expect(status).toBe(403);
    for (const reason of ['unrestricted capabilities', 'runAsNonRoot != true', 'runAsUser=0', 'seccompProfile']) {
      expect(message).toContain(reason);
    }
  });

  test('judges by the version of the policy that the namespace names', async () => {
    const text = podText({ securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true } });
    expect(await server.dryRunPod(text, 'restricted-1-18')).toMatchObject({ status: 201 });
    expect(await server.dryRunPod(text, 'restricted')).toMatchObject({ status: 403 });
  });

  test('refuses a misspelt field', async () => {
    const { status, message } = await server.dryRunPod(podText({ securtyContext: {} }), 'privileged');
    expect(message).toContain('unknown field "spec.containers[0].securtyContext"');
    expect(status).toBe(400);
  });

  test('refuses a text where a number belongs', async () => {
    const { status } = await server.dryRunPod(podText({ securityContext: { runAsUser: '1000' } }), 'privileged');
    expect(status).toBe(400);
  });

  test('refuses an invalid container name', async () => {
    const { status, message } = await server.dryRunPod(podText({ name: 'Not_A_Label' }), 'privileged');
    expect(message).toContain('spec.containers[0].name: Invalid value: "Not_A_Label"');
    expect(status).toBe(422);
  });

  test('refuses a mount without its volume', async () => {
    const { status, message } = await server.dryRunPod(
      podText({ volumeMounts: [{ name: 'none', mountPath: '/x' }] }),
      'privileged',
    );
    expect(message).toContain('spec.containers[0].volumeMounts[0].name: Not found: "none"');
    expect(status).toBe(422);
  });

  test('refuses a namespace that exists, and the harness says so', async () => {
    await expect(server.createNamespace('privileged')).rejects.toThrow(/^namespace privileged: 409 .*already exists/);
  });
});

describe('the Jenkins judge', () => {
  const samples = join(__dirname, 'jenkins/samples');
  const sample = (name: string, mode: JudgeMode): Promise<Verdict> =>
    judges.jenkins().judge({ text: readFileSync(join(samples, name), 'utf8'), mode });
  const scripted = (body: string): Promise<Verdict> =>
    judges.jenkins().judge({
      mode: 'scripted',
      text: `podTemplate(yaml: 'spec: {containers: [{name: main, image: a}]}') { node(POD_LABEL) {\n${body}\n} }`,
    });
  const texts = (verdict: Verdict): string => faultsOf(verdict).join('\n');

  test('accepts a right scripted pipeline, and reports where its commands ran', async () => {
    const verdict = await sample('scripted-ok.groovy', 'scripted');
    expect(faultsOf(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ ok: true, kind: 'scripted', result: 'SUCCESS', cps: { ok: true } });
    expect(commandsOf(verdict)).toEqual([
      { container: 'maven', stage: 'Build', script: 'mvn -B verify' },
      { container: 'kaniko', stage: 'Image', script: 'executor --destination=registry.example/app:$BUILD_NUMBER' },
    ]);
    expect(verdict.pods[0]?.pod).toMatchObject({
      spec: { containers: [{ image: `registry.example/tools/maven:3.9.9@sha256:${'0'.repeat(64)}` }, {}] },
    });
  });

  test('refuses a wrong scripted pipeline, fault by fault', async () => {
    const verdict = await sample('scripted-bad.groovy', 'scripted');
    expect(verdict.ok).toBe(false);
    for (const fault of [
      "no-such-container line 5: container('gradle')",
      "No such DSL method 'shell'",
      'No such property: UNDEFINED',
      'sh outside node',
      'unknown-parameter',
      'not an RFC 1123 label: Bad_Name',
      'expects class java.lang.String but received class java.lang.Integer',
    ]) {
      expect(texts(verdict)).toContain(fault);
    }
  });

  test('overrides the YAML of an outer pod template by that of an inner one, unless told to merge', async () => {
    const verdict = await sample('nested-override.groovy', 'scripted');
    expect(texts(verdict)).toContain("container('outer') but the pod has [inner, jnlp]");
    expect(verdict.byContainer).toMatchObject({ '1/inner': ['in'], '2/outer': ['kept'] });
  });

  test('accepts a right declarative pipeline', async () => {
    const verdict = await sample('declarative-ok.groovy', 'declarative');
    expect(faultsOf(verdict)).toEqual([]);
    expect(verdict.byContainer).toEqual({
      node: ['npm ci && npm test', 'echo a', 'echo b'],
      buildah: ['buildah bud -t registry.example/app:1 .', 'buildah images'],
    });
  });

  test('refuses a wrong declarative pipeline, fault by fault', async () => {
    const verdict = await sample('declarative-bad.groovy', 'declarative');
    expect(verdict.ok).toBe(false);
    for (const fault of [
      'Expected a step',
      'Undefined section "sh"',
      'Duplicate stage name',
      'Invalid config option "yamll"',
      'unknown-field line 3: spec.containers[0].comand',
      "container('missing')",
    ]) {
      expect(texts(verdict)).toContain(fault);
    }
  });

  test('refuses each kind of pipeline as the other', async () => {
    expect(texts(await sample('declarative-ok.groovy', 'scripted'))).toContain('a pipeline block in a scripted');
    expect(texts(await sample('scripted-ok.groovy', 'declarative'))).toContain('no pipeline block');
  });

  test('reads YAML 1.1 as the plugin does, and reports what the plugin keeps silent about', async () => {
    const verdict = await sample('pod-odd.yaml', 'pod');
    expect(verdict).toMatchObject({ ok: true, containers: ['a'] });
    expect(verdict.pod).toMatchObject({
      spec: { volumes: [{ secret: { defaultMode: 0o400 } }], containers: [{ imagePullPolicy: 'Never' }] },
    });
    for (const fault of ['duplicate-key', 'more-documents', 'unknown-field: spec.containers[0].foo']) {
      expect(texts(verdict)).toContain(fault);
    }
  });

  test('refuses a pod with a text where a list belongs', async () => {
    const verdict = await sample('pod-wrong-type.yaml', 'pod');
    expect(verdict).toMatchObject({ ok: false, error: { class: expect.stringContaining('MismatchedInputException') } });
    expect(verdict.pod).toBeUndefined();
  });

  test('refuses a container that the pod does not have', async () => {
    const verdict = await scripted("container('x') { sh 'true' }");
    expect(faultsOf(verdict)).toEqual([
      expect.stringContaining("error no-such-container line 2: container('x') but the pod has [main, jnlp]"),
    ]);
  });

  test('says that a build failed by the error step, though no finding is an error', async () => {
    const verdict = await scripted("error 'boom'");
    expect(verdict.ok).toBe(true);
    expect(faultsOf(verdict)).toContain('result FAILURE');
  });

  test.each([
    ['a literal of 65 536 characters', 'x'.repeat(65_536), 'String too long'],
    ['a literal of 65 536 bytes', 'é'.repeat(32_768), 'UTF8 string too large'],
  ])('cannot compile %s', async (_name, text, message) => {
    const verdict = await scripted(`echo '${text}'`);
    expect(verdict).toMatchObject({ ok: false, result: 'COMPILE_ERROR' });
    expect(texts(verdict)).toContain(message);
  });

  test('compiles a literal of 65 535 bytes', async () => {
    expect(faultsOf(await scripted(`echo '${'x'.repeat(65_535)}'`))).toEqual([]);
  });

  test('refuses what only the CPS transform cannot compile', async () => {
    const verdict = await scripted("echo 'x'\n".repeat(300));
    expect(verdict).toMatchObject({ ok: false, result: 'SUCCESS', cps: { ok: false } });
    expect(faultsOf(verdict)).toEqual([expect.stringContaining('error cps: startup failed')]);
  });

  test('reads the files of the folder it is told', async () => {
    const text = "podTemplate(yaml: readTrusted('pod-odd.yaml')) { node(POD_LABEL) { container('a') { sh 'true' } } }";
    const { pods } = await judges.jenkins().judge({ text, mode: 'scripted', dir: samples });
    expect(pods[0]?.containers).toEqual(['a']);
    expect(texts(await judges.jenkins().judge({ text, mode: 'scripted' }))).toContain('file-not-found');
  });

  test('answers many questions at once, each its own', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `c${index}`);
    const verdicts = await Promise.all(
      names.map((name) => judges.jenkins().judge({ text: `spec: {containers: [{name: ${name}}]}`, mode: 'pod' })),
    );
    expect(verdicts.map(({ containers }) => containers)).toEqual(names.map((name) => [name]));
  });
});
