// What the elements leave behind and whom they ask: a tour of all stories of Storybook and of all example pages in a
// browser whose every request goes through a proxy of this test, and whose storage and network interfaces tell who
// uses them. Part of `npm run test:pages`.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join, sep} from 'node:path';
import {after, before, describe, it} from 'node:test';
import sirv from 'sirv';
import {hoverLinks, useElements} from './reading.mjs';
import {launchChromium, start} from './serving.mjs';
import {allow, PIXEL, watch} from './watching.mjs';

const STORYBOOK = 'storybook-static';
const SAMPLE_STORY = '2020-08-haskovo-training';

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

const sum = (counts, more) => {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
};

// ---------------------------------------------------------------------------------------------------- the tours

const filesIn = (folder) =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name));

/** Storybook is built where it is missing or older than what it shows. */
function buildStorybook() {
  const inputs = ['src', 'stories', '.storybook', 'package-lock.json'].flatMap((path) =>
    statSync(path).isFile() ? [path] : filesIn(path),
  );
  const newest = Math.max(...inputs.map((path) => statSync(path).mtimeMs));
  if ((statSync(join(STORYBOOK, 'index.json'), {throwIfNoEntry: false})?.mtimeMs ?? 0) > newest) return;
  const {status, stdout, stderr} = spawnSync('npm run build:storybook', {shell: true, encoding: 'utf8'});
  assert.equal(status, 0, `Storybook could not be built.\n${stdout}${stderr}`);
}

describe('privacy', {concurrency: 2}, () => {
  describe('a tour of all stories', {concurrency: 1}, () => {
    let server;
    let origin;
    let tour;
    before(async () => {
      buildStorybook();
      server = createServer(sirv(STORYBOOK, {extensions: []}));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      origin = `http://127.0.0.1:${server.address().port}`;
      const files = filesIn(STORYBOOK).map((path) => path.slice(STORYBOOK.length).split(sep).join('/'));
      // The sample, and so its pictures and attachments, is not Storybook's own.
      const own = new Set(files.filter((path) => !path.startsWith('/feeds/')));
      // A browser asks a site for its sign whether the page names one or not.
      own.add('/favicon.ico');
      const isOwn = (address) => {
        const url = new URL(address);
        return url.origin === origin && own.has(url.pathname);
      };
      tour = await watch(browser, {isOwn});
      // The stories have their feeds in the program; the documents are the same.
      for (const path of files.filter((path) => /^\/feeds\/[^/]*\.json$/.test(path))) {
        allow(tour.allowed, readFileSync(join(STORYBOOK, path), 'utf8'), origin + path);
      }
    });
    after(async () => {
      await tour?.close();
      server?.close();
    });

    const phase = () => globalThis.__STORYBOOK_PREVIEW__?.currentRender?.phase;
    async function show(id) {
      // Without the check of accessibility that Storybook appends to each story, which takes as long as all the rest.
      const globals = 'a11y.manual:!true';
      await tour.page.goto(`${origin}/iframe.html?id=${id}&viewMode=story&globals=${globals}`, {
        waitUntil: 'commit',
      });
      const ended = `['finished', 'errored', 'aborted'].includes((${phase})())`;
      await tour.page.waitForFunction(ended);
      return tour.page.evaluate(phase);
    }

    it('finds no storage, no cookie and no foreign request', async (t) => {
      const {entries} = JSON.parse(readFileSync(join(STORYBOOK, 'index.json'), 'utf8'));
      const ids = Object.values(entries).flatMap(({id, type}) => (type === 'story' ? [id] : []));
      assert.ok(ids.length > 0);

      // What Storybook does of itself: the same page, in which our elements stay undefined.
      const inert = await tour.page.addInitScript(() => {
        const define = CustomElementRegistry.prototype.define;
        CustomElementRegistry.prototype.define = function (tag, ...rest) {
          if (!tag.startsWith('hhc-')) define.call(this, tag, ...rest);
        };
      });
      await show(ids.find((id) => id.endsWith('--waiting')) ?? ids[0]);
      const ofStorybook = (await tour.findings()).map((finding) => finding.replace(/\?\S+/, ''));
      await inert.dispose();

      const counts = {};
      for (const id of ids) {
        await t.test(id, async () => {
          tour.begin();
          assert.equal(await show(id), 'finished');
          const isAnswered = await tour.page.evaluate(
            () => !globalThis.__STORYBOOK_PREVIEW__.currentRender.story.parameters.isWaiting,
          );
          const used = await tour.page.evaluate(useElements, {isAnswered});
          assert.ok(used.elements > 0, 'There is none of our elements in this story.');
          sum(counts, used);
          await hoverLinks(tour.page, 2);
          const ours = (await tour.findings()).filter(
            (finding) => !ofStorybook.includes(finding.replace(/\?\S+/, '')),
          );
          assert.deepEqual(ours, []);
        });
      }
      // What a story left for its end.
      tour.begin();
      await tour.page.goto('about:blank');
      assert.deepEqual(await tour.findings(), []);
      for (const [name, count] of Object.entries(counts)) assert.ok(count > 0, `There were no ${name}.`);
      t.diagnostic(`${ids.length} stories: ${JSON.stringify(counts)}; Storybook's own: ${ofStorybook}`);
    });
  });

  describe('a tour of all example pages', {concurrency: 1}, () => {
    const pages = readdirSync('examples').filter((file) => file.endsWith('.html'));
    const counts = {};
    after(() => {
      for (const [name, count] of Object.entries(counts)) assert.ok(count > 0, `There were no ${name}.`);
    });

    /** Serves the examples with a feed and watches them. */
    async function open(t, feed, prepare) {
      const site = await start(...(feed ? ['--feed', feed] : []));
      const origins = [site.partner, site.mainSite].map((address) => new URL(address).origin);
      const own = new Set([
        '/',
        '/hhc-widgets.js',
        ...pages.map((file) => `/${file}`),
        ...readdirSync('dist/cdn/chunks').map((file) => `/chunks/${file}`),
      ]);
      const isOwn = (address) => {
        const {origin, pathname} = new URL(address);
        return origins.includes(origin) && own.has(pathname);
      };
      const tour = await watch(browser, {isOwn, feeds: [site.feed]});
      // Time is the test's own, so that what would happen in an hour happens at once.
      await tour.page.clock.install();
      await tour.page.addInitScript(() =>
        addEventListener('hhc-read', () => (globalThis.wasRead = true), true),
      );
      if (prepare) await tour.page.addInitScript(prepare);
      t.after(async () => {
        await tour.close();
        await site.stop();
      });
      return {tour, site, origins};
    }

    /** Uses a page as a reader does, lets an hour pass, and says what was found. */
    async function use({page, findings}, address) {
      if (address) await page.goto(address, {waitUntil: 'commit'});
      await page.locator('main').first().waitFor();
      const used = await page.evaluate(useElements, {isAnswered: true});
      sum(counts, used);
      await hoverLinks(page, 20);
      await page.evaluate(async () => {
        document.querySelector('hhc-story')?.scrollIntoView({behavior: 'instant'});
        // The first one draws, and what watches the view is told before the second.
        for (let frames = 2; frames; frames--) await new Promise(requestAnimationFrame);
      });
      await page.clock.fastForward('01:00:00');
      await page.waitForFunction(() => !document.querySelector('hhc-story')?.story || globalThis.wasRead);
      return {used, found: await findings()};
    }

    it('finds no storage, no cookie and no foreign request with the sample feed', async (t) => {
      const {tour, site, origins} = await open(t);
      const [partner, publisher] = origins;
      const addresses = [
        ...origins.flatMap((origin) => ['', ...pages].map((file) => `${origin}/${file}`)),
        `${publisher}/main-site.html?lang=en`,
        `${publisher}/main-site.html?story=${SAMPLE_STORY}`,
      ];
      for (const address of addresses) {
        await t.test(address.replace(partner, 'partner').replace(publisher, 'publisher'), async () => {
          tour.begin();
          const {used, found} = await use(tour, address);
          assert.deepEqual(found, []);
          if (used.elements) assert.ok(tour.addresses.includes(site.feed));
        });
      }
      await t.test('the way from the archive to a story', async () => {
        tour.begin();
        await tour.page.goto(`${publisher}/main-site.html`);
        await tour.page.locator('hhc-archive summary').last().click();
        await tour.page.locator('hhc-archive').getByRole('link').last().click();
        await tour.page.waitForURL(/story=2010-/);
        assert.deepEqual((await use(tour)).found, []);
      });
    });

    /** Whom nobody may ask, though a feed says so in every way that there is. */
    const tracker = (way) => `http://tracker.example/${way}`;
    const trackers = `
    <img alt="" width="1" height="1" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
      style="background: url(${tracker('style')})" attributionsrc="${tracker('attribution')}" lowsrc="${tracker('low')}">
    <a href="${tracker('link')}" ping="${tracker('ping')}" attributionsrc="${tracker('click')}">1</a>
    <link rel="stylesheet" href="${tracker('sheet.css')}"><link rel="preload" as="image" href="${tracker('preload')}">
    <link rel="prefetch" href="${tracker('prefetch')}"><link rel="modulepreload" href="${tracker('module')}">
    <link rel="preconnect" href="https://tracker.example/"><link rel="icon" href="${tracker('icon')}">
    <style>@import "${tracker('import')}"; p { background: url(${tracker('css')}) }</style>
    <script src="${tracker('script')}"></script><script>fetch("${tracker('inline')}")</script>
    <script type="speculationrules">{"prefetch": [{"urls": ["${tracker('speculation')}"]}]}</script>
    <iframe src="${tracker('frame')}"></iframe><iframe srcdoc="<img src='${tracker('srcdoc')}'>"></iframe>
    <object data="${tracker('object')}"></object><embed src="${tracker('embed')}">
    <video poster="${tracker('poster')}" autoplay><source src="${tracker('film')}"><track default src="${tracker('track')}"></video>
    <audio src="${tracker('sound')}" autoplay></audio><input type="image" src="${tracker('input')}">
    <table background="${tracker('table')}"><tr><td background="${tracker('cell')}">2</table>
    <svg><image href="${tracker('svg')}"/><use href="${tracker('use')}#a"/><feImage href="${tracker('filter')}"/></svg>
    <math><mtext><img src="${tracker('math')}" onerror="fetch('${tracker('handler')}')"></mtext></math>
    <meta http-equiv="refresh" content="0;url=${tracker('refresh')}"><base href="${tracker('base/')}">
    <form action="${tracker('form')}"><button autofocus>3</button></form>
    <template shadowrootmode="open"><img src="${tracker('template')}"></template>
    <noscript><img src="${tracker('noscript')}"></noscript>
    <body background="${tracker('body')}" onload="fetch('${tracker('load')}')">`;

    /** A feed in documents of its own for each year and for a story, with all that may be asked for and all that may not. */
    async function writeFeed() {
      const picture = (name) => `http://pictures.example/${name}.jpg`;
      const item = (id, year, fields) => ({
        id,
        url: `/main-site.html?story=${id}`,
        title: `История ${id.replace(/\D/g, '')}`,
        language: 'bg',
        date_published: `${year}-05-05T10:00:00Z`,
        authors: [{name: 'Author', url: tracker('author'), avatar: tracker('avatar.jpg')}],
        ...fields,
      });
      const body = (name, text) =>
        `<p>${text}</p><img alt="" src="${picture(name)}" srcset="${picture(`${name}-1`)} 480w, ${picture(`${name}-2`)} 960w">` +
        `<picture><source srcset="${picture(`${name}-3`)}"><img alt="" src="${picture(`${name}-4`)}"></picture>${trackers}`;
      const full = item('full', 2022, {
        // Unlike the text, so that the body is taken apart by language and put together again.
        title: 'The story in English',
        image: picture('full'),
        banner_image: picture('banner'),
        content_html: body('bg', 'Текст'),
        language: 'bg',
        attachments: [
          {url: tracker('file.pdf'), mime_type: 'application/pdf'},
          {url: tracker('file.mp3'), mime_type: 'audio/mpeg'},
        ],
        _hhc: {
          image_sizes: [480, 960].map((width) => ({url: picture(`full-${width}`), width})),
          translations: [{language: 'en', title: 'In English', content_html: body('en', 'Text')}],
        },
      });
      const document = (items, extension) => ({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'News',
        icon: tracker('icon.png'),
        favicon: tracker('favicon.png'),
        next_url: 'next.json',
        hubs: [{type: 'WebSub', url: tracker('hub')}],
        items,
        _hhc: {reads_url: 'reads-{id}.json', ...extension},
      });
      const archive = [2022, 2021].map((year) => ({year, count: 60, url: `${year}.json`}));
      const many = Array.from({length: 60}, (_, index) =>
        item(`year-${index}`, 2021, {content_html: body('year', 'Текст')}),
      );
      const documents = {
        'everything.json': document([full, ...many.slice(0, 3)], {archive, story_url: 'story-{id}.json'}),
        '2022.json': document([full]),
        '2021.json': document(many),
        'next.json': document([item('next', 2021, {content_html: body('next', 'Текст')})]),
        'reads-full.json': document([{id: 'full', _hhc: {reads: {total: 7}}}]),
        'story-apart.json': document([item('apart', 2020, {content_html: body('apart', 'Текст')})]),
      };
      await mkdir(join(folder, 'feed'), {recursive: true});
      for (const [name, content] of Object.entries(documents)) {
        await writeFile(join(folder, 'feed', name), JSON.stringify(content));
      }
      return join(folder, 'feed', 'everything.json');
    }

    const engines = {
      'the browser’s sanitizer': undefined,
      DOMPurify: () => delete globalThis.Sanitizer,
    };
    for (const [engine, prepare] of Object.entries(engines)) {
      it(`finds the same with a feed that names trackers in every way, and ${engine}`, async (t) => {
        const {tour, site} = await open(t, await writeFeed(), prepare);
        const asked = new Set();
        for (const address of [site.partner, site.mainSite, `${site.mainSite}?story=apart`]) {
          tour.begin();
          assert.deepEqual((await use(tour, address)).found, []);
          for (const each of tour.addresses) asked.add(each.replace(/^.*\//, ''));
        }
        for (const file of [
          'everything.json',
          '2022.json',
          '2021.json',
          'next.json',
          'story-apart.json',
          'reads-full.json',
        ]) {
          assert.ok(asked.has(file), `${file} was not asked for.`);
        }
        // Each in one of its sizes.
        for (const picture of ['full', 'bg', 'en', 'apart']) {
          const isPicture = (file) => file.startsWith(picture) && file.endsWith('.jpg');
          assert.ok([...asked].some(isPicture), `No picture ${picture} was asked for.`);
        }
        assert.equal(
          [...asked].some((file) => file.startsWith('purify')),
          !!prepare,
        );
      });
    }

    it('finds the same where the feed cannot be had', async (t) => {
      const {tour, site} = await open(t, 'http://127.0.0.1:9/feed.json');
      for (const address of [site.partner, site.mainSite]) {
        tour.begin();
        assert.deepEqual((await use(tour, address)).found, []);
      }
    });
  });

  describe('the watch of these tours', {concurrency: 1}, () => {
    const load = (element) => document.body.append(element);

    /** What a page must not do: how, and what is to be said of it. Where there are two, each is to be said. */
    const deeds = {
      'sets a cookie': [
        () => (document.cookie = 'a=1'),
        /^use of Document.cookie \(set\) a=1/,
        /^cookie: a=1$/,
      ],
      'reads cookies': [() => document.cookie, /^use of Document.cookie \(get\)/],
      'sets a cookie by cookieStore': [
        () => cookieStore.set('b', '1'),
        /^use of CookieStore.set/,
        /^cookie: b=1$/,
      ],
      'keeps an item': [
        () => localStorage.setItem('c', '1'),
        /^use of Storage.setItem c/,
        /^kept: localStorage c$/,
      ],
      'keeps an item without a method': [
        () => (sessionStorage.d = '1'),
        /^use of window.sessionStorage/,
        /^kept: sessionStorage d$/,
      ],
      'makes a database': [() => indexedDB.open('e'), /^use of IDBFactory.open e/, /^kept: indexedDB e$/],
      'fills a cache': [
        async () => (await caches.open('f')).put('/kept', new Response('kept')),
        /^use of CacheStorage.open f/,
        /^kept: cache f$/,
        /^kept: storage .*caches/,
      ],
      'writes a file': [
        async () => (await navigator.storage.getDirectory()).getFileHandle('g', {create: true}),
        /^use of StorageManager.getDirectory/,
        /^kept: file g$/,
      ],
      'registers a service worker': [
        () => navigator.serviceWorker.register('/worker.js'),
        /^use of ServiceWorkerContainer.register \/worker.js/,
        /^kept: service worker/,
      ],
      'names its window': [
        () => (window.name = 'h'),
        /^use of window.name \(set\) h/,
        /^kept: window.name h$/,
      ],
      'keeps a state': [
        () => history.replaceState('i', ''),
        /^use of History.replaceState i/,
        /^kept: history.state "i"$/,
      ],
      'asks for a foreign picture': [
        () => load(Object.assign(new Image(), {src: 'http://tracker.example/picture'})),
        /^request: GET http:\/\/tracker.example\/picture by /,
      ],
      'sends a beacon': [
        () => navigator.sendBeacon('http://tracker.example/beacon', 'x'),
        /^use of Navigator.sendBeacon/,
        /^request: POST http:\/\/tracker.example\/beacon/,
      ],
      'fetches from a foreign site': [
        () => fetch('http://tracker.example/fetch', {mode: 'no-cors'}),
        /^request: GET http:\/\/tracker.example\/fetch/,
      ],
      'loads a foreign script': [
        () => load(Object.assign(document.createElement('script'), {src: 'http://tracker.example/script'})),
        /^request: GET http:\/\/tracker.example\/script/,
      ],
      'loads a foreign style sheet': [
        () =>
          load(
            Object.assign(document.createElement('link'), {
              rel: 'stylesheet',
              href: 'http://tracker.example/sheet',
            }),
          ),
        /^request: GET http:\/\/tracker.example\/sheet/,
      ],
      'loads a foreign frame': [
        () => load(Object.assign(document.createElement('iframe'), {src: 'http://tracker.example/frame'})),
        /^request: GET http:\/\/tracker.example\/frame/,
      ],
      'asks over https': [
        () => fetch('https://tracker.example/').catch(() => undefined),
        /^request: CONNECT https:\/\/tracker.example:443\//,
      ],
      'asks the feed’s server for something else': [
        (feed) => fetch(new URL('/other.json', feed)),
        /^request: GET http:\/\/127.0.0.1:\d+\/other.json/,
      ],
      'fetches a picture that the feed names': [
        (feed) => fetch(new URL('/picture.png?fetched', feed)),
        /^request: GET http:\/\/127.0.0.1:\d+\/picture.png\?fetched/,
      ],
      'tells the picture’s server of the page': [
        (feed) => load(Object.assign(new Image(), {src: new URL('/picture.png', feed).href})),
        /^referrer: GET http:\/\/127.0.0.1:\d+\/picture.png http/,
      ],
      'sends its cookies for the feed': [
        (feed) => fetch(feed, {credentials: 'include'}).catch(() => undefined),
        /^header: GET http:\/\/127.0.0.1:\d+\/feed.json cookie$/,
        // The answer's own cookie is then kept.
        /^cookie: by-feed=1$/,
      ],
      'sends a header of its own for the feed': [
        (feed) => fetch(feed, {headers: {'X-Own': '1'}}).catch(() => undefined),
        /^request: OPTIONS http:\/\/127.0.0.1:\d+\/feed.json/,
      ],
      'wants another type of the feed': [
        (feed) => fetch(feed, {headers: {Accept: 'text/html'}}),
        /^request: GET http:\/\/127.0.0.1:\d+\/feed.json|^header: GET \S+ accept/,
      ],
      'sends a password for the feed': [
        (feed) => fetch(feed, {headers: {Authorization: 'Basic eDp5'}}).catch(() => undefined),
        /^request: OPTIONS http:\/\/127.0.0.1:\d+\/feed.json/,
      ],
      'tells the feed’s server the whole address': [
        (feed) => fetch(feed, {referrerPolicy: 'unsafe-url'}),
        /^referrer: GET http:\/\/127.0.0.1:\d+\/feed.json http\S+\/page\?whole$/,
      ],
      'tells the feed’s server its origin': [
        (feed) => fetch(feed, {referrerPolicy: 'origin'}),
        /^referrer: GET http:\/\/127.0.0.1:\d+\/feed.json http:\/\/[\d.:]+\/$/,
      ],
      'posts to the feed': [
        (feed) => fetch(feed, {method: 'POST', mode: 'no-cors'}),
        /^request: POST http:\/\/127.0.0.1:\d+\/feed.json/,
      ],
      'has an answer that sets a cookie': [
        () => fetch('/cookie'),
        /^cookie set by a response: GET \S+\/cookie by-answer=1/,
        /^cookie: by-answer=1$/,
      ],
      'opens a web socket': [
        () => new WebSocket('ws://tracker.example/socket'),
        /^use of new WebSocket/,
        /^request: CONNECT https:\/\/tracker.example:80\//,
      ],
      'listens to a stream': [
        () => new EventSource('http://tracker.example/stream'),
        /^use of new EventSource/,
        /^request: GET http:\/\/tracker.example\/stream/,
      ],
      'uses XMLHttpRequest': [
        () => {
          const request = new XMLHttpRequest();
          request.open('GET', 'http://tracker.example/xhr');
          request.send();
        },
        /^use of new XMLHttpRequest/,
        /^request: GET http:\/\/tracker.example\/xhr/,
      ],
      'connects to a peer': [() => new RTCPeerConnection(), /^use of new RTCPeerConnection/],
      'tells other tabs': [() => new BroadcastChannel('j'), /^use of new BroadcastChannel j/],
      'tells the page around it': [() => parent.postMessage('k', '*'), /^use of window.postMessage k/],
      'starts a worker': [() => new Worker('/worker.js'), /^use of new Worker \/worker.js/],
      'asks where the reader is': [
        () => navigator.geolocation.getCurrentPosition(() => undefined),
        /^use of Geolocation.getCurrentPosition/,
      ],
      'asks to notify': [
        () => void Notification.requestPermission(),
        /^use of Notification.requestPermission/,
      ],
      'asks what it may': [() => navigator.permissions.query({name: 'camera'}), /^use of Permissions.query/],
      'opens a window': [
        () => void window.open('/opened'),
        /^use of window.open/,
        /^window: http\S+\/opened$/,
      ],
    };

    let servers;
    let page;
    let feed;
    before(async () => {
      const listen = async (answer) => {
        const server = createServer(answer);
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        return [server, `http://127.0.0.1:${server.address().port}`];
      };
      const [pages, pagesOrigin] = await listen(({url}, response) => {
        const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
        const cookie = url === '/cookie' ? {'Set-Cookie': 'by-answer=1'} : {};
        response.writeHead(200, {'Content-Type': type, ...cookie});
        // Or the browser would ask for a sign of the site.
        response.end(type === 'text/html' ? '<!doctype html><link rel="icon" href="data:,"><p>' : '');
      });
      const [feeds, feedsOrigin] = await listen(({url, headers}, response) => {
        response.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*');
        response.setHeader('Access-Control-Allow-Credentials', 'true');
        response.setHeader('Cache-Control', 'no-store');
        if (url.startsWith('/picture')) response.end(PIXEL);
        else
          response.end(JSON.stringify({items: [{image: '/picture.png'}, {image: '/picture.png?fetched'}]}));
      });
      servers = [pages, feeds];
      page = `${pagesOrigin}/page?whole`;
      feed = `${feedsOrigin}/feed.json`;
    });
    after(() => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    });

    const watchPage = () =>
      watch(browser, {isOwn: (address) => address.startsWith(new URL(page).origin), feeds: [feed]});

    it('finds nothing where a page does what it may', async () => {
      const tour = await watchPage();
      await tour.page.goto(page);
      await tour.page.evaluate(async (feed) => {
        const {items} = await (
          await fetch(feed, {credentials: 'omit', referrerPolicy: 'no-referrer'})
        ).json();
        const image = Object.assign(new Image(), {referrerPolicy: 'no-referrer'});
        image.src = new URL(items[0].image, feed);
        await image.decode();
      }, feed);
      const found = await tour.findings();
      const asked = [...tour.addresses];
      await tour.close();
      assert.deepEqual(found, []);
      assert.equal(asked.length, 3);
    });

    it('finds out a page that', async (t) => {
      const tour = await watchPage();
      await tour.page.goto(page);
      // Pictures are allowed when the feed has been read.
      await tour.page.evaluate((feed) => fetch(feed).then((answer) => answer.text()), feed);
      tour.begin();
      for (const [name, [deed, ...told]] of Object.entries(deeds)) {
        await t.test(name, async () => {
          await tour.page.evaluate(`{
          const load = ${load};
          (${deed})(${JSON.stringify(feed)});
        }`);
          let found = [];
          const isTold = (what) => found.some((finding) => what.test(finding));
          for (const end = Date.now() + 5000; Date.now() < end && !told.every(isTold);)
            found = await tour.findings();
          for (const what of told) assert.ok(isTold(what), `${what} is none of\n${found.join('\n')}`);
        });
        tour.begin();
      }
      await tour.close();
    });
  });
});
