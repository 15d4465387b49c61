import {defineConfig} from 'eslint/config';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/**
 * The layers of src, lowest first. A file may import from its own layer and from those below; what only says how
 * something looks from outside (a type) may be imported from anywhere below `elements`.
 */
const LAYERS = ['feed', 'html', 'locale', 'controllers', 'styles', 'views', 'elements'];

/** What a layer must not import: the layers above it, and the files at the top of src. */
const layers = LAYERS.map((layer, index) => ({
  files: [`src/${layer}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: [
              ...LAYERS.slice(index + 1).map((above) => `**/${above}/**`),
              '**/define*.js',
              '**/script-tag.js',
              '**/index.js',
            ],
            message: `src/${layer} must not know what lies above it: ${LAYERS.join(' <- ')} <- define.`,
          },
          ...(layer === 'feed'
            ? [{regex: '^(?:lit|@lit)(?:/|$)', message: 'src/feed is data: it must run without Lit.'}]
            : []),
        ],
      },
    ],
  },
}));

const restricted = (names, message) => names.map((name) => ({name, message}));
const MARKUP = 'Markup goes through src/html/sanitize.ts and is never set as a string.';
const STORAGE = 'The widgets keep nothing on a reader’s device.';

const GLOBALS = [
  ...restricted(
    ['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket'],
    'Only src/feed/fetch-document.ts asks the network.',
  ),
  ...restricted(['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'], STORAGE),
  ...restricted(['customElements'], 'Only src/define-elements.ts defines tags.'),
  ...restricted(['DOMParser', 'eval', 'Function'], MARKUP),
];

const PROPERTIES = [
  ...[
    'innerHTML',
    'outerHTML',
    'insertAdjacentHTML',
    'setHTML',
    'setHTMLUnsafe',
    'parseHTMLUnsafe',
    'createContextualFragment',
    'write',
  ].map((property) => ({property, message: MARKUP})),
  {object: 'document', property: 'cookie', message: STORAGE},
  ...['fetch', 'localStorage', 'sessionStorage', 'indexedDB', 'customElements', 'DOMParser', 'eval'].flatMap(
    (property) =>
      ['window', 'globalThis', 'self'].map((object) => ({
        object,
        property,
        message: 'Restricted, whatever it is called.',
      })),
  ),
];

const globalsExcept = (...names) => ['error', ...GLOBALS.filter(({name}) => !names.includes(name))];

export default defineConfig(
  {ignores: ['dist', 'coverage', 'storybook-static', 'node_modules']},
  {
    files: ['**/*.ts'],
    extends: [
      tseslint.configs.strictTypeChecked,
      lit.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
    ],
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'inline-type-imports'}],
      '@typescript-eslint/no-confusing-void-expression': ['error', {ignoreArrowShorthand: true}],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true}],
      // Fires on every listener of a template.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-globals': globalsExcept(),
      'no-restricted-properties': ['error', ...PROPERTIES],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value=/unsafe-(html|svg|mathml|static)|lit-html.*unsafe/]',
          message: MARKUP,
        },
      ],
    },
  },
  {files: ['src/feed/fetch-document.ts'], rules: {'no-restricted-globals': globalsExcept('fetch')}},
  {files: ['src/feed/xml-feed.ts'], rules: {'no-restricted-globals': globalsExcept('DOMParser')}},
  {files: ['src/define-elements.ts'], rules: {'no-restricted-globals': globalsExcept('customElements')}},
  ...layers,
  {
    files: ['test/**/*.ts', 'stories/**/*.ts', '.storybook/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // A reader of documents promises its answer, also where it has it at once.
      '@typescript-eslint/require-await': 'off',
      // Chai's assertions look like promises. The one that is:
      '@typescript-eslint/no-floating-promises': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "ExpressionStatement > CallExpression[callee.property.name='accessible']",
          message: 'Await it, or it asserts nothing.',
        },
      ],
    },
  },
);
