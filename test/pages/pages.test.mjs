// The built files on the example pages, as `npm start` serves them: `npm run test:pages`.
import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {launchChromium, open, settled, start} from './serving.mjs';

const TAGS = ['hhc-story', 'hhc-related', 'hhc-archive'];

let browser;
let folder;
before(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), 'hhc-'));
});
after(async () => {
  await browser.close();
  await rm(folder, {recursive: true});
});

/** Serves the pages with a feed of a test's own. */
async function startWith(feed) {
  const file = join(folder, `feed-${Math.random()}.json`);
  await writeFile(file, typeof feed === 'string' ? feed : JSON.stringify(feed));
  return start('--feed', file);
}

const fallbacksShown = (page) =>
  page.evaluate(
    (tags) => tags.filter((tag) => document.querySelector(tag).firstElementChild.checkVisibility()),
    TAGS,
  );

const aFeed = (items) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Новини',
  language: 'bg',
  items,
});

describe('the partner’s page', () => {
  let site;
  before(async () => (site = await start()));
  after(() => site.stop());

  it('shows all three elements from a feed on another origin, which is asked for once', async () => {
    const {page, asked, errors} = await open(browser, site.partner);
    for (const tag of TAGS) await settled(page, tag);
    assert.notEqual(new URL(site.feed).origin, new URL(site.partner).origin);
    assert.deepEqual(
      asked.filter((address) => address.endsWith('.json')),
      [site.feed],
    );
    await page.getByRole('heading', {name: /Обучение в Хасково/}).waitFor();
    await page.getByText('(прочетено 168, 1 прочетено днес)').waitFor();
    assert.equal(await page.locator('hhc-related').getByRole('link').count(), 3);
    assert.equal(await page.locator('hhc-archive').getByText('Годишен архив за').count(), 12);
    assert.deepEqual(await fallbacksShown(page), []);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('does not ask for DOMPurify where the browser has a sanitizer', async () => {
    const {page, asked} = await open(browser, site.partner);
    await settled(page, 'hhc-story');
    assert.equal(await page.evaluate(() => 'Sanitizer' in globalThis), true);
    assert.deepEqual(
      asked.filter((address) => address.includes('purify')),
      [],
    );
    assert.equal(await page.locator('hhc-story').locator('.body li').count(), 3);
    await page.close();
  });

  it('loads the script once, whatever its address has behind the question mark', async () => {
    const prepare = (page) => page.route(/hhc-widgets\.js$/, (route) => route.abort());
    const {page, asked} = await open(browser, site.partner, {prepare});
    asked.length = 0;
    await page.addScriptTag({url: '/hhc-widgets.js?ver=6.4', type: 'module'});
    for (const tag of TAGS) await settled(page, tag);
    assert.equal(asked.filter((address) => address.includes('hhc-widgets.js')).length, 1);
    assert.equal(await page.locator('hhc-story').locator('.body li').count(), 3);
    await page.close();
  });

  it('is read in the partner’s own words without JavaScript', async () => {
    const {page} = await open(browser, site.partner, {javaScriptEnabled: false});
    for (const tag of TAGS) assert.equal(await page.locator(tag).getByRole('link').first().isVisible(), true);
    await page.close();
  });

  it('is read in the partner’s own words before the script has come', async () => {
    const prepare = (page) => page.route('**/hhc-widgets.js', () => undefined);
    const {page} = await open(browser, site.partner, {prepare});
    assert.deepEqual(await fallbacksShown(page), TAGS);
    await page.close();
  });

  it('loads no part that it does not use, and each when a reader wants it', async () => {
    const chunksOf = (asked) =>
      asked.flatMap((address) => /\/chunks\/([a-z-]+)-[^/]+\.js$/.exec(address)?.[1] ?? []).sort();
    const partner = await open(browser, site.partner);
    for (const tag of TAGS) await settled(partner.page, tag);
    assert.deepEqual(chunksOf(partner.asked), ['feed', 'story']);
    await partner.page.close();

    const {page, asked, errors} = await open(browser, site.partner.replace('partner', 'reader'));
    for (const tag of TAGS) await settled(page, tag);
    assert.deepEqual(chunksOf(asked), ['feed', 'reader', 'story']);
    await page.getByLabel('Търсене в архива').fill('lyato');
    await page
      .locator('hhc-archive')
      .getByRole('link', {name: /Лято на двора/})
      .click();
    assert.deepEqual(chunksOf(asked), ['feed', 'reader', 'search', 'story']);
    await page
      .locator('hhc-story')
      .getByRole('heading', {name: /Лято на двора/})
      .waitFor();
    await page
      .locator('hhc-story')
      .getByRole('link', {name: /ябълка|дърво|стълба/i})
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    assert.deepEqual(chunksOf(asked), ['feed', 'gallery', 'reader', 'search', 'story']);
    assert.equal(asked.filter((address) => address === site.feed).length, 1);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('is read in the partner’s own words when a chunk of the script does not come', async () => {
    const prepare = (page) => page.route('**/chunks/**', (route) => route.abort());
    const {page, errors} = await open(browser, site.partner, {prepare});
    for (const tag of TAGS) await settled(page, tag);
    assert.deepEqual(await fallbacksShown(page), TAGS);
    assert.deepEqual(errors, []);
    await page.close();
  });
});

describe('the main site', () => {
  it('shows the story of its address, what is related, and the archive that leads on', async () => {
    const site = await start();
    const {page, errors} = await open(browser, `${site.mainSite}?story=2020-08-haskovo-training`);
    for (const tag of TAGS) await settled(page, tag);
    await page.getByRole('heading', {name: /Обучение в Хасково/}).waitFor();
    await page.locator('hhc-archive').getByText('Годишен архив за 2019').click();
    await page.locator('hhc-archive').getByRole('link').first().click();
    await page.waitForURL(/story=2019-/);
    await settled(page, 'hhc-story');
    assert.match(await page.evaluate(() => document.querySelector('hhc-story').story.id), /^2019-/);
    assert.deepEqual(errors, []);
    await page.close();
    await site.stop();
  });
});

describe('a page whose feed', () => {
  const story = (fields) => ({
    id: 'a',
    url: 'https://site.example/a',
    title: 'Заглавие',
    content_html: '<p>Текст</p>',
    date_published: '2020-08-20T10:00:00Z',
    ...fields,
  });

  /** Opens the partner's page with a feed, lets it settle and hands it on; nothing may go wrong on the way. */
  async function withFeed(site, check) {
    const {page, errors} = await open(browser, site.partner);
    try {
      for (const tag of TAGS) await settled(page, tag);
      await check(page);
      assert.deepEqual(errors, []);
    } finally {
      await page.close();
      await site.stop();
    }
  }

  it('is on a stopped server shows the fallbacks, says so, and offers to try again', async () => {
    await withFeed(await start('--feed', 'http://127.0.0.1:9/feed.json'), async (page) => {
      assert.deepEqual(await fallbacksShown(page), TAGS);
      for (const tag of TAGS) {
        await page.locator(tag).getByText('Историите не можаха да се заредят.').waitFor();
        await page.locator(tag).getByRole('button', {name: 'Опитай отново'}).waitFor();
      }
    });
  });

  it('is not a feed shows the fallbacks and says so', async () => {
    await withFeed(await start('--feed', 'stories/feeds/not-a-feed.json'), async (page) => {
      assert.deepEqual(await fallbacksShown(page), TAGS);
      for (const tag of TAGS) await page.locator(tag).getByText('не могат да се прочетат').waitFor();
    });
  });

  it('is empty shows the fallbacks and says that there are no stories yet', async () => {
    await withFeed(await start('--feed', 'stories/feeds/empty.json'), async (page) => {
      assert.deepEqual(await fallbacksShown(page), TAGS);
      for (const tag of TAGS) await page.locator(tag).getByText('Все още няма истории.').waitFor();
    });
  });

  it('has 5,000 stories shows the newest, and at most the limit of a year', async () => {
    const items = Array.from({length: 5000}, (_, index) =>
      story({
        id: index,
        title: `История ${index}`,
        date_published: new Date(Date.UTC(2022, 0, 1) - index * 36e5).toISOString(),
      }),
    );
    await withFeed(await startWith(aFeed(items)), async (page) => {
      await page.locator('hhc-story').getByRole('heading', {name: 'История 0', exact: true}).waitFor();
      await page.locator('hhc-archive').getByText('Годишен архив за 2021').click();
      await page.locator('hhc-archive').getByRole('button', {name: 'Покажи още'}).waitFor();
      assert.equal(await page.locator('hhc-archive').getByRole('link').count(), 50);
    });
  });

  it('has a title of 10,000 letters stays within its width', async () => {
    await withFeed(await startWith(aFeed([story({title: 'щ'.repeat(10_000)})])), async (page) => {
      await page.locator('hhc-archive').getByText('Годишен архив за 2020').click();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
    });
  });
});

describe('npm start', () => {
  it('ends cleanly', async () => {
    assert.equal(await (await start()).stop(), 0);
  });
});

describe('the npm module', () => {
  it('can be imported where there is no browser', async () => {
    const module = await import('../../dist/index.js');
    for (const name of ['StoryElement', 'RelatedElement', 'ArchiveElement', 'FeedStore', 'parseJsonFeed']) {
      assert.equal(typeof module[name], 'function', name);
    }
    assert.equal(module.parseJsonFeed(aFeed([]), 'https://feed.example/').title, 'Новини');
  });
});
