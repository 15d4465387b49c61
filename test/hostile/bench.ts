import {expect} from '@open-wc/testing';
import '../../src/define.js';
import type {PayloadKind} from './corpus.js';
import {feedsOf, MORE_SHOWS, type Feeds, type Show} from './feeds.js';
import {inWords, type Finding} from './finding.js';
import {Page} from './page.js';
import {Trees} from './tree.js';
import {Trial} from './trial.js';

/** Texts that are sound in one field or another, so that all that the elements draw is drawn once. */
const HARMLESS: readonly string[] = [
  'Дом',
  '7',
  '2022',
  'en',
  '/news',
  'image/png',
  '2020-08-20T10:00:00+03:00',
  '[:bg]Дом[:en]House[:]',
  '<p>Дом</p>',
  // No address of a page: such a story is read on in its place.
  'mailto:news@feed.example',
];

/** So many feeds are shown at once. */
const BATCH = 16;

/** Tags that payloads name, and that must not become elements with a class of their own. */
const TAGS = ['x-y', 'x-b', 'x-script', 'a-b', 'my-element', 'hostile-element', 'test-runner'];

/** What may stand in the elements; empty before `learnTemplates`. */
export const trees = new Trees();

/** Where the elements stand: on a page that can be scrolled, with room at all sides of them. */
export const stage = document.createElement('div');

/** Does `work` with elements on a page that is watched all the while. */
export async function onPage<T>(
  shows: readonly Show[],
  size: number,
  work: (trial: Trial, page: Page) => Promise<T>,
): Promise<T> {
  const page = await Page.watch(stage, TAGS);
  const trial = new Trial(page, trees, shows, size);
  try {
    return await work(trial, page);
  } finally {
    trial.end();
    page.stop();
  }
}

/** Puts the stage on the page, and shows on it what is harmless: what is drawn for that may be drawn. For `before`. */
export async function learnTemplates(): Promise<void> {
  stage.style.cssText = 'width: 600px; margin: 400px 40px 3000px';
  document.body.append(stage);
  await onPage(MORE_SHOWS, HARMLESS.length, async (trial, page) => {
    await trial.learn(...HARMLESS.map((text) => feedsOf(text, page.place())));
    expect((await page.findings()).map(inWords)).to.deep.equal([]);
  });
}

/** Tests that payloads do nothing but be shown, by kind. */
export function testKinds(
  corpus: readonly (readonly [PayloadKind, readonly string[]])[],
  shows: readonly Show[],
): void {
  for (const [kind, payloads] of corpus) {
    it(`does nothing but be shown: ${payloads.length} payloads, ${kind}`, () =>
      onPage(shows, BATCH, async (trial, page) => {
        for (let start = 0; start < payloads.length; start += BATCH) {
          const batch = payloads.slice(start, start + BATCH);
          const feeds = batch.map((payload) => feedsOf(payload, page.place(), kind === 'json'));
          const findings = await trial.check(...feeds);
          if (findings.length) expect.fail(await blamed(trial, batch, feeds, findings));
        }
      })).timeout(120_000);
  }
}

/** Which of a batch's payloads are at fault: those for which it happens alone. */
async function blamed(
  trial: Trial,
  batch: readonly string[],
  feeds: readonly Feeds[],
  findings: readonly Finding[],
): Promise<string> {
  const blame: string[] = [];
  for (const [index, feed] of feeds.entries()) {
    const own = await trial.check(feed);
    if (own.length) blame.push(`${JSON.stringify(batch[index])}\n${wordsOf(own)}`);
  }
  return blame.join('\n') || `together: ${wordsOf(findings)}`;
}

function wordsOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map((finding) => `  ${inWords(finding)}`))].slice(0, 20).join('\n');
}
