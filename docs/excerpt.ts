/** What stands for lines, or a part of a line, that a page leaves out. */
const LINE_LEFT_OUT = /^[ \t]*(?:\/\/|#)?[ \t]*(?:…|\.\.\.)[ \t]*$/;

/**
 * Whether a text contains an excerpt: whole lines of it, word for word, at whatever indent. `…` stands for anything, and so
 * does a line of it, or of `...`, with or without the sign of a comment.
 */
export function isExcerpt(excerpt: string, text: string): boolean {
  const lines = excerpt.split('\n').map((line) => (LINE_LEFT_OUT.test(line) ? undefined : line));
  const isShown = lines.map((line) => line !== undefined && line !== '');
  const shown = lines.slice(isShown.indexOf(true), isShown.lastIndexOf(true) + 1);
  const pattern = shown.map((line, i) => {
    if (line === undefined) return '(?:\\n.*)*?';
    const words = line.split('…').map(escaped).join('[^]*?');
    return i === 0 ? `^([ \\t]*)${words}` : line === '' ? '\\n' : `\\n\\1${words}`;
  });
  return shown.length > 0 && new RegExp(`${pattern.join('')}$`, 'm').test(text);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
