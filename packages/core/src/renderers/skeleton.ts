import Handlebars from 'handlebars/runtime';

/** A compiled Handlebars template: data in, text out. */
export type Skeleton = (data: object) => string;

/** A skeleton that was compiled when the package was built. */
export function precompiled(spec: TemplateSpecification): Skeleton {
  const template = Handlebars.template(spec);
  return (data) => template(data);
}
