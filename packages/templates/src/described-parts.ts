import {
  configMapVolume,
  container,
  emptyDir,
  ephemeralVolume,
  hostPathVolume,
  imageVolume,
  initContainer,
  InvalidPodTemplateError,
  persistentVolumeClaim,
  projectedVolume,
  secretVolume,
  service,
  suggestionFor,
  type ContainerDefinition,
  type Fault,
  type VolumeDefinition,
} from '@podwright/core';
import { CATALOGUE, findEntry } from './catalogue';
import { isMapping, itemsOf, type Mapping } from './described-steps';

type Maker<Made> = (value: string, fields: never) => Made;

const CONTAINERS: { readonly [name: string]: Maker<ContainerDefinition> } = {
  container: (name, { image, ...fields }: Mapping & { image: string }) => container(name, image, fields),
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

/** A container of a description: `{ tool: maven, jdk: 21 }`, `{ container: lint, image: … }`. */
export function describedContainer(item: unknown, path: string, faults: Fault[]): ContainerDefinition | undefined {
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
  if (faults.length > before) return undefined;
  try {
    return CONTAINERS[name]?.(value, (fields.volumes === undefined ? fields : { ...fields, volumes }) as never);
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    faults.push(
      ...error.faults.map((fault) => ({ ...fault, path: fault.path === 'options' ? path : `${path}.${fault.path}` })),
    );
    return undefined;
  }
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
  const remedy = suggestionFor(name, names, `use one of ${names.join(', ')}`);
  throw new InvalidPodTemplateError(name, [
    { path: 'tool', value: name, message: 'is no template of the catalogue', remedy },
  ]);
}
