import {
  agent,
  container,
  env,
  initContainer,
  podTemplate,
  service,
  type PodTemplate,
  type PodTemplateFields,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const PROXY = { url: 'http://proxy.example.com:3128', noProxy: ['.example.com', '10.0.0.1'] };
const AUTHORITY = { configMap: 'trust', trustStore: 'trust.p12' };
type Network = PodTemplateFields['network'];

const build = (network: Network): PodTemplate =>
  podTemplate('build', { network })
    .container(container('lint', IMAGE, { env: [env('JAVA_TOOL_OPTIONS', '-Xmx1g'), env('PIP_CERT', '/own.pem')] }))
    .container(service('db', IMAGE, { readinessProbe: { tcpSocket: { port: 5432 } } }))
    .container(initContainer('fetch', IMAGE))
    .build();
const of = (template: PodTemplate, name: string) =>
  [...(template.pod.spec.initContainers ?? []), ...template.pod.spec.containers].find((one) => one.name === name);
const variablesOf = (template: PodTemplate, name: string): { readonly [name: string]: string | undefined } =>
  Object.fromEntries(of(template, name)?.env?.map((variable) => [variable.name, variable.value]) ?? []);

describe('a proxy', () => {
  const template = build({ proxy: PROXY });
  const direct =
    'localhost,127.0.0.1,::1,.svc,.cluster.local,169.254.169.254,169.254.170.23,metadata.google.internal,.example.com,10.0.0.1';

  it.each(['jnlp', 'lint', 'fetch'])('is told to %s in small letters and in capitals', (name) => {
    expect(variablesOf(template, name)).toMatchObject({
      http_proxy: PROXY.url,
      HTTP_PROXY: PROXY.url,
      https_proxy: PROXY.url,
      HTTPS_PROXY: PROXY.url,
      no_proxy: direct,
      NO_PROXY: direct,
      NODE_USE_ENV_PROXY: '1',
    });
  });

  it('is told to the JVM in its own words, before what the container tells it', () => {
    expect(variablesOf(template, 'lint').JAVA_TOOL_OPTIONS).toBe(
      '-Dhttp.proxyHost=proxy.example.com -Dhttp.proxyPort=3128 -Dhttps.proxyHost=proxy.example.com ' +
        '-Dhttps.proxyPort=3128 -Dhttp.nonProxyHosts=localhost|127.0.0.1|::1|*.svc|*.cluster.local|169.254.169.254|169.254.170.23|metadata.google.internal|*.example.com|10.0.0.1 ' +
        '-Daether.connector.http.useSystemProperties=true -Xmx1g',
    );
  });

  it('is not told to a service, which is no program of the build', () => {
    expect(Object.keys(variablesOf(template, 'db'))).toEqual(['HOME']);
  });
});

describe('a certificate authority', () => {
  const template = build({ certificateAuthority: AUTHORITY });

  it.each(['jnlp', 'lint', 'fetch'])('is mounted by %s, read-only', (name) => {
    expect(of(template, name)?.volumeMounts).toContainEqual({
      name: 'certificates',
      mountPath: '/etc/podwright/certificates',
      readOnly: true,
    });
    expect(template.pod.spec.volumes).toContainEqual({ name: 'certificates', configMap: { name: 'trust' } });
  });

  it('is named to every program that reads a variable, unless the container names another', () => {
    const bundle = '/etc/podwright/certificates/ca.crt';
    const { SSL_CERT_FILE, CURL_CA_BUNDLE, GIT_SSL_CAINFO, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, PIP_CERT } =
      variablesOf(template, 'lint');
    expect([SSL_CERT_FILE, CURL_CA_BUNDLE, GIT_SSL_CAINFO, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE]).toEqual(
      Array(5).fill(bundle),
    );
    expect(PIP_CERT).toBe('/own.pem');
  });

  it('is a trust store for the JVM where there is one', () => {
    const store = '-Djavax.net.ssl.trustStore=/etc/podwright/certificates/trust.p12';
    expect(variablesOf(template, 'lint').JAVA_TOOL_OPTIONS).toBe(`${store} -Xmx1g`);
    const without = build({ certificateAuthority: { configMap: 'trust', bundle: 'all.pem' } });
    expect(variablesOf(without, 'jnlp')).not.toHaveProperty('JAVA_TOOL_OPTIONS');
    expect(variablesOf(without, 'jnlp').SSL_CERT_FILE).toBe('/etc/podwright/certificates/all.pem');
  });

  it('is not mounted by a service', () => {
    expect(of(template, 'db')?.volumeMounts?.map(({ name }) => name)).toEqual(['db-tmp']);
  });
});

it('changes nothing where there is no network to tell of', () => {
  const plain = podTemplate('build').container(agent()).build().pod;
  expect(podTemplate('build', { network: {} }).container(agent()).build().pod).toEqual(plain);
});

it.each<[string, unknown, string]>([
  ['no mapping', 'proxy', 'network: "proxy" is no mapping'],
  ['a misspelt field', { prxy: {} }, 'network: unknown field "prxy"; did you mean "proxy"?'],
  [
    'a proxy without a port',
    { proxy: { url: 'http://proxy' } },
    'network.proxy.url: "http://proxy" is no proxy; write http://host:port',
  ],
  ['a proxy over TLS', { proxy: { url: 'https://proxy:3128' } }, 'is no proxy'],
  ['a proxy that is no text', { proxy: { url: 3128 } }, 'network.proxy.url: 3128 is no proxy'],
  ['a proxy that is no mapping', { proxy: 'http://proxy:3128' }, 'network.proxy: "http://proxy:3128" is no mapping'],
  [
    'hosts as a text',
    { proxy: { ...PROXY, noProxy: '.example.com' } },
    'network.proxy.noProxy: ".example.com" is no list of hosts',
  ],
  ['hosts that are two', { proxy: { ...PROXY, noProxy: ['a,b'] } }, '["a,b"] is no list of hosts'],
  ['no ConfigMap', { certificateAuthority: {} }, 'network.certificateAuthority.configMap'],
  [
    'a path for a key',
    { certificateAuthority: { configMap: 'trust', bundle: 'a/b' } },
    '"a/b" is no key of a ConfigMap',
  ],
])('refuses %s', (_, network, message) => {
  expect(() => podTemplate('build', { network: network as Network }).build()).toThrow(message);
});

it('refuses a password, without showing it', () => {
  const call = () => podTemplate('build', { network: { proxy: { url: 'http://me:hunter2@proxy:3128' } } }).build();
  expect(call).toThrow('network.proxy.url: holds a password');
  expect(call).not.toThrow('hunter2');
});
