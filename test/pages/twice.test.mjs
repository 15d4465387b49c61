// Pages with more than one copy of the library, as when two parts of a site bring one each: the first wins.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, it} from 'node:test';
import {inEachEngine} from './engines.mjs';
import {ENTRY, NONCE, NOTHING, startSites, TAGS} from './headers.mjs';

const {version} = JSON.parse(readFileSync('package.json', 'utf8'));
const OLDER = '0.0.9';

const sites = await startSites();
const {partner, cdn} = sites;
after(() => sites.stop());
sites.addLibrary('older', (text, name) => (name === ENTRY ? text.replace(version, OLDER) : text));

/** Such a page allows a name of a policy once, so all copies have to share theirs. */
const policy = `script-src 'nonce-${NONCE}' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types hhc`;
const [here, elsewhere, older] = [
  `${cdn}/hhc-widgets/${ENTRY}`,
  `${partner}/hhc-widgets/${ENTRY}`,
  `${cdn}/older/${ENTRY}`,
];

/** The scripts of a page; the versions of the one that wins and of the other, which says so if it is not the same. */
const PAGES = {
  'under the same address': [[here, here], version],
  'under two addresses': [[`${here}?ver=1`, `${here}?ver=2`], version],
  'from two servers': [[here, elsewhere], version],
  'in two versions, the newer first': [[here, older], version, OLDER],
  'in two versions, the older first': [[older, here], OLDER, version],
};

inEachEngine('a page that has the library twice', ({open, evaluate}) => {
  for (const [name, [scripts, first, second]] of Object.entries(PAGES)) {
    it(name, async () => {
      await open(sites.addPage({policy, scripts}));
      const answers = await evaluate((tags) => window.recorder.settled(tags), TAGS);
      assert.deepEqual(
        answers,
        TAGS.map((tag) => `${tag} complete`),
      );
      const kept = TAGS.map((tag) => `<${tag}> (${first})`).join(', ');
      assert.deepEqual(await evaluate(() => window.recorder.heard()), {
        ...NOTHING,
        console: second ? [`hhc-widgets ${second}: already defined, and kept: ${kept}`] : [],
      });
      assert.deepEqual(
        await evaluate((tags) => tags.map((tag) => customElements.get(tag).version), TAGS),
        TAGS.map(() => first),
      );
    });
  }

  it('or has a tag of somebody else’s', async () => {
    const before = "customElements.define('hhc-story', class extends HTMLElement {});";
    await open(sites.addPage({policy, before}));
    const [taken, ...others] = TAGS;
    assert.deepEqual(
      await evaluate((tags) => window.recorder.settled(tags), others),
      others.map((tag) => `${tag} complete`),
    );
    assert.deepEqual(await evaluate(() => window.recorder.fallbacks()), [taken]);
    assert.deepEqual(await evaluate(() => window.recorder.heard()), {
      ...NOTHING,
      console: [`hhc-widgets ${version}: already defined, and kept: <hhc-story> (not of hhc-widgets)`],
    });
  });
});
