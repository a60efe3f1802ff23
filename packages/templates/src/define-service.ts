import {
  env,
  mergeEnv,
  service,
  type ContainerDefinition,
  type EnvVar,
  type Resources,
  type ServiceFields,
} from '@podwright/core';
import {
  chosenOptions,
  type CatalogueEntry,
  type ChosenOptions,
  type OptionTable,
  type OwnOptions,
} from './catalogue-entry';
import { imageOf, type CatalogueImage } from './catalogue-image';
import { refuseWrongOptions } from './option-faults';
import { memoryLimit, withResources, type ServiceOptions } from './tool-options';

/** What a service can see of its container while it is made. */
export interface MadeService<Table extends OptionTable> {
  /** Its own options, with their defaults. */
  readonly options: ChosenOptions<Table>;
  /** Name of the container. */
  readonly name: string;
  /** Memory limit, for heaps that follow it. */
  readonly memory: string;
}

/** A service of the catalogue as data. */
export interface ServiceSpec<DefaultName extends string, Table extends OptionTable> {
  readonly name: DefaultName;
  /** What it is, in one sentence. */
  readonly summary: string;
  readonly image: CatalogueImage<Table>;
  /** Its own options; their types follow from this table. */
  readonly options?: Table;
  /** What it asks for when nothing is said. */
  readonly resources: Resources;
  /** The port that it answers on, on the loopback address of the pod. */
  readonly port: number;
  /** Uid and gid of the image's own user: started as that, its entrypoint has nothing to step down from. */
  readonly user: { readonly uid: number; readonly gid?: number };
  /** A command in its container that shows it at work. */
  readonly smoke: string;
  /** How it is started, what it writes and how it is known to be ready. */
  readonly fields: (
    made: MadeService<Table>,
  ) => Omit<ServiceFields<false, never, 'restricted'>, 'resources' | 'needs' | 'ports' | 'address'>;
  /**
   * What the steps must know beside host and port, such as `{ USER: 'test' }`: variables that begin with the container's
   * name, in capitals. A variable that is no text is taken over with its source.
   */
  readonly address?: (made: MadeService<Table>) => { readonly [suffix: string]: string | EnvVar };
}

/** A template of the catalogue that makes a service: a function that makes its container, with its entry. */
export interface Service<DefaultName extends string, Table extends OptionTable> {
  <const Name extends string = DefaultName>(
    options?: ServiceOptions<Name> & OwnOptions<Table>,
  ): ContainerDefinition<Name, 'restricted', never, 'service'>;
  readonly entry: CatalogueEntry;
}

/** Makes a template of the catalogue out of what is known of a service. */
export function defineService<const DefaultName extends string, const Table extends OptionTable = Record<never, never>>(
  spec: ServiceSpec<DefaultName, Table>,
): Service<DefaultName, Table> {
  const { name: defaultName, options: table = {} as Table, user, port } = spec;
  const create = <Name extends string>(given: ServiceOptions<Name> & OwnOptions<Table>) => {
    refuseWrongOptions(entry, given);
    const options = chosenOptions(table, given);
    const { name = defaultName as string as Name, image = imageOf(spec.image, options), volumes = [] } = given;
    const resources = withResources(spec.resources, given.resources);
    const made = { options, name, memory: memoryLimit(resources) };
    const fields = spec.fields(made);
    return service<Name, false, never, 'restricted'>(name, image, {
      ...fields,
      resources,
      ports: [{ containerPort: port }],
      securityContext: { runAsUser: user.uid, runAsGroup: user.gid ?? user.uid, ...fields.securityContext },
      env: mergeEnv(fields.env ?? [], given.env),
      volumes: [...(fields.volumes ?? []), ...volumes],
      address: addressOf(name, { HOST: '127.0.0.1', PORT: String(port), ...spec.address?.(made) }),
    });
  };
  const entry: CatalogueEntry = Object.freeze({
    name: defaultName,
    kind: 'service',
    level: 'restricted',
    image: imageOf(spec.image, chosenOptions(table, {})),
    mirrors: spec.image.mirrors ?? [],
    summary: spec.summary,
    options: table,
    smoke: spec.smoke,
    create: (given: { readonly [option: string]: unknown }) => create(given as ServiceOptions & OwnOptions<Table>),
  });
  const made = <const Name extends string = DefaultName>(options: ServiceOptions<Name> & OwnOptions<Table> = {}) =>
    create<Name>(options);
  return Object.assign(made, { entry });
}

/** `orders-db` and `PORT` make `ORDERS_DB_PORT`. */
function addressOf(name: string, parts: { readonly [suffix: string]: string | EnvVar }): readonly EnvVar[] {
  const prefix = name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return Object.entries(parts).map(([suffix, part]) =>
    typeof part === 'string' ? env(`${prefix}_${suffix}`, part) : { ...part, name: `${prefix}_${suffix}` },
  );
}
