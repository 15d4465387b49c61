import type {Feed} from '../feed/feed.js';
import {RemainingDocuments} from '../feed/remaining.js';
import {StoryIndex} from '../feed/search.js';
import {inSlices} from '../feed/task.js';
import {isAbort} from './archive-announcer.js';

/** The stories of one feed as they are searched: those of its document first, then those of all others. */
export class SearchedStories {
  readonly index = new StoryIndex();
  /** Whether more stories are on their way into the index. */
  isBusy = true;
  readonly #remaining: RemainingDocuments;
  readonly #load: (address: string) => Promise<Feed>;
  readonly #onChange: () => void;
  /** Resolves when the stories at hand are in the index. */
  readonly #ready: Promise<void>;
  #isBegun = false;
  #isTried = false;
  #isClosed = false;

  constructor(feed: Feed, load: (address: string) => Promise<Feed>, onChange: () => void) {
    this.#remaining = new RemainingDocuments(feed);
    this.#load = load;
    this.#onChange = onChange;
    this.#ready = this.#addFirst(feed);
  }

  /** Whether there are stories that could not be read. */
  get isPartial(): boolean {
    return this.#isTried && !this.#remaining.isComplete;
  }

  /** Whether another attempt may bring them. */
  get canRetry(): boolean {
    return this.#isTried && this.#remaining.hasMore;
  }

  /** Reads all other documents; once, however often it is wished. */
  complete(): void {
    if (!this.#isBegun) void this.#read();
  }

  /** Reads those that failed once more. */
  async retry(): Promise<void> {
    if (!this.isBusy) await this.#read();
  }

  /** Asks for nothing more: the feed has come anew. */
  close(): void {
    this.#isClosed = true;
  }

  async #addFirst(feed: Feed): Promise<void> {
    await inSlices(this.index.add(feed));
    if (!this.#isBegun) this.isBusy = false;
    this.#changed();
  }

  async #read(): Promise<void> {
    this.#isBegun = this.isBusy = true;
    this.#changed();
    await this.#ready;
    try {
      await this.#remaining.read({
        load: (address) => this.#follow(address),
        take: (each) => this.#take(each),
      });
    } catch (error) {
      if (!isAbort(error)) throw error;
    }
    this.isBusy = false;
    this.#isTried = true;
    this.#changed();
  }

  async #follow(address: string): Promise<Feed> {
    if (this.#isClosed) throw new DOMException('The feed has come anew.', 'AbortError');
    return this.#load(address);
  }

  async #take(document: Feed): Promise<number> {
    await inSlices(this.index.add(document));
    this.#changed();
    return this.index.size;
  }

  #changed(): void {
    if (!this.#isClosed) this.#onChange();
  }
}
