import { container, echo, pipeline, podTemplate, renderDeclarativePipeline, renderScriptedPipeline, sh } from './index';
import { compileSkeleton } from './skeleton';

const template = podTemplate('payments', { idleMinutes: 5 })
  .container(container('lint', 'registry.example.com/tools/lint:4.2'))
  .build();
const build = pipeline(template, { timeout: { time: 5 } }).stage('Lint', 'lint', sh('lint "$HOME" && echo <ok>'));

describe('compileSkeleton', () => {
  it('gives a scripted skeleton name, level, header, parameters, yaml and body', () => {
    const skeleton = compileSkeleton(
      '{{name}} {{level}} {{header.length}}\n{{#each parameters}}{{name}}={{value}};{{/each}}\n{{yaml}}\n{{body}}',
    );
    expect(renderScriptedPipeline(build, { skeleton, podFile: 'pod.yaml' })).toBe(
      [
        'payments restricted 1',
        "workspaceVolume=emptyDirWorkspaceVolume(memory: false, sizeLimit: '10Gi');idleMinutes=5;",
        "readTrusted('pod.yaml')",
        "  timeout(time: 5, unit: 'MINUTES') {",
        '    node(POD_LABEL) {',
        '      checkout scm',
        "      stage('Lint') {",
        "        container('lint') {",
        '          sh \'lint "$HOME" && echo <ok>\'',
        '        }',
        '      }',
        '    }',
        '  }',
      ].join('\n'),
    );
  });

  it('gives a declarative skeleton name, level, header, agent, options, stages and post', () => {
    const skeleton = compileSkeleton(
      '{{name}} {{level}} {{header.length}}\n{{agent}}\n{{options}}\n{{stages}}\n{{post}}',
    );
    const text = renderDeclarativePipeline(build.post('always', echo('done')), { skeleton, podFile: 'pod.yaml' });
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'payments restricted 1',
        '  agent {',
        "      yamlFile 'pod.yaml'",
        '  options {',
        "    stage('Lint') {",
        '  post {',
      ]),
    );
  });

  it('passes text through as it is: Groovy is no HTML', () => {
    expect(compileSkeleton('{{text}}')({ text: `<a href="x">'&'</a>` })).toBe(`<a href="x">'&'</a>`);
  });

  it('reports a mistake at once, with its line', () => {
    expect(() => compileSkeleton('podTemplate(\n  {{#each parameters}}\n')).toThrow(/line 3/);
  });

  it('reports a name that the renderer does not give', () => {
    const skeleton = compileSkeleton('{{yamll}}');
    expect(() => renderScriptedPipeline(build, { skeleton })).toThrow('"yamll" not defined');
  });

  it('takes any function from data to text in the place of a compiled one', () => {
    expect(renderScriptedPipeline(build, { skeleton: (data) => Object.keys(data).join() })).toBe(
      'name,level,header,parameters,yaml,body',
    );
  });
});
