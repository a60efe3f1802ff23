import { IMAGE_NAME } from '../model/image-reference';

/**
 * A regular expression as a raw string of CEL. JavaScript's source is RE2's too, as long as it looks neither ahead nor back
 * and refers to no group.
 */
export function celText(source: string, flags = ''): string {
  // JavaScript escapes the slash, which RE2 has no escape for.
  const text = `${flags.includes('i') ? '(?i)' : ''}${source.replaceAll('\\/', '/')}`;
  if (text.includes("'''") || /\(\?(?:[=!]|<[=!])/.test(text))
    throw new Error(`no regular expression of RE2: ${source}`);
  return text.includes("'") ? `r'''${text}'''` : `r'${text}'`;
}

/** A list of texts in CEL. */
export function celList(texts: readonly string[]): string {
  return `[${texts.map(celString).join(', ')}]`;
}

/** A text in CEL, which escapes as JSON does. */
export function celString(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Whether an expression, an image written in full, is the name of one. */
export function celIsImageName(image: string): string {
  return `${image}.matches(${celText(IMAGE_NAME)}) && !${image}.matches('^docker[.]io/library/[a-f0-9]{64}$')`;
}
