import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { container, podTemplate, type PodTemplateFields } from '@podwright/core';
import { MAVEN_VERSION, mavenDistribution } from './lib/maven-distribution';
import { INSIDE_HOST, PrivateNetwork } from './lib/private-network';

const URL = `https://${INSIDE_HOST}`;
const MOUNTED = '/etc/podwright/certificates';
const POM =
  '<project><modelVersion>4.0.0</modelVersion><groupId>test</groupId><artifactId>parent</artifactId><version>1</version><packaging>pom</packaging></project>';
const FILES = {
  '/hello': 'hello\n',
  '/repo.git/info/refs': `${'a'.repeat(40)}\trefs/heads/main\n`,
  '/repo.git/HEAD': 'ref: refs/heads/main\n',
  '/npm/left': JSON.stringify({
    name: 'left',
    'dist-tags': { latest: '1.0.0' },
    versions: { '1.0.0': { name: 'left', version: '1.0.0', dist: { tarball: `${URL}/left.tgz` } } },
  }),
  '/pip/left/': `<a href="${URL}/left-1.0-py3-none-any.whl">left-1.0-py3-none-any.whl</a>`,
  '/left-1.0-py3-none-any.whl': Buffer.alloc(0),
  '/go/example.test/left/@v/list': 'v1.0.0\n',
  '/go/example.test/left/@v/v1.0.0.info': '{"Version":"v1.0.0"}',
  '/go/example.test/left/@v/v1.0.0.mod': 'module example.test/left\n',
  '/maven/test/parent/1/parent-1.pom': POM,
  '/index.json.gz': gzipSync('{}'),
};
const HELLO = `
import java.net.URI; import java.io.InputStream;
class Hello { public static void main(String[] a) throws Exception {
  try (InputStream in = URI.create("${URL}/hello").toURL().openStream()) { System.out.write(in.readAllBytes()); System.out.flush(); } } }
`;

let network: PrivateNetwork;
let folder: string;
beforeAll(async () => {
  network = await PrivateNetwork.start(FILES);
});
afterAll(() => network.stop());
// A home of its own for each, since what a program has kept it does not ask for again.
beforeEach(() => {
  network.asked.length = 0;
  network.proxied.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'podwright-network-home-'));
  writeFileSync(join(folder, 'Hello.java'), HELLO);
  writeFileSync(join(folder, 'go.mod'), 'module test\n\ngo 1.20\n');
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><parent><groupId>test</groupId><artifactId>parent</artifactId><version>1</version><relativePath/></parent><artifactId>child</artifactId>
<repositories><repository><id>inside</id><url>${URL}/maven</url></repository></repositories></project>`,
  );
});
// Go makes its cache read-only.
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+w', folder]);
  rmSync(folder, { recursive: true });
});

/** The variables of a container of a pod with this network, with the certificates where they lie here. */
function variablesOf(given: PodTemplateFields['network']): { readonly [name: string]: string } {
  const { pod } = podTemplate('build', { network: given })
    .container(container('tool', 'registry.example.com/tools/any:1.0'))
    .build();
  const variables = pod.spec.containers[1]?.env ?? [];
  return Object.fromEntries(
    variables.map(({ name, value = '' }) => [
      name,
      name === 'HOME' ? folder : value.replaceAll(MOUNTED, network.certificates),
    ]),
  );
}

/** Runs a program as the container would: with the container's variables and no others but PATH. */
function run(variables: { readonly [name: string]: string }, command: string): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, JAVA_HOME: process.env.JAVA_HOME, ...variables };
    execFile('sh', ['-c', command], { cwd: folder, env, timeout: 120_000 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), said: `${out}${err}` });
    });
  });
}

const proxy = () => ({ url: network.proxyUrl });
const certificateAuthority = { configMap: 'trust', trustStore: 'trust.p12' };

// What each program does, and what it must have asked the server for.
// Maven came to read its proxies from elsewhere with 3.9, so the one of the image is asked too.
const VALIDATE = '-B -q -Dmaven.repo.local=repository validate';
const PROGRAMS: readonly (readonly [program: string, command: string, asked: string])[] = [
  ['curl', `curl -fsS ${URL}/hello`, '/hello'],
  ['git', `git ls-remote ${URL}/repo.git`, '/repo.git/info/refs'],
  ['npm', `npm view left version --globalconfig none --registry ${URL}/npm/ --fetch-retries 0`, '/npm/left'],
  [
    'pip',
    `python3 -m pip download left --no-deps --isolated --index-url ${URL}/pip/ --retries 0 --dest out || true`,
    '/pip/left/',
  ],
  ['Java', 'java Hello.java', '/hello'],
  ['the Maven of the machine', `mvn ${VALIDATE}`, '/maven/test/parent/1/parent-1.pom'],
  [`Maven ${MAVEN_VERSION}`, `${mavenDistribution()} ${VALIDATE}`, '/maven/test/parent/1/parent-1.pom'],
  [
    'Go',
    `GOFLAGS=-mod=mod GONOSUMDB='*' GONOSUMCHECK=1 GOPROXY=${URL}/go go list -m example.test/left@v1.0.0`,
    '/go/example.test/left/@v/v1.0.0.info',
  ],
];

describe.each(PROGRAMS)('%s', (_, command, asked) => {
  it('reaches a server inside by the proxy, and trusts the company’s authority', async () => {
    const { code, said } = await run(variablesOf({ proxy: proxy(), certificateAuthority }), command);
    expect({ code, said, proxied: network.proxied, asked: network.asked }).toMatchObject({
      code: 0,
      proxied: expect.arrayContaining([`${INSIDE_HOST}:443`]) as string[],
      asked: expect.arrayContaining([asked]) as string[],
    });
  });

  it('reaches nothing without being told of the proxy', async () => {
    await run(variablesOf({ certificateAuthority }), command);
    expect(network.asked).toEqual([]);
  });

  it('asks nothing of a server whose authority it was not told of', async () => {
    await run(variablesOf({ proxy: proxy() }), command);
    expect(network.proxied).toContain(`${INSIDE_HOST}:443`);
    expect(network.asked).toEqual([]);
  });
});
