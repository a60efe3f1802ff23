import { readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { basename, dirname, join, resolve } from 'node:path';
import { isJsonObject, type JsonObject } from './json';
import { JudgeProcess } from './judge-process';

const RUN = resolve(__dirname, '../apiserver/run.sh');
const STOP_GRACE_MS = 15_000;

/** A Pod Security level. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** The Pod Security labels of a new namespace. */
export interface NamespaceOptions {
  readonly enforce?: PodSecurityLevel;
  /** A Kubernetes version such as `v1.37`. @default the server's own */
  readonly enforceVersion?: string;
}

/** The server's answer to a request. */
export interface ApiAnswer {
  readonly status: number;
  /** The server's reason; empty when it accepted. */
  readonly message: string;
  readonly body: JsonObject;
}

/** The server's answer to a pod. */
export interface PodAnswer {
  readonly status: number;
  /** The server's reason; empty when it accepted. */
  readonly message: string;
  /** The pod with every default and everything admission adds; undefined when it was refused. */
  readonly pod: JsonObject | undefined;
}

/** How a request is sent. */
export interface RequestOptions {
  /** A token of another user. @default that of the administrator */
  readonly token?: string;
}

/** How to start the server. */
export interface ApiServerOptions {
  readonly command?: string;
  /** Ends the server, even while it is being built. */
  readonly signal?: AbortSignal;
}

/** A real Kubernetes API server without nodes: it judges objects, it runs nothing. The first use builds it. */
export class ApiServer {
  /** `https://127.0.0.1:PORT`. */
  readonly url: string;
  /** Path of a kubeconfig, for programs such as `apiserver/run.sh kubectl`. */
  readonly kubeconfig: string;
  readonly #process: JudgeProcess;
  readonly #agent: Agent;
  readonly #token: string;

  private constructor(process: JudgeProcess, url: string, kubeconfig: string) {
    this.url = url;
    this.kubeconfig = kubeconfig;
    this.#process = process;
    this.#token = readFileSync(join(dirname(kubeconfig), 'token'), 'utf8');
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 4,
      ca: readFileSync(join(dirname(kubeconfig), 'ca.crt')),
    });
  }

  /** Starts a server with an empty state, in a temporary folder that goes when it stops. */
  static start({ command = RUN, signal }: ApiServerOptions = {}): Promise<ApiServer> {
    return new Promise((resolve, reject) => {
      let kubeconfig = '';
      const process = new JudgeProcess({
        name: 'the API server',
        command,
        args: ['-stop-with-stdin'],
        onLine: (line) => {
          kubeconfig = /^KUBECONFIG=(.+)$/.exec(line)?.[1] ?? kubeconfig;
          const url = /^ready (https:\S+)/.exec(line)?.[1];
          if (url !== undefined) resolve(new ApiServer(process, url, kubeconfig));
        },
        onEnd: reject,
      });
      signal?.addEventListener('abort', () => void process.stop(0), { once: true });
    });
  }

  /** Creates a namespace; throws when the server refuses it. */
  async createNamespace(name: string, { enforce, enforceVersion }: NamespaceOptions = {}): Promise<void> {
    const labels = {
      ...(enforce === undefined ? {} : { 'pod-security.kubernetes.io/enforce': enforce }),
      ...(enforceVersion === undefined ? {} : { 'pod-security.kubernetes.io/enforce-version': enforceVersion }),
    };
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
    const { status, message } = await this.post('/api/v1/namespaces', body);
    if (status !== 201) throw new Error(`namespace ${name}: ${status} ${message}`);
  }

  /** Asks whether a namespace would admit a pod, given as YAML or JSON text; unknown fields are refused. */
  async dryRunPod(yamlText: string, namespace: string): Promise<PodAnswer> {
    const path = `/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`;
    const { status, message, body } = await this.post(path, yamlText);
    return { status, message, pod: status === 201 ? body : undefined };
  }

  /** Posts any object: a text as YAML as it stands, data as JSON. */
  post(path: string, body: string | JsonObject, options?: RequestOptions): Promise<ApiAnswer> {
    return this.request('POST', path, body, options);
  }

  /** Sends a request, PATCH as server-side apply; rejects when the server is gone. */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: string | JsonObject,
    { token = this.#token }: RequestOptions = {},
  ): Promise<ApiAnswer> {
    const type = method === 'PATCH' ? 'apply-patch+yaml' : typeof body === 'string' ? 'yaml' : 'json';
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': `application/${type}`,
      Accept: 'application/json',
    };
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => reject(this.#process.failure ?? error);
      const message = request(`${this.url}${path}`, { method, agent: this.#agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('error', fail).on('end', () => {
          try {
            resolve(answerOf(response.statusCode ?? 0, text));
          } catch (error) {
            fail(error instanceof Error ? error : new Error(String(error)));
          }
        });
      });
      message.on('error', fail);
      message.end(typeof body === 'object' ? JSON.stringify(body) : body);
    });
  }

  /** Ends the server and removes its folder. */
  async stop(): Promise<void> {
    this.#agent.destroy();
    await this.#process.stop(STOP_GRACE_MS);
    const folder = dirname(this.kubeconfig);
    // It removes its folder itself, unless it had to be killed.
    if (basename(folder).startsWith('podwright-k8s-')) rmSync(folder, { recursive: true, force: true });
  }
}

function answerOf(status: number, text: string): ApiAnswer {
  const body: unknown = JSON.parse(text);
  if (!isJsonObject(body)) throw new Error(`the API server answered ${status} with ${text.slice(0, 200)}`);
  const accepted = status < 300;
  return { status, message: accepted ? '' : typeof body.message === 'string' ? body.message : text, body };
}
