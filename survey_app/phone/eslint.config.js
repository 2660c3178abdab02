import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'tests/**'];

/** Text from the field reaches the page as text only; nothing parses it as HTML. */
const NO_RAW_HTML = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]',
    message: 'Text from the field is never parsed as HTML: let Preact write it.',
  },
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: 'Text from the field is never parsed as HTML: let Preact write it.',
  },
  {
    selector: "Property[key.name='dangerouslySetInnerHTML']",
    message: 'Text from the field is never parsed as HTML: let Preact write it.',
  },
];

export default defineConfig(
  globalIgnores(['node_modules', 'eslint.config.js']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.worker.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // A handler of one call is one line.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      complexity: ['error', 8],
      // `== null` asks for null and undefined at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 2],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 6],
      'no-console': 'error',
      'no-eval': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: ['node:*'],
          // It counts anew in each tree, and a sheet is a tree of its own.
          paths: [{ name: 'preact/hooks', importNames: ['useId'], message: 'Use useOwnId.' }],
        },
      ],
      'no-restricted-syntax': ['error', ...NO_RAW_HTML],
    },
  },
  {
    // Tests read the shared vectors from disk; `describe` holds many short tests.
    files: [...TESTS, 'dev/**', '*.config.ts'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-imports': 'off' },
  },
);
