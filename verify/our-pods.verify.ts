import { renderPodYaml, type PodSecurityLevel } from '@podwright/core';
import type { ApiServer } from './lib/api-server';
import { podDeviations } from './lib/deviations';
import { sharedJudges } from './lib/shared-judges';
import { catalogueSubjects, exampleSubjects, teamSubjects, generatedFiles, type Subject } from './lib/subjects';

const judges = sharedJudges();
const subjects: readonly Subject[] = [...exampleSubjects(), ...catalogueSubjects(), ...teamSubjects()];

const namespaces = new Map<string, PodSecurityLevel>();

/** Two examples may share a namespace, as long as they mean the same level. */
async function namespaceOnce(server: ApiServer, namespace: string, enforce: PodSecurityLevel): Promise<void> {
  if (!namespaces.has(namespace)) await server.createNamespace(namespace, { enforce });
  namespaces.set(namespace, namespaces.get(namespace) ?? enforce);
  expect(namespaces.get(namespace)).toBe(enforce);
}

describe.each(subjects)('the pod of $name', ({ pipeline }) => {
  const { template } = pipeline;
  const text = renderPodYaml(template);

  it('is read by the plugin to the same object', async () => {
    const verdict = await judges.jenkins().judge({ text, mode: 'pod' });
    expect(podDeviations(verdict, template)).toEqual([]);
  });

  it('is admitted by the API server in a namespace that enforces its level, with strict field validation', async () => {
    const server = await judges.apiServer();
    const namespace = template.pod.metadata?.namespace;
    if (namespace !== undefined) {
      await namespaceOnce(server, namespace, template.podSecurity);
      const name = template.pod.spec.serviceAccountName ?? 'default';
      await server.post(`/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name } });
    }
    const { status, message } = await server.dryRunPod(text, namespace ?? template.podSecurity);
    expect({ status, message: status === 201 ? '' : message }).toEqual({ status: 201, message: '' });
  });
});

// A pod that names its namespace cannot be asked for in another.
const movable = subjects.filter(({ pipeline }) => pipeline.template.pod.metadata?.namespace === undefined);
it.each(movable.filter(({ pipeline }) => pipeline.template.podSecurity === 'baseline'))(
  'the API server refuses the baseline pod of $name in a restricted namespace',
  async ({ pipeline }) => {
    const server = await judges.apiServer();
    const { status, message } = await server.dryRunPod(renderPodYaml(pipeline.template), 'restricted');
    expect(status).toBe(403);
    expect(message).toContain('violates PodSecurity "restricted:latest"');
  },
);

it.each(exampleSubjects())('the committed pod of $name is the one judged', (subject) => {
  const files = [...generatedFiles(subject)].filter(([name]) => name.endsWith('.pod.yaml'));
  expect(files.map(([, text]) => text)).toEqual([renderPodYaml(subject.pipeline.template)]);
});
