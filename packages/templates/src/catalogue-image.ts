import type { ChosenOptions, OptionTable } from './catalogue-entry';

/** Where the image of a template is. */
export interface CatalogueImage<Table extends OptionTable = OptionTable> {
  /** Registry and repository, without a tag: `docker.io/library/maven`. */
  readonly repository: string;
  /** The tag, or what makes it from the options: tags of a version that is not tried are not used. */
  readonly tag: string | ((options: ChosenOptions<Table>) => string);
  /** Repositories that hold the same image under the same tags. */
  readonly mirrors?: readonly string[];
}

/** The full name of the image for these options. */
export function imageOf<Table extends OptionTable>(
  { repository, tag }: CatalogueImage<Table>,
  options: ChosenOptions<Table>,
): string {
  return `${repository}:${typeof tag === 'string' ? tag : tag(options)}`;
}

/** The repositories where an official image of Docker Hub can be had as well. */
export function officialMirrors(name: string): readonly string[] {
  return [`public.ecr.aws/docker/library/${name}`, `mirror.gcr.io/library/${name}`];
}
