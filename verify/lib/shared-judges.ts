import { ApiServer } from './api-server';
import { JenkinsJudge } from './jenkins-judge';

/** The judges of one test file, each started at its first use. */
export interface SharedJudges {
  /** The Jenkins judge; it takes questions before it is ready. */
  jenkins(): JenkinsJudge;
  /** The API server, once it is ready. */
  apiServer(): Promise<ApiServer>;
}

/**
 * Offers both judges to a test file and ends them after its last test; called at the top of the file.
 *
 * @example
 * const judges = sharedJudges();
 * test('…', async () => {
 *   const verdict = await judges.jenkins().judge({ text, mode: 'scripted' });
 *   const { status } = await (await judges.apiServer()).dryRunPod(yaml, 'restricted');
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
    apiServer: () => (apiServer ??= ApiServer.start({ signal: abandon.signal })),
  };
}
