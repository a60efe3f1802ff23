import {
  archiveArtifacts,
  dir,
  echo,
  groovy,
  junit,
  retry,
  sh,
  step,
  timeout,
  withCredentials,
  type Step,
} from '../index';
import { groovyText, type GroovyCode } from './groovy-code';
import { stepsCode } from './step-code';

const asItIs = (code: readonly GroovyCode[]): readonly GroovyCode[] => code;
const inScript = (body: readonly GroovyCode[]): readonly GroovyCode[] => [{ open: 'script', body }];
const scripted = (...steps: Step[]): string => groovyText(stepsCode(steps, asItIs), 1);
const declarative = (...steps: Step[]): string => groovyText(stepsCode(steps, inScript), 1);
const lines = (...text: string[]): string => text.join('\n');

describe('a step in Groovy', () => {
  const id = { credentialsId: 'id' };

  it.each<[string, Step, string]>([
    ['sh', sh('make'), `  sh 'make'`],
    ['sh of several lines', sh('a\n  b\n'), lines(`  sh '''\\`, 'a', '  b', `'''`)],
    ['sh with a label', sh('make', { label: 'Make it' }), `  sh(label: 'Make it', script: 'make')`],
    ['echo', echo('hello'), `  echo 'hello'`],
    ['junit', junit('**/*.xml'), `  junit '**/*.xml'`],
    [
      'junit with options',
      junit('*.xml', { allowEmptyResults: true }),
      `  junit(testResults: '*.xml', allowEmptyResults: true)`,
    ],
    ['archiveArtifacts', archiveArtifacts('dist/**'), `  archiveArtifacts 'dist/**'`],
    [
      'any other',
      step('stash', { name: 'a', useDefaultExcludes: false }),
      `  stash(name: 'a', useDefaultExcludes: false)`,
    ],
    ['any other with one parameter', step('unstash', { name: 'a' }), `  unstash(name: 'a')`],
    ['any other without', step('deleteDir'), '  deleteDir()'],
    [
      'any other with lists and mappings',
      step('publish', { hosts: ['a', 'b'], $class: { x: 1 } }),
      `  publish(hosts: ['a', 'b'], '$class': [x: 1])`,
    ],
    ['a parameter that starts as an operator', step('echo', { message: -1 }), '  echo(message: -1)'],
    ['a parameter that starts as an index', step('junit', { testResults: ['a'] }), `  junit(testResults: ['a'])`],
    ['timeout', timeout({ time: 5 }, sh('x')), lines(`  timeout(time: 5, unit: 'MINUTES') {`, `    sh 'x'`, '  }')],
    [
      'timeout with a unit',
      timeout({ time: 1, unit: 'HOURS' }, sh('x')),
      lines(`  timeout(time: 1, unit: 'HOURS') {`, `    sh 'x'`, '  }'),
    ],
    ['retry', retry(3, sh('x'), sh('y')), lines('  retry(3) {', `    sh 'x'`, `    sh 'y'`, '  }')],
    ['dir', dir(`it's`, sh('x')), lines(`  dir('it\\'s') {`, `    sh 'x'`, '  }')],
    [
      'one credential',
      withCredentials([{ string: { ...id, variable: 'A' } }], sh('x')),
      lines(`  withCredentials([string(credentialsId: 'id', variable: 'A')]) {`, `    sh 'x'`, '  }'),
    ],
    [
      'credentials of every kind',
      withCredentials(
        [
          { usernamePassword: { ...id, usernameVariable: 'U', passwordVariable: 'P' } },
          { usernameColonPassword: { ...id, variable: 'B' } },
          { file: { ...id, variable: 'F' } },
          { sshUserPrivateKey: { ...id, keyFileVariable: 'K' } },
        ],
        retry(2, sh('x')),
      ),
      lines(
        `  withCredentials([usernamePassword(credentialsId: 'id', usernameVariable: 'U', passwordVariable: 'P'), ` +
          `usernameColonPassword(credentialsId: 'id', variable: 'B'), file(credentialsId: 'id', variable: 'F'), ` +
          `sshUserPrivateKey(credentialsId: 'id', keyFileVariable: 'K')]) {`,
        '    retry(2) {',
        `      sh 'x'`,
        '    }',
        '  }',
      ),
    ],
  ])('%s', (_name, made, text) => {
    expect(scripted(made)).toBe(text);
    expect(declarative(made)).toBe(text);
  });
});

describe('Groovy of the user’s own', () => {
  it('stands as it is, in a script block where the form needs one, however deep', () => {
    const code = groovy('if (env.TAG) {\n  echo env.TAG\n}\n');
    expect(scripted(code)).toBe(lines('  if (env.TAG) {', '    echo env.TAG', '  }'));
    expect(declarative(dir('a', code))).toBe(
      lines(`  dir('a') {`, '    script {', '      if (env.TAG) {', '        echo env.TAG', '      }', '    }', '  }'),
    );
  });

  it('loses blank lines around it, and none within', () => {
    expect(scripted(groovy('\n\nx()\n\ny()\n\n '))).toBe(lines('  x()', '  ', '  y()'));
  });

  it.each([
    ['triple quotes', `sh '''\n  a\n'''`],
    ['triple double quotes', `sh """\n  \${a}\n"""`],
    ['dollar slashes', 'def x = $/a\n  b/$'],
    ['slashes', 'def x = /a\n  b/'],
    ['slashes of an argument', 'echo(/a\n b/)'],
    ['a line that goes on', `def x = 'a\\\n  b'`],
  ])('is not moved where a literal may run over lines: %s', (_name, code) => {
    expect(scripted(groovy(code))).toBe(`  ${code}`);
    expect(declarative(groovy(code))).toBe(`  script {\n    ${code}\n  }`);
  });

  it.each([
    ['a path in quotes', `def x = 'a/b'\nsh "c/\${x}"`],
    ['a comment', '// a/b\nx() /* c/d\n e */'],
    ['a quote behind a backslash', `def x = 'it\\'s a/b'\ny()`],
  ])('is moved where a slash opens nothing: %s', (_name, code) => {
    expect(scripted(groovy(code))).toBe(code.replace(/^/gm, '  '));
  });
});

describe('groovyText', () => {
  it('indents blocks, and the first line of each piece', () => {
    expect(groovyText([{ open: 'a', body: ['b', { open: 'c', body: [] }, `d '''\ne'''`] }], 2)).toBe(
      lines('    a {', '      b', '      c {', '      }', `      d '''`, `e'''`, '    }'),
    );
    expect(groovyText([], 1)).toBe('');
  });
});
