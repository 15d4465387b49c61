import {expect} from '@open-wc/testing';
import {ATTRIBUTES, COMMON_ATTRIBUTES, ELEMENTS, UNWRAPPED} from '../../src/html/policy.js';
import {
  loadPurify,
  nativeEngine,
  prepareSanitizer,
  sanitize,
  sanitizeWith,
  type Engine,
  type MarkupOptions,
} from '../../src/html/sanitize.js';
import {growthOf, LINEAR_GROWTH, onPollutedPage} from '../fixtures.js';

const OPTIONS: MarkupOptions = {
  base: 'https://site.example/story/',
  headingLevel: 1,
  frameLabel: (host) => `Съдържание от ${host}`,
};

/** No sanitizer at all: what is safe by it is safe by the gate alone. */
const parserAlone: Engine = (markup) =>
  new DOMParser().parseFromString(`<body>${markup}`, 'text/html').querySelector('body')!;

const native = nativeEngine();
const purify = await loadPurify();
const ENGINES: readonly (readonly [string, Engine])[] = [
  ...(native ? [['the browser’s sanitizer', native] as const] : []),
  ['DOMPurify', purify],
  ['the gate alone', parserAlone],
];

/** Where an element may stand. */
const AROUND: Readonly<Record<string, readonly [string, string]>> = {
  caption: ['<table>', '</table>'],
  col: ['<table><colgroup>', '</colgroup></table>'],
  colgroup: ['<table>', '</table>'],
  dd: ['<dl>', '</dl>'],
  dt: ['<dl>', '</dl>'],
  figcaption: ['<figure>', '</figure>'],
  li: ['<ul>', '</ul>'],
  rp: ['<ruby>', '</ruby>'],
  rt: ['<ruby>', '</ruby>'],
  source: ['<picture>', '<img src="https://a.example/1.jpg"></picture>'],
  summary: ['<details>', '</details>'],
  tbody: ['<table>', '</table>'],
  td: ['<table><tbody><tr>', '</tr></tbody></table>'],
  tfoot: ['<table>', '</table>'],
  th: ['<table><tbody><tr>', '</tr></tbody></table>'],
  thead: ['<table>', '</table>'],
  tr: ['<table><tbody>', '</tbody></table>'],
};
const VOID = new Set(['br', 'col', 'hr', 'img', 'source', 'wbr']);
const HOLDS_NO_TEXT = new Set(['colgroup', 'picture', 'table', 'tbody', 'tfoot', 'thead', 'tr', ...VOID]);

const VALUES: Readonly<Record<string, string>> = {
  abbr: 'дом',
  alt: 'Дом',
  colspan: '2',
  datetime: '2020-08-20',
  dir: 'rtl',
  height: '20',
  href: 'https://other.example/',
  hreflang: 'en',
  lang: 'en',
  media: '(min-width: 600px)',
  open: '',
  reversed: '',
  rowspan: '2',
  scope: 'col',
  sizes: '100vw',
  span: '2',
  src: 'https://a.example/1.jpg',
  srcset: 'https://a.example/1.jpg 480w',
  start: '3',
  title: 'Дом',
  type: 'a',
  value: '3',
  width: '10',
};

const FORBIDDEN =
  'id="x" class="x" name="attributes" style="color:red" data-x="x" aria-label="x" aria-hidden="true" role="alert" ' +
  'tabindex="0" slot="x" part="x" popover popovertarget="x" command="show-modal" commandfor="x" form="x" ' +
  'formaction="/x" nonce="x" cite="/x" ping="/x" target="_top" download rel="opener" contenteditable autofocus ' +
  'accesskey="x" hidden inert draggable="true" itemprop="x" background="/x" bgcolor="red" align="left" color="red" ' +
  'xmlns="x" xlink:href="/x" usemap="#x" ismap crossorigin loading="eager" decoding="sync" fetchpriority="high" ' +
  'referrerpolicy="unsafe-url" srcdoc="x" action="/x" onclick="ran()" onload="ran()" onerror="ran()" ' +
  'onpointerrawupdate="ran()" onloadend="ran()" onfinish="ran()" onstart="ran()" ontoggle="ran()"';

/** The box in which a table scrolls. */
const SCROLLER = 'div[class="scroller"][tabindex="0"]:has(> table:only-child)';

const SET_BY_US: Readonly<Record<string, readonly string[]>> = {
  a: ['rel'],
  img: ['loading', 'decoding', 'referrerpolicy', 'alt'],
};

function safe(engine: Engine, markup: string, options: Partial<MarkupOptions> = {}): HTMLElement {
  return sanitizeWith(engine, markup, {...OPTIONS, ...options})!;
}

/** What `work` gives, and how often it warned meanwhile. */
function listening<T>(work: () => T): {result: T; warnings: number} {
  const {warn} = console;
  let warnings = 0;
  console.warn = (): void => {
    warnings++;
  };
  try {
    const result = work();
    return {result, warnings};
  } finally {
    console.warn = warn;
  }
}

/** Whether two trees are the same; how text is divided into nodes does not show. */
function isSame(a: Node, b: Node): boolean {
  a.normalize();
  b.normalize();
  return a.isEqualNode(b);
}

/** The name that an element has in the result: a heading alone goes right below that of level 1. */
const nameAfter = (name: string): string => name.replace(/^h[1-6]$/, 'h2');

/** What in a tree is against the policy, in words. */
function offencesIn(root: Element): string[] {
  return [...root.querySelectorAll(`*:not(${SCROLLER})`)].flatMap((element) => {
    const name = element.localName;
    const allowed = [...COMMON_ATTRIBUTES, ...(ATTRIBUTES.get(name) ?? []), ...(SET_BY_US[name] ?? [])];
    return [
      ...(ELEMENTS.includes(name) && element.namespaceURI === 'http://www.w3.org/1999/xhtml' ? [] : [name]),
      ...[...element.attributes]
        .filter((attribute) => !allowed.includes(attribute.name))
        .map((attribute) => `${name} ${attribute.name}`),
      ...['href', 'src']
        .map((attribute) => element.getAttribute(attribute))
        .filter((value) => value !== null && !/^(?:https?:|mailto:|tel:)/.test(value)),
    ].map(String);
  });
}

const IMAGE = '<img alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer"';
const REL = 'rel="noopener nofollow ugc"';
const frame = (href: string, host: string): string =>
  `<p><a href="${href}" ${REL}>Съдържание от ${host}</a></p>`;

/** What goes in, and what comes out. */
const CASES: readonly (readonly [markup: string, result: string])[] = [
  ['', ''],
  ['Гол текст &amp; &lt;b&gt;', 'Гол текст &amp; &lt;b&gt;'],
  ['<p>Едно<p>две<b>три', '<p>Едно</p><p>две<b>три</b></p>'],
  ['<p>а</p><!-- бележка --><?php x ?><![CDATA[x]]><p>б</p>', '<p>а</p><p>б</p>'],
  [
    '<!doctype html><html lang="bg"><head><title>х</title></head><body class="x"><p>а</p></body></html>',
    '<p>а</p>',
  ],
  ['<p>а</p></body></html><p>б</p>', '<p>а</p><p>б</p>'],
  ['<article><header><p>а</p></header><font color="red">б</font><search>в</search></article>', '<p>а</p>бв'],
  ['<unknown><p>а</p></unknown><x-y>б</x-y><p>в</p>', '<p>в</p>'],
  // Links
  ['<a href="../b">а</a>', `<a href="https://site.example/b" ${REL}>а</a>`],
  [
    '<a href="mailto:a@site.example" rel="opener" target="_top">а</a>',
    `<a href="mailto:a@site.example" ${REL}>а</a>`,
  ],
  ['<a href="tel:+3592">а</a>', `<a href="tel:+3592" ${REL}>а</a>`],
  ['<a>а</a><a href="">б</a>', '<a>а</a><a>б</a>'],
  ['<a href="javascript:ran()">а</a>', '<a>а</a>'],
  ['<a href="&#106;ava&Tab;script&colon;ran()">а</a>', '<a>а</a>'],
  ['<a href=" &#1; java\nscript:ran()">а</a>', '<a>а</a>'],
  ['<a href="data:text/html,<script>ran()</script>">а</a><a href="vbscript:x">б</a>', '<a>а</a><a>б</a>'],
  ['<a href="blob:https://site.example/1">а</a><a href="file:///x">б</a>', '<a>а</a><a>б</a>'],
  // Pictures
  ['<img src="1.jpg">', `${IMAGE} src="https://site.example/story/1.jpg">`],
  [
    '<img src="1.jpg" alt="Дом" width="480" height="50%">',
    `${IMAGE.replace('alt=""', 'alt="Дом"')} src="https://site.example/story/1.jpg" width="480">`,
  ],
  ['<img><img alt="x" srcset="1.jpg 1x"><img src="data:image/gif;base64,x"><img src="javascript:x">', ''],
  [
    '<img src="1.jpg" loading="eager" decoding="sync" referrerpolicy="unsafe-url">',
    `${IMAGE} src="https://site.example/story/1.jpg">`,
  ],
  [
    '<img src="1.jpg" srcset="2.jpg 2x, javascript:x 1x">',
    `${IMAGE} src="https://site.example/story/1.jpg" srcset="https://site.example/story/2.jpg 2x">`,
  ],
  [
    '<picture><source srcset="2.webp 2x" type="image/webp" onerror="ran()"><img src="1.jpg"></picture>',
    `<picture><source srcset="https://site.example/story/2.webp 2x" type="image/webp">${IMAGE} src="https://site.example/story/1.jpg"></picture>`,
  ],
  ['<image src="1.jpg">', `${IMAGE} src="https://site.example/story/1.jpg">`],
  // Tables and lists
  [
    '<table border="1"><tr><td colspan="2" rowspan="x" width="10">а<th scope="col">б</table>',
    '<div class="scroller" tabindex="0"><table><tbody><tr><td colspan="2">а</td><th scope="col">б</th></tr></tbody></table></div>',
  ],
  [
    '<ol start="3" type="a" reversed><li value="5">а<li value="x">б</ol>',
    '<ol start="3" reversed="" type="a"><li value="5">а</li><li>б</li></ol>',
  ],
  // What goes with its content
  ['а<script>ran()</script><style>x</style><noscript>x</noscript><template><p>x</p></template>б', 'аб'],
  [
    'а<form action="/x"><input name="q"><button>x</button></form><select><option>x</select><textarea>x</textarea>б',
    'аб',
  ],
  ['а<svg><a xlink:href="javascript:ran()"><text>x</text></a></svg><math><mi>x</mi></math>б', 'аб'],
  ['а<object data="/x">x</object><applet>x</applet><canvas>x</canvas><dialog open>x</dialog>б', 'аб'],
  ['а<link rel="stylesheet" href="/x"><meta http-equiv="refresh" content="0;/x"><base href="/x">б', 'аб'],
  ['<noscript><p>x</p></noscript> <p>а</p>', ' <p>а</p>'],
  // Forms whose fields have the names of what a sanitizer asks
  ['а<form id="x"><input name="attributes"><input name="parentNode"><input name="localName"></form>б', 'аб'],
  [
    '<img name="body" src="1.jpg"><form name="body">x</form><p>а</p>',
    `${IMAGE} src="https://site.example/story/1.jpg"><p>а</p>`,
  ],
];

/** The same, of frames and films, which become links before an engine sees them. */
const FRAMES: typeof CASES = [
  [
    '<iframe src="https://maps.example/a?b=1&amp;c=2">x</iframe>',
    frame('https://maps.example/a?b=1&amp;c=2', 'maps.example'),
  ],
  ['<iframe src="//player.example/1"></iframe>', frame('https://player.example/1', 'player.example')],
  [
    '<embed src="https://player.example/1"><p>а</p>',
    `${frame('https://player.example/1', 'player.example')}<p>а</p>`,
  ],
  ['<video src="film.mp4" controls></video>', frame('https://site.example/story/film.mp4', 'site.example')],
  [
    '<video controls>\n<source src="film.mp4" type="video/mp4"></video>',
    frame('https://site.example/story/film.mp4', 'site.example'),
  ],
  [
    '<video><source src="film.webm"><source src="film.mp4"><p>No films here.</p></video><p>а</p>',
    `${frame('https://site.example/story/film.webm', 'site.example')}<p>а</p>`,
  ],
  [
    '<video src="a.mp4"><source src="b.mp4"></video><picture><source srcset="c.webp"><img src="c.jpg"></picture><video><source src="d.mp4"></video>',
    `${frame('https://site.example/story/a.mp4', 'site.example')}<picture><source srcset="https://site.example/story/c.webp">${IMAGE} src="https://site.example/story/c.jpg"></picture>${frame('https://site.example/story/d.mp4', 'site.example')}`,
  ],
  ['<video><p>x</p></video><p>а</p>', '<p>а</p>'],
  [
    '<video></video><source src="a.mp3"><p>а</p>',
    `${frame('https://site.example/story/a.mp3', 'site.example')}<source><p>а</p>`,
  ],
  [
    '<iframe src="https://player.example/?a=&amp;lt;b"></iframe>',
    frame('https://player.example/?a=&amp;lt;b', 'player.example'),
  ],
  ['<audio controls><source src="a.mp3"></audio>', frame('https://site.example/story/a.mp3', 'site.example')],
  ...[
    'https://www.youtube.com',
    'https://www.youtube-nocookie.com',
    '//www.youtube.com',
    'https://youtube.com',
  ].map(
    (host) =>
      [
        `<iframe src="${host}/embed/dQw4-9_X?rel=0&amp;start=5" allowfullscreen></iframe>`,
        frame('https://www.youtube.com/watch?v=dQw4-9_X', 'www.youtube.com'),
      ] as const,
  ),
  [
    '<iframe src="https://player.example/&quot;&gt;&lt;b&gt;"></iframe>',
    frame('https://player.example/%22%3E%3Cb%3E', 'player.example'),
  ],
  [
    '<iframe src="javascript:ran()">x</iframe><iframe srcdoc="<script>ran()</script>"></iframe><iframe></iframe>',
    '',
  ],
  ['<iframe src="data:text/html,x">', ''],
  ['<IFRAME SRC=https://player.example/1></IFRAME>', frame('https://player.example/1', 'player.example')],
];

/** Public payloads, and the ways by which sanitizers were once passed. */
const ATTACKS = [
  '<img src=x onerror=ran()>',
  '<img src="x"onerror="ran()">',
  '<img/src=x/onerror=ran()>',
  '<img src=`x`onerror=ran()>',
  '<svg onload=ran()>',
  '<svg><script>ran()</script></svg>',
  '<svg><animate onbegin=ran() attributeName=x dur=1s>',
  '<svg><a><animate attributeName=href values=javascript:ran() /><text>x</text></a></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=1 onerror=ran() /></svg>#x">',
  '<svg><foreignObject><iframe srcdoc="<script>ran()</script>"></iframe></foreignObject></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=ran()>">',
  '<svg><style><img src=x onerror=ran()></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=ran()&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=ran()>',
  '<math><annotation-xml encoding="text/html"><style><img src=x onerror=ran()></style></annotation-xml></math>',
  '<math href="javascript:ran()">x</math><math><maction actiontype="statusline" xlink:href="javascript:ran()">x',
  '<noscript><p title="</noscript><img src=x onerror=ran()>">',
  '<template><img src=x onerror=ran()></template>',
  '<div><template shadowrootmode="open"><script>ran()</script></template></div>',
  '<textarea></textarea><img src=x onerror=ran()>',
  '<title><img title="</title><img src=x onerror=ran()>">',
  '<xmp><p title="</xmp><img src=x onerror=ran()>">',
  '<style><p title="</style><img src=x onerror=ran()>">',
  '<!--><img src=x onerror=ran()>-->',
  '<!--<img src="--><img src=x onerror=ran()//">',
  '<![CDATA[<img src=x onerror=ran()>]]>',
  '<?xml version="1.0"?><img src=x onerror=ran()>',
  '<scr<script>ipt>ran()</scr</script>ipt>',
  '<<script>ran()//<</script>',
  '<script src=//other.example/x.js></script>',
  '<script/src="data:,ran()"></script>',
  '<iframe srcdoc="&lt;script&gt;ran()&lt;/script&gt;"></iframe>',
  '<iframe src="javascript:ran()"></iframe>',
  '<iframe src=https://player.example/"onload=ran()></iframe>',
  '<iframe src="https://player.example/" onload="ran()"></iframe>',
  `<img alt="<iframe src='https://player.example/'>" src="x" title="'><script>ran()</script>">`,
  '<object data="javascript:ran()"></object><embed src="javascript:ran()">',
  '<a href="javascript:ran()">x</a><a href="JaVaScRiPt&colon;ran()">x</a><a href="&#x6A&#x61;vascript:ran()">x</a>',
  '<a href="javascript&#x0A;:ran()">x</a><a href="\u0001javascript:ran()">x</a><a href=" javascript:ran()">x</a>',
  '<a href="//javascript:ran()">x</a><a href="https:javascript:ran()">x</a>',
  '<a xlink:href="javascript:ran()" ping="/x" href=x>x</a>',
  '<area href="javascript:ran()"><map name=x><area href=javascript:ran()></map>',
  '<form action="javascript:ran()"><button>x</button></form><button formaction="javascript:ran()">x</button>',
  '<input onfocus=ran() autofocus><select onfocus=ran() autofocus><textarea onfocus=ran() autofocus>',
  '<details open ontoggle=ran()><summary onclick=ran()>x</summary></details>',
  '<video><source onerror=ran()></video><audio src=x onerror=ran()><video poster=javascript:ran()>',
  '<body onload=ran()><body background=javascript:ran()><frameset onload=ran()>',
  '<link rel=stylesheet href=javascript:ran()><meta http-equiv=refresh content="0;url=javascript:ran()">',
  '<base href="javascript:ran()//"><a href=x>x</a>',
  '<table background="javascript:ran()"><td background="javascript:ran()">',
  '<div style="background:url(javascript:ran())">x</div><p style="position:fixed;inset:0">x</p>',
  '<marquee onstart=ran()>x</marquee><marquee loop=1 onfinish=ran()>x',
  '<p popover id=x onbeforetoggle=ran()>x</p><button popovertarget=x>x</button>',
  '<p is="x-y">x</p><x-y onclick=ran()>x</x-y><slot name=x onslotchange=ran()></slot>',
  '<p slot="hhc" part="body" class="hidden" id="location">x</p>',
  '<a id=x><a id=x name=y href="x">x</a></a><img name=getElementById src=x><form id=document><input name=body></form>',
  '<img srcset="javascript:ran() 1x" src=x><picture><source srcset="data:image/svg+xml,x"></picture>',
  '<img src="x" usemap="#x" crossorigin=use-credentials fetchpriority=high>',
  '<b><style>*{display:none}</style></b><style>@import "//other.example";</style>',
  '<plaintext><img src=x onerror=ran()>',
  '<isindex type=image src=x onerror=ran()>',
  '\u0000<im\u0000g src=x onerror=ran()>',
  '<p>\u202e\u2066\u200b\ufeff</p>',
  '<dl><dt><form><dd></form><img src=x onerror=ran()>',
  '<table><caption><svg><title><table><caption></caption></table></title><style><a id="</style><img src=x onerror=ran()>">',
  '<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=ran()>',
  '<p id=__proto__ constructor=x toString=y hasOwnProperty=z>x</p><a __proto__=x valueOf=y href=x>x</a>',
  '<h1 onclick=ran()>x</h1><ruby><rtc onclick=ran()>x</rtc></ruby><bgsound src=javascript:ran()>',
];

describe('sanitizeWith', () => {
  (native ? it : it.skip)(
    `has a sanitizer of the browser’s to try${native ? '' : ' (this browser has none)'}`,
    () => {
      expect(native).to.be.a('function');
    },
  );

  for (const [name, engine] of ENGINES) {
    describe(`by ${name}`, () => {
      for (const element of ELEMENTS) {
        it(`keeps <${element}>, its own attributes and what stands in it`, () => {
          const attributes = [...COMMON_ATTRIBUTES, ...(ATTRIBUTES.get(element) ?? [])];
          const required = element === 'img' ? ` src="${VALUES['src']}"` : '';
          const [before, after] = AROUND[element] ?? ['', ''];
          const end = VOID.has(element) ? '' : `</${element}>`;
          const content = HOLDS_NO_TEXT.has(element) ? '' : 'Дом';
          const attributeText = attributes
            .map((attribute) => ` ${attribute}="${VALUES[attribute]}"`)
            .join('');
          const result = safe(engine, `${before}<${element}${attributeText}>${content}${end}${after}`);
          const copy = result.querySelector(nameAfter(element))!;
          for (const attribute of attributes)
            expect(copy.getAttribute(attribute), attribute).to.equal(VALUES[attribute]);
          expect(copy.textContent).to.equal(content);

          const stripped = safe(
            engine,
            `${before}<${element}${required} ${FORBIDDEN}>${content}${end}${after}`,
          );
          const left = [...stripped.querySelector(nameAfter(element))!.attributes].map(
            (attribute) => attribute.name,
          );
          const ours = element === 'img' ? ['alt', 'loading', 'decoding', 'referrerpolicy', 'src'] : [];
          expect(left.sort()).to.deep.equal(ours.sort());
        });
      }

      it('takes what a frame is called for text', () => {
        const {textContent} = safe(engine, '<iframe src="https://player.example/"></iframe>', {
          frameLabel: (host) => `<b>${host}</b> & "more"`,
        });
        expect(textContent).to.equal('<b>player.example</b> & "more"');
      });

      it('never makes a custom element', () => {
        expect(offencesIn(safe(engine, '<p is="x-y">а</p><x-y>б</x-y><b is="x-y">в</b>'))).to.deep.equal([]);
      });

      for (const element of UNWRAPPED) {
        it(`takes <${element}> away, not what stands in it`, () => {
          expect(
            safe(engine, `а<${element} class="x" onclick="ran()">б<b>в</b></${element}>г`).innerHTML,
          ).to.equal('аб<b>в</b>г');
        });
      }

      for (const [markup, result] of [...CASES, ...FRAMES]) {
        it(`makes ${JSON.stringify(result)} of ${JSON.stringify(markup)}`, () => {
          expect(safe(engine, markup).innerHTML).to.equal(result);
        });
      }

      for (const [headingLevel, levels] of [
        [1, '2 3 4 5 6 6'],
        [2, '3 4 5 6 6 6'],
        [3, '4 5 6 6 6 6'],
        [6, '6 6 6 6 6 6'],
      ] as const) {
        it(`puts headings below one of level ${headingLevel}`, () => {
          const markup = [1, 2, 3, 4, 5, 6].map((level) => `<h${level}>${level}</h${level}>`).join('');
          const {children} = safe(engine, markup, {headingLevel});
          expect([...children].map(({localName}) => localName.slice(1)).join(' ')).to.equal(levels);
          expect([...children].map(({textContent}) => textContent).join('')).to.equal('123456');
        });
      }

      it('leaves no gap above the highest heading', () => {
        const {children} = safe(engine, '<h4>а</h4><h5>б</h5><h3>в</h3>', {headingLevel: 2});
        expect([...children].map(({localName}) => localName)).to.deep.equal(['h4', 'h5', 'h3']);
      });

      it('lets nothing through that is against the policy', () => {
        for (const attack of ATTACKS) expect(offencesIn(safe(engine, attack)), attack).to.deep.equal([]);
        expect(offencesIn(safe(engine, ATTACKS.join('</p>\n'))), 'all of them').to.deep.equal([]);
      });

      it('gives an element of an inert document', () => {
        // Not the window itself, which a failure would print.
        expect(safe(engine, '<img src="1.jpg">').ownerDocument.defaultView === null).to.equal(true);
      });

      it('takes 5,000 tags and 512 KB, no more', () => {
        // Not the element itself, which a failure would print.
        const isTaken = (markup: string): boolean => !!sanitizeWith(engine, markup, OPTIONS);
        expect(safe(engine, '<br>'.repeat(5000)).childElementCount).to.equal(5000);
        expect(isTaken('<br>'.repeat(5001))).to.equal(false);
        expect(isTaken('a'.repeat(2 ** 19))).to.equal(true);
        expect(isTaken('a'.repeat(2 ** 19 + 1))).to.equal(false);
      });

      it('takes what is nested 5,000 deep', () => {
        expect(offencesIn(safe(engine, '<b>'.repeat(5000)))).to.deep.equal([]);
        expect(offencesIn(safe(engine, '<font><table><tr><td>'.repeat(1250)))).to.deep.equal([]);
      });

      it('gives nothing unsafe for a frameset, and does not throw', () => {
        for (const markup of [
          '<frameset onload=ran()><frame src=x></frameset>',
          '<html><frameset></frameset><p>x',
        ]) {
          const {result, warnings} = listening(() => safe(engine, markup) as HTMLElement | undefined);
          expect(result ? offencesIn(result) : []).to.deep.equal([]);
          expect(warnings).to.equal(result ? 0 : 1);
        }
      });

      it('runs nothing and asks for nothing', async () => {
        let ran = 0;
        Object.assign(globalThis, {ran: () => ran++});
        const picture = new URL('../../stories/feeds/pictures/kites-480.jpg', import.meta.url).href;
        const asked = (): number =>
          performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('?hostile')).length;
        const hostile = `<img src="${picture}?hostile" onload="ran()"><img src="${picture}?hostile" srcset="${picture}?hostile 2x" onerror="ran()">
          <picture><source srcset="${picture}?hostile"><img src="${picture}?hostile" onload="ran()"></picture>
          <iframe src="${picture}?hostile" onload="ran()"></iframe><video src="${picture}?hostile" onerror="ran()"></video>
          <link rel="stylesheet" href="${picture}?hostile"><script src="${picture}?hostile"></script><script>ran()</script>
          <svg onload="ran()"><image href="${picture}?hostile" /></svg><style>@import "${picture}?hostile";</style>
          <object data="${picture}?hostile"></object><embed src="${picture}?hostile"><input type="image" src="${picture}?hostile">`;
        for (const markup of [hostile, ...ATTACKS]) safe(engine, markup);
        // One that is asked for afterwards, of the same server, has come: so would have those before it.
        for (const query of ['first', 'second']) {
          const image = new Image();
          image.src = `${picture}?${name}-${query}`;
          await image.decode();
        }
        expect(asked()).to.equal(0);
        expect(ran).to.equal(0);
      });

      it('asks for a picture once it is on the page, and still runs nothing', async () => {
        let ran = 0;
        Object.assign(globalThis, {ran: () => ran++});
        const picture = new URL(`../../stories/feeds/pictures/kites-480.jpg?${name}`, import.meta.url).href;
        const result = safe(engine, `<img src="${picture}" onload="ran()" onerror="ran()">`);
        const image = document.body.appendChild(document.adoptNode(result)).querySelector('img')!;
        image.loading = 'eager';
        await image.decode();
        expect(ran).to.equal(0);
        result.remove();
      });

      for (const key of [
        'elements',
        'attributes',
        'removeElements',
        'removeAttributes',
        'replaceWithChildrenElements',
        'comments',
        'dataAttributes',
        'sanitizer',
        'name',
        'namespace',
        'get',
        'set',
        'value',
        'writable',
        'ALLOWED_TAGS',
        'ALLOWED_ATTR',
        'ADD_TAGS',
        'ADD_ATTR',
        'RETURN_DOM',
        'WHOLE_DOCUMENT',
        'USE_PROFILES',
        'CUSTOM_ELEMENT_HANDLING',
        'base',
        'onclick',
        'length',
        '0',
      ]) {
        it(`gives something safe or nothing on a page that has put "${key}" on every object`, () => {
          for (const value of [
            'script',
            ['script', 'onclick'],
            {script: true, tagNameCheck: /x/},
            true,
            () => 'script',
          ]) {
            const {result, warnings} = listening(() =>
              onPollutedPage<HTMLElement | undefined>({[key]: value}, () =>
                safe(engine, '<p onclick="ran()">а</p><script>ran()</script><x-y onclick="ran()">x</x-y>'),
              ),
            );
            expect(result ? offencesIn(result) : []).to.deep.equal([]);
            expect(warnings).to.equal(result ? 0 : 1);
          }
        });
      }
    });
  }

  (native ? describe : describe.skip)(
    `both engines${native ? '' : ' (this browser has no sanitizer of its own)'}`,
    () => {
      for (const [markup] of [...CASES, ...FRAMES]) {
        it(`make the same of ${JSON.stringify(markup)}`, () => {
          expect(isSame(safe(native!, markup), safe(purify, markup))).to.equal(true);
        });
      }

      it('make the same of what attacks, but where DOMPurify takes more: by "is", and by tags in attributes', () => {
        const different = ATTACKS.filter((attack) => !isSame(safe(native!, attack), safe(purify, attack)));
        expect(
          different.filter((attack) => !/ is=|="[^"]*<\/?(?:script|noscript)/.test(attack)),
        ).to.deep.equal([]);
        expect(different).not.to.deep.equal([]);
        for (const attack of different) {
          const [more, less] = [safe(native!, attack), safe(purify, attack)].map(
            ({innerHTML}) => innerHTML.length,
          );
          expect(less, attack).to.be.at.most(more!);
        }
      });
    },
  );

  it('does not take long over formatting that is left open', () => {
    const open = (count: number): string =>
      `<p>${Array.from({length: count}, (_, id) => `<b id=${id}>`).join('')}</p>`;
    for (const [name, engine] of ENGINES) {
      const growth = growthOf(
        200,
        (size) => open(size) + '<p>x'.repeat(size),
        (markup) => safe(engine, markup),
      );
      expect(growth, name).to.be.below(LINEAR_GROWTH);
    }
  });

  (native ? it : it.skip)(
    'has the same policy where it was made on a page that has polluted every object',
    () => {
      for (const key of [
        'elements',
        'attributes',
        'removeElements',
        'removeAttributes',
        'replaceWithChildrenElements',
      ]) {
        const engine = onPollutedPage({[key]: ['script', 'onclick']}, nativeEngine)!;
        expect(
          safe(engine, '<p onclick="ran()" title="а">а</p><script>ran()</script>').innerHTML,
          key,
        ).to.equal('<p title="а">а</p>');
      }
    },
  );

  it('gives nothing where the engine fails, and warns', () => {
    const broken: Engine = () => {
      throw new TypeError('x');
    };
    expect(listening(() => sanitizeWith(broken, '<p>а</p>', OPTIONS))).to.deep.equal({
      result: undefined,
      warnings: 1,
    });
  });

  for (const [name, engine] of ENGINES.filter(([, engine]) => engine !== parserAlone)) {
    it(`has a first gate in ${name}, by itself as strict in names`, () => {
      const known = [...COMMON_ATTRIBUTES, ...[...ATTRIBUTES.values()].flat()];
      for (const attack of [...ATTACKS, `<p ${FORBIDDEN}>x</p>`]) {
        const elements = [...(engine(attack) as Element).querySelectorAll('*')];
        // Formatting elements have a prefix here.
        const names = elements.map(({localName}) => localName.replace(/^x-(?!y)/, ''));
        expect(
          names.filter((element) => !ELEMENTS.includes(element) && !UNWRAPPED.includes(element)),
          attack,
        ).to.deep.equal([]);
        const attributes = elements.flatMap((element) => [...element.attributes].map(({name}) => name));
        expect(
          attributes.filter((attribute) => !known.includes(attribute)),
          attack,
        ).to.deep.equal([]);
      }
    });
  }

  it('keeps no element of another namespace, whatever its name', () => {
    const foreign: Engine = () => {
      const body = parserAlone('<p>а</p>') as HTMLElement;
      const link = body.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'a');
      link.textContent = 'x';
      body.append(link);
      return body;
    };
    expect(sanitizeWith(foreign, 'x', OPTIONS)!.innerHTML).to.equal('<p>а</p>');
  });

  it('does not let a form’s fields stand for an element’s own methods', () => {
    const clobbering: Engine = () => {
      const body = parserAlone('<p title="а" lang="bg"></p>');
      const paragraph = body.firstChild as HTMLElement;
      for (const key of ['getAttribute', 'attributes', 'hasAttribute'])
        Object.defineProperty(paragraph, key, {value: document.createElement('input')});
      return body;
    };
    expect(sanitizeWith(clobbering, 'x', OPTIONS)!.innerHTML).to.equal('<p lang="bg" title="а"></p>');
  });

  describe('of what is too much as well', () => {
    const {warn} = console;

    // What is too much is said each time.
    before(() => {
      console.warn = (): void => undefined;
    });
    after(() => {
      console.warn = warn;
    });

    for (const part of [
      '<iframe',
      '<iframe ',
      '<iframe src="',
      "<iframe src='",
      '<iframe src',
      '<video ',
      '<source src="https://a.example/',
    ]) {
      it(`takes eight times longer for eight times as much of ${JSON.stringify(part)}`, () => {
        const engine: Engine = () => document.createElement('div');
        for (const filling of ['', ' ', ' src', '=', '"', '&'])
          expect(
            growthOf(
              600,
              (size) => (part + filling.repeat(10)).repeat(size),
              (markup) => sanitizeWith(engine, markup, OPTIONS),
            ),
            filling,
          ).to.be.below(LINEAR_GROWTH);
      });
    }

    for (const part of [' ', ' src', '=', '"', '&', 'x', 'on', ' src=', ' src="'])
      it(`takes eight times longer for a frame with eight times as much of ${JSON.stringify(part)} in it`, () => {
        const engine: Engine = () => document.createElement('div');
        for (const end of ['', '>'])
          expect(
            growthOf(
              8000,
              (size) => `<iframe ${part.repeat(size)}${end}`,
              (markup) => sanitizeWith(engine, markup, OPTIONS),
            ),
            end,
          ).to.be.below(LINEAR_GROWTH);
      });
  });
});

describe('sanitize', () => {
  it('lets nothing pass before it is prepared, then what is safe', async () => {
    expect(!!sanitize('<p>а</p>', OPTIONS)).to.equal(false);
    await prepareSanitizer();
    expect(sanitize('<p onclick="ran()">а</p>', OPTIONS)!.innerHTML).to.equal('<p>а</p>');
  });
});
