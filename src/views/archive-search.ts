import {html, nothing, type TemplateResult} from 'lit';
import type {Feed} from '../feed/feed.js';
import type {Found} from '../feed/search.js';
import {formatsFor} from '../locale/formats.js';
import type {Announcer} from './archive-announcer.js';
import {limitOf, type ArchiveHost} from './archive-host.js';
import type {ArchiveReading} from './archive-reading.js';
import {renderRow} from './archive-row.js';
import {SearchedStories} from './archive-search-stories.js';
import {labelsOf, listener, pluralOf} from './parts.js';

/** Milliseconds without a letter after which a reader is told what was found. */
const PAUSE = 500;

/** What was found in the archive, in the place of its years. It comes when a reader turns to the box. */
export class ArchiveSearch {
  readonly #host: ArchiveHost;
  readonly #reading: ArchiveReading;
  readonly #announcer: Announcer;
  /** What is searched for, `''` where nothing. */
  #query = '';
  #found: readonly Found[] = [];
  /** How many stories are drawn beyond the limit. */
  #more = 0;
  #source: Feed | undefined;
  #stories: SearchedStories;
  #cancelNotice: (() => void) | undefined;

  constructor(host: ArchiveHost, reading: ArchiveReading, announcer: Announcer) {
    this.#host = host;
    this.#reading = reading;
    this.#announcer = announcer;
    this.#source = reading.source;
    this.#stories = this.#gather();
  }

  /** Searches for something else; `''` for nothing. */
  change(query: string): void {
    this.#query = query;
    this.#more = 0;
    this.update();
    this.#found = this.#stories.index.find(query);
    if (query) this.#announceSoon();
    else this.#cancelNotice?.();
  }

  /** Follows the feed: the stories of one that has come anew are read anew. */
  update(): void {
    if (this.#reading.source !== this.#source) {
      this.#source = this.#reading.source;
      this.#stories.close();
      this.#stories = this.#gather();
    }
    if (this.#query) this.#stories.complete();
  }

  render(): TemplateResult {
    const labels = labelsOf(this.#host);
    const {isBusy, isPartial, canRetry} = this.#stories;
    const shown = limitOf(this.#host) + this.#more;
    const hasMore = this.#found.length > shown;
    return html`
      <p class="meta">${isBusy ? labels.searching : this.#outcome}</p>
      ${this.#found.length ? this.#renderList(shown) : nothing}
      ${hasMore ? renderButton(labels.showMore, false, () => this.#showMore()) : nothing}
      ${isPartial && !isBusy ? html`<p>${labels.notSearched}</p>` : nothing}
      ${
        canRetry
          ? renderButton(this.#host.locale.messages.retry, isBusy, (button) => this.#retry(button))
          : nothing
      }
    `;
  }

  #gather(): SearchedStories {
    const {all, isAnew} = this.#reading;
    const load = (address: string): Promise<Feed> => this.#host.follow(address, isAnew);
    return new SearchedStories(all!, load, () => this.#grow());
  }

  #renderList(shown: number): TemplateResult {
    const {date} = formatsFor(this.#host.locale.language);
    return html`<ul class="plain found" part="results" role="list">
      ${this.#found.slice(0, shown).map(({story, feed}) => renderRow(this.#host, story, feed, date))}
    </ul>`;
  }

  get #outcome(): string {
    const labels = labelsOf(this.#host);
    const {length} = this.#found;
    return length ? pluralOf(this.#host, labels.found, length) : labels.notFound;
  }

  /** More stories are there. What a reader has reached with the keyboard stays where it is: the others come behind it. */
  #grow(): void {
    const found = this.#stories.index.find(this.#query);
    if (this.#list?.contains(this.#host.shadowRoot!.activeElement)) {
      const before = new Set(this.#found.map(({story}) => story.id));
      this.#found = [...this.#found, ...found.filter(({story}) => !before.has(story.id))];
    } else {
      this.#found = found;
    }
    this.#host.requestUpdate();
    if (this.#query && !this.#stories.isBusy) this.#announceSoon();
  }

  /** Not at each letter: a reader would hear nothing but numbers. */
  #announceSoon(): void {
    this.#cancelNotice?.();
    this.#cancelNotice = this.#host.store.clock.after(() => {
      const {searching, notSearched} = labelsOf(this.#host);
      const {isBusy, isPartial} = this.#stories;
      this.#announcer.say(isBusy ? searching : `${this.#outcome}${isPartial ? ` ${notSearched}` : ''}`);
    }, PAUSE);
  }

  /** The first story that is new gets the focus, as in a year. */
  async #showMore(): Promise<void> {
    const limit = limitOf(this.#host);
    const before = limit + this.#more;
    const added = Math.min(limit, this.#found.length - before);
    this.#more += added;
    this.#cancelNotice?.();
    this.#announcer.say(pluralOf(this.#host, labelsOf(this.#host).shownMore, added));
    await this.#host.updateComplete;
    this.#list?.children[before]?.querySelector('a')?.focus();
  }

  /** Where the button has done its work and is gone, the box gets the focus that it had. */
  async #retry(button: Element): Promise<void> {
    await this.#stories.retry();
    await this.#host.updateComplete;
    if (button.isConnected || document.activeElement !== document.body) return;
    this.#host.shadowRoot!.querySelector('input')?.focus();
  }

  get #list(): Element | null {
    return this.#host.shadowRoot!.querySelector('[part="results"]');
  }
}

function renderButton(
  label: string,
  isBusy: boolean,
  press: (button: Element) => Promise<void>,
): TemplateResult {
  const handlePress = ({currentTarget}: Event): void => void press(currentTarget as Element);
  return html`<button type="button" aria-disabled=${isBusy} @click=${listener(handlePress)}>
    ${label}
  </button>`;
}
