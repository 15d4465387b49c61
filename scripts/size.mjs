// Says what a page loads, and fails when it is more than it may be: `npm run size` after `npm run build`.
import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {brotliCompressSync, constants} from 'node:zlib';
import {decodedMappings, TraceMap} from '@jridgewell/trace-mapping';

/** Brotli bytes of the script that every page loads: with its headers it arrives in the first network flight. */
const LIMIT = 13_000;

const folder = 'dist/cdn';
const entry = 'hhc-widgets.js';

const brotli = (buffer) =>
  brotliCompressSync(buffer, {params: {[constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY}})
    .length;

const figures = (path) => {
  const source = readFileSync(path);
  return {file: basename(path), bytes: source.length, brotli: brotli(source)};
};

/** Minified bytes by the source that they came from. */
function bytesBySource(path) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const map = new TraceMap(readFileSync(`${path}.map`, 'utf8'));
  const totals = new Map();
  decodedMappings(map).forEach((segments, index) => {
    segments.forEach(([column, source], at) => {
      const end = segments[at + 1]?.[0] ?? lines[index].length;
      const name = source === undefined ? '(none)' : nameOf(map.sources[source]);
      totals.set(name, (totals.get(name) ?? 0) + Buffer.byteLength(lines[index].slice(column, end)));
    });
  });
  return [...totals].sort(([, a], [, b]) => b - a);
}

const nameOf = (source) =>
  source.includes('node_modules')
    ? source.replace(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)\/.*/, '$1')
    : source.replace(/^.*?src\//, 'src/');

const chunks = readdirSync(join(folder, 'chunks')).filter((file) => file.endsWith('.js'));
console.table(
  [entry, ...chunks.map((file) => join('chunks', file))].map((file) => figures(join(folder, file))),
);
console.log(`Where the ${entry}'s minified bytes come from:`);
for (const [name, bytes] of bytesBySource(join(folder, entry))) console.log(String(bytes).padStart(8), name);

/** The entry waits for nothing, and no chunk leads back to it, whatever address a page has loaded it from. */
const imports = (file) => readFileSync(join(folder, file), 'utf8').match(/(?:from|import)"[^"]+"/g) ?? [];
const wrong = [
  ...imports(entry),
  ...chunks.flatMap((file) => imports(join('chunks', file)).filter((each) => each.includes('../'))),
];
if (wrong.length) {
  console.error(`\nThe entry and its chunks must not import each other: ${wrong.join(', ')}`);
  process.exitCode = 1;
}

const size = figures(join(folder, entry)).brotli;
console.log(`\n${entry}: ${size} of ${LIMIT} bytes (brotli)`);
if (size > LIMIT) process.exitCode = 1;
