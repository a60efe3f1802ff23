import type { ContainerDefinition, EnvVar, PodSecurityLevel, Resources, VolumeDefinition } from '@podwright/core';

/** What can be said of every template of the catalogue. */
export interface ServiceOptions<Name extends string = string> {
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

/** What can be said of every tool of the catalogue. */
export interface ToolOptions<Name extends string = string> extends ServiceOptions<Name> {
  /** Services of the pod that the steps talk to: their addresses become environment variables. */
  readonly uses?: readonly ContainerDefinition<string, PodSecurityLevel, never, 'service'>[] | undefined;
  /** Whether uid 1000 is put into `/etc/passwd`, as ssh wants it. @default where the tool itself needs it */
  readonly passwdEntry?: boolean | undefined;
}

/**
 * The template's resources, with those given in their place. A request or a limit said in full takes the place of the short
 * form, which says both.
 */
export function withResources(defaults: Resources, given: Resources = {}): Resources {
  const said = (key: keyof Resources): boolean =>
    given[key] !== undefined ||
    given.requests?.[key] !== undefined ||
    (key !== 'cpu' && given.limits?.[key] !== undefined);
  const kept = Object.entries(defaults).filter(([key]) => !said(key as keyof Resources));
  return { ...given, ...Object.fromEntries(kept) };
}

/** The memory limit that resources come to, for tools whose heap must follow it. */
export function memoryLimit({ limits, memory, requests }: Resources): string {
  return String(limits?.memory ?? memory ?? requests?.memory);
}
