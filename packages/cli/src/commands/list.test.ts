import { CATALOGUE } from '@podwright/templates';
import { CliError } from '../cli-error';
import { list } from './list';

function listed(options: { format?: string }) {
  const out: string[] = [];
  const nothing = () => undefined;
  const code = list(options, {
    out: (text) => out.push(text),
    err: nothing,
    readInput: () => Promise.resolve(''),
    cwd: '/',
  });
  return { code, out: out.join('') };
}

describe('podwright list', () => {
  it('prints a table, a template a line', () => {
    const { code, out } = listed({});
    const [heading, ...rows] = out.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(heading).toMatch(/^NAME +KIND +LEVEL +IMAGE$/);
    expect(rows.map((row) => row.split(/ {2,}/))).toEqual(
      CATALOGUE.map(({ name, kind, level, image }) => [name, kind, level, image]),
    );
    expect(out).not.toMatch(/ $/m);
  });

  it('prints JSON that other programs rely on', () => {
    const { code, out } = listed({ format: 'json' });
    const entries = JSON.parse(out) as { [key: string]: string }[];
    expect(code).toBe(0);
    expect(entries.find(({ name }) => name === 'kaniko')).toEqual({
      name: 'kaniko',
      kind: 'builder',
      level: 'baseline',
      image: 'ghcr.io/osscontainertools/kaniko:v1.28.3-debug',
    });
    expect(entries).toHaveLength(CATALOGUE.length);
    for (const entry of entries) expect(Object.keys(entry)).toEqual(['name', 'kind', 'level', 'image']);
  });

  it('refuses another format', () => {
    expect(() => listed({ format: 'yaml' })).toThrow(new CliError('--format: "yaml" is no format; use text or json'));
  });
});
