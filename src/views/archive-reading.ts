import type {FeedErrorCode} from '../feed/feed-error.js';
import {storiesOfYear, yearsOf} from '../feed/archive.js';
import type {ArchiveYear, Feed} from '../feed/feed.js';
import {readOn} from '../feed/pages.js';
import {isAbort, type Announcer} from './archive-announcer.js';
import type {ArchiveHost} from './archive-host.js';

/** What a reader has done with a year. */
export interface OpenedYear {
  isOpen: boolean;
  /** How many stories are drawn beyond the limit. */
  more: number;
  /** The document of its own that holds the year's stories; `undefined` while there is no answer. */
  document: Feed | undefined;
  /** Why there is no document, or no further page of it. */
  error: FeedErrorCode | undefined;
}

/** How far a reader has read the archive: which years are open, and what was loaded for them beyond the feed. */
export class ArchiveReading {
  /** The feed with its further pages, as far as a reader has gone. */
  all: Feed | undefined;
  /** Why there is no further page. */
  error: FeedErrorCode | undefined;
  /** Whether a further page is on its way. */
  isReading = false;
  /** Whether the feed has come anew, so that documents of years are to come anew as well. */
  isAnew = false;
  readonly #host: ArchiveHost;
  readonly #announcer: Announcer;
  /** By year. */
  readonly #opened = new Map<number, OpenedYear>();
  #feed: Feed | undefined;
  #source: Feed | undefined;

  constructor(host: ArchiveHost, announcer: Announcer) {
    this.#host = host;
    this.#announcer = announcer;
  }

  /**
   * Takes the element's feed up. What a reader has opened stays open when the same feed comes anew, and what was read
   * of it stays read.
   * @returns Whether it is another feed than the one before.
   */
  adopt(feed: Feed): boolean {
    const previous = this.#feed;
    this.#feed = feed;
    const isSame = feed.address === previous?.address;
    // One that could not be had anew is the one that is shown.
    if (feed === previous || (isSame && feed.failure)) return false;
    const earlier = isSame ? this.all!.stories.length : 0;
    this.isAnew = isSame;
    this.#announcer.message = '';
    this.all = this.#source = feed;
    if (isSame) this.#reopen(feed);
    else this.#opened.clear();
    if (earlier > feed.stories.length) void this.readPages(({stories}) => stories.length >= earlier);
    return !isSame;
  }

  /** The feed as it came last, without further pages. */
  get source(): Feed | undefined {
    return this.#source;
  }

  /** What a reader has done with a year; `undefined` where nothing. */
  openedOf(year: number): OpenedYear | undefined {
    return this.#opened.get(year);
  }

  /** Opens a year or closes it, and asks for its document when it is the first time. */
  toggle(entry: ArchiveYear, isOpen: boolean): void {
    let opened = this.#opened.get(entry.year);
    if (!opened) {
      // One that was closed because nobody waits for its document is not asked for again.
      if (!isOpen) return;
      opened = {isOpen, more: 0, document: undefined, error: undefined};
      this.#opened.set(entry.year, opened);
      if (entry.url) void this.load(entry, opened);
    }
    opened.isOpen = isOpen;
    this.#host.requestUpdate();
  }

  /** Opens a year by its number, if the feed has it. */
  open(year: number): boolean {
    const entry = yearsOf(this.all!).find((entry) => entry.year === year);
    if (entry) this.toggle(entry, true);
    return !!entry;
  }

  /** Asks for a year's document. */
  async load({year, url}: ArchiveYear, opened: OpenedYear): Promise<void> {
    const announcer = this.#announcer;
    opened.error = undefined;
    announcer.say('');
    try {
      opened.document = await this.#host.follow(url!, this.isAnew);
      announcer.say(opened.document.failure ? this.#host.locale.messages.stale : '');
    } catch (error) {
      // Another feed may have come meanwhile.
      if (this.#opened.get(year) === opened) {
        opened.error = announcer.tell(error);
        if (isAbort(error) && !opened.document) this.#opened.delete(year);
      }
    }
    this.#host.requestUpdate();
  }

  /** Reads a year's document on until it holds so many stories. */
  async readYear({year}: ArchiveYear, opened: OpenedYear, wanted: number): Promise<void> {
    const isEnough = (document: Feed): boolean => storiesOfYear(document, year).length >= wanted;
    try {
      opened.document = await this.#read(opened.document!, isEnough);
    } catch (error) {
      opened.error = this.#announcer.tell(error);
    }
  }

  /** Reads further pages of the feed until they hold what is wanted. */
  async readPages(isEnough: (feed: Feed) => boolean): Promise<void> {
    const feed = this.#feed;
    this.error = undefined;
    try {
      const all = await this.#read(this.all!, isEnough);
      // Another feed may have come meanwhile.
      if (feed === this.#feed) this.all = all;
    } catch (error) {
      this.error = this.#announcer.tell(error);
    }
    this.#host.requestUpdate();
  }

  /** Further pages of a document; one wish at a time. */
  async #read(document: Feed, isEnough: (feed: Feed) => boolean): Promise<Feed> {
    this.isReading = true;
    this.#host.requestUpdate();
    try {
      return await readOn(document, (address) => this.#host.follow(address, this.isAnew), isEnough);
    } finally {
      this.isReading = false;
    }
  }

  /** Asks anew for the documents of years that are open; those of others are asked for when they are opened again. */
  #reopen(feed: Feed): void {
    const years = new Map(yearsOf(feed).map((entry) => [entry.year, entry]));
    for (const [year, opened] of this.#opened) {
      const entry = years.get(year);
      if (!opened.isOpen) this.#opened.delete(year);
      else if (entry?.url) void this.load(entry, opened);
    }
  }
}
