// The elements on a page of their own origin, with a real WordPress as their feed: what a reader sees, and what the site is
// asked for.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {after, before, beforeEach, describe, it} from 'node:test';
import {launchChromium} from '../pages/serving.mjs';
import {startSite, whyNot} from './site.mjs';

const POSTS = '/wp/v2/posts';

describe('a real WordPress', {skip: whyNot()}, () => {
  let site, server, browser, page, errors;

  before(async () => {
    server = createServer(({url}, response) => {
      const isScript = url.startsWith('/cdn/');
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
      response.end(
        isScript
          ? readFileSync(`dist${url}`)
          : '<!doctype html><html lang="bg"><script type="module" src="/cdn/hhc-widgets.js"></script><main></main>',
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    [site, browser] = await Promise.all([startSite(), launchChromium()]);
    await site.requests();
  });
  after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
    await site?.stop();
  });

  beforeEach(async () => {
    await page?.close();
    page = await browser.newPage({viewport: {width: 900, height: 900}});
    errors = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await site.requests();
  });

  /** Puts elements on the page; resolves to how each ended, in their order. */
  const show = (...elements) =>
    page.evaluate(
      (elements) =>
        Promise.all(
          elements.map(
            ([tag, attributes]) =>
              new Promise((resolve) => {
                const element = document.createElement(tag);
                for (const [name, value] of Object.entries({loading: 'eager', ...attributes}))
                  element.setAttribute(name, value);
                element.addEventListener('hhc-load', () => resolve('load'));
                element.addEventListener('hhc-error', ({code}) => resolve(code));
                document.querySelector('main').append(element);
              }),
          ),
        ),
      elements,
    );

  /** What the site was asked for: readable, and without the fields. */
  const asked = async () =>
    (await site.requests()).map((line) =>
      decodeURIComponent(line)
        .replace(/[?&](?:_fields|_embed)=[^&]*/g, '')
        .replace(/posts&/, 'posts?'),
    );
  const textOf = async (selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ');
  const titles = (tag) => page.locator(`${tag} [part~="link"]`).allInnerTexts();

  for (const [name, sourceOf] of [
    ['its REST address', () => ({src: `${site.address}/wp-json${POSTS}`})],
    ['its REST address with plain permalinks', () => ({src: `${site.address}/?rest_route=${POSTS}`})],
    ['the address of the site', () => ({src: site.address, type: 'wordpress'})],
  ]) {
    describe(`by ${name}`, () => {
      const isPretty = name === 'its REST address';
      const route = (path, query = '') =>
        isPretty
          ? `GET /wp-json/wp/v2/${path}${query && `?${query}`}`
          : `GET /?rest_route=/wp/v2/${path}${query && `${path === 'posts' ? '?' : '&'}${query}`}`;
      const cards = () => route('posts', 'per_page=10');
      const counter = (id) =>
        isPretty ? `GET /wp-json/top-10/v1/counter/${id}` : `GET /?rest_route=/top-10/v1/counter/${id}`;

      it('shows the newest story whole', async (t) => {
        assert.deepEqual(await show(['hhc-story', sourceOf()]), ['load']);
        const id = site.seeded['Ден на хвърчилата'];
        assert.equal(await textOf('hhc-story [part~="title"]'), 'Ден на хвърчилата');
        assert.equal(await textOf('hhc-story [part~="date"]'), '20 декември 2022 г.');
        const body = await textOf('hhc-story [part~="body"]');
        assert.match(body, /Децата пускат хвърчила\. И се радват \[1\]\.$/);
        assert.equal(await textOf('hhc-story [part~="reads"]'), '(прочетено 5544)');
        assert.deepEqual(await page.locator('hhc-story [part~="tags"] li').allInnerTexts(), [
          'Семейства',
          'Хвърчила',
        ]);
        const image = page.locator('hhc-story [part~="image"]');
        assert.equal(await image.getAttribute('alt'), 'Хвърчила над града');
        assert.match(
          await image.getAttribute('srcset'),
          /kites-300x169\.png 300w, .*kites-1536x864\.png 1536w/,
        );
        assert.equal(await page.evaluate(() => window.wasRun), undefined);
        await page.waitForLoadState('networkidle');
        const requests = (await asked()).filter((line) => !line.includes('/uploads/'));
        t.diagnostic(requests.join('\n'));
        assert.deepEqual(requests, [cards(), route(`posts/${id}`), counter(id)]);
      });

      it('shows related stories: by tags, then by categories', async (t) => {
        const id = site.seeded['Ден на хвърчилата'];
        assert.deepEqual(await show(['hhc-related', {...sourceOf(), 'story-id': String(id), limit: '4'}]), [
          'load',
        ]);
        const [first, second, ...others] = await titles('hhc-related');
        assert.deepEqual([first, second], ['Семейства и хвърчила', 'Още хвърчила']);
        assert.ok(
          others.every((title) => /^Новина [24680]/.test(title) || /[02468] от/.test(title)),
          String(others),
        );
        await page.waitForLoadState('networkidle');
        const requests = (await asked()).filter((line) => !line.includes('/uploads/'));
        t.diagnostic(requests.join('\n'));
        assert.equal(requests.length, 3);
        assert.equal(requests[0], cards());
        assert.match(requests[1], /tags=\d+,\d+&exclude=\d+&per_page=10$/);
        assert.match(requests[2], /categories=\d+&exclude=\d+&per_page=10$/);
      });

      it('draws the years with their counts, and a year by one document, and a further one for the rest', async (t) => {
        assert.deepEqual(await show(['hhc-archive', sourceOf()]), ['load']);
        const years = (await page.locator('summary').allInnerTexts()).map((text) =>
          text.match(/\d+/g).join(' '),
        );
        assert.deepEqual(years, [
          ...['2022 11', '2021 3', '2020 3', '2019 121', '2018 3', '2017 3', '2016 3', '2015 3', '2014 4'],
          ...['2013 4', '2012 4', '2010 3'],
        ]);
        const first = await asked();
        assert.equal(first.length, 16, 'the cards, the oldest, the newest, and one a year');
        assert.equal(new Set(first).size, 16);

        await page.locator('summary', {hasText: '2019'}).click();
        await page.locator('details[open] [part~="link"]').first().waitFor();
        assert.equal((await titles('hhc-archive')).length, 50);
        assert.deepEqual(await asked(), [
          route('posts', 'after=2018-12-31T23:59:59&before=2020-01-01T00:00:00&per_page=100'),
        ]);
        const more = page.locator('details[open] button');
        await more.click();
        await page.waitForFunction(
          () =>
            document.querySelector('hhc-archive').shadowRoot.querySelectorAll('[part~="link"]').length ===
            100,
        );
        assert.deepEqual(await asked(), []);
        await more.click();
        await page.waitForFunction(
          () =>
            document.querySelector('hhc-archive').shadowRoot.querySelectorAll('[part~="link"]').length ===
            121,
        );
        const last = await asked();
        assert.deepEqual(last, [
          route('posts', 'after=2018-12-31T23:59:59&before=2020-01-01T00:00:00&per_page=100&page=2'),
        ]);
        assert.equal((await titles('hhc-archive')).at(-1), 'Новогодишна');
        t.diagnostic([...first, ...last].join('\n'));
      });
    });
  }

  const src = () => `${site.address}/wp-json${POSTS}`;

  it('asks for nothing twice where all three are on a page', async (t) => {
    const id = String(site.seeded['Ден на хвърчилата']);
    const each = {src: src()};
    assert.deepEqual(
      await show(
        ['hhc-archive', each],
        ['hhc-story', {...each, 'story-id': id}],
        ['hhc-related', {...each, 'story-id': id}],
      ),
      ['load', 'load', 'load'],
    );
    await page.waitForLoadState('networkidle');
    const requests = (await site.requests()).filter((line) => !line.includes('/uploads/'));
    t.diagnostic(requests.join('\n'));
    assert.equal(new Set(requests).size, requests.length);
    assert.ok(requests.every((line) => line.startsWith('GET ')));
  });

  it('keeps the site’s own parameters in every request', async () => {
    const category = await fetch(`${site.address}/wp-json/wp/v2/categories?search=Кампании`).then((r) =>
      r.json(),
    );
    const query = `categories=${category[0].id}`;
    await site.requests();
    await show(['hhc-archive', {src: `${src()}?${query}`}], ['hhc-story', {src: `${src()}?${query}`}]);
    await page.locator('summary').last().click();
    await page.waitForLoadState('networkidle');
    const requests = (await asked()).filter((line) => line.includes('/wp/v2/'));
    assert.ok(requests.length > 15);
    assert.ok(
      requests.every((line) => line.includes(query)),
      requests.join('\n'),
    );
  });

  it('shows of a protected story its title and the way to it', async () => {
    const id = site.seeded.Protected;
    await show(
      ['hhc-story', {src: src(), 'story-id': String(id)}],
      ['hhc-related', {src: src(), limit: '5'}],
    );
    await page.waitForLoadState('networkidle');
    assert.ok(!(await asked()).some((line) => line.includes('top-10')));
    const text = await textOf('hhc-story article');
    assert.match(text, /^Само за дарители 18 декември 2022 г\. Защитена с парола/);
    assert.equal(await page.locator('hhc-story img').count(), 0);
    assert.ok((await page.locator('hhc-story [part~="more"]').getAttribute('href')).startsWith(site.address));
    const card = page.locator('hhc-related li', {hasText: 'Само за дарители'});
    assert.match(await card.innerText(), /Защитена с парола$/);
    assert.equal(await card.locator('img').count(), 0);
  });

  it('says of a draft, and of a number that nothing has, that it is not there', async () => {
    const ids = [site.seeded.Draft, 999_999, '1/../../users/1'];
    const ends = await show(...ids.map((id) => ['hhc-story', {src: src(), 'story-id': String(id)}]));
    assert.deepEqual(ends, ['no-story', 'no-story', 'no-story']);
  });

  it('shows what editors make', async () => {
    const names = ['Entities', 'Deleted picture', 'Picture only', 'Untitled', 'English', 'Bilingual'];
    const ends = await show(
      ...names.map((name) => ['hhc-story', {src: src(), 'story-id': String(site.seeded[name])}]),
    );
    assert.deepEqual(new Set(ends), new Set(['load']));
    assert.deepEqual(await page.locator('hhc-story [part~="title"]').allInnerTexts(), [
      'Дом & деца – „първа“ стъпка <5k>',
      'Снимката я няма',
      'Само снимка',
      'История без заглавие.',
      'A day of kites',
      'Приемна грижа',
    ]);
    const images = await page
      .locator('hhc-story')
      .evaluateAll((elements) => elements.map(({shadowRoot}) => shadowRoot.querySelectorAll('img').length));
    assert.deepEqual(images, [0, 0, 1, 0, 0, 0]);
    assert.deepEqual(
      await page.locator('hhc-story').nth(5).locator('[part~="languages"] button').allInnerTexts(),
      ['Български', 'English'],
    );
    assert.equal(
      await page.locator('hhc-story').nth(4).locator('[part~="title"] [lang]').first().getAttribute('lang'),
      'en',
    );
  });

  it('goes on beside a plugin that warns, and takes the count of one that counts', async () => {
    site.plugin(`
      echo "<br />\\n<b>Warning</b>:  Undefined [x] in <b>/site/plugin.php</b> on line <b>{3}</b><br />\\n";
      add_action('rest_api_init', fn () => register_rest_route('top-10/v1', '/counter/(?P<id>\\d+)', [
        'methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn () => 169]));
    `);
    try {
      const [end] = await show(['hhc-story', {src: src(), 'story-id': String(site.seeded.English)}]);
      assert.equal(end, 'load');
      await page.locator('hhc-story [part~="reads"]').waitFor();
      assert.equal(await textOf('hhc-story [part~="reads"]'), '(прочетено 169)');
    } finally {
      site.plugin('');
    }
  });

  it('reads its RSS where the site lets others read it, and says so where it does not', async () => {
    const refused = `${site.address}/feed/`;
    const warnings = [];
    page.on('console', (message) => warnings.push(message.text()));
    assert.deepEqual(await show(['hhc-archive', {src: refused}]), ['network']);
    assert.match(warnings.join(), /Access-Control-Allow-Origin \(which RSS feeds seldom do\)/);
    site.plugin('header("Access-Control-Allow-Origin: *");');
    try {
      await page.reload();
      // The browser has kept the other as it was.
      const src = `${refused}?for=others`;
      assert.deepEqual(
        await show(['hhc-story', {src}], ['hhc-related', {src, limit: '9'}], ['hhc-archive', {src}]),
        ['load', 'load', 'load'],
      );
      assert.equal(await textOf('hhc-story [part~="title"]'), 'Ден на хвърчилата');
      assert.match(await textOf('hhc-story [part~="body"]'), /^Децата пускат хвърчила\./);
      const all = (await titles('hhc-related')).join();
      assert.ok(all.includes('Дом & деца – „първа“ стъпка'), all);
      assert.ok(all.includes('Само за дарители') && !all.includes('Защитен'), all);
      assert.ok(!(await page.locator('hhc-related ul').innerText()).includes('парола:'));
    } finally {
      site.plugin('');
    }
  });

  it('leaves no error on the page', () => assert.deepEqual(errors, []));
});
