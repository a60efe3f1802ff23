import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy, type Server as Proxy } from 'node:http';
import { createServer, type Server } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The host that exists behind the proxy only: no name server knows it. */
export const INSIDE_HOST = 'artifacts.podwright.test';

/**
 * A company's network: a server with a certificate of the company's own authority, which is reached by the company's proxy
 * and in no other way. Everything is on the loopback address, and in a temporary folder.
 */
export class PrivateNetwork {
  /** Folder with `ca.crt` (PEM) and `trust.p12` (a trust store without a password), as the ConfigMap has them. */
  readonly certificates: string;
  /** Paths that were asked for, in order. */
  readonly asked: string[] = [];
  /** Hosts that the proxy was asked to connect to. */
  readonly proxied: string[] = [];
  readonly #folder: string;
  readonly #server: Server;
  readonly #proxy: Proxy;

  private constructor(folder: string, server: Server, proxy: Proxy) {
    this.#folder = folder;
    this.certificates = join(folder, 'certificates');
    this.#server = server;
    this.#proxy = proxy;
  }

  /** Makes an authority, a certificate, a trust store, and starts both servers. `files` are served by their path. */
  static async start(files: { readonly [path: string]: string | Buffer }): Promise<PrivateNetwork> {
    const folder = mkdtempSync(join(tmpdir(), 'podwright-network-'));
    makeCertificates(folder);
    const server = createServer(
      { key: readFileSync(join(folder, 'server.key')), cert: readFileSync(join(folder, 'server.crt')) },
      (request, response) => {
        const path = (request.url ?? '').split('?')[0] ?? '';
        network.asked.push(path);
        const body = files[path];
        response.writeHead(
          body === undefined ? 404 : 200,
          path.endsWith('.json') ? { 'content-type': 'application/json' } : {},
        );
        response.end(body ?? 'no such file\n');
      },
    );
    const proxy = createProxy((_, response) => response.writeHead(403).end('this proxy only connects\n'));
    const network = new PrivateNetwork(folder, server, proxy);
    await listening(server);
    proxy.on('connect', (request, client) => {
      network.proxied.push(request.url ?? '');
      if (request.url !== `${INSIDE_HOST}:443`) {
        client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      const upstream = connect(portOf(server), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
    await listening(proxy);
    return network;
  }

  /** Address of the proxy. */
  get proxyUrl(): string {
    return `http://127.0.0.1:${portOf(this.#proxy)}`;
  }

  /** Ends both servers and removes the folder. */
  stop(): void {
    for (const server of [this.#server, this.#proxy]) {
      server.close();
      server.closeAllConnections();
    }
    rmSync(this.#folder, { recursive: true });
  }
}

const listening = (server: Server | Proxy): Promise<void> =>
  new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));

function portOf(server: Server | Proxy): number {
  // A server that listens on a port has an address of this kind.
  return (server.address() as AddressInfo).port;
}

function makeCertificates(folder: string): void {
  const run = (command: string, ...args: readonly string[]): void => {
    execFileSync(command, args, { cwd: folder, stdio: 'pipe' });
  };
  mkdirSync(join(folder, 'certificates'));
  run(
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=Podwright test authority',
    '-keyout',
    'ca.key',
    '-out',
    'certificates/ca.crt',
  );
  run(
    'openssl',
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    `/CN=${INSIDE_HOST}`,
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  );
  writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${INSIDE_HOST}\n`);
  run(
    'openssl',
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'certificates/ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'names',
    '-out',
    'server.crt',
  );
  // Without a password and without encryption, as trust-manager writes it: the JVM is told of no password.
  run(
    'keytool',
    '-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE',
    '-J-Dkeystore.pkcs12.macAlgorithm=NONE',
    '-importcert',
    '-noprompt',
    '-alias',
    'authority',
    '-file',
    'certificates/ca.crt',
    '-keystore',
    'certificates/trust.p12',
    '-storetype',
    'PKCS12',
    '-storepass',
    'changeit',
  );
}
