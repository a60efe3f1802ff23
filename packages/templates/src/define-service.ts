import { env, mergeEnv, service, type ContainerDefinition, type EnvVar, type ServiceFields } from '@podwright/core';
import { chosenOptions, type CatalogueEntry, type OptionTable, type OwnOptions } from './catalogue-entry';
import { imageOf } from './catalogue-image';
import { refuseWrongOptions } from './option-faults';
import { entryOf, type Made, type TemplateSpec } from './template-spec';
import { memoryLimit, withResources, type ServiceOptions } from './tool-options';

/** A service of the catalogue as data. */
export interface ServiceSpec<DefaultName extends string, Table extends OptionTable> extends TemplateSpec<
  DefaultName,
  Table
> {
  /** The port that it answers on, on the loopback address of the pod. */
  readonly port: number;
  /** Uid and gid of the image's own user: started as that, its entrypoint has nothing to step down from. */
  readonly user: { readonly uid: number; readonly gid?: number };
  /** How it is started, what it writes and how it is known to be ready. */
  readonly fields: (
    made: Made<Table>,
  ) => Omit<ServiceFields<false, never, 'restricted'>, 'resources' | 'needs' | 'ports' | 'address'>;
  /**
   * What the steps must know beside host and port, such as `{ USER: 'test' }`: variables that begin with the container's
   * name, in capitals. A variable that is no text is taken over with its source.
   */
  readonly address?: (made: Made<Table>) => { readonly [suffix: string]: string | EnvVar };
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
  const entry = entryOf(spec, table, 'service', 'restricted', (given) =>
    create(given as ServiceOptions & OwnOptions<Table>),
  );
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
