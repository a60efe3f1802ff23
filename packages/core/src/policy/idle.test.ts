import { endsWithoutInput, isIdle } from './idle';

const command = (...words: string[]): { command: string[] } => ({ command: words });

describe('a container waits for steps', () => {
  it.each<readonly string[]>([
    ['sleep', 'infinity'],
    ['/bin/sleep', '99d'],
    ['cat'],
    ['tail', '-f', '/dev/null'],
    ['/pause'],
    ['busybox', 'sleep', '3600'],
    ['/usr/bin/tini', '--', 'sleep', '1d'],
    ['sh', '-c', 'sleep infinity'],
    ['sh', '-c', 'exec sleep infinity'],
    ['/bin/sh', '-ec', 'echo ready; cat'],
    ['sh', '-c', "trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done"],
    ['bash', '-c', 'while true; do sleep 30; done;'],
    ['sh', '-c', 'dockerd & sleep infinity'],
    ['powershell', '-Command', 'Start-Sleep', '999999'],
  ])('with %j', (...words) => {
    expect(isIdle(command(...words))).toBe(true);
    expect(isIdle({ command: words.slice(0, 1), args: words.slice(1) })).toBe(true);
    expect(isIdle({ args: words })).toBe(true);
  });

  it.each<readonly string[]>([
    [],
    [''],
    ['mvn', 'sleep'],
    ['sleeper'],
    ['concat'],
    ['sh'],
    ['sh', '-c', 'sleep 5; exec server'],
    ['sh', '-c', 'until pg_isready; do sleep 1; done; postgres'],
    ['sh', '-c', 'cat /etc/motd && server'],
    ['sh', '-c', 'cat config | server'],
  ])('not with %j', (...words) => {
    expect(isIdle(command(...words))).toBe(false);
  });

  it('not without a command', () => {
    expect(isIdle({})).toBe(false);
  });
});

describe('a container ends for want of input', () => {
  it.each<readonly string[]>([
    ['cat'],
    ['/bin/cat'],
    ['sh'],
    ['/bin/bash'],
    ['sh', '-c', 'cat'],
    ['bash', '-lc', 'sh'],
  ])('with %j, unless it has a terminal or an open input', (...words) => {
    expect(endsWithoutInput(command(...words))).toBe(true);
    expect(endsWithoutInput({ ...command(...words), tty: false, stdin: false })).toBe(true);
    expect(endsWithoutInput({ ...command(...words), tty: true })).toBe(false);
    expect(endsWithoutInput({ ...command(...words), stdin: true })).toBe(false);
  });

  it.each<readonly string[]>([
    [],
    ['sleep', 'infinity'],
    ['cat', '/dev/random'],
    ['sh', '-c', 'sleep infinity'],
    ['sh', '/start.sh'],
    ['sh', '-c'],
    ['concat'],
    ['grep', '-c', 'cat'],
  ])('not with %j', (...words) => {
    expect(endsWithoutInput(command(...words))).toBe(false);
  });

  it('which arguments alone do not say: the image reads them', () => {
    expect(endsWithoutInput({ args: ['cat'] })).toBe(false);
    expect(endsWithoutInput({ command: ['sh'], args: ['-c', 'cat'] })).toBe(true);
  });
});
