import type {ReactiveController} from 'lit';
import {bring, focusStill} from '../controllers/still.js';
import {yearsOf} from '../feed/archive.js';
import type {Feed} from '../feed/feed.js';
import type {SearchBox} from './archive-box.js';
import type {ArchiveHost} from './archive-host.js';
import type {ArchiveReading} from './archive-reading.js';

/** Leads a reader to the year that the page's address names. The address is only read. */
export class YearLink implements ReactiveController {
  readonly #host: ArchiveHost;
  readonly #reading: ArchiveReading;
  readonly #box: SearchBox;

  constructor(host: ArchiveHost, reading: ArchiveReading, box: SearchBox) {
    this.#host = host;
    this.#reading = reading;
    this.#box = box;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#handleHash);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#handleHash);
  }

  /**
   * Opens the year and brings the reader to it.
   * @param isLate Whether the reader may be elsewhere by now, as when the feed took long: then they stay there.
   */
  async follow(isLate: boolean): Promise<void> {
    const {linkedYear} = this.#host;
    const hasYear = (feed: Feed): boolean => yearsOf(feed).some(({year}) => year === linkedYear);
    if (!linkedYear) return;
    // Its page may be one of the further ones.
    if (!hasYear(this.#reading.all!)) await this.#reading.readPages(hasYear);
    if (linkedYear !== this.#host.linkedYear || !this.#reading.open(linkedYear)) return;
    this.#box.clear();
    await this.#host.updateComplete;
    if (!isLate || !this.#isElsewhere) this.#show(linkedYear);
  }

  /** With a story that the address names, further down, with the focus somewhere, or come back to where they were. */
  get #isElsewhere(): boolean {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const hasFocus = document.activeElement && document.activeElement !== document.body;
    return !!(this.#host.addressedStoryId || scrollY || hasFocus) || entry?.type !== 'navigate';
  }

  #show(year: number): void {
    const index = yearsOf(this.#reading.all!).findIndex((entry) => entry.year === year);
    const summary = this.#host.shadowRoot!.querySelectorAll('summary')[index];
    if (!summary) return;
    bring(summary, 'start');
    focusStill(summary);
  }

  readonly #handleHash = (): void => {
    if (this.#reading.all) void this.follow(false);
  };
}
