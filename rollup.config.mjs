import literals from '@lit-labs/rollup-plugin-minify-html-literals';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

/** Shared chunks carry a hash, so that they may be cached for ever. */
const chunkFileNames = 'chunks/[name]-[hash].js';

const compile = (options) => typescript({tsconfig: './tsconfig.json', noEmitOnError: true, ...options});

/** Templates lose their indentation, but not the spaces between words nor the slashes that SVG needs. */
const minifyTemplates = literals({
  failOnError: true,
  options: {
    minifyOptions: {
      caseSensitive: true,
      collapseWhitespace: true,
      conservativeCollapse: true,
      keepClosingSlash: true,
      minifyCSS: {minify: true},
      removeComments: true,
    },
  },
});

export default [
  // The npm module: its dependencies stay imports, so that a page has one copy of each.
  {
    input: {index: 'src/index.ts', define: 'src/define.ts'},
    external: [/^lit($|\/)/, 'dompurify'],
    output: {dir: 'dist', format: 'es', sourcemap: true, chunkFileNames},
    plugins: [compile({outDir: 'dist', declaration: true, declarationDir: 'dist'})],
  },
  // The script tag: everything inside but what only some browsers need.
  {
    input: {'hhc-widgets': 'src/define.ts'},
    output: {dir: 'dist/cdn', format: 'es', sourcemap: true, chunkFileNames},
    plugins: [
      minifyTemplates,
      resolve({exportConditions: ['browser', 'production']}),
      compile({outDir: 'dist/cdn', declaration: false}),
      terser({
        ecma: 2022,
        module: true,
        compress: {passes: 3, ecma: 2022, unsafe_arrows: true},
        mangle: {properties: false},
        format: {comments: false},
      }),
    ],
  },
];
