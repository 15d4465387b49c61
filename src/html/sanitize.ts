import type {Config} from 'dompurify';
import {addressOf} from '../feed/address.js';
import {ATTRIBUTE, attributeIn, escapeText, TAG} from '../feed/plain-text.js';
import type {MarkupPolicy, trustedTypesPolicy} from '../trusted-types.js';
import {attributeOf, ATTRIBUTES, COMMON_ATTRIBUTES, ELEMENTS, UNWRAPPED} from './policy.js';

export interface MarkupOptions {
  /** What relative addresses are relative to. */
  readonly base: string;
  /** Level of the heading that the markup stands under, 1 to 6; its own headings go below. */
  readonly headingLevel: number;
  /** What a link says that stands in place of a frame or film from `host`. */
  readonly frameLabel: (host: string) => string;
}

interface RebuildOptions extends MarkupOptions {
  /** Level of the highest heading in the markup. */
  readonly highest: number;
}

/** Turns markup into a tree of another, inert document in which nothing runs and nothing is fetched. */
export type Engine = (markup: string) => Node;

/** Nested open tags take quadratic time to parse: 100,000 of them freeze a tab for most of a minute. */
const TAG_LIMIT = 5_000;
/** An end tag can make an element as well, and close and open again many. */
const END_TAG_LIMIT = 10_000;
/** The parser compares each attribute of a tag with all before it. Words in a value count too: this need not be exact. */
const ATTRIBUTE_LIMIT = 500;
const LENGTH_LIMIT = 512 * 1024;
/** Nested annotations and quotations take quadratic time to lay out; what is nested deeper stands beside them. */
const DEPTH_LIMIT = 50;

const HTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';
/** The attributes that each element may have. */
const KEPT: ReadonlyMap<string, readonly string[]> = new Map(
  ELEMENTS.map((name) => [name, [...COMMON_ATTRIBUTES, ...(ATTRIBUTES.get(name) ?? [])]]),
);
const HEADING = /^h[1-6]$/;
const OPENED: ReadonlySet<string> = new Set(UNWRAPPED);
const FRAME_NAME = /^(?:iframe|embed|video|audio|source)$/i;

/** The formatting elements of the parser but for `a`, of which only one can be open, and disclosures. */
const FATAL = 'b|big|code|details|em|font|i|nobr|s|small|strike|strong|summary|tt|u';
const FATAL_TAG = new RegExp(`<(/?)(${FATAL})(?=[\\s/>])`, 'gi');
const PREFIX = 'x-';
/** Pictures written out in their addresses, and conditions that end a tab of Firefox as soon as they are read. */
const LONG_VALUE =
  /\bdata:[^\s"'>]{1000,}|\b(?:sizes|media)\s*=\s*(?:"[^"]{200,}"?|'[^']{200,}'?|[^\s"'>]{200,})/gi;
/** A word's beginning is asked for first: tried at each of its letters, a long one would take quadratic time. */
const LOUD = /\b(?:style|on[a-z]+)\s*=/i;
const LOUD_NAME = /^(?:style|on[a-z]+)$/i;
/** Letters can carry marks without end, which take quadratic time to lay out; no language has as many as this. */
const MARKS = /(\p{M}{8})\p{M}+/gu;
const inEngine = (names: readonly string[]): string[] =>
  names.map((name) => name.replace(new RegExp(`^(?=(?:${FATAL})$)`), PREFIX));

const ALL_ATTRIBUTES: readonly string[] = [
  ...new Set([...COMMON_ATTRIBUTES, ...[...ATTRIBUTES.values()].flat()]),
];

/** The browser's own sanitizer, or DOMPurify once it has come. */
let engine: Engine | undefined;

/**
 * Gets the sanitizer ready. Where it cannot be had, `sanitize` lets nothing pass, and the next call tries again.
 * @param policyOf gives the policy that DOMPurify needs on a page that requires Trusted Types.
 */
export async function prepareSanitizer(policyOf?: typeof trustedTypesPolicy): Promise<void> {
  try {
    engine ??= nativeEngine() ?? (await loadPurify(policyOf?.()));
  } catch (error) {
    console.warn(
      'hhc-widgets: stories are shown without their markup, because DOMPurify could not be loaded.',
      error,
    );
  }
}

/**
 * A story's markup as an element that may be put on the page, or `undefined` where it cannot be made safe.
 * Wants `prepareSanitizer` beforehand.
 */
export function sanitize(markup: string, options: MarkupOptions): HTMLElement | undefined {
  return engine && sanitizeWith(engine, markup, options);
}

/** Caps, then the engine, then the one gate that both engines pass. */
export function sanitizeWith(
  engine: Engine,
  markup: string,
  options: MarkupOptions,
): HTMLElement | undefined {
  if (isTooMuch(markup)) return undefined;
  try {
    // New nodes belong to an inert document too: in the page's own, setting `src` asks for the image at once.
    const inert = document.implementation.createHTMLDocument('');
    const container = inert.createElement('div');
    const tree = engine(renameFatal(tame(markup.replace(LONG_VALUE, ''), options))) as Element;
    trimMarks(tree);
    rebuild(tree, container, inert, {...options, highest: highestHeadingIn(tree)});
    return container;
  } catch (error) {
    console.warn('hhc-widgets: a story is shown without its markup, which could not be read.', error);
    return undefined;
  }
}

function isTooMuch(markup: string): boolean {
  if (markup.length > LENGTH_LIMIT) return true;
  // Most markup has fewer of these than may be tags, and to count them is cheap.
  if (markup.split('<', TAG_LIMIT + 2).length <= TAG_LIMIT + 1) return false;
  const count = (pattern: RegExp): number => markup.match(pattern)?.length ?? 0;
  return count(/<[a-z]/gi) > TAG_LIMIT || count(/<\/[a-z]/gi) > END_TAG_LIMIT;
}

/** Level of the highest heading: it goes right below the story's, and the others as far below it as they were. */
function highestHeadingIn(tree: Element): number {
  return [1, 2, 3, 4, 5].find((level) => tree.querySelector(`h${level}`)) ?? 6;
}

/** `Document.parseHTML` with a `Sanitizer` (Chromium 146, Firefox 148). */
export function nativeEngine(): Engine | undefined {
  const {Sanitizer} = globalThis as {Sanitizer?: new (configuration: object) => object};
  const {parseHTML} = Document as {parseHTML?: (markup: string, options: object) => Document};
  if (!Sanitizer || !parseHTML) return undefined;
  // With both lists, always: without a list of attributes Chromium 156 dies of some event handlers' names.
  // Without a prototype, because the page may have polluted it.
  const configuration = {
    __proto__: null,
    elements: ['html', 'body', ...inEngine(ELEMENTS)],
    replaceWithChildrenElements: inEngine(UNWRAPPED),
    attributes: [...ALL_ATTRIBUTES],
    dataAttributes: false,
    comments: false,
  };
  const options = {__proto__: null, sanitizer: new Sanitizer(configuration)};
  return (markup) => parseHTML.call(Document, `<body>${markup}`, options).body;
}

/** DOMPurify, in a chunk that only browsers without a sanitizer load. */
export async function loadPurify(policy?: MarkupPolicy | null): Promise<Engine> {
  const {default: purify} = await import('dompurify');
  return (markup) =>
    // Within a body, as above: before one, `<noscript>` and others would be read as parts of a head.
    purify.sanitize(`<body>${markup}`, {
      RETURN_DOM: true,
      ALLOWED_TAGS: ['#text', ...inEngine([...ELEMENTS, ...UNWRAPPED])],
      ALLOWED_ATTR: [...ALL_ATTRIBUTES],
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
      KEEP_CONTENT: false,
      // `null`, or it would make a policy of its own, which pages do not list.
      TRUSTED_TYPES_POLICY: (policy as Config['TRUSTED_TYPES_POLICY']) ?? null,
    });
}

/**
 * Gives elements by which a parser comes to no end names that mean nothing to it, until `rebuild` gives them their own
 * again.
 *
 * A formatting element that is left open is opened again in each block that follows (HTML, 13.2.4.3): a few hundred of
 * each, well within the caps, freeze a tab for good. So do 60 disclosures in each other's summaries in Chromium.
 */
function renameFatal(markup: string): string {
  return markup.replace(FATAL_TAG, `<$1${PREFIX}$2`);
}

/** Leaves as many marks on a letter as there are in any language. */
function trimMarks(tree: Node): void {
  if (tree.textContent?.search(MARKS) === -1) return;
  const texts = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode() as Text | null);) text.data = text.data.replace(MARKS, '$1');
}

/**
 * What a parser should not meet at all, tag by tag:
 * - Comments, scripts and styles go, as they would in any case: they could hide tags from a look at the source as this is.
 * - A link stands in the place of each frame and film, before the engine drops them. A reader keeps the way to what was
 *   there, and no other host is asked before a click.
 * - Attributes that run or style get another name, by which they go all the same: Chromium reports those that it meets as
 *   violations of the page's Content-Security-Policy, even where nothing comes of them.
 * @throws where a tag has more attributes than a parser can take.
 */
function tame(markup: string, {base, frameLabel}: MarkupOptions): string {
  let film = '';
  let tamed = '';
  let copied = 0;
  for (const match of markup.matchAll(TAG)) {
    const [source, , end, name = '', attributes = ''] = match;
    let replaced = name ? source : '<!---->';
    if (name && source.length > ATTRIBUTE_LIMIT) checkAttributes(source);
    if (attributes && LOUD.test(attributes)) replaced = source.replace(attributes, () => quiet(attributes));
    if (FRAME_NAME.test(name)) {
      const tag = name.toLowerCase();
      if (/^(?:audio|video)$/.test(tag)) film = end ? '' : tag;
      const address = frameAddressOf(attributes, base);
      if (address) {
        const link = `<p><a href="${escapeText(address)}">${escapeText(frameLabel(new URL(address).hostname))}</a></p>`;
        // A film goes with what is in it, so the first of its sources is linked to from between two halves of it.
        replaced = film && tag === 'source' ? `</${film}>${link}<${film}>` : link + replaced;
        film = '';
      }
    }
    if (replaced !== source) {
      tamed += markup.slice(copied, match.index) + replaced;
      copied = match.index + source.length;
    }
  }
  return tamed + markup.slice(copied);
}

/** @throws where a tag has so many attributes, or words in them, that a parser would come to no end. */
function checkAttributes(tag: string): void {
  if (tag.split(/[\s/"']+/, ATTRIBUTE_LIMIT + 1).length > ATTRIBUTE_LIMIT)
    throw new Error(`A tag has more than ${ATTRIBUTE_LIMIT} attributes.`);
}

function quiet(attributes: string): string {
  return attributes.replace(ATTRIBUTE, (pair: string, name: string) =>
    LOUD_NAME.test(name) ? PREFIX + pair : pair,
  );
}

/** Where a frame or film leads a reader. */
function frameAddressOf(attributes: string, base: string): string | undefined {
  return addressOf(attributeIn(attributes, 'src'), base)?.replace(
    /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+).*/,
    'https://www.youtube.com/watch?v=$1',
  );
}

function rebuild(from: Node, to: Element, inert: Document, options: RebuildOptions, depth = 0): void {
  for (let node = from.firstChild, next; node; node = next) {
    next = node.nextSibling;
    if (node.nodeType === Node.TEXT_NODE) {
      // Text can do no harm, and to move it costs less than to copy it.
      to.appendChild(node);
    } else if (node.nodeType === Node.ELEMENT_NODE && (node as Element).namespaceURI === HTML_NAMESPACE) {
      rebuildElement(node as Element, to, inert, options, depth);
    }
  }
}

function rebuildElement(
  source: Element,
  to: Element,
  inert: Document,
  options: RebuildOptions,
  depth: number,
): void {
  // A form is the one element whose fields can stand for what is read of it; it is not kept in any case.
  if (source instanceof HTMLFormElement) return;
  const {localName} = source;
  const name = localName.startsWith(PREFIX) ? localName.slice(PREFIX.length) : localName;
  const attributes = KEPT.get(name);
  const isTooDeep = depth >= DEPTH_LIMIT && !!source.firstChild;
  // Each disclosure in a summary doubles the time that Chromium takes.
  const isInSummary = name === 'details' && !!to.closest('summary');
  if (attributes && !isTooDeep && !isInSummary) {
    const copy = inert.createElement(HEADING.test(name) ? headingName(name, options) : name);
    copyAttributes(source, copy, name, attributes, options.base);
    if (name === 'img' && !copy.hasAttribute('src')) return;
    if (name === 'a' && copy.hasAttribute('href')) copy.setAttribute('rel', 'noopener nofollow ugc');
    // Most hold text alone, and then one step is faster than one for each piece.
    (name === 'table' ? scrollerIn(to, inert) : to).appendChild(copy);
    if (source.firstElementChild) rebuild(source, copy, inert, options, depth + 1);
    else copy.textContent = source.textContent;
  } else if (attributes || OPENED.has(name)) {
    rebuild(source, to, inert, options, depth);
  }
}

function headingName(name: string, {headingLevel, highest}: RebuildOptions): string {
  return `h${Math.min(6, headingLevel + 1 + Number(name[1]) - highest)}`;
}

/** A table may be wider than the page: it scrolls in a box of its own, by keyboard as well (WCAG 2.1.1). */
function scrollerIn(to: Element, inert: Document): Element {
  const scroller = inert.createElement('div');
  scroller.className = 'scroller';
  scroller.tabIndex = 0;
  return to.appendChild(scroller);
}

function copyAttributes(
  source: Element,
  copy: Element,
  name: string,
  attributes: readonly string[],
  base: string,
): void {
  if (name === 'img') {
    copy.setAttribute('alt', '');
    // Before `src`, so that they hold for its request.
    copy.setAttribute('loading', 'lazy');
    copy.setAttribute('decoding', 'async');
    copy.setAttribute('referrerpolicy', 'no-referrer');
  }
  // By the prototype, whatever an engine hands over.
  if (!Element.prototype.hasAttributes.call(source)) return;
  for (const attribute of attributes) {
    const value = Element.prototype.getAttribute.call(source, attribute);
    const allowed = value === null ? undefined : attributeOf(attribute, value, base);
    if (allowed !== undefined) copy.setAttribute(attribute, allowed);
  }
}
