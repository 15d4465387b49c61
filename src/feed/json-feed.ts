import {addressOf, documentAddressOf} from './address.js';
import {htmlOf} from './blocks.js';
import type {
  ArchiveYear,
  Attachment,
  Author,
  Feed,
  Picture,
  PictureSize,
  Reads,
  Section,
  Story,
  Translation,
} from './feed.js';
import {firstWordsOf, languageOf, splitMarked} from './languages.js';
import {decodeEntities, textOf} from './plain-text.js';
import {takeCounter} from './read-counter.js';
import {dateOf, timeZoneOf} from './site-time.js';

/** The document is not a feed. It is a `FeedError` in all but its class, so that parsers stand alone. */
export class FeedFormatError extends Error {
  override readonly name = 'FeedFormatError';
  readonly code = 'not-a-feed';
}

/** More than any reader looks at; a feed beyond that is there to freeze pages. */
const ITEM_LIMIT = 20_000;
const LIST_LIMIT = 50;
const YEAR_LIMIT = 200;
/** UTF-16 code units, not graphemes: one grapheme may be of any length. */
const TITLE_LENGTH = 500;
const SUMMARY_LENGTH = 5_000;

/** What an item inherits from its document. */
interface Context {
  readonly address: string;
  readonly language: string | undefined;
  readonly timeZone: string;
  readonly authors: readonly Author[];
}

type Json = Record<string, unknown>;

const VERSION = /^https?:\/\/jsonfeed\.org\/version\/1/;
const FORMATTING_TAG = /<\/?(?:b|br|em|i|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?\/?>/gi;
const CONTROL_CHARACTERS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/**
 * Reads a JSON Feed, 1.0 or 1.1, with or without the `_hhc` extension.
 *
 * One bad field does not fail an item, and one bad item does not fail the feed.
 * @throws {FeedFormatError} where the value is no feed at all.
 */
export function parseJsonFeed(value: unknown, address: string): Feed {
  const json = objectOf(value);
  const items = get(json, 'items');
  const isVersioned = VERSION.test(textIn(json, 'version'));
  if (!Array.isArray(items) && !(isVersioned && items == null))
    throw new FeedFormatError('There is no list of items.');

  const extension = objectOf(get(json, '_hhc'));
  const timeZone = timeZoneOf(get(extension, 'time_zone'));
  const context = {address, timeZone, language: languageIn(json), authors: authorsOf(json, address)};
  const stories = new Map<string, Story>();
  let dropped = 0;
  for (const item of arrayOf(items).slice(0, ITEM_LIMIT)) {
    const story = isObject(item) && storyOf(item, context);
    if (!story) dropped++;
    else if (!stories.has(story.id)) stories.set(story.id, story);
  }
  if (!isVersioned && dropped && !stories.size) throw new FeedFormatError('None of the items is a story.');

  return {
    address,
    title: titleIn(json, 'title'),
    homePage: addressOf(get(json, 'home_page_url'), address),
    language: context.language,
    timeZone,
    section: sectionOf(objectOf(get(extension, 'section')), address),
    archive: archiveOf(get(extension, 'archive'), address),
    next: documentAddressOf(get(json, 'next_url'), address),
    storyUrl: templateOf(get(extension, 'story_url'), address),
    readsUrl: templateOf(get(extension, 'reads_url'), address),
    stories: [...stories.values()],
    dropped,
  };
}

function storyOf(item: Json, context: Context): Story | undefined {
  const {address, timeZone} = context;
  const extension = objectOf(get(item, '_hhc'));
  const url = addressOf(get(item, 'url'), address) ?? addressOf(get(item, 'external_url'), address);
  const {rest, reads} = takeCounter(bodyIn(item));
  const own = {
    language: languageIn(item),
    title: titleIn(item, 'title'),
    summary: summaryIn(item),
    body: rest,
    url,
  };
  const id = textIn(item, 'id') || url || idFromWords(own);
  if (!id) return undefined;

  const [words, ...marked] = unmark(own);
  const attachments = listIn(item, 'attachments').flatMap((entry) => attachmentOf(objectOf(entry), address));
  const picture = pictureOf(item, extension, attachments, address);
  return {
    ...named(words!, context.language),
    id,
    published: dateOf(get(item, 'date_published'), timeZone),
    authors: or(authorsOf(item, address), context.authors),
    tags: [...new Set(listIn(item, 'tags').map(cleaned).filter(Boolean))],
    picture,
    attachments: attachments.filter((attachment) => attachment.url !== picture?.src),
    reads: readsOf(objectOf(get(extension, 'reads')), timeZone) ?? reads,
    related: listIn(extension, 'related').map(textFrom).filter(Boolean),
    translations: [
      ...listIn(extension, 'translations').flatMap((entry) => translationOf(objectOf(entry), address)),
      ...marked,
    ].map((translation) => named(translation, undefined)),
  };
}

function translationOf(json: Json, address: string): Translation[] {
  const language = languageIn(json);
  if (!language) return [];
  const url = addressOf(get(json, 'url'), address);
  return [
    {
      language,
      title: titleIn(json, 'title'),
      summary: summaryIn(json),
      body: takeCounter(bodyIn(json)).rest,
      url,
    },
  ];
}

/** Parts the languages that qTranslate's marks hold; the item's own language comes first. */
function unmark(words: Translation): Translation[] {
  const parts = [words.title, words.summary, words.body].map(splitMarked);
  const [titles, summaries, bodies] = parts as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ];
  const languages = [...new Set(parts.flatMap((texts) => [...texts.keys()]))];
  if (!languages.length) return [words];
  return languages.map((language) => ({
    ...words,
    language,
    title: marked(titles, language, words.title),
    summary: marked(summaries, language, words.summary),
    body: marked(bodies, language, words.body),
  }));
}

function marked(texts: ReadonlyMap<string, string>, language: string, whole: string): string {
  return texts.size ? (texts.get(language) ?? '').trim() : whole;
}

/** Gives words without a title or a language what their text tells. */
function named(words: Translation, expected: string | undefined): Translation {
  const title = words.title || firstWordsOf(words.summary, words.body);
  return {...words, title, language: words.language ?? languageOf(title + words.summary, expected)};
}

/** An id for an item that has words but no id: the same as long as the words are (FNV-1a). */
function idFromWords({title, summary, body}: Translation): string {
  const words = title + summary + body;
  let hash = 2166136261;
  for (let index = 0; index < words.length; index++)
    hash = Math.imul(hash ^ words.charCodeAt(index), 16777619);
  return words && `words-${(hash >>> 0).toString(36)}`;
}

function bodyIn(json: Json): string {
  return textIn(json, 'content_html') || htmlOf(textIn(json, 'content_text'));
}

function summaryIn(json: Json): string {
  // qTranslate's marks may be comments, which are no text.
  const html = textIn(json, 'summary').replace(/<!--(:[a-z]*)-->/g, '[$1]');
  return cut(takeCounter(textOf(html)).rest.replace(/\s+/g, ' ').trim(), SUMMARY_LENGTH);
}

/** A title is plain text; what formats it is dropped, what merely looks like a tag stays. */
function titleIn(json: Json, key: string): string {
  return cleaned(get(json, key));
}

function cleaned(value: unknown): string {
  const text = decodeEntities(textFrom(value).replace(FORMATTING_TAG, '')).replace(/\s+/g, ' ').trim();
  return cut(text, TITLE_LENGTH);
}

function cut(text: string, length: number): string {
  // Not between the halves of a surrogate pair.
  return text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

function languageIn(json: Json): string | undefined {
  try {
    return Intl.getCanonicalLocales(textIn(json, 'language'))[0];
  } catch {
    return undefined;
  }
}

function authorsOf(json: Json, address: string): Author[] {
  return or(listIn(json, 'authors'), listIn(json, 'author')).flatMap((entry) => {
    const author = objectOf(entry);
    const name = titleIn(author, 'name') || cleaned(entry);
    return name ? [{name, url: addressOf(get(author, 'url'), address)}] : [];
  });
}

function pictureOf(
  item: Json,
  extension: Json,
  attachments: readonly Attachment[],
  address: string,
): Picture | undefined {
  const src =
    addressOf(get(item, 'image'), address) ??
    addressOf(get(item, 'banner_image'), address) ??
    attachments.find(({type}) => type.startsWith('image/'))?.url;
  if (!src) return undefined;
  const sizes = listIn(extension, 'image_sizes').flatMap((entry): PictureSize[] => {
    const size = objectOf(entry);
    const [sizeSrc, width] = [addressOf(get(size, 'url'), address), wholeOf(get(size, 'width'))];
    return sizeSrc && width ? [{src: sizeSrc, width}] : [];
  });
  return {src, alt: titleIn(extension, 'image_alt'), sizes: sizes.sort((a, b) => a.width - b.width)};
}

function attachmentOf(json: Json, address: string): Attachment[] {
  const url = addressOf(get(json, 'url'), address);
  if (!url) return [];
  const file = decodeURIComponentSafely(new URL(url).pathname.split('/').pop()!);
  return [
    {
      url,
      title: titleIn(json, 'title') || file || url,
      type: textIn(json, 'mime_type'),
      size: wholeOf(get(json, 'size_in_bytes')),
    },
  ];
}

function readsOf(json: Json, timeZone: string): Reads | undefined {
  const total = wholeOf(get(json, 'total'));
  return total === undefined
    ? undefined
    : {total, today: wholeOf(get(json, 'today')), asOf: dateOf(get(json, 'as_of'), timeZone)};
}

function sectionOf(json: Json, address: string): Section | undefined {
  const [title, url] = [titleIn(json, 'title'), addressOf(get(json, 'url'), address)];
  return title && url ? {title, url} : undefined;
}

function archiveOf(value: unknown, address: string): ArchiveYear[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const years = new Map<number, ArchiveYear>();
  for (const entry of value.slice(0, YEAR_LIMIT).map(objectOf)) {
    const [year, count] = [wholeOf(get(entry, 'year')), wholeOf(get(entry, 'count'))];
    if (!year || year < 1000 || year > 9999 || count === 0 || years.has(year)) continue;
    years.set(year, {year, count, url: documentAddressOf(get(entry, 'url'), address)});
  }
  // A list without one sound year tells nothing; an empty one tells that there are no stories.
  if (value.length && !years.size) return undefined;
  return [...years.values()].sort((a, b) => b.year - a.year);
}

/** A template keeps its `{id}`, which an absolute address would have percent-encoded. */
function templateOf(value: unknown, address: string): string | undefined {
  const template = documentAddressOf(value, address)?.replace(/%7Bid%7D/gi, '{id}');
  return template?.includes('{id}') ? template : undefined;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Own properties alone count: the page may have put anything on `Object.prototype`. */
function get(json: Json, key: string): unknown {
  return Object.hasOwn(json, key) ? json[key] : undefined;
}

function listIn(json: Json, key: string): readonly unknown[] {
  return arrayOf(get(json, key)).slice(0, LIST_LIMIT);
}

function textIn(json: Json, key: string): string {
  return textFrom(get(json, key));
}

function textFrom(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.toWellFormed().replace(CONTROL_CHARACTERS, '').trim() : '';
}

function wholeOf(value: unknown): number | undefined {
  const number = Number(textFrom(value) || NaN);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function isObject(value: unknown): value is Json {
  return value !== null && typeof value === 'object';
}

function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** A list; a single value where a list is expected counts as a list of one. */
function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value == null ? [] : [value];
}

function or<T>(list: readonly T[], otherwise: readonly T[]): T[] {
  return [...(list.length ? list : otherwise)];
}
