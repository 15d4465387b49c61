import {expect} from '@open-wc/testing';
import {textIn} from '../elements/rendering.js';
import {learnTemplates, onPage, stage, testKinds, trees} from './bench.js';
import {corpusOf, FATAL, LARGE, MANIFOLD} from './corpus.js';
import {feedOf, feedsOf, MORE_SHOWS, SHOWS, TRAPPED_YEAR} from './feeds.js';
import {inWords, type Kind} from './finding.js';
import {STATE} from './page.js';
import './unsafe-element.js';

const corpus = await corpusOf(MANIFOLD);

before(async function () {
  this.timeout(60_000);
  await learnTemplates();
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

  testKinds(corpus, MORE_SHOWS);

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

/** A style that takes away the box in which a story is drawn: nothing gets out of it by its own. */
const UNBOXED =
  '<style>.root {contain: none !important; overflow: visible !important; position: static !important}</style>';

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
  ].map((payload) => UNBOXED + payload),
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
  history.replaceState(STATE, '', address);
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
