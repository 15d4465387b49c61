import type {FeedElement} from '../../src/elements/feed-element.js';
import {ATTRIBUTES, COMMON_ATTRIBUTES, ELEMENTS} from '../../src/html/policy.js';
import type {Finding, Kind} from './finding.js';

const HTML = 'http://www.w3.org/1999/xhtml';
const LINKS = /^(?:https?|mailto|tel):$/;
const WEB = /^https?:$/;

/** Attributes of templates whose value is never a matter of the feed. */
const FIXED = new Set(
  'class part role type slot name loading decoding referrerpolicy dir aria-pressed tabindex style sizes'.split(
    ' ',
  ),
);

/** What is set of pictures that can be opened, and of films that can be played, and to what. */
const OWN = new Map([
  ['a class', /^zoom$/],
  ['a aria-haspopup', /^dialog$/],
  ['a aria-label', /^(?:Снимка \d+ от|Picture \d+ of) \d+$/],
  ['p class', /^film$/],
]);

/** What the gate itself sets, and to what. */
const SET: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: {rel: 'noopener nofollow ugc'},
  img: {loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer'},
};

const NUMBERS = new Set('width height colspan rowspan span start value'.split(' '));

/**
 * What may stand in the shadow trees: within a story's body what the policy names, outside of it what was seen
 * there for harmless feeds, each element in the same kind of parent and with the same attributes.
 */
export class Trees {
  readonly #pairs = new Set<string>();
  readonly #attributes = new Set<string>();
  /** Pictures that were made to load at once. */
  readonly #hurried = new WeakSet<Element>();

  /** Takes all that is drawn now for harmless. */
  learn(host: FeedElement): void {
    const {outside} = partsOf(host);
    for (const element of outside) {
      this.#pairs.add(pairOf(element));
      for (const attribute of element.attributes) this.#attributes.add(attributeOf(element, attribute));
    }
  }

  /** All that was learned, in words. */
  get known(): readonly string[] {
    return [...this.#pairs, ...this.#attributes];
  }

  /** What is drawn and should not be. */
  check(host: FeedElement): Finding[] {
    const findings: Finding[] = [];
    const find = (kind: Kind, detail: string): number => findings.push({kind, detail});
    const {inside, outside} = partsOf(host);
    for (const element of outside) {
      if (!this.#pairs.has(pairOf(element))) find('element', pairOf(element));
      for (const attribute of element.attributes)
        if (
          !this.#attributes.has(attributeOf(element, attribute)) &&
          !(attribute.name === 'loading' && this.#hurried.has(element))
        )
          find('attribute', attributeOf(element, attribute));
    }
    for (const element of inside) {
      for (const [kind, detail] of this.#offencesOf(element, host)) find(kind, detail);
    }
    for (const element of [...inside, ...outside]) {
      for (const address of badAddressesOf(element)) find('address', `${element.localName} ${address}`);
      if (element.shadowRoot) find('shadow', element.localName);
      if (isInTopLayer(element)) find('top layer', element.localName);
    }
    return findings;
  }

  /** Makes pictures load now that wait until they are near the view. */
  hurry(host: FeedElement): void {
    for (const image of host.renderRoot.querySelectorAll('img')) {
      this.#hurried.add(image);
      image.loading = 'eager';
    }
  }

  *#offencesOf(element: Element, host: FeedElement): Generator<readonly [Kind, string]> {
    const name = element.localName;
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (
      element.namespaceURI !== HTML ||
      !ELEMENTS.includes(name) ||
      (level && Number(level) <= Math.min(5, host.level))
    ) {
      yield ['element', `${element.namespaceURI ?? ''} ${name}`];
      return;
    }
    if (name === 'div' && element.className === 'scroller') {
      const names = [...element.attributes].map((attribute) => `${attribute.name}=${attribute.value}`);
      if (names.join() !== 'class=scroller,tabindex=0' || element.firstElementChild?.localName !== 'table')
        yield ['attribute', names.join(' ')];
      return;
    }
    const set = SET[name] ?? {};
    const allowed = [...COMMON_ATTRIBUTES, ...(ATTRIBUTES.get(name) ?? [])];
    for (const attribute of element.attributes) {
      if (OWN.get(`${name} ${attribute.name}`)?.test(attribute.value)) continue;
      const isSet = set[attribute.name] === attribute.value || this.#hurried.has(element);
      if (attribute.name in set ? !isSet : !allowed.includes(attribute.name))
        yield ['attribute', attributeOf(element, attribute)];
      if (NUMBERS.has(attribute.name) && !/^\d{1,5}$/.test(attribute.value))
        yield ['attribute', attributeOf(element, attribute)];
    }
    const isAsked = name === 'img' || element.hasAttribute('href');
    for (const [attribute] of Object.entries(set))
      if (isAsked && !element.hasAttribute(attribute)) yield ['attribute', `${name} without ${attribute}`];
    if (name === 'img' && !element.hasAttribute('alt')) yield ['attribute', 'img without alt'];
    for (const attribute of ['href', 'src'])
      if (element.hasAttribute(attribute) && !/^\w+:/.test(element.getAttribute(attribute)!))
        yield ['address', `relative: ${element.getAttribute(attribute)!}`];
  }
}

/** The elements of a shadow tree: those of bodies, and all others. */
function partsOf(host: FeedElement): {inside: Element[]; outside: Element[]} {
  const inside = [...host.renderRoot.querySelectorAll('[part="body"] *')];
  const known = new Set(inside);
  return {
    inside,
    outside: [...host.renderRoot.querySelectorAll('*')].filter((element) => !known.has(element)),
  };
}

function nameOf(element: Element): string {
  return element.namespaceURI === HTML
    ? element.localName.replace(/^h[1-6]$/, 'h*')
    : `foreign ${element.localName}`;
}

function pairOf(element: Element): string {
  const {parentNode} = element;
  return `${parentNode instanceof Element ? nameOf(parentNode) : 'root'} > ${nameOf(element)}`;
}

function attributeOf(element: Element, {name, value}: Attr): string {
  return `${nameOf(element)} ${name}${FIXED.has(name) ? `=${value}` : ''}`;
}

function* badAddressesOf(element: Element): Generator<string> {
  for (const attribute of ['href', 'src', 'xlink:href', 'action', 'formaction', 'data', 'poster']) {
    const address = element.getAttribute(attribute);
    const schemes = element.localName === 'a' ? LINKS : WEB;
    if (address !== null && !(URL.canParse(address, document.baseURI) && schemes.test(schemeOf(address))))
      yield address;
  }
  for (const candidate of candidatesOf(element.getAttribute('srcset') ?? ''))
    if (!/^https?:\/\//.test(candidate)) yield `${candidate} in srcset ${element.getAttribute('srcset')!}`;
}

function schemeOf(address: string): string {
  return new URL(address, document.baseURI).protocol;
}

/** The addresses in a `srcset`, as a browser reads them (HTML, "parse a srcset attribute"). */
export function candidatesOf(srcset: string): string[] {
  const addresses: string[] = [];
  let rest = srcset;
  for (;;) {
    rest = rest.replace(/^[\t\n\f\r ,]+/, '');
    const [address] = /^[^\t\n\f\r ]+/.exec(rest) ?? [];
    if (!address) return addresses;
    addresses.push(address.replace(/,+$/, ''));
    rest = rest.slice(address.length);
    // A comma within parentheses does not end a candidate.
    if (!address.endsWith(',')) rest = rest.replace(/^(?:\([^)]*(?:\)|$)|[^,(])*/, '');
  }
}

function isInTopLayer(element: Element): boolean {
  return [':popover-open', ':modal', ':fullscreen'].some((selector) => {
    try {
      return element.matches(selector);
    } catch {
      return false;
    }
  });
}
