/** The judges' tests: sources as they are, as in the root configuration, and time for a first build of a judge. */
module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@podwright/source', 'require', 'node', 'default'] },
  roots: ['<rootDir>'],
  testMatch: ['**/*.verify.ts'],
  testTimeout: 20 * 60 * 1000,
  maxWorkers: 1,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
