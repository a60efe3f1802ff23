/** A compiled Handlebars template: data in, text out. */
export type Skeleton = (data: object) => string;

/**
 * A skeleton that was compiled when the package was built.
 *
 * The runtime of Handlebars is loaded with the first document that needs it: a pod alone needs none.
 */
export function precompiled(spec: TemplateSpecification): Skeleton {
  let template: HandlebarsTemplateDelegate<object> | undefined;
  return (data) => {
    template ??= runtime().template<object>(spec);
    return template(data);
  };
}

function runtime(): typeof Handlebars {
  return require('handlebars/runtime') as typeof Handlebars;
}
