import { variablesOf } from '../container-of';
import { awsCli } from './aws-cli';

describe('aws-cli', () => {
  it('takes a version of three numbers', () => {
    expect(awsCli().image).toBe('public.ecr.aws/aws-cli/aws-cli:2.36.7');
    expect(awsCli({ version: '2.35.0' }).image).toBe('public.ecr.aws/aws-cli/aws-cli:2.35.0');
    expect(() => awsCli({ version: 'latest' as '1.2.3' })).toThrow('aws-cli: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => awsCli({ version: 'latest' })).toThrow('is no version');
  });

  it('waits for no pager', () => {
    expect(variablesOf(awsCli())).toMatchObject({
      AWS_PAGER: '',
      HOME: '/home/jenkins',
    });
  });
});
