import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** First match wins, so shared folders are linted as the strictest program that holds them. */
const programs = [
  'src/domain/tsconfig.json',
  'src/sw/tsconfig.json',
  'src/server/tsconfig.json',
  'src/rescue/tsconfig.json',
  'src/verifier/tsconfig.json',
  'src/app/tsconfig.json',
  'tests/tsconfig.json',
];
const types = { project: programs, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] };

/**
 * A leading # in `group` is a comment in gitignore syntax and matches nothing: always `regex`.
 * @param {string} regex
 * @param {string} message
 * @returns {import('eslint').Linter.RulesRecord}
 */
function forbidImports(regex, message) {
  return { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] };
}

const houseSyntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import the file that defines the name.' },
];

/** What no type-check environment can take away, because it is part of the language. */
const impure = 'Time, ids and randomness come into the domain as arguments.';

export default defineConfig(
  globalIgnores(['dist/', 'data/', 'node_modules/', 'coverage/', 'public/', '.dependency-cruiser.cjs']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  svelte.configs['flat/recommended'],
  { languageOptions: { parserOptions: types } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { ...types, parser: tseslint.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
      // Routes are #/hash in one page; SvelteKit's resolve() is not here.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-undef': 'off', // TypeScript knows the globals of each environment, ESLint would have to be told again.
      'no-restricted-syntax': ['error', ...houseSyntax],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Ports are async by contract; an implementation that happens not to wait still fulfils it.
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['src/**'], rules: { 'no-console': 'error' } },
  { files: ['src/server/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['src/domain/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: impure },
        { object: 'Math', property: 'random', message: impure },
      ],
      'no-restricted-syntax': [
        'error',
        ...houseSyntax,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: impure },
      ],
    },
  },
  { files: ['*.config.{ts,js}'], rules: { 'no-restricted-syntax': 'off' } },
  {
    // Rivals are installed only for `npm run bench`; without them their types are unknown.
    files: ['tests/bench/peers/**'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['tests/**'],
    rules: {
      'max-lines-per-function': 'off', // describe() is a function
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  // dependency-cruiser holds the layers but does not see `import type` inside .svelte files.
  {
    files: ['src/app/**/*.svelte'],
    rules: forbidImports('^#(storage|rescue|sync|sw|server|tests)/', 'A component reads through app/state.'),
  },
  {
    files: ['src/app/ui/**/*.svelte'],
    rules: forbidImports(
      '^#(domain|protocol|storage|rescue|sync|sw|workers|server|tests)/|^#app/(state|features|views)/',
      'app/ui knows only app/ui and app/text.',
    ),
  },
  {
    files: ['src/app/features/**/*.svelte'],
    rules: forbidImports(
      '^#(protocol|storage|rescue|sync|sw|workers|server|tests)/|^#app/views/',
      'A feature knows ui, state, text, domain and at most two other features.',
    ),
  },
  {
    files: ['src/app/views/**/*.svelte'],
    rules: forbidImports(
      '^#(protocol|storage|rescue|sync|sw|workers|server|tests)/',
      'A view knows features, ui, state, text and domain.',
    ),
  },
);
