import { functionNameOf } from './function-name';

it.each([
  ['maven', 'maven'],
  ['aws-cli', 'awsCli'],
  ['a-b-c', 'aBC'],
])('%s is made by %s', (template, name) => {
  expect(functionNameOf(template)).toBe(name);
});
