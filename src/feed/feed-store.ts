import type {Feed} from './feed.js';
import {FeedError} from './feed-error.js';
import {fetchDocument, type FetchedDocument} from './fetch-document.js';

/** Reads the document at an absolute address; gives up when the signal is aborted. */
export type DocumentReader = (
  address: string,
  signal: AbortSignal,
  redirect?: RequestRedirect,
) => Promise<FetchedDocument>;

interface Entry {
  readonly feed: Promise<Feed>;
  readonly request: AbortController;
  /** Callers that still wait for an answer. */
  waiting: number;
}

/** Keeps one copy of each feed document a page, and makes one request for it however many elements ask. */
export class FeedStore {
  readonly #entries = new Map<string, Entry>();
  readonly #read: DocumentReader;

  constructor(read: DocumentReader = fetchDocument) {
    this.#read = read;
  }

  /**
   * The feed at an absolute address. A failure is not kept: the next call asks again.
   *
   * Aborting the signal rejects this call alone; the request is given up when nobody waits for it any more.
   * @param redirect `error` for an address out of a feed, which must not lead to a host that nobody has named.
   * @throws {FeedError} where there is no feed to be had.
   */
  async load(address: string, signal?: AbortSignal, redirect?: RequestRedirect): Promise<Feed> {
    signal?.throwIfAborted();
    const entry = this.#entries.get(address) ?? this.#request(address, redirect);
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

  /** Drops the copy of a document, so that the next `load` asks for it anew. */
  forget(address: string): void {
    this.#entries.delete(address);
  }

  #request(address: string, redirect: RequestRedirect = 'follow'): Entry {
    const request = new AbortController();
    const entry = {feed: readFeed(this.#read(address, request.signal, redirect)), request, waiting: 0};
    this.#entries.set(address, entry);
    entry.feed.catch(() => this.#forget(address, entry));
    return entry;
  }

  #forget(address: string, entry: Entry): void {
    if (this.#entries.get(address) === entry) this.#entries.delete(address);
  }
}

/** The store that all elements of a page share unless they are given another. */
export const pageStore = new FeedStore();

/** The parsers come in chunks of their own, asked for while the document is on its way. */
async function readFeed(reading: Promise<FetchedDocument>): Promise<Feed> {
  const [{parseJsonFeed}, {address, text}] = await Promise.all([import('./json-feed.js'), reading]);
  // No content is how some servers say that there is nothing yet.
  if (!text.trim()) return parseJsonFeed({items: []}, address);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new FeedError('not-a-feed', `${address} is not JSON.`, {cause: error});
  }
  return parseJsonFeed(json, address);
}
