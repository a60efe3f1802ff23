import { BARE_DIGEST, IMAGE_NAME } from '../model/image-reference';

/**
 * A regular expression as a raw string of CEL. JavaScript's source is RE2's too, as long as it looks neither ahead nor back
 * and refers to no group.
 */
export function celText(source: string): string {
  // JavaScript escapes the slash, which RE2 has no escape for.
  const text = source.replaceAll('\\/', '/');
  if (text.includes("'''") || /\(\?(?:[=!]|<[=!])/.test(text))
    throw new Error(`no regular expression of RE2: ${source}`);
  return text.includes("'") ? `r'''${text}'''` : `r'${text}'`;
}

/**
 * CEL: whether an expression, a text, matches what a regular expression of JavaScript matches.
 *
 * @throws Error where RE2 takes other texts: for `.` and `\s` other line breaks and spaces; and with the flag `i`, which RE2
 * extends to letters that only look like ASCII, for anything but lower-case letters.
 */
export function celMatches(text: string, { source, flags }: RegExp): string {
  const outsideOfClasses = source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  if (/\\s/i.test(source) || outsideOfClasses.includes('.') || (flags === 'i' && /[A-Z]/.test(source)))
    throw new Error(`not the same in RE2: ${source}`);
  return `${text}${flags === 'i' ? '.lowerAscii()' : ''}.matches(${celText(source)})`;
}

/** A list of texts in CEL. */
export function celList(texts: readonly string[]): string {
  return `[${texts.map(celString).join(', ')}]`;
}

/** A text in CEL, which escapes as JSON does. */
export function celString(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** CEL: a list of image names, each written in full as container runtimes complete it, host first. What is a digest stays one. */
export function celFullImages(list: string): string {
  return (
    `${list}.map(i, i.matches('^(localhost|[^/]*[.:A-Z][^/]*)/') || i.matches(${celText(BARE_DIGEST)}) ? i : (i.contains('/') ? 'docker.io/' + i : 'docker.io/library/' + i))` +
    `.map(i, i.startsWith('index.docker.io/') ? 'docker.io/' + i.substring(16) : i)` +
    `.map(i, i.matches('^docker[.]io/[^/]+$') ? 'docker.io/library/' + i.substring(10) : i)`
  );
}

/** Whether an expression, an image written in full, is the name of one. */
export function celIsImageName(image: string): string {
  // The repository has at most 255 characters.
  return `${image}.matches(${celText(IMAGE_NAME)}) && ${image}.matches('^[^/]+/[^:@]{1,255}([:@]|$)')`;
}
