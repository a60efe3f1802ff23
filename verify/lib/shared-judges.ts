import { ApiServer, type PodSecurityLevel } from './api-server';
import { JenkinsJudge } from './jenkins-judge';

const LEVELS: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/** The judges of one test file, each started at its first use. */
export interface SharedJudges {
  /** The Jenkins judge; it takes questions before it is ready. */
  jenkins(): JenkinsJudge;
  /** The API server, once it is ready; with a namespace for each Pod Security level, named as the level. */
  apiServer(): Promise<ApiServer>;
}

/**
 * Offers both judges to a test file and ends them after its last test; called at the top of the file.
 *
 * @example
 * const judges = sharedJudges();
 * test('…', async () => {
 *   const verdict = await judges.jenkins().judge({ text, mode: 'scripted' });
 *   expect(faultsOf(verdict)).toEqual([]);
 *   expect(podDifferences(pod, verdict.pods[0]?.pod)).toEqual([]);
 *   const server = await judges.apiServer();
 *   expect(await server.dryRunPod(yaml, 'restricted')).toMatchObject({ status: 201 });
 * });
 */
export function sharedJudges(): SharedJudges {
  let jenkins: JenkinsJudge | undefined;
  let apiServer: Promise<ApiServer> | undefined;
  const abandon = new AbortController();

  afterAll(async () => {
    // A test that timed out may have left a server that is not ready yet.
    abandon.abort();
    const server = await apiServer?.catch(() => undefined);
    await Promise.all([jenkins?.close(), server?.stop()]);
  });

  return {
    jenkins: () => (jenkins ??= new JenkinsJudge()),
    apiServer: () => (apiServer ??= startWithLevels(abandon.signal)),
  };
}

async function startWithLevels(signal: AbortSignal): Promise<ApiServer> {
  const server = await ApiServer.start({ signal });
  for (const level of LEVELS) await server.createNamespace(level, { enforce: level });
  return server;
}
