import fs from 'node:fs';
import path from 'node:path';
import {
  AGENT_UID,
  evaluatePodSecurity,
  formatImageReference,
  parseImageReference,
  parseQuantity,
  podTemplate,
  type ContainerDefinition,
  type PodSecurityLevel,
  type PodTemplate,
} from '@podwright/core';
import { CATALOGUE, findEntry } from './catalogue';
import type { CatalogueEntry } from './catalogue-entry';

const STRICTER: { readonly [level in PodSecurityLevel]: readonly PodSecurityLevel[] } = {
  privileged: ['baseline', 'restricted'],
  baseline: ['restricted'],
  restricted: [],
};

// Each says why in its file and on its page; a new one is a decision.
const WRITABLE_ROOTS = ['buildah', 'cypress', 'kafka', 'kaniko', 'localstack', 'selenium'];

const build = (level: PodSecurityLevel, ...containers: readonly ContainerDefinition[]): PodTemplate =>
  podTemplate('build', { podSecurity: level }).containers(containers).build();

/** The container of an entry in a pod of its level, with the pod around it. */
function made(entry: CatalogueEntry) {
  const definition = entry.create({});
  const template = build(entry.level, definition);
  const container = template.pod.spec.containers.find(({ name }) => name === definition.name);
  if (container === undefined) throw new Error(`${entry.name} makes no container`);
  const context = { ...template.pod.spec.securityContext, ...container.securityContext };
  const value = (name: string): string | undefined => container.env?.find((variable) => variable.name === name)?.value;
  return { definition, template, container, context, value, mounts: container.volumeMounts ?? [] };
}

const volumeOf = ({ pod }: PodTemplate, name: string) => pod.spec.volumes?.find((volume) => volume.name === name);

describe('the catalogue', () => {
  it('is in alphabetical order and names each template once', () => {
    const names = CATALOGUE.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('finds a template by its name and nothing by another', () => {
    expect(findEntry('maven')?.summary).toBe('Maven with a JDK of Eclipse Temurin, and git.');
    for (const name of ['', 'Maven', 'mavne', 'toString', '__proto__']) expect(findEntry(name)).toBeUndefined();
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(CATALOGUE)).toBe(true);
    expect(CATALOGUE.every((entry) => Object.isFrozen(entry))).toBe(true);
  });

  it('fits into one pod, every tool twice, and of the services that want one port the first', () => {
    const taken = new Set<string>();
    const definitions = CATALOGUE.filter(({ kind }) => kind !== 'agent').flatMap(({ name, kind, create }) => {
      const made = create({});
      if (kind !== 'service') return [made, create({ name: `${name}-2` })];
      const ports = JSON.stringify(made.fields.ports);
      const free = !taken.has(ports);
      taken.add(ports);
      return free ? [made] : [];
    });
    const { pod } = build('baseline', ...definitions);
    expect(pod.spec.containers).toHaveLength(1 + definitions.length);
    expect(evaluatePodSecurity(pod, { level: 'baseline' }).failures).toEqual([]);
  });
});

describe.each(CATALOGUE)('$name', (entry) => {
  it('makes a container of its name, its role and its level', () => {
    const { definition } = made(entry);
    expect(definition.name).toBe(entry.kind === 'agent' ? 'jnlp' : entry.name);
    expect(definition.role).toBe({ agent: 'agent', service: 'service', tool: 'step', builder: 'step' }[entry.kind]);
    expect(definition.needs).toBe(entry.level);
  });

  it('passes the level that it declares, and none that is stricter', () => {
    const { definition, template } = made(entry);
    expect(evaluatePodSecurity(template.pod, { level: entry.level })).toEqual({ allowed: true, failures: [] });
    for (const level of STRICTER[entry.level]) {
      expect(evaluatePodSecurity(template.pod, { level }).allowed).toBe(false);
      expect(() => build(level, definition)).toThrow(
        `container "${entry.name}" needs Pod Security level ${entry.level}, but the pod template promises ${level}`,
      );
    }
  });

  it('breaks no rule, so that it needs no exemption', () => {
    const { definition, template } = made(entry);
    expect(definition.breaks).toEqual([]);
    expect(template.exemptions).toEqual([]);
    expect(template.caveats).toEqual([]);
  });

  it('uses the image that it lists, fully qualified and tagged', () => {
    const { container } = made(entry);
    const reference = parseImageReference(entry.image);
    expect(container.image).toBe(entry.image);
    expect(reference && formatImageReference(reference)).toBe(entry.image);
    expect(reference?.tag).toMatch(/\d/);
  });

  it('requests cpu, memory and disk, and limits memory and disk', () => {
    const { requests = {}, limits = {} } = made(entry).container.resources ?? {};
    for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
      expect(parseQuantity(requests[resource] ?? '')).toBeGreaterThan(0);
    }
    expect(Object.keys(limits).sort()).toEqual(['ephemeral-storage', 'memory']);
    for (const [resource, limit] of Object.entries(limits)) {
      expect(parseQuantity(limit)).toBeGreaterThanOrEqual(parseQuantity(requests[resource] ?? '') ?? Infinity);
    }
  });

  it('has disk for every emptyDir of its own, each of which has a limit', () => {
    const { container, mounts, template } = made(entry);
    const sizes = mounts
      .flatMap(({ name }) => volumeOf(template, name)?.emptyDir ?? [])
      .map(({ sizeLimit }) => parseQuantity(sizeLimit ?? ''));
    expect(sizes).not.toContain(undefined);
    const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    expect(parseQuantity(container.resources?.limits?.['ephemeral-storage'] ?? '')).toBeGreaterThanOrEqual(total);
  });

  it('shares no volume with the agent, whose credentials are its own', () => {
    const { template, mounts } = made(entry);
    const agent = template.pod.spec.containers.find(({ name }) => name === 'jnlp');
    const others = entry.kind === 'agent' ? [] : mounts;
    expect(agent?.volumeMounts?.filter(({ name }) => others.some((mount) => mount.name === name))).toEqual([]);
  });

  it('has a HOME that can be written', () => {
    const { value, mounts, context } = made(entry);
    const home = value('HOME') ?? '';
    expect(home).toMatch(/^\/./);
    const mounted = mounts.some(({ mountPath, readOnly }) => home === mountPath && readOnly !== true);
    expect(mounted || context.readOnlyRootFilesystem === false).toBe(true);
  });

  it('has a read-only root and a temporary directory, unless it is known to need more', () => {
    const { mounts, context } = made(entry);
    const writable = WRITABLE_ROOTS.includes(entry.name);
    expect(context.readOnlyRootFilesystem).toBe(!writable);
    expect(mounts.some(({ mountPath }) => mountPath === '/tmp')).toBe(!writable);
  });

  it('has a uid in digits: the agent’s, unless it is a service or root that passes over owners', () => {
    const { context } = made(entry);
    expect(Number.isSafeInteger(context.runAsUser)).toBe(true);
    expect(Number.isSafeInteger(context.runAsGroup)).toBe(true);
    if (entry.kind === 'service') expect(context.runAsUser).not.toBe(0);
    else if (context.runAsUser === 0) expect(context.capabilities?.add).toContain('DAC_OVERRIDE');
    else expect(context.runAsUser).toBe(AGENT_UID);
    expect(context.runAsNonRoot).toBe(context.runAsUser !== 0);
  });

  it('drops all capabilities and has a seccomp profile', () => {
    const { context } = made(entry);
    expect(context.capabilities?.drop).toEqual(['ALL']);
    expect(['RuntimeDefault', 'Localhost']).toContain(context.seccompProfile?.type);
    expect(context.privileged).toBeUndefined();
  });

  it('waits for steps in a shell when it is for steps, and else runs what its image runs', () => {
    const { container } = made(entry);
    const waits = entry.kind === 'tool' || entry.kind === 'builder';
    expect(container.command?.join(' ')).toEqual(waits ? expect.stringMatching(/(^|\/)sh -c$/) : undefined);
    if (waits)
      expect(container.args?.[0]).toMatch(
        /^(?:mkdir [^;]*; )?trap 'exit 0' TERM INT; while :; do .*sleep 3600 & wait \$!; done$/,
      );
    expect(container.workingDir).toBe(entry.kind === 'service' ? undefined : '/home/jenkins/agent');
  });

  it('has a readiness probe when it is a service, and none else', () => {
    const { container } = made(entry);
    expect(container.readinessProbe !== undefined).toBe(entry.kind === 'service');
  });

  it('holds no secret in plain text', () => {
    const names = (made(entry).container.env ?? []).filter(({ value }) => value !== undefined).map(({ name }) => name);
    expect(names.filter((name) => /PASS|TOKEN|SECRET|CREDENTIAL|KEY/i.test(name))).toEqual([]);
  });

  it('says what it is, and what each option is, in one sentence', () => {
    const options = Object.values(entry.options);
    for (const text of [entry.summary, ...options.map((option) => option.text)]) expect(text).toMatch(/^[^\n]+\.$/);
    for (const { type, values = [] } of options) expect(values.every((value) => typeof value === type)).toBe(true);
  });

  it('has a page', () => {
    expect(fs.existsSync(path.join(__dirname, '../../../docs/templates', `${entry.name}.md`))).toBe(true);
  });
});
