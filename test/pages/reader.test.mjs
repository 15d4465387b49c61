// Archive, story and related as one reader: the address names the story, links are followed in place, Back goes back.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {existsSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {after, before, describe, it} from 'node:test';
import {inEachEngine} from './engines.mjs';

const HASKOVO = '2020-08-haskovo-training';
const NEWEST = '2022-11-lidl-partnership';
const KITES = '2022-09-kite-day';

/** A page with what pages have around: something above, links of its own, a smooth scroll, a title. */
const PAGE = `<!doctype html>
<html lang="bg">
  <head>
    <title>Страницата</title>
    <style>
      html { scroll-behavior: smooth }
      header { height: 40rem }
      footer { height: 60rem }
    </style>
    <script>
      // As in browsers that have no Navigation API.
      if (location.search.includes('plain')) delete window.navigation;
      window.states = [];
      addEventListener('click', () => (window.usedAt = scrollY), true);
      window.errors = [];
      addEventListener('popstate', ({state}) => states.push(state));
      addEventListener('error', ({message}) => errors.push(message));
      addEventListener('unhandledrejection', ({reason}) => errors.push(String(reason)));
    </script>
  </head>
  <body>
    <!-- An id that pages have, and by which the window then knows the element. -->
    <header id="navigation"><a id="own" href="?PARAMETERS&story=${HASKOVO}">Хасково</a></header>
    <hhc-story src="/hhc.json" param="story"></hhc-story>
    <hhc-related src="/hhc.json" param="story"></hhc-related>
    <hhc-archive src="/hhc.json" param="story"></hhc-archive>
    <footer></footer>
    <script type="module" src="/cdn/hhc-widgets.js"></script>
    SCRIPT
  </body>
</html>`;

/** A router as small sites have it: it takes its own links, and draws by what it has put into the state. */
const ROUTER = `<nav><a class="view" href="?view=about">За нас</a> <output></output></nav>
<script>
  const draw = (state) => (document.querySelector('output').textContent = state.view);
  history.replaceState({view: 'news'}, '');
  draw(history.state);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('.view');
    if (!link) return;
    event.preventDefault();
    const url = new URL(location.href);
    url.searchParams.set('view', 'about');
    history.pushState({view: 'about'}, '', url);
    draw(history.state);
  });
  addEventListener('popstate', (event) => draw(event.state));
</script>`;

inEachEngine('the reader', ({engine, open, evaluate, press, click}) => {
  let server, origin, asked;
  let pages = 0;

  before(async () => {
    server = createServer(({url}, response) => {
      const {pathname, search} = new URL(url, origin);
      const isScript = pathname.startsWith('/cdn/');
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
      if (isScript) return response.end(readFileSync(`dist${pathname}`));
      if (pathname.startsWith('/page')) {
        const script = pathname === '/page-router' ? ROUTER : '';
        const parameters = search.slice(1).replace(/&?story=[^&]*/, '');
        return response.end(PAGE.replace('SCRIPT', script).replace('PARAMETERS', parameters));
      }
      if (pathname === '/hhc.json') {
        asked++;
        const feed = readFileSync('stories/feeds/hhc.json', 'utf8');
        return response.end(feed.replaceAll('http://127.0.0.1:8001', origin));
      }
      const file = `stories/feeds${pathname}`;
      if (!existsSync(file)) return response.writeHead(404).end();
      response.setHeader('Content-Type', 'image/jpeg');
      response.end(readFileSync(file));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** What a reader perceives of the page. */
  const look = () =>
    evaluate(() => {
      const [story, related] = document.querySelectorAll('hhc-story, hhc-related');
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      const {top, bottom} = focused.getBoundingClientRect();
      return {
        search: location.search,
        hash: location.hash,
        story: story.story?.id ?? '',
        title: story.shadowRoot?.querySelector('[part~="title"]')?.textContent.trim() ?? '',
        status: story.shadowRoot?.querySelector('[part="status"]')?.textContent.trim() ?? '',
        related: [...(related.shadowRoot?.querySelectorAll('a') ?? [])].map(({href}) =>
          new URL(href).searchParams.get('story'),
        ),
        tag: document.activeElement.localName,
        focused: focused.textContent.trim().replace(/\s+/g, ' '),
        part: focused.getAttribute('part') ?? focused.className,
        isInView: top >= -1 && bottom <= innerHeight + 1,
        top,
        scroll: scrollY,
        isSettled: [story, related].every(({status}) => status === 'complete' || status === 'error'),
        isSame: !!window.isSame,
        documentTitle: document.title,
        view: document.querySelector('output')?.textContent,
        states: window.states,
        errors: window.errors,
      };
    });

  /** Resolves to what is seen as soon as it is as expected, and has been for two frames. */
  const seen = async (expected) => {
    const matches = (now) => Object.entries(expected).every(([key, value]) => now[key] === value);
    for (const end = Date.now() + 10_000; ;) {
      const now = await look();
      if (matches(now) && now.isSettled) {
        await evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        const still = await look();
        if (matches(still)) return still;
      }
      if (Date.now() > end) assert.fail(`${JSON.stringify(now)} is not ${JSON.stringify(expected)}`);
    }
  };

  /** Clicks on a link as soon as it stands still. @returns how far the page was scrolled at that moment. */
  const choose = async (tag, story) => {
    const {x, y} = await evaluate(
      async (tag, story) => {
        const find = () => {
          const root = document.querySelector(tag)?.shadowRoot ?? document;
          return [...root.querySelectorAll(tag.includes('-') ? 'a' : tag)].find(
            ({href}) => !story || href.includes(`story=${story}`),
          );
        };
        const frame = () => new Promise(requestAnimationFrame);
        // What a reader does to get there.
        dispatchEvent(new WheelEvent('wheel'));
        for (let still = 0, last; still < 10; await frame()) {
          const link = find();
          link?.scrollIntoView({block: 'center', behavior: 'instant'});
          const {left, top, height} = link?.getBoundingClientRect() ?? {};
          const place = JSON.stringify([left, top, document.documentElement.scrollHeight]);
          still = link && place === last ? still + 1 : 0;
          last = place;
          if (still === 10) return {x: left + 8, y: top + Math.min(height / 2, 8)};
        }
      },
      tag,
      story,
    );
    await click(x, y);
    return usedAt();
  };
  /** How far the page is scrolled, as soon as that does not change any more. */
  const still = () =>
    evaluate(async () => {
      for (let frames = 0, last; frames < 20; last = scrollY) {
        await new Promise(requestAnimationFrame);
        frames = scrollY === last ? frames + 1 : 0;
      }
      return scrollY;
    });
  const usedAt = () => evaluate(() => window.usedAt);
  const openYear = (year) =>
    evaluate(async (year) => {
      const archive = document.querySelector('hhc-archive');
      archive.scrollIntoView({behavior: 'instant'});
      while (!archive.shadowRoot.querySelector('summary')) await new Promise(requestAnimationFrame);
      const summary = [...archive.shadowRoot.querySelectorAll('summary')].find((each) =>
        each.textContent.includes(year),
      );
      summary.click();
      while (!summary.parentElement.querySelector('a')) await new Promise(requestAnimationFrame);
    }, year);
  const back = () => evaluate(() => history.back());
  const forward = () => evaluate(() => history.forward());
  const isNear = (a, b) => assert.ok(Math.abs(a - b) <= 2, `scrolled to ${a}, not ${b}`);

  // WebKit is without it anyway, and Firefox without it is like these two.
  const KINDS = engine === 'Chromium' ? ['', 'plain'] : [''];
  for (const kind of KINDS) {
    const named = kind ? 'without the Navigation API' : 'as the browser is';
    let parameters;
    const begin = async (rest = '', path = '/page') => {
      asked = 0;
      // Another address each time: that of the page before with a fragment would be the page before.
      parameters = `other=a%20b&${kind}${++pages}`;
      await open(`${origin}${path}?${parameters}${rest}`);
      await evaluate(() => void (window.isSame = true));
    };

    describe(named, () => {
      it('shows the story of the address, and what is related to it, with one request', async () => {
        await begin(`&story=${HASKOVO}`);
        const {related} = await seen({story: HASKOVO});
        await openYear('2019');
        assert.equal(asked, 1);
        assert.ok(!related.includes(HASKOVO));
        assert.equal(related.length, 3);
      });

      it('shows the newest where the address names none, and does not repeat it below', async () => {
        await begin();
        const {related} = await seen({story: NEWEST});
        assert.ok(related.length === 3 && !related.includes(NEWEST));
      });

      it('follows a link of the archive in place, and keeps the rest of the address', async () => {
        await begin('#part');
        await seen({story: NEWEST});
        await openYear('2020');
        await choose('hhc-archive', HASKOVO);
        const now = await seen({story: HASKOVO, part: 'title', isSame: true});
        assert.equal(now.search, `?${parameters}&story=${HASKOVO}`);
        assert.equal(now.hash, '#part');
        assert.equal(now.documentTitle, 'Страницата');
        assert.deepEqual(now.errors, []);
        assert.equal(asked, 1);
      });

      it('puts the focus on the title of the chosen story, in view and without movement', async () => {
        await begin();
        await seen({story: NEWEST});
        await choose('hhc-related');
        const now = await seen({part: 'title', isSame: true});
        assert.equal(now.focused, now.title);
        assert.ok(now.isInView);
        const scrolls = await evaluate(async () => {
          const scrolls = [];
          for (let frame = 0; frame < 10; frame++) {
            await new Promise(requestAnimationFrame);
            scrolls.push(scrollY);
          }
          return scrolls;
        });
        assert.deepEqual([...new Set(scrolls)], [now.scroll]);
      });

      it('follows a link of the page itself in place', async () => {
        await begin();
        await seen({story: NEWEST});
        await choose('#own');
        await seen({story: HASKOVO, part: 'title', isSame: true});
      });

      it('leaves to the browser what is not to be followed here', async () => {
        await begin();
        await seen({story: NEWEST});
        const kept = await evaluate((story) => {
          const link = document.querySelector('#own');
          const isKept = (change, init = {}) => {
            const copy = link.cloneNode(true);
            change(copy);
            link.after(copy);
            let isPrevented;
            // After ours, and instead of what the browser would do.
            const stop = (event) => {
              isPrevented = event.defaultPrevented;
              event.preventDefault();
            };
            addEventListener('click', stop);
            copy.dispatchEvent(
              new MouseEvent('click', {bubbles: true, composed: true, cancelable: true, ...init}),
            );
            removeEventListener('click', stop);
            copy.remove();
            return !isPrevented;
          };
          const same = () => undefined;
          return {
            plain: isKept(same),
            ctrl: isKept(same, {ctrlKey: true}),
            meta: isKept(same, {metaKey: true}),
            shift: isKept(same, {shiftKey: true}),
            alt: isKept(same, {altKey: true}),
            middle: isKept(same, {button: 1}),
            target: isKept((link) => (link.target = '_blank')),
            self: isKept((link) => (link.target = '_self')),
            download: isKept((link) => (link.download = '')),
            page: isKept((link) => (link.pathname = '/other')),
            parameter: isKept((link) => (link.search = `?story=${story}`)),
            none: isKept((link) => (link.search = location.search.replace(/&?story=[^&]*/, ''))),
            prevented: isKept((link) => link.addEventListener('click', (event) => event.preventDefault())),
          };
        }, KITES);
        assert.deepEqual(kept, {
          plain: false,
          ctrl: true,
          meta: true,
          shift: true,
          alt: true,
          middle: true,
          target: true,
          self: false,
          download: true,
          page: true,
          parameter: true,
          none: true,
          // By the page, not by us: the story is the one before.
          prevented: false,
        });
        await seen({story: HASKOVO});
      });

      it('does nothing where the page has cancelled hhc-select, which it is not asked for a new tab', async () => {
        await begin();
        await seen({story: NEWEST});
        await evaluate(() => {
          window.selected = [];
          document.querySelector('hhc-related').addEventListener('hhc-select', (event) => {
            event.preventDefault();
            selected.push([event.story.id, event.href]);
          });
          const link = document.querySelector('hhc-related').shadowRoot.querySelector('a');
          const stop = (event) => event.preventDefault();
          addEventListener('click', stop);
          link.dispatchEvent(
            new MouseEvent('click', {bubbles: true, composed: true, cancelable: true, ctrlKey: true}),
          );
          removeEventListener('click', stop);
        });
        await choose('hhc-related');
        const now = await seen({story: NEWEST, isSame: true});
        const selected = await evaluate(() => window.selected);
        assert.equal(selected.length, 1);
        assert.deepEqual(selected[0], [
          now.related[0],
          `${origin}/page?${parameters}&story=${now.related[0]}`,
        ]);
        assert.ok(!now.search.includes('story='));
      });

      it('brings story, scroll and focus back with Back and Forward', async () => {
        await begin();
        await seen({story: NEWEST});
        await openYear('2020');
        const first = await choose('hhc-archive', HASKOVO);
        const read = await seen({story: HASKOVO, part: 'title'});
        const [next] = read.related;
        const second = await choose('hhc-related', next);
        await seen({story: next, part: 'title'});
        await press('PageDown');
        const third = await still();

        await back();
        let now = await seen({story: HASKOVO, part: 'link', isSame: true});
        isNear(now.scroll, second);
        assert.equal(now.related[0], next);
        assert.ok(now.isInView);
        await back();
        now = await seen({story: NEWEST, part: 'link', isSame: true});
        isNear(now.scroll, first);
        assert.match(now.focused, /Обучение в Хасково/);
        assert.equal(now.search, `?${parameters}`);
        await forward();
        now = await seen({story: HASKOVO, part: 'link', isSame: true});
        isNear(now.scroll, second);
        await forward();
        now = await seen({story: next, part: 'title', isSame: true});
        isNear(now.scroll, third);
        assert.deepEqual(now.errors, []);
        assert.equal(asked, 1);
      });

      it('shows the same story after a reload', async () => {
        await begin();
        await seen({story: NEWEST});
        const {related} = await look();
        await choose('hhc-related');
        const {search} = await seen({story: related[0], part: 'title'});
        await open(`${origin}/page${search}`);
        await seen({story: related[0], isSame: false});
      });

      it('says that there is no such story, and leads on to the newest in place', async () => {
        await begin('&story=%D0%BD%D1%8F%D0%BC%D0%B0');
        await seen({story: '', status: 'Тази история не е намерена.'});
        await choose('hhc-story');
        await seen({story: NEWEST, part: 'title', isSame: true});
        await back();
        await seen({story: '', status: 'Тази история не е намерена.', isSame: true});
      });

      it('follows an address that the page changes, and leaves the focus to it', async () => {
        await begin();
        await seen({story: NEWEST});
        await evaluate((story) => {
          document.querySelector('#own').focus();
          const url = new URL(location.href);
          url.searchParams.set('story', story);
          history.pushState({its: 'own'}, '', url);
          // Without the Navigation API this is how pages tell of it.
          if (!globalThis.navigation?.currentEntry)
            dispatchEvent(new PopStateEvent('popstate', {state: history.state}));
        }, KITES);
        const now = await seen({story: KITES, isSame: true});
        assert.equal(now.focused, 'Хасково');
        assert.ok(!now.related.includes(KITES));
      });

      it('stands in a page with a router of its own, whose entries and states stay as they are', async () => {
        await begin('', '/page-router');
        await seen({story: NEWEST, view: 'news'});
        await evaluate(() => document.querySelector('.view').click());
        await seen({view: 'about', story: NEWEST});
        const scroll = await choose('hhc-related');
        const {story} = await seen({part: 'title', view: 'about', isSame: true});
        assert.notEqual(story, NEWEST);
        await choose('hhc-related');
        await seen({part: 'title', view: 'about', isSame: true});
        await back();
        await seen({story, view: 'about', part: 'link'});
        await back();
        const now = await seen({story: NEWEST, view: 'about', part: 'link', isSame: true});
        isNear(now.scroll, scroll);
        await back();
        const last = await seen({story: NEWEST, view: 'news', isSame: true});
        assert.deepEqual(
          last.states.map(({view}) => view),
          ['about', 'about', 'news'],
        );
        assert.deepEqual(last.errors, []);
      });

      it('is walked through by keyboard alone: archive, year, story, related, and back three times', async () => {
        await begin();
        await seen({story: NEWEST});
        /** Goes on by Tab until the focus is on what is wanted, and uses it. */
        const use = async (isWanted) => {
          for (let steps = 0; steps < 80; steps++) {
            const now = await look();
            if (isWanted(now)) {
              await press('Enter');
              return now;
            }
            await press('Tab');
          }
          return assert.fail('The keyboard does not come there');
        };
        const isYear = (year) => (now) =>
          now.tag === 'hhc-archive' && now.focused.includes(`архив за ${year}`);
        const isLinkIn = (tag) => (now) => now.tag === tag && now.part === 'link';
        await use(isYear(2020));
        const first = await use(
          (now) => isLinkIn('hhc-archive')(now) && now.focused.includes('Обучение в Хасково'),
        );
        const firstAt = await usedAt();
        const read = await seen({story: HASKOVO, part: 'title', isInView: true});
        assert.equal(read.focused, read.title);
        const second = await use(isLinkIn('hhc-related'));
        const secondAt = await usedAt();
        const {story} = await seen({part: 'title', isSame: true, focused: second.focused});
        await use(isYear(2018));
        const third = await use(isLinkIn('hhc-archive'));
        const thirdAt = await usedAt();
        await seen({part: 'title', isSame: true, focused: third.focused});

        await back();
        let now = await seen({story, focused: third.focused, part: 'link'});
        isNear(now.scroll, thirdAt);
        await back();
        now = await seen({story: HASKOVO, focused: second.focused, part: 'link'});
        isNear(now.scroll, secondAt);
        await back();
        now = await seen({story: NEWEST, focused: first.focused, part: 'link', isSame: true});
        isNear(now.scroll, firstAt);
        assert.deepEqual(now.errors, []);
      });
    });
  }
});
