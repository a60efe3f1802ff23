import Handlebars from 'handlebars';
import type { Skeleton } from './renderers/skeleton';

export type { Skeleton } from './renderers/skeleton';

/**
 * Compiles a skeleton of one's own for `renderScriptedPipeline` and `renderDeclarativePipeline`; what it is given is told
 * there. It stands apart from the package's main entry because it loads the compiler of Handlebars.
 *
 * @throws Error when the text is no Handlebars template, with the line.
 */
export function compileSkeleton(text: string): Skeleton {
  const template = Handlebars.compile(text, { noEscape: true, strict: true });
  // Handlebars compiles at the first use; a mistake should show now.
  Handlebars.parse(text);
  return (data) => template(data);
}
