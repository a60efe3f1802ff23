import fc from 'fast-check';
import type { PodTemplate } from '../../model/pod-template';
import { allowPrivilegeEscalation } from './allow-privilege-escalation';
import type { FailedField } from './check';
import { failureOf } from './failure-of';
import { hostPorts } from './host-ports';
import { hostProbesAndHostLifecycle } from './host-probes-and-host-lifecycle';
import { containersOf, goQuoted, named, plural, quoted, setters, sortedSet, valuesOf, wellFormed } from './wording';

const ofPod: FailedField = { path: 'spec.securityContext.x' };
const of = (container: string, place: string, field = 'x'): FailedField => ({
  path: `spec.${place}.securityContext.${field}`,
  container,
});

describe('goQuoted', () => {
  // What strconv.Quote of Go 1.26 makes of them.
  it.each([
    ['', '""'],
    ["it's `plain`", '"it\'s `plain`"'],
    ['say "a\\b"', '"say \\"a\\\\b\\""'],
    ['\x07\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
    ['\0\x1b\x7f', '"\\x00\\x1b\\x7f"'],
    ['\x80\x85\x9f', '"\\u0080\\u0085\\u009f"'],
    ['\xa0\xad', '"\\u00a0\\u00ad"'],
    ['\u200b\u2028\u3000', '"\\u200b\\u2028\\u3000"'],
    ['\ufeff\ue000\ufdd0\uffff', '"\\ufeff\\ue000\\ufdd0\\uffff"'],
    ['\u0378', '"\\u0378"'],
    ['caf\xe9 e\u0301 \u65e5\u672c \u20ac \xb2', '"caf\xe9 e\u0301 \u65e5\u672c \u20ac \xb2"'],
    ['\u{1f600}\u{20000}', '"\u{1f600}\u{20000}"'],
    ['\u{e0001}\u{f0000}\u{10ffff}', '"\\U000e0001\\U000f0000\\U0010ffff"'],
    ['\ufffd', '"\ufffd"'],
  ])('writes %j as Go does', (text, expected) => {
    expect(goQuoted(text)).toBe(expected);
  });

  it('writes the other characters of ASCII as they are', () => {
    const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
    expect(goQuoted(printable)).toBe(`"${printable.replace(/["\\]/g, '\\$&')}"`);
  });

  it.each([
    ['\ud800', '"\ufffd"'],
    ['a\udfffb', '"a\ufffdb"'],
    ['\udc00\ud800', '"\ufffd\ufffd"'],
    ['\ud83d\ud83d\ude00', '"\ufffd\u{1f600}"'],
  ])('writes half of a surrogate pair in %j as Go, which has U+FFFD for it', (text, expected) => {
    expect(goQuoted(text)).toBe(expected);
  });
});

describe('wellFormed', () => {
  it('leaves texts without half surrogates as they are', () => {
    expect(wellFormed('a\u{1f600}\ufffd\uffff')).toBe('a\u{1f600}\ufffd\uffff');
  });

  it('puts U+FFFD for each half', () => {
    expect(wellFormed('\ud83da\ude00')).toBe('\ufffda\ufffd');
    expect(wellFormed('\ude00\ud83d')).toBe('\ufffd\ufffd');
  });
});

describe('sortedSet', () => {
  it.each([
    [[], []],
    [
      ['b', 'a', 'b'],
      ['a', 'b'],
    ],
    [
      ['b9', 'b10', 'a', 'Z', ''],
      ['', 'Z', 'a', 'b10', 'b9'],
    ],
    [
      ['ab', 'a', 'abc'],
      ['a', 'ab', 'abc'],
    ],
    [
      ['\xe9', 'z', 'e\u0301'],
      ['e\u0301', 'z', '\xe9'],
    ],
  ])('makes of %j %j', (texts, expected) => {
    expect(sortedSet(texts)).toEqual(expected);
  });

  it('goes by code points, where JavaScript goes by UTF-16', () => {
    const texts = ['\u{10000}', '\uff5e'];
    expect([...texts].sort()).toEqual(texts);
    expect(sortedSet(texts)).toEqual(['\uff5e', '\u{10000}']);
    expect(sortedSet(['a\u{10000}', 'a\uff5eb', 'a\uff5e'])).toEqual(['a\uff5e', 'a\uff5eb', 'a\u{10000}']);
  });

  it('takes all half surrogates for the same', () => {
    expect(sortedSet(['\udc00', '\ud800', '\ufffd', 'a'])).toEqual(['a', '\ufffd']);
  });

  it('has the order of the bytes in UTF-8', () => {
    const texts = fc.array(
      fc.string({ unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\uffff', 'a')) }),
    );
    fc.assert(
      fc.property(texts, (some) => {
        const sorted = [...new Set(some)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(sortedSet(some)).toEqual(sorted);
      }),
    );
  });

  it('does not change the list', () => {
    const texts = Object.freeze(['b', 'a']);
    expect(sortedSet(texts)).toEqual(['a', 'b']);
    expect(texts).toEqual(['b', 'a']);
  });
});

describe('plural, quoted and named', () => {
  it('put an s unless there is one', () => {
    expect(plural('type', ['a'])).toBe('type');
    expect(plural('type', ['a', 'a'])).toBe('types');
    expect(plural('type', [])).toBe('types');
  });

  it('escape nothing, and put U+FFFD for half surrogates', () => {
    expect(quoted([])).toBe('');
    expect(quoted(['a', '', '"\n'])).toBe('"a", "", ""\n"');
    expect(quoted(['\ud800'])).toBe('"\ufffd"');
    expect(named('container', ['b', 'a'])).toBe('containers "b", "a"');
    expect(named('volume', ['b'])).toBe('volume "b"');
  });
});

describe('valuesOf', () => {
  it('has every value once, as text and in order', () => {
    const values = [90, 8080, 80, 90].map((value) => ({ ...ofPod, value }));
    expect(valuesOf(values)).toEqual(['80', '8080', '90']);
    expect(valuesOf([])).toEqual([]);
  });
});

describe('containersOf and setters', () => {
  it('name a container once, however many of its fields fail', () => {
    const fields = [of('a', 'containers[0]', 'x'), of('b', 'containers[1]'), of('a', 'containers[0]', 'y')];
    expect(containersOf(fields)).toEqual(['a', 'b']);
    expect(setters(fields)).toBe('containers "a", "b"');
  });

  it('name two containers of one name twice', () => {
    expect(containersOf([of('a', 'containers[0]'), of('a', 'containers[1]')])).toEqual(['a', 'a']);
    expect(containersOf([of('a', 'initContainers[0]'), of('a', 'containers[0]')])).toEqual(['a', 'a']);
    expect(containersOf([of('a', 'containers[1]'), of('a', 'containers[10]')])).toEqual(['a', 'a']);
  });

  it('name a container without a name', () => {
    expect(setters([of('', 'containers[0]')])).toBe('container ""');
  });

  it('name the pod first, and only once', () => {
    expect(setters([ofPod])).toBe('pod');
    expect(setters([of('a', 'containers[0]'), ofPod, ofPod])).toBe('pod and container "a"');
    expect(containersOf([ofPod])).toEqual([]);
  });
});

describe('containers of one name', () => {
  const twice = (container: object): PodTemplate['pod'] => ({
    spec: { initContainers: [{ name: 'a', ...container }], containers: [{ name: 'a', ...container }] },
  });

  it('are told one by one where the official evaluator has a list', () => {
    expect(failureOf(allowPrivilegeEscalation, twice({}))?.detail).toBe(
      'containers "a", "a" must set securityContext.allowPrivilegeEscalation=false',
    );
    expect(failureOf(hostPorts, twice({ ports: [{ containerPort: 1, hostPort: 1 }] }))?.detail).toBe(
      'containers "a", "a" use hostPort 1',
    );
  });

  it('are told as one where it has a set', () => {
    const probe = { livenessProbe: { tcpSocket: { port: 1, host: 'h' } } };
    expect(failureOf(hostProbesAndHostLifecycle, twice(probe))?.detail).toBe(
      'container "a" uses probe or lifecycle host "h"',
    );
  });
});
