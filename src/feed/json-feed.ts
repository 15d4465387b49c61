import {addressOf} from './address.js';
import {YEAR_LIMIT} from './archive.js';
import type {ArchiveYear, Feed, Section, Story} from './feed.js';
import {authorsOf, storyOf} from './json-item.js';
import {arrayOf, get, isObject, languageIn, objectOf, textIn, titleIn, wholeOf, type Json} from './json.js';
import {timeZoneOf} from './site-time.js';
import {inSlices} from './task.js';

/** The document is not a feed. It is a `FeedError` in all but its class, so that parsers stand alone. */
export class FeedFormatError extends Error {
  override readonly name = 'FeedFormatError';
  readonly code = 'not-a-feed';
}

/** More than any reader looks at; a feed beyond that is there to freeze pages. */
const ITEM_LIMIT = 20_000;

const VERSION = /^https?:\/\/jsonfeed\.org\/version\/1/;

/**
 * Reads a JSON Feed, 1.0 or 1.1, with or without the `_hhc` extension.
 *
 * One bad field does not fail an item, and one bad item does not fail the feed.
 * @throws {FeedFormatError} where the value is no feed at all.
 */
export function parseJsonFeed(value: unknown, address: string): Feed {
  const reading = readItems(value, address);
  for (;;) {
    const {done, value: feed} = reading.next();
    if (done) return feed;
  }
}

/** The same without holding the page up. */
export function parseJsonFeedInSlices(value: unknown, address: string): Promise<Feed> {
  return inSlices(readItems(value, address));
}

/** Pauses after each item. */
function* readItems(value: unknown, address: string): Generator<undefined, Feed> {
  const json = objectOf(value);
  const items = get(json, 'items');
  const isVersioned = VERSION.test(textIn(json, 'version'));
  if (!Array.isArray(items) && !(isVersioned && items == null))
    throw new FeedFormatError(`${address} has no list of items.`);

  const extension = objectOf(get(json, '_hhc'));
  const timeZone = timeZoneOf(get(extension, 'time_zone'));
  const context = {address, timeZone, language: languageIn(json), authors: authorsOf(json, address)};
  const stories = new Map<string, Story>();
  let dropped = 0;
  for (const item of arrayOf(items).slice(0, ITEM_LIMIT)) {
    const story = isObject(item) && storyOf(item, context);
    if (!story) dropped++;
    else if (!stories.has(story.id)) stories.set(story.id, story);
    yield;
  }
  if (!isVersioned && dropped && !stories.size)
    throw new FeedFormatError(`None of the items of ${address} is a story.`);

  return {
    address,
    title: titleIn(json, 'title'),
    homePage: addressOf(get(json, 'home_page_url'), address),
    language: context.language,
    timeZone,
    section: sectionOf(objectOf(get(extension, 'section')), address),
    archive: archiveOf(get(extension, 'archive'), address),
    archiveUrl: addressOf(get(extension, 'archive_url'), address),
    next: addressOf(get(json, 'next_url'), address),
    storyUrl: templateOf(get(extension, 'story_url'), address),
    readsUrl: templateOf(get(extension, 'reads_url'), address),
    stories: [...stories.values()],
    dropped,
  };
}

function sectionOf(json: Json, address: string): Section | undefined {
  const [title, url] = [titleIn(json, 'title'), addressOf(get(json, 'url'), address)];
  return title && url ? {title, url} : undefined;
}

function archiveOf(value: unknown, address: string): ArchiveYear[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const years = new Map<number, ArchiveYear>();
  for (const each of value.slice(0, YEAR_LIMIT)) {
    const entry = objectOf(each);
    const [year, count] = [wholeOf(get(entry, 'year')), wholeOf(get(entry, 'count'))];
    if (!year || year < 1000 || year > 9999 || count === 0 || years.has(year)) continue;
    years.set(year, {year, count, url: addressOf(get(entry, 'url'), address)});
  }
  // A list without one sound year tells nothing; an empty one tells that there are no stories.
  if (value.length && !years.size) return undefined;
  return [...years.values()].sort((a, b) => b.year - a.year);
}

/** A template keeps its `{id}`, which an absolute address would have percent-encoded. */
function templateOf(value: unknown, address: string): string | undefined {
  const template = addressOf(value, address)?.replace(/%7Bid%7D/gi, '{id}');
  return template?.includes('{id}') ? template : undefined;
}
