import type {Clock} from '../src/feed/clock.js';
import {FeedStore} from '../src/feed/feed-store.js';
import {FeedError} from '../src/feed/feed-error.js';
import {parseJsonFeed} from '../src/feed/json-feed.js';
import type {Feed, Story} from '../src/feed/feed.js';

/** The document that fixtures are read from. */
export const ADDRESS = 'https://feed.example/news/feed.json';

type Json = Record<string, unknown>;

/** An item of a JSON Feed; a test names only what it is about. */
export function anItem(fields: Json = {}): Json {
  return {
    id: 'kites',
    url: 'https://site.example/kites',
    title: 'Хвърчила над града',
    content_html: '<p>Децата пускат хвърчила.</p>',
    date_published: '2020-08-20T10:00:00+03:00',
    ...fields,
  };
}

/** A JSON Feed of those items. */
export function aFeedOf(items: readonly Json[], fields: Json = {}): Json {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Новини',
    language: 'bg',
    home_page_url: 'https://site.example/',
    items,
    ...fields,
  };
}

/** A feed, read from a JSON Feed of those items. */
export function aFeed(items: readonly Json[] = [anItem()], fields: Json = {}): Feed {
  return parseJsonFeed(aFeedOf(items, fields), ADDRESS);
}

/** A story, read from an item with those fields. */
export function aStory(fields: Json = {}): Story {
  return aFeed([anItem(fields)]).stories[0]!;
}

/** All that there is of a story, as of now: its fields are read at first use. */
export function fieldsOf(story: Story): Story {
  const {id, language, title, summary, body, url, published, authors, tags} = story;
  const {picture, attachments, reads, related, translations, categories, isProtected, relatedUrls} = story;
  return {
    ...{id, language, title, summary, body, url, published, authors, tags},
    ...{picture, attachments, reads, related, translations, categories, isProtected, relatedUrls},
  };
}

/** A store that knows these documents by address; any other answers 404. Text is handed out as it stands. */
export function storeOf(
  documents: Readonly<Record<string, unknown>>,
): FeedStore & {readonly asked: string[]} {
  const asked: string[] = [];
  const store = new FeedStore(async (address) => {
    asked.push(address);
    const document = documents[address];
    if (document instanceof Error) throw document;
    if (document === undefined)
      throw new FeedError('http', `${address} answered 404.`, {cause: new Response(null, {status: 404})});
    return {address, text: typeof document === 'string' ? document : JSON.stringify(document)};
  });
  return Object.assign(store, {asked});
}

/** A store of one feed at `ADDRESS`. */
export function storeOfFeed(
  items: readonly Json[] = [anItem()],
  fields: Json = {},
): ReturnType<typeof storeOf> {
  return storeOf({[ADDRESS]: aFeedOf(items, fields)});
}

/** A clock that a test winds by hand. */
export class HandClock implements Clock {
  time = 0;
  tasks = new Map<() => void, number>();
  readonly now = (): number => this.time;
  readonly after = (task: () => void, milliseconds: number): (() => void) => {
    this.tasks.set(task, this.time + milliseconds);
    return () => void this.tasks.delete(task);
  };

  wind(milliseconds: number): void {
    this.time += milliseconds;
    for (const [task, due] of [...this.tasks]) {
      if (due > this.time) continue;
      this.tasks.delete(task);
      task();
    }
  }
}

/** What a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

/** A promise and its two ends. */
export function deferred<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return {promise, resolve, reject};
}

/** What `work` gives on a page that has put these properties on every object. */
export function onPollutedPage<T>(properties: Json, work: () => T): T {
  const prototype = Object.prototype as unknown as Json;
  try {
    Object.assign(prototype, properties);
    return work();
  } finally {
    for (const key of Object.keys(properties)) Reflect.deleteProperty(prototype, key);
  }
}

/** What `growthOf` gives is below this where time grows with size, and above where it grows with its square. */
export const LINEAR_GROWTH = 32;

/**
 * How many times longer `work` takes on eight times as much: about 8 where time grows with size, about 64 where it
 * grows with the square of it. The small is done eight times as often, so that a busy machine slows both alike.
 */
export function growthOf<T>(size: number, inputOf: (size: number) => T, work: (input: T) => unknown): number {
  const [small, large] = [inputOf(size), inputOf(8 * size)];
  const timeOf = (input: T, rounds: number): number => {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) work(input);
    return performance.now() - start;
  };
  let rounds = 1;
  // Firefox tells time by the millisecond.
  while (Math.min(timeOf(small, rounds), timeOf(small, rounds)) < 2) rounds *= 2;
  let [quick, slow] = [Infinity, Infinity];
  for (let attempt = 0; attempt < 10 && !(slow < 2 * quick); attempt++) {
    quick = Math.min(quick, timeOf(small, 8 * rounds));
    slow = Math.min(slow, timeOf(large, rounds));
  }
  return (8 * slow) / quick;
}
