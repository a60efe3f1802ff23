import {
  configMapVolume,
  container,
  emptyDir,
  ephemeralVolume,
  hostPathVolume,
  imageVolume,
  initContainer,
  InvalidPodTemplateError,
  mergeEnv,
  persistentVolumeClaim,
  projectedVolume,
  secretVolume,
  service,
  suggestionFor,
  type ContainerDefinition,
  type EnvVar,
  type Fault,
  type VolumeDefinition,
} from '@podwright/core';
import { CATALOGUE, findEntry } from './catalogue';
import { itemsOf } from './described-steps';
import { isMapping, type Mapping } from './mapping';
import { recipe, type Recipe } from './recipe';

type Maker<Made> = (value: string, fields: never) => Made;

const CONTAINERS: { readonly [name: string]: Maker<ContainerDefinition> } = {
  container: (name, { image, recipe: known, ...fields }: Mapping & { image: string }) =>
    container(name, image, known === undefined ? fields : withRecipe(known, fields)),
  service: (name, { image, ...fields }: Mapping & { image: string }) =>
    service(name, image, fields as unknown as Parameters<typeof service>[2]),
  initContainer: (name, { image, ...fields }: Mapping & { image: string }) => initContainer(name, image, fields),
  tool: (name, fields: Mapping) => catalogueContainer(name, fields),
};

const VOLUMES: {
  readonly [name: string]: (name: string, mountPath: string | undefined, fields: never) => VolumeDefinition;
} = {
  emptyDir,
  secretVolume,
  configMapVolume,
  persistentVolumeClaim,
  ephemeralVolume,
  projectedVolume,
  imageVolume,
  hostPathVolume,
};

/**
 * A container of a description: `{ tool: maven, jdk: 21 }`, `{ container: lint, image: … }`. Its `uses` names services of the
 * description, which `services` has.
 */
export function describedContainer(
  item: unknown,
  path: string,
  faults: Fault[],
  services: readonly ContainerDefinition[] = [],
): ContainerDefinition | undefined {
  const found = madeBy(item, path, CONTAINERS, faults);
  if (found === undefined) return undefined;
  const { name, value, fields } = found;
  const before = faults.length;
  const volumes = itemsOf(fields.volumes, `${path}.volumes`, faults).flatMap((volume, i) => {
    const at = `${path}.volumes[${i}]`;
    const made = describedVolume(volume, at, faults);
    if (made?.containers !== undefined) {
      const remedy = 'leave it out: the volume is mounted by this container alone';
      faults.push({ path: `${at}.containers`, value: made.containers, message: 'has no place here', remedy });
    }
    return made?.volume ?? [];
  });
  itemsOf(fields.env, `${path}.env`, faults).forEach((variable, i) => {
    if (isMapping(variable)) return;
    const remedy = 'write { name: NAME, value: "text" }';
    faults.push({ path: `${path}.env[${i}]`, value: variable, message: 'is no variable', remedy });
  });
  const uses = itemsOf(fields.uses, `${path}.uses`, faults).flatMap((used, i) => {
    const service = services.find((known) => known.name === used);
    if (service !== undefined) return [service];
    const names = services.map((known) => known.name);
    const remedy = suggestionFor(
      String(used),
      names,
      `name one of ${names.join(', ') || 'the services, of which there are none'}`,
    );
    faults.push({ path: `${path}.uses[${i}]`, value: used, message: 'is no service of the description', remedy });
    return [];
  });
  if (faults.length > before) return undefined;
  const made = {
    ...fields,
    ...(fields.volumes === undefined ? {} : { volumes }),
    ...(fields.uses === undefined ? {} : { uses }),
  };
  try {
    return CONTAINERS[name]?.(value, made as never);
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    faults.push(
      ...error.faults.map((fault) => ({ ...fault, path: fault.path === 'options' ? path : `${path}.${fault.path}` })),
    );
    return undefined;
  }
}

/** What a recipe says, below what the container says itself. */
function withRecipe(known: unknown, { env, volumes, ...fields }: Mapping): Mapping {
  const made = recipe(known as Recipe);
  return {
    ...made,
    ...fields,
    env: mergeEnv(made.env ?? [], (env as readonly EnvVar[] | undefined) ?? []),
    volumes: [...(made.volumes ?? []), ...((volumes as readonly VolumeDefinition<never>[] | undefined) ?? [])],
  };
}

/** Whether an item of a description makes a service. */
export function makesService(item: unknown): boolean {
  if (!isMapping(item)) return false;
  return 'service' in item || (typeof item.tool === 'string' && findEntry(item.tool)?.kind === 'service');
}

/** A volume of a description: `{ emptyDir: cache, mountPath: /cache }`; `containers` names those that mount it. */
export function describedVolume(
  item: unknown,
  path: string,
  faults: Fault[],
): { volume: VolumeDefinition; containers: string[] | undefined } | undefined {
  const found = madeBy(item, path, VOLUMES, faults);
  if (found === undefined) return undefined;
  const { mountPath, containers, ...fields } = found.fields;
  const volume = VOLUMES[found.name]?.(found.value, mountPath as string | undefined, fields as never);
  return (
    volume && {
      volume,
      containers: containers === undefined ? undefined : itemsOf(containers, `${path}.containers`, faults).map(String),
    }
  );
}

function madeBy(
  item: unknown,
  path: string,
  makers: object,
  faults: Fault[],
): { name: string; value: string; fields: Mapping } | undefined {
  const names = Object.keys(makers);
  const fields = isMapping(item) ? item : {};
  const [name, ...others] = names.filter((key) => Object.hasOwn(fields, key));
  if (name === undefined || others.length > 0 || typeof fields[name] !== 'string') {
    faults.push({
      path,
      value: item,
      message: 'says not what it is',
      remedy: `begin it with one of ${names.map((key) => `${key}: <name>`).join(', ')}`,
    });
    return undefined;
  }
  const { [name]: value, ...rest } = fields;
  return { name, value: String(value), fields: rest };
}

function catalogueContainer(name: string, options: Mapping): ContainerDefinition {
  const entry = findEntry(name);
  if (entry !== undefined) return entry.create(options);
  const names = CATALOGUE.map((known) => known.name);
  const remedy = suggestionFor(name, names, 'take one that `podwright list` shows');
  throw new InvalidPodTemplateError(name, [
    { path: 'tool', value: name, message: 'is no template of the catalogue', remedy },
  ]);
}
