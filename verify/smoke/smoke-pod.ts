import {
  podManifest,
  podTemplate,
  WORKING_DIR,
  type Container,
  type Pod,
  type PodSpec,
  type PodTemplateBuilder,
} from '@podwright/core';
import type { CatalogueEntry } from '@podwright/templates';

/** Label of every pod of a run; its value is the run's. */
export const RUN_LABEL = 'podwright-smoke';

/** The pod of a template as a smoke run makes it. */
export interface SmokePod {
  readonly name: string;
  readonly manifest: Pod & { readonly spec: PodSpec };
  /** The container of the template, as it is in the pod. */
  readonly container: Container;
  /** The program that runs commands in it. */
  readonly shell: string;
}

const WORKSPACE = { name: 'workspace-volume', mountPath: WORKING_DIR };
const WAIT = {
  command: ['sh', '-c'],
  args: ["trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done"],
} as const;

/**
 * Makes the pod of a template as the plugin does, with the workspace in every container. Without a controller the agent
 * ends at once: its container is left out, and where it is itself the template, it waits in place of connecting.
 */
export function smokePod(entry: CatalogueEntry, run: string): SmokePod {
  const name = `smoke-${entry.name}-${run}`;
  const definition = entry.create({});
  const builder: PodTemplateBuilder = podTemplate(name, { podSecurity: entry.level });
  const template = builder.label(RUN_LABEL, run).container(definition).build();
  const pod = podManifest(template);
  const { spec = template.pod.spec } = pod;
  const made = spec.containers.find((one) => one.name === definition.name);
  if (made === undefined) throw new Error(`the pod of ${entry.name} has no container ${definition.name}`);
  const mounts = made.volumeMounts ?? [];
  const container: Container = {
    ...made,
    ...(entry.kind === 'agent' ? WAIT : {}),
    volumeMounts: mounts.some(({ mountPath }) => mountPath === WORKING_DIR) ? mounts : [...mounts, WORKSPACE],
  };
  return {
    name,
    manifest: {
      ...pod,
      spec: {
        ...spec,
        containers: [container],
        volumes: [...(spec.volumes ?? []), { name: WORKSPACE.name, emptyDir: {} }],
      },
    },
    container,
    shell: entry.kind === 'service' ? 'sh' : (container.command?.[0] ?? 'sh'),
  };
}
