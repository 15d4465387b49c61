// What an archive costs a page, however long it has grown: requests and bytes, as the server counts them.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {after, before, describe, it} from 'node:test';
import {makeFeed} from '../../scripts/make-feed.mjs';
import {launchChromium} from './serving.mjs';

/** Stories of a year that are drawn at once, unless the page says otherwise. */
const LIMIT = 50;

const COUNTS = [100, 1_000, 10_000, 100_000];

/** The same story in each kind of document that there is a part of the library for. */
const KINDS = {
  'feed.json': '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Хвърчила"}]}',
  'feed.rss':
    '<rss version="2.0"><channel><item><guid>1</guid><title>Хвърчила</title></item></channel></rss>',
  'feed.atom':
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>Хвърчила</title></entry></feed>',
  'wp-json/wp/v2/posts': '[{"id": 1, "title": {"rendered": "Хвърчила"}, "date": "2022-12-20T12:00:00"}]',
};

describe('an archive by years', () => {
  const feeds = new Map(COUNTS.map((count) => [String(count), makeFeed(count)]));
  feeds.set('5000', makeFeed(5_000, true));
  feeds.set('1', new Map(Object.entries(KINDS).map(([path, text]) => [path, () => text])));
  const costs = new Map();
  let asked = [];
  const parts = new Set();
  let server, browser, page;

  before(async () => {
    server = createServer(({url}, response) => {
      const [, count, path] = /^\/(\d+)\/(.+)/.exec(url) ?? [];
      if (url.startsWith('/cdn/')) {
        const [, part] = /chunks\/(\w+)/.exec(url) ?? [];
        if (part) parts.add(part);
        response.setHeader('Content-Type', 'text/javascript');
        response.end(readFileSync(`dist${url}`));
      } else if (count) {
        const made = feeds.get(count).get(path.replace(/\?.*/, ''))?.();
        const body = typeof made === 'string' ? made : JSON.stringify(made ?? []);
        asked.push({path, bytes: Buffer.byteLength(body)});
        response.setHeader('Content-Type', 'application/feed+json');
        response.end(body);
      } else {
        response.setHeader('Content-Type', 'text/html');
        response.end('<!doctype html><script type="module" src="/cdn/hhc-widgets.js"></script>');
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    browser = await launchChromium();
    page = await browser.newPage();
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  /** Shows an element on a new page and resolves when it has an answer. */
  const show = async (tag, count, attributes = {}) => {
    asked = [];
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(
      ([tag, attributes]) =>
        new Promise((resolve, reject) => {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          element.addEventListener('hhc-load', resolve);
          element.addEventListener('hhc-error', ({error}) => reject(error));
          document.body.append(element);
        }),
      [tag, {src: `/${count}/feed.json`, loading: 'eager', ...attributes}],
    );
  };
  const paths = () => asked.map(({path}) => path);
  const openYear = async (year) => {
    await page.locator(`summary:has-text("${year}")`).click();
    await page.locator('details[open] [part~="link"]').first().waitFor();
  };

  for (const count of COUNTS) {
    it(`draws all years of ${count} stories from one document, and a year from one more`, async () => {
      await show('hhc-archive', count);
      assert.deepEqual(paths(), ['feed.json']);
      costs.set(count, asked[0].bytes);
      assert.equal(await page.locator('summary').count(), 12);
      await openYear(2019);
      assert.deepEqual(paths(), ['feed.json', 'years/2019.json']);
      assert.ok((await page.locator('details[open] [part~="link"]').count()) <= LIMIT);
    });

    it(`shows the oldest of ${count} stories for one small document more`, async () => {
      await show('hhc-story', count, {'story-id': '1'});
      assert.deepEqual(paths(), ['feed.json', 'stories/1.json']);
      assert.ok(asked[1].bytes < 3_000);
    });
  }

  for (const [path, expected] of [
    ['feed.json', []],
    ['feed.rss', ['xml']],
    ['feed.atom', ['xml']],
    ['wp-json/wp/v2/posts', ['wordpress']],
  ])
    it(`loads for ${path} ${expected.join() || 'nothing'} beyond what draws it`, async () => {
      parts.clear();
      await show('hhc-related', 1, {src: `/1/${path}`});
      assert.equal(await page.locator('hhc-related [part~="title"] bdi').innerText(), 'Хвърчила');
      assert.deepEqual([...parts], ['feed', ...expected]);
    });

  it('costs the first view of 100,000 stories within a tenth of what it costs of 100', () => {
    const [least, most] = [costs.get(100), costs.get(100_000)];
    assert.ok(most > 1_000 && Math.abs(most - least) < least / 10, `${least} and ${most} bytes`);
  });

  it('draws of a year out of one document of 5,000 stories no more than its limit', async () => {
    await show('hhc-archive', 5000);
    await openYear(2019);
    assert.deepEqual(paths(), ['feed.json']);
    assert.equal(await page.locator('details[open] [part~="link"]').count(), LIMIT);
  });
});
