import { variablesOf } from '../container-of';
import { gcloud } from './gcloud';

describe('gcloud', () => {
  it('takes a version of three numbers', () => {
    expect(gcloud().image).toBe('gcr.io/google.com/cloudsdktool/google-cloud-cli:573.0.0-slim');
    expect(gcloud({ version: '572.0.0' }).image).toBe('gcr.io/google.com/cloudsdktool/google-cloud-cli:572.0.0-slim');
    expect(() => gcloud({ version: 'latest' as '1.2.3' })).toThrow('gcloud: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => gcloud({ version: 'latest' })).toThrow('is no version');
  });

  it('has its configuration in the home of uid 1000, and asks nothing', () => {
    expect(variablesOf(gcloud())).toMatchObject({
      HOME: '/home/cloudsdk',
      CLOUDSDK_CONFIG: '/home/cloudsdk/.config/gcloud',
      CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    });
  });
});
