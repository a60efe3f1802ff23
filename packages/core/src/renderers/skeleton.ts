import type Handlebars from 'handlebars';

/** A compiled Handlebars template: data in, text out. */
export type Skeleton = (data: object) => string;

type Runtime = typeof Handlebars;

/**
 * A skeleton that was compiled when the package was built.
 *
 * The runtime of Handlebars is loaded with the first document that needs it: a pod alone needs none.
 */
export function precompiled(spec: Parameters<Runtime['template']>[0]): Skeleton {
  let template: Skeleton | undefined;
  return (data) => {
    template ??= (require('handlebars/runtime') as Runtime).template<object>(spec);
    return template(data);
  };
}
