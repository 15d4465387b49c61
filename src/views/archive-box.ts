import {html, type TemplateResult} from 'lit';
import type {Announcer} from './archive-announcer.js';
import type {ArchiveHost} from './archive-host.js';
import type {ArchiveReading} from './archive-reading.js';
import type {ArchiveSearch} from './archive-search.js';
import {labelsOf, listener} from './parts.js';

/** Letters and digits from which on there is a search: one is in every story. */
const LEAST = 2;

/** The box to search in. What searches comes when a reader turns to it. */
export class SearchBox {
  readonly #host: ArchiveHost;
  readonly #reading: ArchiveReading;
  readonly #announcer: Announcer;
  /** What a reader has typed. */
  #text = '';
  #search: ArchiveSearch | undefined;
  #isComing = false;
  #hasFailed = false;

  constructor(host: ArchiveHost, reading: ArchiveReading, announcer: Announcer) {
    this.#host = host;
    this.#reading = reading;
    this.#announcer = announcer;
  }

  render(): TemplateResult {
    // By the address of its form Chromium knows a search, about whose fields it asks no server of its own (Autofill).
    return html`<form role="search" action="/search" @submit=${listener((event) => event.preventDefault())}>
      <label>
        <span class="meta">${labelsOf(this.#host).search}</span>
        <input
          type="search"
          part="search"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          enterkeyhint="search"
          maxlength="100"
          .value=${this.#text}
          @focus=${listener(() => void this.#prepare())}
          @input=${listener((event) => this.#type((event.currentTarget as HTMLInputElement).value))}
          @keydown=${listener(this.#handleKey)}
        />
      </label>
    </form>`;
  }

  /** What stands in the place of the years; `undefined` where nothing is searched for. */
  renderResults(): TemplateResult | undefined {
    if (!this.#isSearching) return undefined;
    if (this.#search) return this.#search.render();
    const {messages} = this.#host.locale;
    if (!this.#hasFailed) return html`<p class="meta">${labelsOf(this.#host).searching}</p>`;
    return html`
      <p>${messages.errors.network}</p>
      <button type="button" @click=${listener(this.#handleRetry)}>${messages.retry}</button>
    `;
  }

  /** Follows the feed, which may have come anew. */
  update(): void {
    if (this.#isSearching) this.#search?.update();
  }

  /** Brings the years back. */
  clear(): void {
    if (this.#text) this.#type('');
  }

  get #isSearching(): boolean {
    return (this.#text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST;
  }

  #type(text: string): void {
    if (!text) this.#announcer.say('');
    this.#text = text;
    this.#search?.change(this.#isSearching ? text : '');
    this.#host.requestUpdate();
    if (text) void this.#prepare();
  }

  async #prepare(): Promise<void> {
    if (this.#search || this.#isComing) return;
    this.#isComing = true;
    this.#hasFailed = false;
    this.#host.requestUpdate();
    try {
      const {ArchiveSearch} = await import('./archive-search.js');
      this.#search = new ArchiveSearch(this.#host, this.#reading, this.#announcer);
      if (this.#isSearching) this.#search.change(this.#text);
    } catch (error) {
      this.#hasFailed = true;
      this.#announcer.tell(error);
    }
    this.#isComing = false;
    this.#host.requestUpdate();
  }

  /** The button goes at once; the focus that it had goes to the box. */
  readonly #handleRetry = (): void => {
    void this.#prepare();
    this.#host.shadowRoot!.querySelector('input')!.focus();
  };

  readonly #handleKey = (event: Event): void => {
    const {key, isComposing} = event as KeyboardEvent;
    if (key !== 'Escape' || isComposing || !this.#text) return;
    // Not what else the page does at this key: a reader who empties the box is still in it.
    event.preventDefault();
    event.stopPropagation();
    this.clear();
  };
}
