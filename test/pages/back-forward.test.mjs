// A page that its reader leaves and comes back to: out of the browser's back-forward cache, with all that was on it.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {after, before, it} from 'node:test';
import {setTimeout} from 'node:timers/promises';
import {inEachEngine} from './engines.mjs';

const DAY = 24 * 3_600_000;

const PAGE = `<!doctype html>
<script>
  const now = Date.now;
  let later = 0;
  Date.now = () => now() + later;
  addEventListener('pageshow', ({persisted}) => (window.isOutOfCache = persisted));
</script>
<hhc-story src="/feed.json" loading="eager"></hhc-story>
<script type="module" src="/cdn/hhc-widgets.js"></script>`;

const feedOf = (title) =>
  JSON.stringify({version: 'https://jsonfeed.org/version/1.1', title: 'Новини', items: [{id: '1', title}]});

inEachEngine('the back-forward cache', ({engine, open, evaluate}) => {
  let server, page, asked, title, gate;
  let pages = 0;

  before(async () => {
    server = createServer(async ({url}, response) => {
      const isScript = url.startsWith('/cdn/');
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
      if (isScript) return response.end(readFileSync(`dist${url}`));
      if (url !== '/feed.json') return response.end(url.startsWith('/page') ? PAGE : '<!doctype html>');
      asked++;
      server.emit('asked');
      await gate;
      response.setHeader('Cache-Control', 'no-cache');
      response.end(feedOf(title));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await open(`http://127.0.0.1:${server.address().port}/`);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** By the page's own means: drivers lose track of pages that come out of the cache. */
  const go = async (move, path) => {
    const placeOf = () => evaluate(() => location.pathname).catch(() => '');
    const from = await placeOf();
    for (const end = Date.now() + 60_000; Date.now() < end;) {
      // Again where nothing has come of it: a page that is still loading may pass over it.
      if ((await placeOf()) === from) await evaluate((move) => void setTimeout(move), move).catch(() => '');
      for (let tries = 0; tries < 20; tries++) {
        if ((await placeOf()) === path) return;
        await setTimeout(100);
      }
    }
    throw new Error(`${path} was not reached within a minute`);
  };
  const begin = async () => {
    [asked, title, gate] = [0, 'Първа', undefined];
    page = `/page${++pages}`;
    await go(`location = '${page}'`, page);
  };
  /** Resolves when one of those titles is shown. */
  const shows = (...titles) =>
    evaluate(async (titles) => {
      const element = document.querySelector('hhc-story');
      const end = performance.now() + 10_000;
      const shown = () => element.shadowRoot?.querySelector('[part~="title"]')?.textContent.trim();
      while (!titles.includes(shown()) || element.status === 'pending') {
        if (performance.now() > end) throw new Error(`${shown()} is shown, not ${titles}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }, titles);
  /** Resolves to whether the page is the one that was left. */
  const leaveAndComeBack = async () => {
    await go(`location = '/other${pages}'`, `/other${pages}`);
    await go('history.back()', page);
    return evaluate(() => window.isOutOfCache);
  };

  it('gives back what was shown, without asking for anything', async () => {
    await begin();
    await shows('Първа');
    assert.equal(await leaveAndComeBack(), true);
    await shows('Първа');
    assert.equal(asked, 1);
  });

  it('brings a page up to date that was left a day ago', async () => {
    await begin();
    await shows('Първа');
    await evaluate((day) => void window.eval(`later = ${day}`), DAY);
    title = 'Втора';
    assert.equal(await leaveAndComeBack(), true);
    await shows('Втора');
    assert.equal(asked, 2);
  });

  const skip = engine === 'WebKit' && 'its driver waits for such a page, five minutes long';
  it('does not leave a page waiting that was left before the answer', {skip}, async () => {
    await begin();
    await shows('Първа');
    title = 'Втора';
    let release;
    gate = new Promise((resolve) => (release = resolve));
    await evaluate(() => void document.querySelector('hhc-story').reload());
    if (asked < 2) await once(server, 'asked');
    await leaveAndComeBack();
    release();
    // A page that has to be loaded anew may have the earlier story: going back, Firefox takes what it has kept.
    await shows('Първа', 'Втора');
  });
});
