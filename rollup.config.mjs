import {createHash} from 'node:crypto';
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import literals from '@lit-labs/rollup-plugin-minify-html-literals';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

/** Shared chunks carry a hash, so that they may be cached for ever. */
const chunkFileNames = 'chunks/[name]-[hash].js';

const compile = (options) => typescript({tsconfig: './tsconfig.json', noEmitOnError: true, ...options});

/** Chunks of earlier builds, whose names nothing leads to any more, would be published with the others. */
const clean = (folder) => ({
  name: 'clean',
  buildStart: () => rmSync(folder, {recursive: true, force: true}),
});

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

/**
 * Few files rather than one a module: what every page loads at once; what reads and draws a feed, loaded when an
 * element comes near the view; what only a story needs; and what only some pages, feeds and readers need. The second and
 * the third are asked for together with the feed.
 */
const manualChunks = (id) => {
  if (/src\/(?:html|views\/story-|controllers\/read-|styles\/story)/.test(id)) return 'story';
  if (/src\/controllers\/(?:route-|places|journey)/.test(id)) return 'reader';
  if (/src\/(?:views\/archive-search|feed\/(?:remaining|search|spelling))/.test(id)) return 'search';
  const [, rare] = /src\/(?:views|styles)\/(gallery|player|print-story|structured-data)\./.exec(id) ?? [];
  if (rare) return rare;
  if (/src\/feed\/wordpress\./.test(id)) return 'wordpress';
  if (/src\/feed\/xml-feed/.test(id)) return 'xml';
  if (
    /lit-tags|src\/(?:views|controllers\/(?:plain-click|still)|locale\/(?:formats|labels)|feed\/(?!clock|load-feed|feed-store|feed-error|fetch-document|wordpress-))/.test(
      id,
    )
  )
    return 'feed';
  return undefined;
};

/**
 * Lit's tags for the chunks, which must not import anything from the entry: a page that loads the entry under
 * another address than its own, as WordPress does with `hhc-widgets.js?ver=1`, would get it a second time.
 * A template is data, drawn by the one Lit in the entry.
 */
const LIT_TAGS = `
  export const html = (strings, ...values) => ({_$litType$: 1, strings, values});
  export const nothing = Symbol.for('lit-nothing');
  export const css = ([text]) => {
    const styleSheet = new CSSStyleSheet();
    styleSheet.replaceSync(text);
    return {styleSheet};
  };
`;
const litTags = {
  name: 'lit-tags',
  resolveId: (source, importer) => (source === 'lit' && manualChunks(importer) ? '\0lit-tags' : null),
  load: (id) => (id === '\0lit-tags' ? LIT_TAGS : null),
};

/**
 * Lit parses its templates through a policy named `lit-html`, and fails at import where the page does not list that
 * name, or where another copy of Lit has it. Here it uses ours.
 */
const litPolicy = {
  name: 'lit-policy',
  transform(code, id) {
    if (!/[/\\]lit-html\.js$/.test(id)) return null;
    const pattern = /(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:(\w+)=>\2\}\):void 0/;
    if (!pattern.test(code)) this.error('Lit makes its Trusted Types policy in another way than it did.');
    const module = JSON.stringify(fileURLToPath(new URL('src/trusted-types.ts', import.meta.url)));
    return {
      code: `import {trustedTypesPolicy} from ${module};${code.replace(pattern, 'trustedTypesPolicy()??void 0')}`,
      // It stays one line, and nobody looks into it by column.
      map: null,
    };
  },
};

/** What a page may check the files by (W3C Subresource Integrity), by their names in the folder. */
const integrity = {
  name: 'integrity',
  writeBundle({dir}, bundle) {
    const names = Object.keys(bundle).filter((name) => name.endsWith('.js'));
    const hashOf = (name) =>
      createHash('sha384')
        .update(readFileSync(join(dir, name)))
        .digest('base64');
    const hashes = Object.fromEntries(names.sort().map((name) => [name, `sha384-${hashOf(name)}`]));
    writeFileSync(join(dir, 'integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);
  },
};

/** What publishers may check their feeds by. */
const schema = {
  name: 'schema',
  generateBundle() {
    const fileName = 'hhc-feed.schema.json';
    this.emitFile({type: 'asset', fileName, source: readFileSync(`docs/${fileName}`)});
  },
};

export default [
  // The npm module: its dependencies stay imports, so that a page has one copy of each.
  {
    input: {index: 'src/index.ts', define: 'src/define.ts'},
    external: [/^lit($|\/)/, 'dompurify'],
    output: {dir: 'dist', format: 'es', sourcemap: true, chunkFileNames},
    plugins: [
      clean('dist/chunks'),
      compile({outDir: 'dist', declaration: true, declarationDir: 'dist'}),
      schema,
    ],
  },
  // The script tag: everything inside but what only some browsers need.
  {
    input: {'hhc-widgets': 'src/script-tag.ts'},
    output: {
      dir: 'dist/cdn',
      format: 'es',
      sourcemap: true,
      chunkFileNames,
      manualChunks,
      onlyExplicitManualChunks: true,
    },
    plugins: [
      clean('dist/cdn'),
      minifyTemplates,
      litTags,
      litPolicy,
      resolve({exportConditions: ['browser', 'production']}),
      compile({outDir: 'dist/cdn', declaration: false}),
      terser({
        ecma: 2022,
        module: true,
        compress: {passes: 3, ecma: 2022, unsafe_arrows: true},
        mangle: {properties: false},
        format: {comments: false},
      }),
      integrity,
    ],
  },
];
