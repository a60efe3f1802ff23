import eslint from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/** Folders of core that know only the model, never each other. */
const siblings = ['builders', 'policy', 'renderers'];

const pure = {
  regex: '^(node:|fs$|path$|os$|child_process$|process$)',
  message: 'core and templates touch no file, environment or stream.',
};
const core = [pure, { regex: '^(@podwright/|podwright)', message: 'core knows no other package.' }];

const forbid = (files, patterns) => ({
  files,
  ignores: ['**/*.test.ts'],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/*.generated.ts',
      'examples/*/generated/**',
      'verify/apiserver/**',
      'verify/jenkins/**',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // CommonJS packages load what is heavy when it is needed.
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowNullish: true, allowBoolean: true },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          enableFixer: false,
          require: { ClassDeclaration: true, FunctionDeclaration: true, MethodDefinition: true },
          contexts: [
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
            'ExportNamedDeclaration > VariableDeclaration',
          ],
          checkConstructors: false,
        },
      ],
    },
  },
  // Tests look into values whose types are wide on purpose.
  {
    files: ['**/*.test.ts', 'verify/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        require: 'readonly',
        module: 'writable',
        process: 'readonly',
        __dirname: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  // Imports go one way: model <- {builders, policy, renderers}; core <- {templates, lint} <- cli. Of two entries for one file the
  // later holds alone, so each names all it forbids.
  forbid(['packages/core/src/**'], core),
  forbid(
    ['packages/core/src/model/**'],
    [...core, { regex: '^\\.\\./', message: 'The model knows nothing but itself.' }],
  ),
  ...siblings.map((folder) =>
    forbid(
      [`packages/core/src/${folder}/**`],
      [
        ...core,
        ...siblings
          .filter((other) => other !== folder)
          .map((other) => ({
            regex: `(^|/)${other}(/|$)`,
            message: `${folder} and ${other} know only the model, never each other.`,
          })),
      ],
    ),
  ),
  forbid(['packages/templates/src/**'], [pure, { regex: '^podwright', message: 'templates know only core.' }]),
  forbid(
    ['packages/lint/src/**'],
    [pure, { regex: '^podwright|^@podwright/templates', message: 'lint knows only core.' }],
  ),
);
