import fs from 'node:fs';
import { dirname, join } from 'node:path';

/** The links of a page to files that do not exist, or to headings that their file does not have; addresses are left alone. */
export function brokenLinks(file: string): readonly string[] {
  const prose = fs.readFileSync(file, 'utf8').replace(/^```[^]*?^```$/gm, '');
  const links = [...prose.matchAll(/\]\((?!https?:)([^)]*)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    const [path = '', heading] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    return !fs.existsSync(target) || (heading !== undefined && !headingsOf(target).includes(heading));
  });
}

/** The headings of a page as GitHub names them in addresses. */
function headingsOf(file: string): readonly string[] {
  const headings = fs.readFileSync(file, 'utf8').match(/^#+ .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );
}
