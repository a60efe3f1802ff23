import * as lint from './index';

it('exports these names at run time: a new one is a decision', () => {
  expect(Object.keys(lint).sort()).toEqual([
    'REPORT_SCHEMA',
    'YamlError',
    'checkPodFile',
    'checkTemplates',
    'readYaml',
    'reportOf',
    'textReport',
    'toolOf',
  ]);
});
