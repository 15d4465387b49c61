import {FeedFormatError} from './json-feed.js';
import type {Json} from './json.js';
import {escapeText} from './plain-text.js';
import {excerptFrom, withoutShortcodes} from './shortcodes.js';
import type {MarkupPolicy} from '../trusted-types.js';

/** Items of a document that are read: more than any publisher sends. */
const ITEM_LIMIT = 2_000;

/** Levels of XHTML within each other. */
const DEPTH_LIMIT = 200;

/** Elements without an end tag (HTML, 13.1.2) that stories have. */
const VOID = /^(?:area|br|col|embed|hr|img|input|source|track|wbr)$/;

const XHTML = 'http://www.w3.org/1999/xhtml';
const ATOM = 'http://www.w3.org/2005/Atom';
const CONTENT = 'http://purl.org/rss/1.0/modules/content/';
const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';

/**
 * What RSS 2.0, RSS 1.0 or Atom (RFC 4287) says, as a JSON Feed.
 *
 * The document is a thing apart: nothing in it runs or is loaded, and only text is taken out of it.
 * @param policy The policy that parsing needs on a page that requires Trusted Types.
 * @throws {FeedFormatError} where it is none of them.
 */
export function jsonFeedOfXml(
  source: string,
  address: string,
  policy: MarkupPolicy | null | undefined,
): Json {
  const text = source.trim();
  // Entities of a document's own can stand for each other, and so for any amount of text.
  if (/<!ENTITY/i.test(text)) throw new FeedFormatError(`${address} declares entities.`);
  const document = new DOMParser().parseFromString(
    (policy ? policy.createHTML(text) : text) as string,
    'text/xml',
  );
  const root = document.documentElement;
  const isError = document.getElementsByTagName('parsererror').length;
  if (!isError && root.localName === 'feed') return feedOfAtom(root);
  const channel = [...root.children].find(({localName}) => localName === 'channel');
  if (isError || !channel) throw new FeedFormatError(`${address} is neither RSS nor Atom that can be read.`);
  // In RSS 1.0 the items stand beside the channel.
  return feedOfRss(channel, [
    ...childrenIn(channel, 'item'),
    ...childrenIn(root, 'item', channel.namespaceURI),
  ]);
}

// ------------------------------------------------------------------------------------------------------------ RSS

function feedOfRss(channel: Element, items: readonly Element[]): Json {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: textIn(channel, 'title'),
    home_page_url: textIn(channel, 'link'),
    language: textIn(channel, 'language') || undefined,
    next_url: linkIn(channel, 'next'),
    items: items.slice(0, ITEM_LIMIT).map(itemOfRss),
  };
}

function itemOfRss(item: Element): Json {
  const guid = childIn(item, 'guid');
  const id = textOf(guid);
  const link = textIn(item, 'link');
  const isLink = guid && guid.getAttribute('isPermaLink') !== 'false' && /^https?:/i.test(id);
  const content = textIn(item, 'encoded', CONTENT);
  const description = textIn(item, 'description');
  return {
    id: id || link,
    url: link || (isLink ? id : undefined),
    // Text by the letter of the specification, but most publishers write HTML in it.
    title: textIn(item, 'title'),
    date_published: textIn(item, 'pubDate') || textIn(item, 'date', DUBLIN_CORE),
    summary: content ? excerptFrom(description) : '',
    content_html: withoutShortcodes(content || description),
    tags: childrenIn(item, 'category').map(textOf),
    authors: childrenIn(item, 'creator', DUBLIN_CORE).map((each) => ({name: textOf(each)})),
    attachments: childrenIn(item, 'enclosure').map((each) => ({
      url: each.getAttribute('url'),
      mime_type: each.getAttribute('type'),
      size_in_bytes: each.getAttribute('length'),
    })),
    _hhc: {protected: isLocked(content || description)},
  };
}

// ----------------------------------------------------------------------------------------------------------- Atom

function feedOfAtom(feed: Element): Json {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: markupIn(feed, 'title'),
    home_page_url: linkIn(feed, 'alternate'),
    language: feed.getAttribute('xml:lang') ?? undefined,
    next_url: linkIn(feed, 'next'),
    authors: authorsIn(feed),
    items: childrenIn(feed, 'entry').slice(0, ITEM_LIMIT).map(itemOfAtom),
  };
}

function itemOfAtom(entry: Element): Json {
  const content = markupIn(entry, 'content');
  const summary = markupIn(entry, 'summary');
  const url = linkIn(entry, 'alternate');
  return {
    id: textIn(entry, 'id') || url,
    url,
    title: markupIn(entry, 'title'),
    date_published: textIn(entry, 'published') || textIn(entry, 'updated'),
    language: entry.getAttribute('xml:lang') ?? undefined,
    summary: content ? summary : '',
    content_html: content || summary,
    tags: childrenIn(entry, 'category').map((each) =>
      escapeText(each.getAttribute('label') ?? each.getAttribute('term') ?? ''),
    ),
    authors: authorsIn(entry),
    attachments: linksIn(entry, 'enclosure').map((each) => ({
      url: each.getAttribute('href'),
      mime_type: each.getAttribute('type'),
      size_in_bytes: each.getAttribute('length'),
      title: each.getAttribute('title'),
    })),
    _hhc: {protected: isLocked(content)},
  };
}

function authorsIn(element: Element): Json[] {
  return childrenIn(element, 'author').map((author) => ({
    name: escapeText(textIn(author, 'name')),
    url: textIn(author, 'uri') || undefined,
  }));
}

/** What a text or content construct says, as HTML (RFC 4287, 3.1 and 4.1.3). */
function markupIn(element: Element, name: string): string {
  const child = childIn(element, name);
  const type = child?.getAttribute('type') ?? 'text';
  if (!child) return '';
  if (/^(?:text\/)?html$/.test(type)) return textOf(child);
  if (/^xhtml$|[/+]xml$/.test(type)) {
    // The one `div` that is there by the specification is no part of what is said.
    const place = type === 'xhtml' ? (child.firstElementChild ?? child) : child;
    return [...place.childNodes].map((node) => htmlOf(node)).join('');
  }
  return /^text\b/.test(type) ? escapeText(textOf(child)) : '';
}

/** XHTML as HTML: without prefixes and declarations, and of other elements their content alone. */
function htmlOf(node: Node, depth = 0): string {
  if (!(node instanceof Element)) return node instanceof Text ? escapeText(node.data) : '';
  const content =
    depth < DEPTH_LIMIT ? [...node.childNodes].map((each) => htmlOf(each, depth + 1)).join('') : '';
  if (node.namespaceURI !== XHTML) return content;
  const attributes = [...node.attributes]
    .filter(({namespaceURI}) => !namespaceURI)
    .map(({name, value}) => ` ${name}="${escapeText(value)}"`)
    .join('');
  return `<${node.localName}${attributes}>${VOID.test(node.localName) ? '' : `${content}</${node.localName}>`}`;
}

/** Links without a relation are the entry's own page (RFC 4287, 4.2.7.2). */
function linksIn(element: Element, relation: string): Element[] {
  return childrenIn(element, 'link', ATOM).filter(
    (link) => (link.getAttribute('rel') ?? 'alternate') === relation,
  );
}

function linkIn(element: Element, relation: string): string | undefined {
  return linksIn(element, relation)[0]?.getAttribute('href') ?? undefined;
}

// ------------------------------------------------------------------------------------------------------- elements

/** Children by name, by default in the namespace of their parent: other modules have elements of the same names. */
function childrenIn(element: Element, name: string, namespace = element.namespaceURI): Element[] {
  return [...element.children].filter(
    (child) => child.localName === name && child.namespaceURI === namespace,
  );
}

function childIn(element: Element, name: string, namespace?: string | null): Element | undefined {
  return childrenIn(element, name, namespace)[0];
}

function textIn(element: Element, name: string, namespace?: string | null): string {
  return textOf(childIn(element, name, namespace));
}

function textOf(element: Element | undefined): string {
  return element?.textContent.trim() ?? '';
}

/** WordPress puts a form for the password in the place of the text. */
function isLocked(markup: string): boolean {
  return markup.includes('post-password-form');
}
