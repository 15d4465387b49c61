import type {ReactiveController} from 'lit';
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
    const focused = document.activeElement;
    if (!isLate || !focused || focused === document.body) this.#show(linkedYear);
  }

  #show(year: number): void {
    const index = yearsOf(this.#reading.all!).findIndex((entry) => entry.year === year);
    const summary = this.#host.shadowRoot!.querySelectorAll('summary')[index];
    summary?.scrollIntoView(
      bare<ScrollIntoViewOptions>({behavior: 'instant', block: 'start', inline: 'nearest'}),
    );
    summary?.focus(bare<FocusOptions>({preventScroll: true}));
  }

  readonly #handleHash = (): void => {
    if (this.#reading.all) void this.follow(false);
  };
}

/** Options that the page cannot add to by way of `Object.prototype`. */
function bare<T extends object>(options: T): T {
  return Object.assign(Object.create(null) as T, options);
}
