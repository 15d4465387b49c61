import {expect} from '@open-wc/testing';
import '../../src/define.js';
import {textIn} from '../elements/rendering.js';
import {FATAL, KINDS, LARGE, payloadsOf} from './corpus.js';
import {feedOf, feedsOf, MORE_SHOWS, SHOWS, TRAPPED_YEAR, type Feeds, type Show} from './feeds.js';
import {inWords, type Finding, type Kind} from './finding.js';
import {Page} from './page.js';
import {Trees} from './tree.js';
import {Trial} from './trial.js';
import './unsafe-element.js';

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
];

/** Kinds of payloads that mean something as an address, as words or as a value, and not only as markup. */
const MANIFOLD: ReadonlySet<string> = new Set(['characters', 'json', 'templates', 'text', 'unseen', 'urls']);

/** So many feeds are shown at once. */
const BATCH = 16;

/** Tags that payloads name, and that must not become elements with a class of their own. */
const TAGS = ['x-y', 'x-b', 'x-script', 'a-b', 'my-element', 'hostile-element', 'test-runner'];

const corpus = await Promise.all(KINDS.map(async (kind) => [kind, await payloadsOf(kind)] as const));
const trees = new Trees();

/** Where the elements stand: on a page that can be scrolled, with room at all sides of them. */
const stage = document.createElement('div');

/** What a checker finds while `work` is done with the elements that it gets, on a page that is watched. */
async function onPage<T>(
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

before(async () => {
  stage.style.cssText = 'width: 600px; margin: 400px 40px 3000px';
  document.body.append(stage);
  await onPage(MORE_SHOWS, HARMLESS.length, async (trial, page) => {
    await trial.learn(...HARMLESS.map((text) => feedsOf(text, page.place())));
    expect((await page.findings()).map(inWords)).to.deep.equal([]);
  });
});
after(() => stage.remove());

describe('a hostile feed', function () {
  this.timeout(60_000);

  it('is measured by templates that let nothing in of themselves', () => {
    expect(trees.known).to.include('bdi lang').and.to.include('li > a').and.to.include('img part=image');
    expect(
      trees.known.filter((name) => /^bdi >|> (?:bdi >|script|iframe|form|input|svg|foreign)/.test(name)),
    ).to.deep.equal([]);
    expect(
      trees.known.filter((name) => /^\S+ (?:on|data-|id\b|is\b|popover|command|srcdoc)/.test(name)),
    ).to.deep.equal([]);
  });

  for (const [kind, payloads] of corpus) {
    const shows = MANIFOLD.has(kind) ? MORE_SHOWS : SHOWS;
    it(`does nothing but be shown: ${payloads.length} payloads, ${kind}`, () =>
      onPage(shows, BATCH, async (trial, page) => {
        for (let start = 0; start < payloads.length; start += BATCH) {
          const batch = payloads.slice(start, start + BATCH);
          const feeds = batch.map((payload) => feedsOf(payload, page.place(), kind === 'json'));
          const findings = await trial.check(...feeds);
          if (findings.length) expect.fail(await blamed(trial, page, batch, feeds, findings));
        }
      }));
  }

  for (const [name, payload] of [...Object.entries(LARGE), ...Object.entries(FATAL)]) {
    it(`does not stop the page: ${name}`, () =>
      onPage(SHOWS, 1, async (trial, page) => {
        for (const field of ['content_html', 'title'] as const) {
          const findings = await trial.glance(feedOf(payload, page.place(), field));
          expect(findings.map(inWords)).to.deep.equal([]);
        }
      }));
  }

  it('is not followed to another host: that year is an error', () =>
    onPage(
      [{tag: 'hhc-archive', feed: 'archived', properties: {open: TRAPPED_YEAR}}],
      1,
      async (trial, page) => {
        const findings = await trial.glance(feedsOf('Дом', page.place()));
        expect(findings.map(inWords)).to.deep.equal([]);
        const archive = stage.querySelector('hhc-archive')!;
        const years = textIn(archive, '[part="year"]').filter((text) => text.includes(String(TRAPPED_YEAR)));
        expect(years.join()).to.include('Историите не могат да се заредят от посочения адрес.');
      },
    ));
});

/** Which of a batch's payloads are at fault: those for which it happens alone. */
async function blamed(
  trial: Trial,
  page: Page,
  batch: readonly string[],
  feeds: readonly Feeds[],
  findings: readonly Finding[],
): Promise<string> {
  const blame: string[] = [];
  for (const [index, feed] of feeds.entries()) {
    const own = await trial.check(feed);
    if (own.length) blame.push(`${JSON.stringify(batch[index])}\n${wordsOf(own)}`);
  }
  return blame.join('\n') || `together: ${wordsOf(findings)}\n${page.trap.origin}`;
}

function wordsOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map((finding) => `  ${inWords(finding)}`))].slice(0, 20).join('\n');
}

/** By kind what an unsafe element is given, so that the checker has something to find. */
const CAUGHT: Readonly<Record<Kind, readonly (string | readonly ['title' | 'url' | 'image', string])[]>> = {
  script: [
    '<script>ATTACK()</script>',
    '<img src="IMAGE/broken" onerror="ATTACK()">',
    '<img src="IMAGE" onload="ATTACK()">',
    '<p onclick="ATTACK()">дом</p>',
    '<p onmouseover="ATTACK()">дом</p>',
    '<p onfocus="ATTACK()">дом</p>',
    '<p onload="ATTACK()">дом</p>',
    '<p onerror="ATTACK()">дом</p>',
    '<details ontoggle="ATTACK()">дом</details>',
    '<a href="javascript:ATTACK()">дом</a>',
    ['url', 'javascript:ATTACK()'],
    ['title', '<img src="IMAGE/broken" onerror="ATTACK()">'],
  ],
  dialog: ['<script>alert(1)</script>', '<p onclick="window.open()">дом</p>'],
  error: ['<script>throw new Error("x")</script>', '<script>Promise.reject(new Error("x"))</script>'],
  request: [
    '<img src="TRAP">',
    '<link rel="stylesheet" href="TRAP">',
    '<img src="IMAGE" referrerpolicy="unsafe-url">',
    '<img src="/__trap/picture">',
    ['image', 'TRAP'],
  ],
  element: [
    '<marquee>дом</marquee>',
    '<x-y>дом</x-y>',
    '<svg></svg>',
    '<h1>дом</h1>',
    ['title', '<b>дом</b>'],
  ],
  attribute: [
    '<p class="x">дом</p>',
    '<p data-x>дом</p>',
    '<td></td><p colspan="2">дом</p>',
    '<img src="IMAGE" loading="eager">',
    '<img src="IMAGE">',
    '<a href="https://a.example/">дом</a>',
    '<img src="IMAGE" width="100%">',
    '<div class="scroller" tabindex="0">дом</div>',
  ],
  address: [
    '<a href="data:text/html,x">дом</a>',
    '<a href="/x">дом</a>',
    '<img src="data:image/gif;base64,x">',
    '<img src="mailto:x">',
    '<img src="IMAGE" srcset="IMAGE 1x, blob:x 2x">',
    '<img src="IMAGE" srcset="IMAGE, 480w">',
    ['url', 'vbscript:x'],
    ['image', 'data:image/gif;base64,x'],
  ],
  shadow: [
    `<p>дом</p><img src="IMAGE" onload="this.previousElementSibling.shadowRoot || this.previousElementSibling.attachShadow({mode: 'open'})">`,
  ],
  overlay: [
    '<p style="position: fixed; top: -300px; left: 0; width: 50px; height: 50px">дом</p>',
    '<p style="position: absolute; left: -30px">дом</p>',
    '<p style="position: absolute; left: 100%; width: 300px">дом</p>',
    '<p style="transform: scale(3)">дом</p>',
  ],
  'top layer': [
    '<dialog>дом</dialog><img src="IMAGE" onload="this.previousElementSibling.showModal()">',
    '<p popover>дом</p><img src="IMAGE" onload="this.previousElementSibling.showPopover()">',
  ],
  page: [
    '<script>document.body.setAttribute("lang", "x"); document.body.removeAttribute("lang")</script>',
    '<script>document.body.append("x"); document.body.lastChild.remove()</script>',
    '<script>document.querySelector("test-unsafe").setAttribute("lang", "en")</script>',
  ],
  title: ['<script>document.title = "дом"</script>'],
  location: ['<script>history.replaceState(null, "", location.search + "#hostile")</script>'],
  history: ['<script>history.pushState(null, "", location.href)</script>'],
  cookie: ['<script>document.cookie = "hostile=1"</script>'],
  storage: ['<script>localStorage.setItem("hostile", "1")</script>'],
  global: ['<script>globalThis.hostile = 1</script>'],
  prototype: [
    '<script>Object.defineProperty(Object.prototype, "hostile", {value: 1, configurable: true})</script>',
    '<script>Object.defineProperty(Array.prototype, "hostile", {value: 1, configurable: true})</script>',
  ],
  'style sheet': [
    '<script>document.adoptedStyleSheets.push(new CSSStyleSheet())</script>',
    '<script>document.head.append(document.createElement("style"))</script>',
  ],
  definition: ['<script>customElements.define("hostile-element", class extends HTMLElement {})</script>'],
  focus: [
    '<button>дом</button><img src="IMAGE" onload="this.previousElementSibling.focus()">',
    '<p tabindex="0">дом</p><img src="IMAGE" onload="this.previousElementSibling.focus()">',
  ],
  scroll: ['<script>scrollTo(0, 50)</script>'],
  width: ['<script>document.body.style.minWidth = "5000px"</script>'],
};

/** Puts back what careless drawing has done to the page. */
function restore(title: string, address: string): void {
  document.title = title;
  history.replaceState(null, '', address);
  document.cookie = 'hostile=; max-age=0';
  localStorage.removeItem('hostile');
  for (const object of [globalThis, Object.prototype, Array.prototype])
    Reflect.deleteProperty(object, 'hostile');
  document.adoptedStyleSheets = [];
  document.head.querySelector('style:empty:last-child')?.remove();
  document.body.style.minWidth = '';
  scrollTo(0, 0);
}

describe('the checker of hostile feeds', () => {
  const [{title}, {href}] = [document, location];
  afterEach(() => restore(title, href));

  for (const [kind, payloads] of Object.entries(CAUGHT)) {
    it(`finds by a careless element: ${kind}`, async () => {
      for (const entry of payloads) {
        const [field, payload] = typeof entry === 'string' ? (['content_html', entry] as const) : entry;
        const kinds = await onPage([{tag: 'test-unsafe', feed: 'bad'}], 1, async (trial, page) => {
          const findings = await trial.check(feedOf(payload, page.place(), field));
          return findings.map((finding) => finding.kind);
        });
        expect(kinds, payload).to.include(kind);
        restore(title, href);
      }
    });
  }

  it('finds nothing in a careless element that is given nothing to be careless with', () =>
    onPage([{tag: 'test-unsafe', feed: 'bad'}], 1, async (trial, page) => {
      const findings = await trial.check(feedOf('<p lang="bg">дом <b>дом</b></p>', page.place()));
      expect(findings.map(inWords)).to.deep.equal([]);
    }));
});
