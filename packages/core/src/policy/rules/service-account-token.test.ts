import { container, podTemplate, projectedVolume, type PodTemplateBuilder, type PodTemplateFields } from '../../index';
import type { PodSpec } from '../../model/kubernetes.generated';
import { PRESETS } from '../presets';
import { serviceAccountToken } from './service-account-token';

const check = (spec: Partial<PodSpec>): unknown =>
  serviceAccountToken.check({ pod: { spec: { containers: [], ...spec } }, settings: {}, policy: PRESETS.recommended });
const template = (fields: PodTemplateFields = {}): PodTemplateBuilder =>
  podTemplate('build', fields).container(container('lint', 'registry.example.com/tools/lint:4.2'));
const path = 'spec.automountServiceAccountToken';
const message = 'every container gets a token of the cluster';

describe('service-account-token', () => {
  it('allows false', () => {
    expect(check({ automountServiceAccountToken: false })).toEqual([]);
    expect(check({ automountServiceAccountToken: false, serviceAccountName: 'builds' })).toEqual([]);
  });

  it('reports true', () => {
    expect(check({ automountServiceAccountToken: true })).toEqual([{ path, value: true, message }]);
  });

  it('reports a pod that says nothing: the cluster mounts the token then', () => {
    expect(check({})).toEqual([{ path, value: true, message }]);
    expect(check({ serviceAccountName: 'default' })).toEqual([{ path, value: true, message }]);
  });

  it('is kept by a template that says nothing, or false', () => {
    expect(template().build().pod.spec.automountServiceAccountToken).toBe(false);
    expect(template({ automountServiceAccountToken: undefined }).build().pod.spec.automountServiceAccountToken).toBe(
      false,
    );
    expect(
      template({ automountServiceAccountToken: false, serviceAccountName: 'builds' }).build().pod.spec
        .serviceAccountName,
    ).toBe('builds');
  });

  it.each(['restricted', 'privileged'] as const)('refuses a %s template with the remedy', (podSecurity) => {
    expect(() => template({ podSecurity, automountServiceAccountToken: true }).build()).toThrow(
      new Error(
        `pod template "build": ${path}: true breaks the rule service-account-token: ${message}; ` +
          'set automountServiceAccountToken: false, which podwright does by itself; a step that needs the API gets a projected token of its own, short-lived and in one container, ' +
          "or .exempt('service-account-token', '<reason>')",
      ),
    );
  });

  it('allows a projected token in the one container that needs it', () => {
    const token = projectedVolume('token', '/var/run/secrets/deploy', {
      sources: [{ serviceAccountToken: { path: 'token', audience: 'deploy', expirationSeconds: 600 } }],
    });
    const deploy = container('deploy', 'registry.example.com/tools/deploy:1.4', { volumes: [token] });
    expect(() => template().container(deploy).build()).not.toThrow();
  });

  it('is exempted for the pod', () => {
    const exempt = template({ automountServiceAccountToken: true }).exempt(
      'service-account-token',
      'deploys with kubectl',
    );
    expect(exempt.build().pod.spec.automountServiceAccountToken).toBe(true);
  });

  it('is a matter of the pod: an exemption of one container leaves it', () => {
    const one = template({ automountServiceAccountToken: true }).exempt('service-account-token', 'deploys', {
      container: 'lint',
    });
    expect(() => one.build()).toThrow('breaks the rule service-account-token');
  });
});
