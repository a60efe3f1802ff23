import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CliError } from './cli-error';
import { changedFiles, writeFiles, type PlannedFile } from './write-files';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-write-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const file = (name: string, text = 'new\n'): PlannedFile => ({ path: path.join(folder, name), shown: name, text });
const put = (name: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
};
const found = (): { [name: string]: string } =>
  Object.fromEntries(
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((full) => [path.relative(folder, full), fs.readFileSync(full, 'utf8')]),
  );

describe('writeFiles', () => {
  it('writes files and the folders they are in, and leaves nothing else behind', () => {
    writeFiles([file('a'), file('b/c/d', 'd\n')]);
    expect(found()).toEqual({ a: 'new\n', 'b/c/d': 'd\n' });
  });

  it('writes only what differs, and says which', () => {
    put('same', 'new\n');
    put('other', 'old\n');
    const before = fs.statSync(path.join(folder, 'same'));
    expect(writeFiles([file('same'), file('other')]).map(({ shown }) => shown)).toEqual(['other']);
    expect(fs.statSync(path.join(folder, 'same'))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    expect(found()).toEqual({ same: 'new\n', other: 'new\n' });
  });

  it.each([
    ['a file stands in the place of the folder', 'file/b', 'file', /^file\/b: cannot be written: E/],
    ['a file stands in the place of a folder above', 'file/x/y/b', 'file', /^file\/x\/y\/b: cannot be written: E/],
    [
      'a folder stands in the place of the file',
      'folder',
      'folder/x',
      /^folder: cannot be written: a folder of that name is there$/,
    ],
  ])('changes nothing when %s', (_, wanted, there, message) => {
    put(there, 'kept\n');
    put('a', 'old\n');
    expect(() => writeFiles([file('a'), file(wanted), file('z')])).toThrow(CliError);
    expect(() => writeFiles([file('a'), file(wanted), file('z')])).toThrow(message);
    expect(found()).toEqual({ a: 'old\n', [there]: 'kept\n' });
  });

  it('takes the folders away again that it made before a file could not be written', () => {
    put('taken', '');
    expect(() => writeFiles([file('new/deep/a'), file('taken/b')])).toThrow(CliError);
    expect(fs.readdirSync(folder)).toEqual(['taken']);
  });

  it('ends where a file system makes no folders and says that there is none', () => {
    const unwritable = { path: '/proc/podwright/deep/a', shown: 'a', text: '' };
    expect(() => writeFiles([unwritable])).toThrow('a: cannot be written');
  });
});

describe('changedFiles', () => {
  it('names files that are missing or differ, byte by byte', () => {
    put('same', 'new\n');
    put('shorter', 'new');
    put('windows', 'new\r\n');
    const files = [file('same'), file('shorter'), file('windows'), file('missing'), file('same/below')];
    expect(changedFiles(files).map(({ shown }) => shown)).toEqual(['shorter', 'windows', 'missing', 'same/below']);
    expect(found()).toEqual({ same: 'new\n', shorter: 'new', windows: 'new\r\n' });
  });
});
