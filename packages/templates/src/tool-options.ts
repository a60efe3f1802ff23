import type { EnvVar, Resources, VolumeDefinition } from '@podwright/core';

/** What can be said of every template of the catalogue. */
export interface ToolOptions<Name extends string = string> {
  /** Name of the container. @default the template's own */
  readonly name?: Name | undefined;
  /** Another image with the same tool in it, such as a mirror's or one of your own. */
  readonly image?: string | undefined;
  /** Requests and limits; what is left out keeps the template's. */
  readonly resources?: Resources | undefined;
  /** Further environment variables; one of the template's own names replaces it. */
  readonly env?: readonly EnvVar[] | undefined;
  /** Further volumes. */
  readonly volumes?: readonly VolumeDefinition<never>[] | undefined;
}

/** The template's resources, with those given in their place. */
export function withResources<Defaults extends Resources>(defaults: Defaults, given: Resources | undefined): Resources & Defaults {
  return { ...defaults, ...given, ...defined(given, defaults) };
}

/** An explicit undefined says nothing: the default stays. */
function defined<Defaults extends Resources>(given: Resources | undefined, defaults: Defaults): Defaults {
  const entries = Object.entries(defaults).map(([key, value]) => [key, given?.[key as keyof Resources] ?? value]);
  return Object.fromEntries(entries) as Defaults;
}

/** The memory limit that resources come to, for tools whose heap must follow it. */
export function memoryLimit(resources: Resources & { readonly memory: string | number }): string {
  return String(resources.limits?.memory ?? resources.memory);
}
