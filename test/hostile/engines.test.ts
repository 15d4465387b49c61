import {expect} from '@open-wc/testing';
import {ATTRIBUTES, COMMON_ATTRIBUTES, ELEMENTS, UNWRAPPED} from '../../src/html/policy.js';
import {
  loadPurify,
  nativeEngine,
  sanitizeWith,
  type Engine,
  type MarkupOptions,
} from '../../src/html/sanitize.js';
import {FATAL, filled, KINDS, LARGE, payloadsOf} from './corpus.js';

const OPTIONS: MarkupOptions = {
  base: 'https://site.example/story/',
  headingLevel: 2,
  frameLabel: (host) => `Съдържание от ${host}`,
};

/** Payloads of which the engines make different trees, by the reason for which DOMPurify's is the stricter. */
const DIFFERENT: Readonly<Record<string, readonly string[]>> = {
  'It drops elements that have an "is".': [
    '<p is="x-y">дом</p>',
    '<p is=hhc-story src="TRAP">дом</p>',
    '<a is="x-y" href="javascript:ATTACK()">дом</a><button is=x-y>дом</button>',
    '<b/x-y onclick=ATTACK()>дом</b/x-y><b x-y=ATTACK() is=x-y>дом</b>',
    '<p is="">дом</p><p is>дом</p><p is=p onclick=ATTACK()>дом</p>',
  ],
  'It drops attributes in which tags stand that would end or begin something.': [
    '<picture><source srcset=IMAGE/broken onerror=ATTACK()><img src=IMAGE/broken onerror=ATTACK() alt="<script>ATTACK()</script>"></picture>',
    '<p><noscript><a title="</noscript><svg onload=ATTACK()>"></noscript>дом</p>',
    '<p title="x` `<script>ATTACK()</script>` `">дом</p>',
    `<p title='<script>ATTACK()</script>' dir="<style>">дом</p>`,
    '<p xmlns:on="x" on:click=ATTACK() xml:lang="<script>" title="</p><script>ATTACK()</script>">дом</p>',
    `<p title="<iframe src='TRAP'>'><script>ATTACK()</script>">дом</p>`,
    '<p title="</b><script>ATTACK()</script><b>">дом</p>',
    '<img src=IMAGE sizes="</style><script>ATTACK()</script>">',
    '<picture><source srcset="IMAGE" media="</style><script>ATTACK()</script>"><img src=IMAGE></picture>',
    '<span title="</span><script>ATTACK()</script>">дом</span>',
    '[:bg]<p title="[:en]<script>ATTACK()</script>[:]">дом</p>',
  ],
  'It drops attributes whose value would be a script as an address, whatever they are for.': [
    '<summary open>дом</summary><details open="javascript:ATTACK()"><p>дом</p></details>',
    '<a href="/x" download="x.exe" type="text/html" hreflang="javascript:ATTACK()">дом</a>',
    '<img src=IMAGE srcset="javascript:ATTACK(), IMAGE 2x">',
    '<img src=IMAGE srcset="data:image/svg+xml,<svg/onload=ATTACK()> 1x, IMAGE 2x">',
    '<picture><source src="javascript:ATTACK()" srcset="IMAGE 2x" media="(min-width:0) and url(TRAP)" type="javascript:ATTACK()"><img src=IMAGE></picture>',
  ],
  'It takes white space off the ends of values.': [
    '<p title="&NewLine;&Tab;&ZeroWidthSpace;&InvisibleTimes;&nbsp;&shy;&zwj;&rlm;" lang="&#0;">дом</p>',
    '<img src=IMAGE alt="" title=" onerror=ATTACK() ">',
  ],
};

/**
 * Payloads that Firefox's sanitizer reads as a page with scripts does, in which `<noscript>` holds text and ends at the
 * first end tag. DOMPurify reads them as elements. What comes after is part of neither's tree in the other.
 */
const READ_AS_TEXT: readonly string[] = [
  '<noscript><p title="</noscript><script>ATTACK()</script>">дом</p></noscript>',
  '<p><noscript><a title="</noscript><svg onload=ATTACK()>"></noscript>дом</p>',
];

const functions = (names: string): object =>
  Object.fromEntries(names.split(' ').map((name) => [name, (): string => name]));

/** What the scripts of other times have left on the prototypes of everything. */
const OLD_PAGES: Readonly<Record<string, {array?: object; object?: object}>> = {
  'functions on every array': {
    array: functions(
      'item namedItem each include without first last remove clear size unique shuffle sum getIterator',
    ),
  },
  'values on every array': {
    array: {item: 'script', name: 'onclick', script: true, onclick: true, elements: ['script']},
  },
  'functions on every object': {
    object: functions(
      'extend clone inspect toJSONString toQueryString forEachOwn elements attributes comments sanitizer dataAttributes ' +
        'removeElements removeAttributes replaceWithChildrenElements ALLOWED_TAGS ALLOWED_ATTR ADD_TAGS ADD_ATTR RETURN_DOM',
    ),
  },
};

const native = nativeEngine();
const purify = await loadPurify();
const ENGINES: readonly (readonly [string, Engine])[] = [
  ...(native ? [['the browser’s sanitizer', native] as const] : []),
  ['DOMPurify', purify],
];
const payloads = (await Promise.all(KINDS.map(payloadsOf))).flat();

const fill = (payload: string): string =>
  filled(payload, {id: 1, trap: 'trap.example', images: 'https://images.example'});

/** What `work` gives, without what it says: what cannot be read at all is warned of. */
function quietly<T>(work: () => T): T {
  const {warn} = console;
  console.warn = (): void => undefined;
  try {
    return work();
  } finally {
    console.warn = warn;
  }
}

function safe(engine: Engine, payload: string): HTMLElement {
  const tree = sanitizeWith(engine, fill(payload), OPTIONS)!;
  // How text is divided into nodes does not show.
  tree.normalize();
  return tree;
}

const readsNoscriptAsText = !!native?.('<noscript><p title="</noscript>">').textContent;

/** A tree as a list of what it is made of, in document order. */
function partsOf(root: Element): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const parts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      parts.push(`<${node.localName}`);
      for (const {name, value} of node.attributes) parts.push(`${name}=${value.trim()}`);
    } else parts.push(node.nodeValue!);
  }
  return parts;
}

/** Whether all of `less` is in `more`, in the same order; an empty `alt` is nothing. */
function isWithin(less: readonly string[], more: readonly string[]): boolean {
  let at = -1;
  return less.every((part) => part === 'alt=' || (at = more.indexOf(part, at + 1)) >= 0);
}

/** What is not of the policy, by name. */
function foreignIn(root: Element): string[] {
  const attributes = [...COMMON_ATTRIBUTES, ...[...ATTRIBUTES.values()].flat()];
  const ours = ['rel', 'alt', 'loading', 'decoding', 'referrerpolicy'];
  return [...root.querySelectorAll('*:not(.scroller)')].flatMap((element) => [
    ...(ELEMENTS.includes(element.localName) ? [] : [element.localName]),
    ...[...element.attributes]
      .map(({name}) => name)
      .filter((name) => ![...attributes, ...ours].includes(name)),
  ]);
}

/** What `work` gives on a page whose scripts have put these on the prototypes of all arrays and objects. */
function onOldPage<T>({array = {}, object = {}}: {array?: object; object?: object}, work: () => T): T {
  const before = [Array.prototype, Object.prototype].map((prototype) =>
    Object.getOwnPropertyNames(prototype),
  );
  try {
    Object.assign(Array.prototype, array);
    Object.assign(Object.prototype, object);
    return work();
  } finally {
    for (const [index, prototype] of [Array.prototype, Object.prototype].entries())
      for (const name of Object.getOwnPropertyNames(prototype))
        if (!before[index]!.includes(name)) Reflect.deleteProperty(prototype, name);
  }
}

(native ? describe : describe.skip)(
  `both engines, of hostile markup${native ? '' : ' (this browser has no sanitizer of its own)'}`,
  function () {
    this.timeout(60_000);
    const otherwise = readsNoscriptAsText ? READ_AS_TEXT : [];
    const listed = [...new Set([...Object.values(DIFFERENT).flat(), ...otherwise])];

    it(`make the same of ${payloads.length - listed.length} of ${payloads.length} payloads`, () => {
      const different = payloads.filter(
        (payload) => !safe(native!, payload).isEqualNode(safe(purify, payload)),
      );
      expect(different.filter((payload) => !listed.includes(payload))).to.deep.equal([]);
      // A difference that is none any more is to be taken off the list.
      expect(listed.filter((payload) => !different.includes(payload))).to.deep.equal([]);
    });

    for (const [reason, different] of Object.entries(DIFFERENT)) {
      it(`differ where DOMPurify is the stricter: ${reason}`, () => {
        for (const payload of different.filter((each) => !otherwise.includes(each))) {
          const [more, less] = [safe(native!, payload), safe(purify, payload)].map(partsOf);
          expect(isWithin(less!, more!), payload).to.equal(true);
        }
      });
    }
  },
);

for (const [name, engine] of ENGINES) {
  describe(`hostile markup, by ${name}`, function () {
    this.timeout(60_000);

    it('keeps nothing that is not of the policy', () => {
      for (const payload of payloads) expect(foreignIn(safe(engine, payload)), payload).to.deep.equal([]);
    });

    it('stays what it is when it is written out and read by a parser alone', () => {
      for (const payload of payloads) {
        const {body} = new DOMParser().parseFromString(safe(engine, payload).innerHTML, 'text/html');
        expect(foreignIn(body), payload).to.deep.equal([]);
      }
    });

    it('keeps nothing of a frameset, wherever it begins', () => {
      for (const markup of [
        '<frameset onload=ATTACK()><frame src=TRAP></frameset>',
        '<html><frameset><frame src="javascript:ATTACK()"></frameset></html>',
        '<head></head><frameset rows="*"><noframes><p onclick=ATTACK()>x</p></noframes></frameset>',
        '<!doctype html><frameset><frameset><frame></frameset></frameset><p onclick=ATTACK()>x</p>',
        '<template><frameset></template><frameset><frame src=TRAP>',
        '</body><frameset><frame src=TRAP></frameset>',
      ]) {
        const tree = safe(engine, markup);
        expect(foreignIn(tree), markup).to.deep.equal([]);
        expect(tree.querySelectorAll('a[href], img').length, markup).to.equal(0);
      }
    });

    it('is not read at all where it has more than 5,000 tags or 512 KB', () => {
      let read = 0;
      const counted: Engine = (markup) => {
        read++;
        return engine(markup);
      };
      for (const markup of [
        '<div>'.repeat(100_000),
        '<b>'.repeat(100_000),
        `${'<p onclick=ATTACK()>'.repeat(5_000)}<br>`,
        'x'.repeat(512 * 1024 + 1),
        `<a title="${'<b'.repeat(5_001)}">x</a>`,
      ])
        expect(sanitizeWith(counted, markup, OPTIONS) === undefined, markup.slice(0, 40)).to.equal(true);
      expect(read).to.equal(0);
    });

    for (const [large, payload] of [...Object.entries(LARGE), ...Object.entries(FATAL)]) {
      it(`is read in time: ${large}`, function () {
        this.timeout(10_000);
        const tree = quietly(() => sanitizeWith(engine, fill(payload), OPTIONS));
        expect(tree ? foreignIn(tree) : []).to.deep.equal([]);
      });
    }

    for (const [page, prototypes] of Object.entries(OLD_PAGES)) {
      it(`is the same on a page with ${page}`, () => {
        for (const payload of payloads.slice(0, 400)) {
          const {innerHTML} = safe(engine, payload);
          expect(
            onOldPage(prototypes, () => safe(engine, payload).innerHTML) === innerHTML,
            payload,
          ).to.equal(true);
        }
      });
    }
  });
}

(native ? describe : describe.skip)('the browser’s sanitizer', () => {
  it('always has a list of attributes as well, without which some handlers end a tab of Chromium', () => {
    const page = globalThis as unknown as {Sanitizer: unknown};
    const {Sanitizer} = page;
    const configurations: object[] = [];
    try {
      page.Sanitizer = function (configuration: object): void {
        configurations.push(configuration);
      };
      nativeEngine();
    } finally {
      page.Sanitizer = Sanitizer;
    }
    const [configuration, ...others] = configurations as Record<string, unknown>[];
    expect(others).to.deep.equal([]);
    expect(Object.getPrototypeOf(configuration!)).to.equal(null);
    expect(configuration!['elements']).to.be.an('array').that.includes('p').and.does.not.include('script');
    expect(configuration!['attributes'])
      .to.be.an('array')
      .that.includes('title')
      .and.does.not.include('onclick');
    expect(configuration!['replaceWithChildrenElements']).to.have.length(UNWRAPPED.length);
  });
});
