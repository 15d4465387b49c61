import {storiesOfYear} from './archive.js';
import type {Feed} from './feed.js';
import {STORY_LIMIT} from './pages.js';

/** Documents that are asked for at one wish of a reader, and how many at the same time. */
const DOCUMENT_LIMIT = 60;
const AT_ONCE = 3;

/** How the documents are had, and where their stories go; the answer says how many there are by then. */
export interface Ways {
  readonly load: (address: string) => Promise<Feed>;
  readonly take: (document: Feed) => Promise<number>;
}

/** The documents that hold those stories of a feed which its own document does not: its years or its further pages. */
export class RemainingDocuments {
  #addresses: readonly string[];
  readonly #known: Set<string>;
  #isClosed = false;

  constructor(feed: Feed) {
    this.#addresses = addressesOf(feed);
    this.#known = new Set([feed.address, ...this.#addresses]);
  }

  /** Whether there are some that another attempt may bring. */
  get hasMore(): boolean {
    return this.#addresses.length > 0;
  }

  /** Whether all that there is was read. */
  get isComplete(): boolean {
    return !this.hasMore && !this.#isClosed;
  }

  /**
   * Reads what is left, sixty documents at most. Those that fail are left for the next time.
   * @throws {DOMException} `AbortError` where nobody waits for them any more.
   */
  async read(ways: Ways): Promise<void> {
    const queue = [...this.#addresses];
    const failed: string[] = [];
    let left = DOCUMENT_LIMIT;
    const work = async (): Promise<void> => {
      for (let address; left && (address = queue.shift());) {
        left--;
        await this.#readOne(address, ways, queue, failed);
      }
    };
    await Promise.all(Array.from({length: AT_ONCE}, work));
    this.#addresses = [...queue, ...failed];
  }

  async #readOne(address: string, {load, take}: Ways, queue: string[], failed: string[]): Promise<void> {
    try {
      const document = await load(address);
      const {next} = document;
      if (next && !this.#known.has(next)) queue.push(next);
      if (next) this.#known.add(next);
      if ((await take(document)) < STORY_LIMIT) return;
      // More than any reader looks at.
      this.#isClosed = true;
      queue.length = 0;
    } catch (error) {
      if ((error as {name?: string}).name === 'AbortError') throw error;
      // A host that the page has not named stays one.
      if ((error as {code?: string}).code === 'blocked-address') this.#isClosed = true;
      else failed.push(address);
    }
  }
}

/** Whichever are fewer, where both hold everything. */
function addressesOf(feed: Feed): string[] {
  const {archive = [], next, stories} = feed;
  const years = archive.filter(
    ({year, count, url}) => url && !(count && storiesOfYear(feed, year).length >= count),
  );
  const addresses = years.map(({url}) => url!);
  if (!next) return addresses;
  // The pages hold what no year's document does.
  if (!archive.length || archive.some(({url}) => !url)) return [next, ...addresses];
  const total = archive.reduce((sum, {count}) => sum + (count ?? Infinity), 0);
  const pages = Math.ceil((total - stories.length) / Math.max(1, stories.length));
  return pages < years.length ? [next] : addresses;
}
