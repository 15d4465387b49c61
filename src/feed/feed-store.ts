import {systemClock, type Clock} from './clock.js';
import type {Feed} from './feed.js';
import {isFeedError} from './feed-error.js';
import {fetchDocument, type FetchedDocument, type FetchOptions} from './fetch-document.js';
import {isOfWordPress} from './wordpress-address.js';
import {trustedTypesPolicy} from '../trusted-types.js';

/** Reads the document at an absolute address; gives up when the signal is aborted. */
export type DocumentReader = (
  address: string,
  signal: AbortSignal,
  options?: Pick<FetchOptions, 'redirect' | 'isAnew'>,
) => Promise<FetchedDocument>;

type Ask = (address: string) => Promise<FetchedDocument>;

export interface LoadOptions extends Pick<FetchOptions, 'redirect'> {
  /** Milliseconds. A copy that is older is not used; a request that is under way is shared in any case. */
  readonly maxAge?: number;
}

interface Entry {
  readonly feed: Promise<Feed>;
  readonly request: AbortController;
  /** Callers that still wait for an answer. */
  waiting: number;
  /** When there was an answer; `undefined` while there is none. */
  answered: number | undefined;
}

/** Keeps one copy of each feed document a page, and makes one request for it however many elements ask. */
export class FeedStore {
  readonly #entries = new Map<string, Entry>();
  /** What was last read from an address, for as long as the page lives. */
  readonly #kept = new Map<string, Feed>();
  /** Addresses whose last answer was none: the browser may have kept it, too. */
  readonly #failed = new Set<string>();
  readonly #read: DocumentReader;
  /** By which the age of copies is told. */
  readonly clock: Clock;

  constructor(read: DocumentReader = fetchDocument, clock = systemClock) {
    this.#read = read;
    this.clock = clock;
  }

  /**
   * The feed at an absolute address. Where it cannot be had, an earlier copy of it, which says why.
   * A failure is not kept: the next call asks again.
   *
   * Aborting the signal rejects this call alone; the request is given up when nobody waits for it any more.
   * @throws {FeedError} where there is no feed to be had.
   */
  async load(
    address: string,
    signal?: AbortSignal,
    {maxAge = Infinity, redirect}: LoadOptions = {},
  ): Promise<Feed> {
    signal?.throwIfAborted();
    const known = this.#entries.get(address);
    const age = this.clock.now() - (known?.answered ?? Infinity);
    const entry =
      known && age < maxAge
        ? known
        : this.#request(address, {redirect, isAnew: !maxAge || this.#failed.has(address)});
    entry.waiting++;
    if (!signal) return entry.feed;
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        reject(signal.reason as Error);
        if (--entry.waiting) return;
        entry.request.abort();
        this.#forget(address, entry);
      };
      signal.addEventListener('abort', giveUp);
      entry.feed.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    });
  }

  #request(address: string, options: Pick<FetchOptions, 'redirect' | 'isAnew'>): Entry {
    const request = new AbortController();
    const feed = this.#loadOrKeep(address, (each) => this.#read(each, request.signal, options));
    const entry: Entry = {feed, request, waiting: 0, answered: undefined};
    this.#entries.set(address, entry);
    feed.then(
      ({failure}) => {
        entry.answered = this.clock.now();
        if (failure) this.#forget(address, entry);
      },
      () => this.#forget(address, entry),
    );
    return entry;
  }

  async #loadOrKeep(address: string, ask: Ask): Promise<Feed> {
    const kept = this.#kept.get(address);
    try {
      const feed = await readFeed(address, ask, !kept?.stories.length);
      this.#kept.set(address, feed);
      this.#failed.delete(address);
      return feed;
    } catch (error) {
      this.#failed.add(address);
      if (!kept || !isFeedError(error)) throw error;
      return {...kept, failure: error};
    }
  }

  #forget(address: string, entry: Entry): void {
    if (this.#entries.get(address) === entry) this.#entries.delete(address);
  }
}

/** The store that all elements of a page share unless they are given another. */
export const pageStore = new FeedStore();

/**
 * The parsers come in chunks of their own, asked for while the document is on its way. What a document of WordPress is
 * to hold must be said in asking for it, which its parser knows.
 */
async function readFeed(address: string, ask: Ask, mayBeNothing: boolean): Promise<Feed> {
  const [{readDocument}, document] = await Promise.all([
    import('./read-document.js'),
    isOfWordPress(address) ? undefined : ask(address),
  ]);
  return readDocument({address, document, ask, mayBeNothing, policyOf: trustedTypesPolicy});
}
