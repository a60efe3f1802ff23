import type { ChosenOptions, OptionTable } from './catalogue-entry';

/** Where the image of a template is. */
export interface CatalogueImage<Table extends OptionTable = OptionTable> {
  /** Registry and repository, without a tag: `docker.io/library/maven`; or what chooses it by the options. */
  readonly repository: string | ((options: ChosenOptions<Table>) => string);
  /** The tag, or what makes it from the options. */
  readonly tag: string | ((options: ChosenOptions<Table>) => string);
  /** Repositories that hold the same image, that of the default options, under the same tags. */
  readonly mirrors?: readonly string[];
}

/** The full name of the image for these options. */
export function imageOf<Table extends OptionTable>(
  { repository, tag }: CatalogueImage<Table>,
  options: ChosenOptions<Table>,
): string {
  const chosen = (part: typeof tag): string => (typeof part === 'string' ? part : part(options));
  return `${chosen(repository)}:${chosen(tag)}`;
}

/** The repositories where an official image of Docker Hub can be had as well. */
export function officialMirrors(name: string): readonly string[] {
  return [`public.ecr.aws/docker/library/${name}`, `mirror.gcr.io/library/${name}`];
}
