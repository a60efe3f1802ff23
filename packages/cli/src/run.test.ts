import { EXIT } from './cli-error';
import * as api from './index';
import { run } from './run';

/** What a run prints and returns. */
async function podwright(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const streams = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };
  const code = await run(args, { ...streams, readInput: () => Promise.resolve(''), cwd: '/' });
  return { code, out: out.join(''), err: err.join('') };
}

describe('run', () => {
  it('is what the package exports, with its exit codes', () => {
    expect(Object.keys(api).sort()).toEqual(['EXIT', 'run']);
    expect(EXIT).toEqual({ ok: 0, findings: 1, failed: 2 });
  });

  it('prints its version', async () => {
    const { version } = jest.requireActual<{ version: string }>('../package.json');
    expect(await podwright('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it('prints help on standard output when asked for it', async () => {
    const { code, out, err } = await podwright('--help');
    expect([code, err]).toEqual([0, '']);
    for (const command of ['generate', 'check', 'guardrails', 'list', 'explain', 'init'])
      expect(out).toContain(`\n  ${command} `);
  });

  it.each([
    ['generate', ['--format', '--out-dir', '--stdout', '--check', '--tool', '--name', '--level', '--pod-file']],
    ['list', ['--format']],
    ['explain', ['<rule|template>']],
    ['init', ['--name', '--tool']],
  ])('prints the options of %s', async (command, options) => {
    const { code, out, err } = await podwright(command, '--help');
    expect([code, err]).toEqual([0, '']);
    for (const option of options) expect(out).toContain(option);
  });

  it('prints help on standard error when told nothing, which is no work done', async () => {
    const { code, out, err } = await podwright();
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage: podwright [options] [command]');
  });

  it.each([
    [['lsit'], "podwright: unknown command 'lsit' (Did you mean list?)"],
    [['deploy'], "podwright: unknown command 'deploy'"],
    [['--colour'], "podwright: unknown option '--colour'"],
    [['list', '--formt', 'json'], "podwright: unknown option '--formt' (Did you mean --format?)"],
    [['list', '--format'], "podwright: option '--format <format>' argument missing"],
    [['list', 'maven'], "podwright: too many arguments for 'list'. Expected 0 arguments but got 1."],
    [['explain'], "podwright: missing required argument 'rule|template'"],
    [['generate', '--level'], "podwright: option '--level <level>' argument missing"],
  ])('refuses %j in one line', async (args, line) => {
    expect(await podwright(...args)).toEqual({ code: 2, out: '', err: `${line}\n` });
  });

  it('does not hide a mistake of its own', async () => {
    const streams = { err: () => undefined, readInput: () => Promise.resolve(''), cwd: '/' };
    const out = () => {
      throw new RangeError('broken');
    };
    await expect(run(['list'], { ...streams, out })).rejects.toThrow(RangeError);
  });
});
