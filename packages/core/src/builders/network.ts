import type { Fault } from '../model/fault';
import type { EnvVar } from '../model/kubernetes.generated';
import { isSubdomain } from '../model/names';
import { isPlainObject } from '../model/schema';
import { checkFields } from './check-names';
import { env, mergeEnv } from './env';
import { configMapVolume, type VolumeDefinition } from './volumes';

/** What every container that runs steps must know of the network it is in. */
export interface Network {
  readonly proxy?: Proxy | undefined;
  readonly certificateAuthority?: CertificateAuthority | undefined;
}

/** The proxy between the pods and the rest of the world. */
export interface Proxy {
  /** Such as `http://proxy.example.com:3128`, without a password. */
  readonly url: string;
  /**
   * Hosts and domains that are reached without it, such as `.example.com`. The pod itself, what ends in `.svc` or
   * `.cluster.local`, and the metadata addresses of the clouds always are.
   */
  readonly noProxy?: readonly string[] | undefined;
}

/** Authorities to trust, from a ConfigMap as trust-manager makes it. */
export interface CertificateAuthority {
  readonly configMap: string;
  /** Key of all authorities that are trusted, the public ones too, as PEM. @default ca.crt */
  readonly bundle?: string | undefined;
  /** Key of the same as a trust store of the JVM, PKCS#12 or JKS, without a password. @default none: JVMs trust their own */
  readonly trustStore?: string | undefined;
}

const FOLDER = '/etc/podwright/certificates';
const INSIDE = ['localhost', '127.0.0.1', '::1', '.svc', '.cluster.local'];
// Where the clouds tell a pod who it is: no proxy can answer for the node.
const METADATA = ['169.254.169.254', '169.254.170.23', 'metadata.google.internal'];
const DIRECT = [...INSIDE, ...METADATA];
const KEY = /^[-._a-zA-Z0-9]+$/;

/** Faults of the network, each told where it stands in `podTemplate`. */
export function networkFaults(given: unknown): Fault[] {
  if (given === undefined) return [];
  const faults = checkFields(given, 'network', ['proxy', 'certificateAuthority']);
  if (!isPlainObject(given)) return faults;
  const { proxy, certificateAuthority: authority } = given;
  if (proxy !== undefined) faults.push(...proxyFaults(proxy));
  if (authority !== undefined) faults.push(...authorityFaults(authority));
  return faults;
}

function proxyFaults(proxy: unknown): Fault[] {
  const path = 'network.proxy';
  const faults = checkFields(proxy, path, ['url', 'noProxy']);
  if (!isPlainObject(proxy)) return faults;
  const { url, noProxy } = proxy;
  const parts = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  const host = parts?.protocol === 'http:' && parts.pathname === '/' && parts.port !== '' ? parts : undefined;
  if (host === undefined)
    faults.push({ path: `${path}.url`, value: url, message: 'is no proxy', remedy: 'write http://host:port' });
  else if (host.username !== '' || host.password !== '')
    faults.push({
      path: `${path}.url`,
      message: 'holds a password, which everybody who sees the pod can read',
      remedy: 'let a proxy in the cluster log in for the pods, and name that one',
    });
  const listed =
    Array.isArray(noProxy) && noProxy.every((entry) => typeof entry === 'string' && /^[^\s,|]+$/.test(entry));
  if (noProxy !== undefined && !listed)
    faults.push({
      path: `${path}.noProxy`,
      value: noProxy,
      message: 'is no list of hosts',
      remedy: "write ['.example.com']",
    });
  return faults;
}

function authorityFaults(authority: unknown): Fault[] {
  const path = 'network.certificateAuthority';
  const faults = checkFields(authority, path, ['configMap', 'bundle', 'trustStore']);
  if (!isPlainObject(authority)) return faults;
  const { configMap } = authority;
  if (typeof configMap !== 'string' || !isSubdomain(configMap))
    faults.push({
      path: `${path}.configMap`,
      value: configMap,
      message: 'is no name of a ConfigMap',
      remedy: 'name the ConfigMap with the certificates',
    });
  for (const key of ['bundle', 'trustStore'] as const) {
    const value = authority[key];
    if (value !== undefined && !(typeof value === 'string' && KEY.test(value)))
      faults.push({
        path: `${path}.${key}`,
        value,
        message: 'is no key of a ConfigMap',
        remedy: 'use letters, digits, "-", "_" and "."',
      });
  }
  return faults;
}

/** What a container gets of the network: variables for each program that reads one, and the certificates as files. */
export interface NetworkParts {
  readonly env: readonly EnvVar[];
  readonly volumes: readonly VolumeDefinition[];
}

/** The same for every container of a pod. */
export function networkParts({ proxy, certificateAuthority: authority }: Network): NetworkParts {
  const java = [
    ...(proxy === undefined ? [] : javaProxy(proxy)),
    ...(authority === undefined ? [] : javaTrust(authority)),
  ];
  return {
    env: [
      ...(proxy === undefined ? [] : proxyEnv(proxy)),
      ...(authority === undefined ? [] : certificateEnv(`${FOLDER}/${authority.bundle ?? 'ca.crt'}`)),
      // Read by every JVM that starts, the forked ones too; it says so in a line on standard error.
      ...(java.length === 0 ? [] : [env('JAVA_TOOL_OPTIONS', java.join(' '))]),
    ],
    volumes: authority === undefined ? [] : [configMapVolume('certificates', FOLDER, { name: authority.configMap })],
  };
}

/** Variables of a container beside those of its network; the options of its own for the JVM come after the network's. */
export function networkEnv(
  network: readonly EnvVar[],
  given: readonly EnvVar[] | undefined,
): readonly EnvVar[] | undefined {
  if (network.length === 0 || (given !== undefined && !Array.isArray(given))) return given;
  const own = (given ?? []) as readonly EnvVar[];
  return mergeEnv(
    network,
    own.map((variable) => {
      const base = network.find(({ name }) => name === 'JAVA_TOOL_OPTIONS' && name === variable?.name)?.value;
      return base === undefined || variable.value === undefined
        ? variable
        : { ...variable, value: `${base} ${variable.value}` };
    }),
  );
}

function proxyEnv({ url, noProxy = [] }: Proxy): EnvVar[] {
  const direct = [...DIRECT, ...noProxy].join(',');
  const values = { http_proxy: url, https_proxy: url, no_proxy: direct };
  return [
    // curl reads http_proxy in small letters alone, others read capitals alone.
    ...Object.entries(values).flatMap(([name, value]) => [env(name, value), env(name.toUpperCase(), value)]),
    // Node's own fetch and http look at the variables from version 24 on, when told so.
    env('NODE_USE_ENV_PROXY', '1'),
  ];
}

function javaProxy({ url, noProxy = [] }: Proxy): string[] {
  const { hostname, port } = new URL(url);
  const direct = [...DIRECT, ...noProxy].map((host) => (host.startsWith('.') ? `*${host}` : host)).join('|');
  return [
    ...['http', 'https'].flatMap((scheme) => [`-D${scheme}.proxyHost=${hostname}`, `-D${scheme}.proxyPort=${port}`]),
    `-Dhttp.nonProxyHosts=${direct}`,
    // Maven from 3.9 on looks at none of these unless it is told to.
    '-Daether.connector.http.useSystemProperties=true',
  ];
}

function certificateEnv(bundle: string): EnvVar[] {
  return [
    // OpenSSL and all that is built on it (Ruby, PHP, .NET, uv), and Go.
    'SSL_CERT_FILE',
    'CURL_CA_BUNDLE',
    'GIT_SSL_CAINFO',
    // Node adds these to its own.
    'NODE_EXTRA_CA_CERTS',
    // Python's requests, and with it pip, poetry and the Azure command line.
    'REQUESTS_CA_BUNDLE',
    'PIP_CERT',
    'AWS_CA_BUNDLE',
    'CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE',
    'CARGO_HTTP_CAINFO',
  ].map((name) => env(name, bundle));
}

function javaTrust({ trustStore }: CertificateAuthority): string[] {
  return trustStore === undefined ? [] : [`-Djavax.net.ssl.trustStore=${FOLDER}/${trustStore}`];
}
