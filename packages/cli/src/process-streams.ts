import fs from 'node:fs';
import type { Streams } from './streams';

/**
 * The streams of this process. They write to the descriptors themselves: `process.stdout` loads a good part of Node first.
 */
export function processStreams(): Streams {
  return {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    readInput: () => Promise.resolve(fs.readFileSync(0, 'utf8')),
    cwd: process.cwd(),
  };
}

function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as { code?: string };
      // A reader that has seen enough, such as `head`, ends the command without a word.
      if (code === 'EPIPE') process.exit();
      if (code !== 'EAGAIN') throw error;
      // A pipe that is full and does not block: wait for its reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
