// The script tag on pages whose headers allow as little as they can: nothing is violated, and everything is read.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, beforeEach, describe, it} from 'node:test';
import {inEachEngine} from './engines.mjs';
import {CDN, ENTRY, FEED, NONCE, NOTHING, REST, startSites, STORY, TAGS} from './headers.mjs';

const {version} = JSON.parse(readFileSync('package.json', 'utf8'));
const sample = JSON.parse(readFileSync(`stories/feeds${FEED}`, 'utf8'));
const story = sample.items.find(({id}) => id === STORY);

const sites = await startSites();
const {partner, cdn, publisher} = sites;
after(() => sites.stop());

const TRUSTED = "require-trusted-types-for 'script'; trusted-types hhc";
const HOSTS = `default-src 'self'; script-src 'self' ${cdn}; connect-src ${publisher}; img-src ${publisher}; ${REST}`;
const NONCES = `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; connect-src ${publisher}; img-src ${publisher}; ${REST}`;
const OWN = {
  policy: `default-src 'self'; ${REST}`,
  scripts: [`${partner}/hhc-widgets/${ENTRY}`],
  feed: `${partner}${FEED}`,
};
/** What DOMPurify is loaded for; WebKit has none of it in any case. */
const WITHOUT_SANITIZER = 'delete window.Sanitizer; delete Document.parseHTML;';

const FEATURES = `accelerometer autoplay bluetooth camera clipboard-read clipboard-write compute-pressure
  cross-origin-isolated display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid
  identity-credentials-get idle-detection keyboard-map local-fonts magnetometer microphone midi otp-credentials payment
  picture-in-picture publickey-credentials-get screen-wake-lock serial storage-access sync-xhr unload usb web-share
  window-management xr-spatial-tracking`;

/** Pages on which all is to work. */
const PAGES = {
  'lists hosts': {policy: `${HOSTS}; style-src 'self'`},
  'lists the files themselves, and allows no styles': {
    policy: `default-src 'none'; script-src ${partner}/ ${cdn}/hhc-widgets/; connect-src ${publisher}${FEED}; img-src ${publisher}/pictures/; style-src 'none'; ${REST}`,
  },
  'has everything on its own origin': OWN,
  'gives nonces, with strict-dynamic': {policy: NONCES},
  'lists hosts and requires Trusted Types': {policy: `${HOSTS}; style-src 'none'; ${TRUSTED}`},
  'gives nonces and requires Trusted Types': {policy: `${NONCES}; ${TRUSTED}`},
  'requires Trusted Types of any name': {policy: `${NONCES}; require-trusted-types-for 'script'`},
  'gives nonces, in a browser without a sanitizer': {
    policy: NONCES,
    before: WITHOUT_SANITIZER,
    purify: true,
  },
  'requires Trusted Types, in a browser without a sanitizer': {
    policy: `${NONCES}; ${TRUSTED}`,
    before: WITHOUT_SANITIZER,
    purify: true,
  },
  'is in a sandbox': {policy: `${NONCES}; ${TRUSTED}; sandbox allow-scripts`},
  'lets no feature and no referrer out': {
    policy: HOSTS,
    headers: {
      'Permissions-Policy': FEATURES.split(/\s+/)
        .map((feature) => `${feature}=()`)
        .join(', '),
      'Referrer-Policy': 'no-referrer',
    },
  },
  'is isolated from other origins': {
    policy: HOSTS,
    headers: {
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
    // The publisher's pictures do not say that other sites may have them.
    pictures: 'blocked',
  },
};

/** As editors write: with styles of their own. */
const styledFeed = sites.add(
  'publisher',
  '/styled.json',
  JSON.stringify({
    ...sample,
    items: [
      {
        ...story,
        content_html: story.content_html.replace(/<(p|em|img)\b/g, '<$1 style="text-align: center"'),
      },
      ...sample.items.filter(({id}) => id !== STORY),
    ],
  }),
  {'Access-Control-Allow-Origin': '*'},
);
PAGES['has a feed with styles in it'] = {
  policy: `${NONCES}; style-src 'none'; ${TRUSTED}`,
  feed: styledFeed,
};

/** The sample in RSS: what it has no place for is left out. */
const rssFeed = sites.add(
  'publisher',
  '/news.rss',
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <item><guid>${STORY}</guid><title>${story.title}</title>
      <content:encoded><![CDATA[${story.content_html}]]></content:encoded></item>
  </channel></rss>`,
  {'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/rss+xml'},
);

/** The lines that the documentation gives. */
const DOCUMENTED = readFileSync('docs/security.md', 'utf8').matchAll(/^Content-Security-Policy: (.+)$/gm);
for (const [, line] of DOCUMENTED) {
  const policy = line
    .replaceAll('https://WIDGETS', cdn)
    .replaceAll(/https:\/\/(?:FEED|PICTURES)/g, publisher)
    .replaceAll('RANDOM', NONCE);
  PAGES[`has the documented line ${line}`] = {policy};
}

/** What runs, if anything does, notes it; whatever asks for something asks for “evil”. */
const HOSTILE = [
  '<p onclick="top.hasRun = 1">1</p><p style="background: url(/evil.png)">2</p>',
  '<p><a href="javascript:top.hasRun = 1">3</a><a href="java&#10;script&colon;top.hasRun = 1">4</a></p>',
  '<p><img src="/none.png" alt="5" onerror="top.hasRun = 1"></p>',
  '<details open ontoggle="top.hasRun = 1"><summary>6</summary></details>',
  '<script>top.hasRun = 1</script><script src="/evil.js"></script>',
  '<svg onload="top.hasRun = 1"><script>top.hasRun = 1</script><style>@import "/evil.css";</style></svg>',
  '<style>@import "/evil.css";</style><link rel="stylesheet" href="/evil.css"><base href="/evil/">',
  '<iframe srcdoc="<script>top.hasRun = 1</script>" src="javascript:top.hasRun = 1"></iframe>',
  '<iframe src="/evil.html"></iframe><object data="/evil.html"></object>',
  '<form action="javascript:top.hasRun = 1"><button formaction="/evil.html">7</button></form>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=top.hasRun=1&gt;">',
  '</style></mglyph></table></mtext></math><p>8</p>',
].join('');
/** What is left of it. */
const HARMLESS = [
  '<p>1</p><p>2</p><p><a>3</a><a>4</a></p>',
  `<p><img alt="5" loading="lazy" decoding="async" referrerpolicy="no-referrer" src="${publisher}/none.png"></p>`,
  '<details open=""><summary>6</summary></details>',
  `<p><a href="${publisher}/evil.html" rel="noopener nofollow ugc">Съдържание от 127.0.0.1</a></p><p>8</p>`,
].join('');
const hostileFeed = sites.add(
  'publisher',
  '/hostile.json',
  JSON.stringify({...sample, items: [{...story, content_html: HOSTILE, _hhc: {}}]}),
  {'Access-Control-Allow-Origin': '*'},
);
/** What DOMPurify's parsing of such elements may be reported as, although nothing is applied: by Chromium. */
const REPORTED = ['style-src-elem', 'base-uri'];

/** Two pictures, and links to films on hosts that no page here names. */
const FILM = 'https://www.youtube.com/watch?v=abcdefghijk';
const mediaFeed = sites.add(
  'publisher',
  '/media.json',
  JSON.stringify({
    ...sample,
    items: [
      {
        ...story,
        content_html: `<p>Две снимки и два филма за децата и техните хвърчила.</p><p><img src="/pictures/kites-480.jpg" alt="1"></p>
          <p><img src="/pictures/bridge-480.jpg" alt="2"></p><p><a href="${FILM}">Филм</a></p>
          <p><a href="https://films.example/film.mp4">Запис</a></p><p>И това е краят на тази история.</p>`,
        _hhc: {},
      },
    ],
  }),
  {'Access-Control-Allow-Origin': '*'},
);
const STRICTEST = `${NONCES}; style-src 'none'; ${TRUSTED}`;

/** Pages that refuse the policy: nothing of ours may happen. */
const REFUSING = {
  'allows no policy': `${NONCES}; require-trusted-types-for 'script'; trusted-types 'none'`,
  'allows no policy, and does not require one': `${NONCES}; trusted-types 'none'`,
  'allows another policy': `${NONCES}; trusted-types other`,
};

function assertRead({bg, en, pictures, related, years, stories}, {hasPictures}) {
  const english = story._hhc.translations.find(({language}) => language === 'en');
  for (const [words, shown] of [
    [story, bg],
    [english, en],
  ]) {
    assert.equal(shown.title, words.title);
    assert.equal(shown.text, words.content_html.replace(/<[^>]*>/g, ''));
    assert.deepEqual(shown.markup, words.content_html.match(/(?<=<)\w+/g));
  }
  if (hasPictures) assert.ok(pictures >= 3, `${pictures} pictures`);
  else assert.equal(pictures, 0);
  assert.equal(related, 3);
  assert.equal(years, sample._hhc.archive.length);
  assert.equal(stories, sample._hhc.archive[0].count);
}

/** What browsers send by themselves. */
const USUAL_HEADER =
  /^(?:accept|accept-encoding|accept-language|cache-control|connection|dnt|host|origin|pragma|priority|referer|sec-.*|te|user-agent)$/;

const USUAL_PATH =
  /^\/(?:(?:page-|before-|hhc-widgets\/|older\/|pictures\/).+|recorder\.js|favicon\.ico|hhc\.json|styled\.json)$/;

/** The library's own files, the feed, once, and its pictures; no cookie with the feed, and no referrer with either. */
function assertAskedLittle(page) {
  const {asked} = sites;
  assert.deepEqual(
    asked.filter(({path}) => !USUAL_PATH.test(path)),
    [],
  );
  assert.deepEqual([...new Set(asked.map(({method}) => method))], ['GET']);
  const feeds = asked.filter(({path}) => path.endsWith('.json'));
  assert.equal(feeds.length, 1);
  for (const name of ['cookie', 'referer']) assert.equal(feeds[0].headers[name], undefined);
  assert.deepEqual(
    Object.keys(feeds[0].headers).filter((name) => !USUAL_HEADER.test(name)),
    [],
  );
  const pictures = asked.filter(({path}) => path.startsWith('/pictures/'));
  assert.deepEqual(
    pictures.filter(({headers}) => headers.referer),
    [],
  );
  // There is one, and it would have been sent.
  assert.match(asked.find(({path}) => path === new URL(page).pathname).headers.cookie, /reader=1/);
}

inEachEngine('a page that', ({engine, open, evaluate}) => {
  before(async () => {
    // Cookies know no ports: it is the publisher's as well as the partner's.
    await open(sites.add('publisher', '/cookie.html', '', {'Set-Cookie': 'reader=1'}));
  });
  beforeEach(() => (sites.asked.length = 0));

  for (const [name, {pictures = 'loaded', purify = false, ...options}] of Object.entries(PAGES)) {
    it(name, async () => {
      const page = sites.addPage(options);
      await open(page);
      const read = await evaluate((pictures) => window.recorder.read(pictures), pictures);
      assert.deepEqual(await evaluate(() => window.recorder.heard()), NOTHING);
      assertRead(read, {hasPictures: pictures === 'loaded'});
      assertAskedLittle(page);
      const isPurified = sites.asked.some(({path}) => path.includes('purify'));
      assert.equal(isPurified, purify || engine === 'WebKit');
    });
  }

  it('has another version of the library after this one', async () => {
    sites.addLibrary('older', (text, name) => (name === ENTRY ? text.replace(version, '0.0.9') : text));
    const scripts = ['hhc-widgets', 'older'].map((folder) => `${cdn}/${folder}/${ENTRY}`);
    const page = sites.addPage({policy: `${NONCES}; ${TRUSTED}`, scripts});
    await open(page);
    assertRead(await evaluate(() => window.recorder.read()), {hasPictures: true});
    const {console, ...others} = await evaluate(() => window.recorder.heard());
    assert.deepEqual({...others, console: []}, NOTHING);
    assert.equal(console.length, 1);
    for (const named of [version, '0.0.9']) assert.ok(console[0].includes(named), console[0]);
    assert.equal(await evaluate(() => customElements.get('hhc-story').version), version);
    assertAskedLittle(page);
  });

  it('requires Trusted Types, with RSS as its feed', async () => {
    await open(sites.addPage({policy: `${NONCES}; style-src 'none'; ${TRUSTED}`, feed: rssFeed}));
    await evaluate((tags) => window.recorder.settled(tags), TAGS);
    assert.deepEqual(await evaluate(() => window.recorder.heard()), NOTHING);
    const title = await evaluate(
      () => document.querySelector('hhc-story').shadowRoot.querySelector('[part~="title"]').textContent,
    );
    assert.equal(title.trim(), story.title);
  });

  it('forbids frames has the links of films followed, and its pictures and its print', async () => {
    await open(sites.addPage({policy: STRICTEST, feed: mediaFeed}));
    await evaluate((tags) => window.recorder.settled(tags), TAGS);
    // A box asks nobody.
    assert.deepEqual(await evaluate(() => window.recorder.heard()), NOTHING);
    const did = await evaluate(() => window.recorder.useStory());
    const {violations, ...others} = await evaluate(() => window.recorder.heard());
    assert.deepEqual({...others, violations: []}, NOTHING);
    assert.deepEqual([...new Set(violations.map(({effectiveDirective}) => effectiveDirective))].sort(), [
      'frame-src',
      'media-src',
    ]);
    assert.deepEqual(did, {
      boxes: 2,
      frames: 0,
      followed: [FILM, 'https://films.example/film.mp4'],
      pictures: ['1', '2'],
      printed: story.title,
      weight: '700',
    });
  });

  it('requires Trusted Types has a block of data, which it may report', async () => {
    const before = `addEventListener('DOMContentLoaded', () => document.querySelector('hhc-story').setAttribute('structured-data', ''))`;
    await open(sites.addPage({policy: STRICTEST, before}));
    await evaluate((tags) => window.recorder.settled(tags), TAGS);
    const title = await evaluate(() => window.recorder.headline());
    assert.equal(title, story.title);
    const {violations, ...others} = await evaluate(() => window.recorder.heard());
    assert.deepEqual({...others, violations: []}, NOTHING);
    assert.deepEqual(
      violations.filter(({effectiveDirective}) => effectiveDirective !== 'require-trusted-types-for'),
      [],
    );
  });

  it('is of XML keeps its own words', async () => {
    await open(sites.addPage({headers: {'Content-Type': 'application/xhtml+xml'}}));
    assert.deepEqual(await evaluate(() => window.recorder.fallbacks()), TAGS);
    const {console, ...others} = await evaluate(() => window.recorder.heard());
    assert.deepEqual({...others, console: []}, NOTHING);
    // The others run no module there in the first place.
    if (engine === 'Firefox') assert.match(console.join(), /^hhc-widgets .* application\/xhtml\+xml$/);
  });

  for (const [name, policy] of Object.entries(REFUSING)) {
    it(name, async () => {
      await open(sites.addPage({policy}));
      const {violations, console, ...others} = await evaluate(() => window.recorder.heard());
      assert.deepEqual({...others, violations: [], console: []}, NOTHING);
      // The browser's own report of the refusal.
      assert.deepEqual(
        violations.map(({effectiveDirective}) => effectiveDirective),
        ['trusted-types'],
      );
      assert.equal(console.length, 1);
      assert.match(console[0], /^hhc-widgets .*trusted-types hhc/);
      assert.deepEqual(await evaluate(() => window.recorder.fallbacks()), TAGS);
      assert.deepEqual(await evaluate((tags) => tags.filter((tag) => customElements.get(tag)), TAGS), []);
    });
  }

  const hostile = {
    'has a hostile feed': {policy: `${NONCES}; ${TRUSTED}`},
    'has a hostile feed, in a browser without a sanitizer': {
      policy: `${NONCES}; ${TRUSTED}`,
      before: WITHOUT_SANITIZER,
    },
    // Where a policy would not stop it.
    'has a hostile feed and no policy': {},
    'has a hostile feed and no policy, in a browser without a sanitizer': {before: WITHOUT_SANITIZER},
  };
  for (const [name, options] of Object.entries(hostile)) {
    it(name, async () => {
      await open(sites.addPage({...options, feed: hostileFeed}));
      await evaluate((tags) => window.recorder.settled(tags), TAGS);
      const body = await evaluate(() => window.recorder.bodyAfterClicks());
      const {violations, ...others} = await evaluate(() => window.recorder.heard());
      assert.equal(await evaluate(() => window.hasRun), undefined);
      assert.deepEqual({...others, violations: []}, NOTHING);
      const reported = violations.map(({effectiveDirective}) => effectiveDirective);
      assert.deepEqual(
        reported.filter((directive) => !options.policy || !REPORTED.includes(directive)),
        [],
      );
      assert.deepEqual(
        sites.asked.filter(({path}) => path.includes('evil')),
        [],
      );
      assert.equal(body, HARMLESS);
    });
  }
});

describe('the built script', () => {
  it('makes the policy in one place, and Lit makes none of its own', () => {
    const read = (folder, name) => readFileSync(join(folder, name), 'utf8');
    const entry = read(CDN, ENTRY);
    assert.equal(entry.includes('lit-html'), false);
    assert.deepEqual(entry.match(/createPolicy\("[^"]*"/g), ['createPolicy("hhc"']);
    const sources = readdirSync('src', {recursive: true}).filter((name) => name.endsWith('.ts'));
    const made = sources.flatMap((name) => read('src', name).match(/\.createPolicy\b.*/g) ?? []);
    assert.equal(made.length, 1);
  });
});
