import {
  container,
  dir,
  echo,
  groovy,
  junit,
  pipeline,
  podTemplate,
  renderDeclarativePipeline,
  renderPodTemplateCall,
  renderScriptedPipeline,
  sh,
  type Pipeline,
  type PipelineBuilder,
  type PipelineOptions,
  type PodTemplate,
  type PodTemplateBuilder,
  type PodTemplateFields,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const podFile = 'pod.yaml';
const templateOf = (fields: PodTemplateFields = {}): PodTemplate => {
  const builder: PodTemplateBuilder = podTemplate('payments', fields);
  return builder.containers([container('lint', IMAGE), container('unit', IMAGE)]).build();
};
const build = (options: PipelineOptions = {}, fields: PodTemplateFields = {}): PipelineBuilder =>
  pipeline(templateOf(fields), options).stage('Lint', 'lint', sh('lint'));

/** The lines of a pipeline from the one that opens its node or its stages, without their common indent. */
const bodyOf = (text: string, opening: RegExp): string[] => {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => opening.test(line));
  const indent = /^ */.exec(lines[start] ?? '')?.[0].length ?? 0;
  const end = lines.findIndex((line, i) => i > start && line === `${' '.repeat(indent)}}`);
  return lines.slice(start, end + 1).map((line) => line.slice(indent));
};
const nodeOf = (made: Pipeline): string[] => bodyOf(renderScriptedPipeline(made, { podFile }), /^ *node\(/);
const blockOf = (made: Pipeline, name: string): string[] =>
  bodyOf(renderDeclarativePipeline(made, { podFile }), new RegExp(`^ *${name} \\{`));

describe('the options of a pipeline', () => {
  it('check out first, unless told otherwise', () => {
    expect(nodeOf(build())).toEqual([
      'node(POD_LABEL) {',
      '  checkout scm',
      "  stage('Lint') {",
      "    container('lint') {",
      "      sh 'lint'",
      '    }',
      '  }',
      '}',
    ]);
    expect(nodeOf(build({ checkout: true }))).toEqual(nodeOf(build()));
    expect(renderScriptedPipeline(build({ checkout: false }), { podFile })).not.toContain('checkout');
    expect(blockOf(build({ checkout: false }), 'options')).toEqual(['options {', '  skipDefaultCheckout()', '}']);
    expect(renderDeclarativePipeline(build(), { podFile })).not.toContain('options');
  });

  it('set what Git’s checkout tells where a step names it, as declarative does by itself', () => {
    const named = build().stage('Tag', 'unit', groovy('def tag =\nGIT_COMMIT'), sh('echo ${GIT_URL} $MY_GIT_BRANCH'));
    expect(nodeOf(named).slice(1, 8)).toEqual([
      '  def scmVariables = checkout scm',
      '  if (scmVariables?.GIT_COMMIT) {',
      '    env.GIT_COMMIT = scmVariables.GIT_COMMIT',
      '  }',
      '  if (scmVariables?.GIT_URL) {',
      '    env.GIT_URL = scmVariables.GIT_URL',
      '  }',
    ]);
    expect(renderDeclarativePipeline(named, { podFile })).not.toContain('scmVariables');
  });

  it('try again when the agent is lost: within podTemplate and around the node', () => {
    const scripted = renderScriptedPipeline(build({ retries: 3 }), { podFile });
    expect(scripted).toContain(
      ') {\n  retry(count: 3, conditions: [kubernetesAgent(), nonresumable()]) {\n    node(POD_LABEL) {\n',
    );
    expect(blockOf(build({ retries: 3 }), 'kubernetes')).toContain('  retries 3');
    for (const render of [renderScriptedPipeline, renderDeclarativePipeline])
      expect(render(build({ retries: 1 }), { podFile })).toBe(render(build(), { podFile }));
  });

  it('end what takes too long, the wait for the agent and all tries included', () => {
    const limited = build({ timeout: { time: 5 }, retries: 2 });
    expect(renderScriptedPipeline(limited, { podFile })).toMatch(
      /\) \{\n {2}timeout\(time: 5, unit: 'MINUTES'\) \{\n {4}retry\(/,
    );
    expect(blockOf(limited, 'options')).toEqual(['options {', "  timeout(time: 5, unit: 'MINUTES')", '}']);
  });
});

describe('the settings of a template', () => {
  it('name the node by the label in the place of POD_LABEL', () => {
    const labelled = build({}, { label: 'linux' });
    expect(nodeOf(labelled)[0]).toBe("node('linux') {");
    expect(renderScriptedPipeline(labelled, { podFile })).toContain("\n  label: 'linux',\n");
    expect(renderPodTemplateCall(labelled.template, { podFile })).toContain("node('linux') {");
    expect(renderScriptedPipeline(labelled, { podFile })).not.toContain('POD_LABEL');
  });

  it('put no container around steps of the agent’s, whatever it is called', () => {
    const injected = podTemplate('build', { agentContainer: 'unit', agentInjection: true })
      .exempt('agent-injection', 'the cloud hardens it')
      .containers([container('lint', IMAGE), container('unit', IMAGE)])
      .build();
    const made = pipeline(injected).stage('Unit', 'unit', sh('unit')).stage('Lint', 'lint', sh('lint'));
    expect(nodeOf(made).filter((line) => line.includes('container('))).toEqual(["    container('lint') {"]);
    expect(blockOf(made, 'stages').filter((line) => line.includes('container('))).toEqual([
      "      container('lint') {",
    ]);
  });

  it('name the agent’s container where declarative steps have another by default', () => {
    const made = build({}, { defaultContainer: 'lint' }).stage('Agent', 'jnlp', sh('x')).post('always', echo('done'));
    const containers = (lines: string[]): string[] =>
      lines.filter((line) => /container\(/.test(line)).map((line) => line.trim());
    expect(containers(blockOf(made, 'stages'))).toEqual(["container('jnlp') {"]);
    expect(containers(blockOf(made, 'post'))).toEqual(["container('jnlp') {"]);
    expect(containers(nodeOf(made))).toEqual(["container('lint') {"]);
  });
});

describe('the steps for after the stages', () => {
  const after = build()
    .post('cleanup', sh('rm -rf tmp'))
    .post('success', echo('ok'))
    .post('unstable', echo('hm'))
    .post('always', junit('*.xml'), dir('web', sh('report')))
    .post('failure', echo('oh'), groovy('notify()'));

  it('run after a failure too, which is thrown when they are done: scripted', () => {
    expect(nodeOf(after)).toMatchInlineSnapshot(`
     [
       "node(POD_LABEL) {",
       "  def buildFailure = null",
       "  try {",
       "    checkout scm",
       "    stage('Lint') {",
       "      container('lint') {",
       "        sh 'lint'",
       "      }",
       "    }",
       "  }",
       "  catch (failure) {",
       "    buildFailure = buildFailure ?: failure",
       "  }",
       "  try {",
       "    junit '*.xml'",
       "    dir('web') {",
       "      sh 'report'",
       "    }",
       "    if (buildFailure != null) {",
       "      echo 'oh'",
       "      notify()",
       "    }",
       "    if (buildFailure == null && currentBuild.currentResult == 'SUCCESS') {",
       "      echo 'ok'",
       "    }",
       "    if (buildFailure == null && currentBuild.currentResult == 'UNSTABLE') {",
       "      echo 'hm'",
       "    }",
       "  }",
       "  catch (failure) {",
       "    buildFailure = buildFailure ?: failure",
       "  }",
       "  try {",
       "    sh 'rm -rf tmp'",
       "  }",
       "  catch (failure) {",
       "    buildFailure = buildFailure ?: failure",
       "  }",
       "  if (buildFailure != null) {",
       "    throw buildFailure",
       "  }",
       "}",
     ]
    `);
  });

  it('are a post section in the order Jenkins looks at it: declarative', () => {
    expect(blockOf(after, 'post').join('\n')).toMatchInlineSnapshot(`
     "post {
       always {
         junit '*.xml'
         dir('web') {
           sh 'report'
         }
       }
       failure {
         echo 'oh'
         script {
           notify()
         }
       }
       success {
         echo 'ok'
       }
       unstable {
         echo 'hm'
       }
       cleanup {
         sh 'rm -rf tmp'
       }
     }"
    `);
  });

  it('are guarded only where there are some', () => {
    const lines = nodeOf(build().post('failure', echo('oh')));
    expect(lines.filter((line) => line === '  try {')).toHaveLength(2);
    expect(lines.slice(-3)).toEqual(['    throw buildFailure', '  }', '}']);
    expect(nodeOf(build())).not.toContain('  try {');
  });
});
