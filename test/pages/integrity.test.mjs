// The hashes by which a page makes sure that the files are those of this build (W3C Subresource Integrity).
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {inEachEngine} from './engines.mjs';
import {CDN, ENTRY, NONCE, NOTHING, startSites, TAGS} from './headers.mjs';

const hashes = JSON.parse(readFileSync(join(CDN, 'integrity.json'), 'utf8'));
const hashOf = (text) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

const sites = await startSites();
after(() => sites.stop());
const {cdn} = sites;
const STRICT = `script-src 'nonce-${NONCE}' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types hhc`;
const RAN = 'window.chunkRan = true;';
sites.addLibrary('tampered', (text, name) => (name === ENTRY ? text : `${RAN}${text}`));

const entryTag = (folder, hash) =>
  `<script type="module" src="${cdn}/${folder}/${ENTRY}" integrity="${hash}" crossorigin="anonymous" nonce="${NONCE}"></script>`;

/** The hashes of all files, for a page that wants the chunks checked as well. */
function importMapTag(folder) {
  const integrity = Object.fromEntries(
    Object.entries(hashes).map(([name, hash]) => [`${cdn}/${folder}/${name}`, hash]),
  );
  return `<script type="importmap" nonce="${NONCE}">${JSON.stringify({integrity})}</script>`;
}

describe('integrity.json', () => {
  it('has the hash of each script', () => {
    const names = readdirSync(CDN, {recursive: true}).filter((name) => name.endsWith('.js'));
    assert.ok(names.length > 3);
    const actual = names.map((name) => [name.replaceAll('\\', '/'), hashOf(readFileSync(join(CDN, name)))]);
    assert.deepEqual(hashes, Object.fromEntries(actual));
  });

  it('has the hash that the README gives', () => {
    const [tag] = /<script[^>]*>/.exec(readFileSync('README.md', 'utf8'));
    assert.match(tag, /\bcrossorigin="anonymous"/);
    assert.equal(/\bintegrity="(.*?)"/.exec(tag)?.[1], hashes[ENTRY], '`npm run build` writes it');
  });
});

inEachEngine('a page that checks', ({open, evaluate}) => {
  const settled = () => evaluate((tags) => window.recorder.settled(tags), TAGS);
  const heard = () => evaluate(() => window.recorder.heard());
  const fallbacks = () => evaluate(() => window.recorder.fallbacks());
  const hasChunkRun = () => evaluate(() => window.chunkRan === true);
  const COMPLETE = TAGS.map((tag) => `${tag} complete`);

  for (const [name, policy] of Object.entries({
    'the script': undefined,
    'the script, and is strict': STRICT,
  })) {
    it(`${name}, has it and its chunks from another origin`, async () => {
      await open(sites.addPage({policy, scripts: [entryTag('hhc-widgets', hashes[ENTRY])]}));
      assert.deepEqual(await settled(), COMPLETE);
      assert.deepEqual(await heard(), NOTHING);
    });
  }

  it('the script by a wrong hash keeps its own words', async () => {
    sites.asked.length = 0;
    // When this resolves the page is loaded, and the script will not run any more.
    await open(sites.addPage({scripts: [entryTag('hhc-widgets', hashOf(''))]}));
    assert.equal(await evaluate(() => customElements.get('hhc-story') === undefined), true);
    assert.deepEqual(await fallbacks(), TAGS);
    assert.ok(
      sites.asked.some(({path}) => path.endsWith(ENTRY)),
      'the script was asked for',
    );
  });

  it('the chunks by an import map has them', async () => {
    const scripts = [importMapTag('hhc-widgets'), entryTag('hhc-widgets', hashes[ENTRY])];
    await open(sites.addPage({policy: STRICT, scripts}));
    assert.deepEqual(await settled(), COMPLETE);
    assert.deepEqual(await heard(), NOTHING);
  });

  it('the chunks by an import map runs no other, and keeps its own words', async () => {
    const scripts = [importMapTag('tampered'), entryTag('tampered', hashes[ENTRY])];
    await open(sites.addPage({policy: STRICT, scripts}));
    const said = 'Историите не можаха да се заредят.';
    assert.deepEqual(
      (await settled()).map((answer) => answer.includes(said) && answer.split(' ')[1]),
      TAGS.map(() => 'error'),
    );
    assert.deepEqual(await fallbacks(), TAGS);
    assert.equal(await hasChunkRun(), false);
    const {console, ...others} = await heard();
    assert.deepEqual({...others, console: []}, NOTHING);
    assert.equal(console.length, 1, 'one line, although three elements lack it');
    assert.match(console[0], /A part of the library did not come\./);
  });

  it('the script alone runs any chunk', async () => {
    await open(sites.addPage({policy: STRICT, scripts: [entryTag('tampered', hashes[ENTRY])]}));
    assert.deepEqual(await settled(), COMPLETE);
    assert.equal(await hasChunkRun(), true);
  });
});
