import {css, html, nothing, type TemplateResult} from 'lit';
import type {FeedErrorCode} from '../feed/feed-error.js';
import {monthsOf, storiesOfYear, yearsOf} from '../feed/archive.js';
import type {ArchiveYear, Feed, Story} from '../feed/feed.js';
import {readOn} from '../feed/pages.js';
import {translationOf} from '../feed/languages.js';
import {fill, formatsFor} from '../locale/formats.js';
import {renderHeading} from './heading.js';
import {labelsOf, listener, pluralOf, renderDate, renderName, renderStoryLink, renderTitle} from './parts.js';
import type {View, ViewHost} from './view.js';

export interface ArchiveHost extends ViewHost {
  /** A year that is open from the start. */
  readonly open: number | undefined;
  /** How many stories of a year are drawn at once. */
  readonly limit: number;
}

/** What a reader has done with a year. */
interface OpenedYear {
  isOpen: boolean;
  /** How many stories are drawn beyond the limit. */
  more: number;
  /** The document of its own that holds the year's stories; `undefined` while there is no answer. */
  document: Feed | undefined;
  /** Why there is no document, or no further page of it. */
  error: FeedErrorCode | undefined;
}

/** The years as disclosures, each with its stories by month. */
export class ArchiveView implements View {
  message = '';
  readonly styles = css`
    .years > li {
      border-bottom: 1px solid var(--_border);
    }
    summary {
      display: flex;
      align-items: baseline;
      gap: 0.6em;
      min-height: 2.75rem;
      padding: 0.5em 0;
      font-variant-numeric: tabular-nums;
      list-style: none;
      cursor: pointer;
    }
    summary::-webkit-details-marker {
      display: none;
    }
    summary::before {
      content: '';
      flex: none;
      width: 0.4em;
      height: 0.4em;
      margin-inline: 0.15em;
      border: solid var(--_accent);
      border-width: 0 2px 2px 0;
      transform: translateY(-0.15em) rotate(-45deg);
    }
    [open] > summary {
      font-weight: 700;
    }
    [open] > summary::before {
      transform: translateY(-0.25em) rotate(45deg);
    }
    summary:hover > :first-of-type {
      text-decoration: underline;
    }
    .count {
      margin-inline-start: auto;
      font-weight: 400;
    }
    .months {
      padding: 0 0 var(--_gap) 1em;
    }
    .months :is(h1, h2, h3, h4, h5, h6) {
      margin: calc(var(--_gap) / 2) 0 0;
      font-size: 1em;
    }
    .older {
      margin-top: var(--_gap);
    }
    .story {
      display: flex;
      flex-wrap: wrap;
      gap: 0 1em;
      padding: 0.25em 0;
    }
    .story > .meta {
      flex: 0 0 min(7.5em, 100%);
      padding-top: 0.1em;
    }
    .story > :last-child {
      flex: 1 1 min(14em, 100%);
    }
  `;
  readonly #host: ArchiveHost;
  /** By year. */
  readonly #opened = new Map<number, OpenedYear>();
  #feed: Feed | undefined;
  /** The feed with its further pages, as far as a reader has gone. */
  #all: Feed | undefined;
  /** Why there is no further page. */
  #error: FeedErrorCode | undefined;
  #isReading = false;
  /** Whether the feed has come anew, so that documents of years are to come anew as well. */
  #isAnew = false;
  #open: number | undefined;

  constructor(host: ArchiveHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const {feed, open} = this.#host;
    const [previous, previousOpen] = [this.#feed, this.#open];
    if (!feed) return;
    [this.#feed, this.#open] = [feed, open];
    const isSame = feed.address === previous?.address;
    // One that could not be had anew is the one that is shown.
    if (feed !== previous && !(isSame && feed.failure)) {
      // What a reader has opened stays open when the same feed comes anew, and what was read of it stays read.
      const earlier = isSame ? this.#all!.stories.length : 0;
      this.#isAnew = isSame;
      this.message = '';
      this.#all = feed;
      if (isSame) this.#reopen(feed);
      else this.#opened.clear();
      if (earlier > feed.stories.length) void this.#readPages(({stories}) => stories.length >= earlier);
    }
    if (open && (open !== previousOpen || !isSame)) this.#openYear(open, feed);
  }

  render(): TemplateResult | undefined {
    const feed = this.#all!;
    const years = yearsOf(feed);
    // Where all years have documents of their own, the pages hold nothing else.
    const hasMore = !!feed.next && !feed.archive?.every(({url}) => url);
    if (!years.length && !hasMore) return undefined;
    return html`
      ${renderTitle(this.#host, 'heading', labelsOf(this.#host).archive)}
      <ul class="plain years" part="years" role="list">
        ${years.map((entry) => html`<li>${this.#renderYear(entry, feed)}</li>`)}
      </ul>
      ${hasMore ? this.#renderOlder() : nothing}
    `;
  }

  #renderOlder(): TemplateResult {
    const {messages} = this.#host.locale;
    const labels = labelsOf(this.#host);
    return html`<div class="older">
      ${this.#error ? html`<p>${messages.errors[this.#error]}</p>` : nothing}
      <button type="button" aria-disabled=${this.#isReading} @click=${listener(() => void this.#showOlder())}>
        ${labels.older}
      </button>
    </div>`;
  }

  #renderYear(entry: ArchiveYear, feed: Feed): TemplateResult {
    const {year, count} = entry;
    const {language} = this.#host.locale;
    const labels = labelsOf(this.#host);
    const opened = this.#opened.get(year);
    const shown = opened?.isOpen ? opened : undefined;
    return html`
      <details part="year" .open=${!!shown} @toggle=${listener((event) => this.#handleToggle(event, entry))}>
        <summary>
          <span>${fill(labels.archiveYear, String(year))}</span>
          ${
            count === undefined
              ? nothing
              : html`<span
                  class="meta count"
                  part="count"
                  title=${pluralOf(this.#host, labels.stories, count)}
                  >${formatsFor(language).number(count)}</span
                >`
          }
        </summary>
        ${shown ? html`<div class="months">${this.#renderOpened(entry, shown, feed)}</div>` : nothing}
      </details>
    `;
  }

  #renderOpened(entry: ArchiveYear, opened: OpenedYear, feed: Feed): unknown {
    const {more, error} = opened;
    const document = entry.url ? opened.document : feed;
    const shown = this.#limit + more;
    const {messages} = this.#host.locale;
    const failure = error
      ? html`<p>${messages.errors[error]}</p>`
      : entry.url && document?.failure && html`<p class="meta">${messages.stale}</p>`;
    if (!document) {
      if (!error) return html`<div class="waiting"></div>`;
      return html`
        ${failure}
        ${
          error === 'blocked-address'
            ? nothing
            : html`<button type="button" @click=${listener(() => void this.#load(entry, opened))}>
                ${messages.retry}
              </button>`
        }
      `;
    }
    const stories = storiesOfYear(document, entry.year);
    const hasMore = stories.length > shown || (entry.url && document.next);
    if (!stories.length && !hasMore) return html`<p>${messages.empty}</p>`;
    return html`
      ${this.#renderMonths(stories.slice(0, shown), document)} ${failure ?? nothing}
      ${
        hasMore
          ? html`<button
              type="button"
              aria-disabled=${this.#isReading}
              @click=${listener((event) => void this.#showMore(event, entry, opened))}
            >
              ${labelsOf(this.#host).showMore}
            </button>`
          : nothing
      }
    `;
  }

  #renderMonths(stories: readonly Story[], feed: Feed): unknown {
    const {level, locale} = this.#host;
    return monthsOf(stories, feed.timeZone).map(
      ({month, stories}) => html`
        ${renderHeading(Math.min(6, level + 1), 'month', formatsFor(locale.language).month(month))}
        <ul class="plain" part="stories" role="list">
          ${stories.map((story) => this.#renderStory(story, feed))}
        </ul>
      `,
    );
  }

  #renderStory(story: Story, feed: Feed): TemplateResult {
    const {language} = this.#host.locale;
    const name = renderName(this.#host, story, translationOf(story, language), feed);
    return html`<li class="story">
      <span class="meta">${renderDate(story, feed, formatsFor(language).day)}</span>
      <span
        >${renderStoryLink(this.#host, story, 'link', name)}
        ${story.isProtected ? html`<span class="meta">(${labelsOf(this.#host).locked})</span>` : nothing}</span
      >
    </li>`;
  }

  #openYear(year: number, feed: Feed): void {
    const entry = yearsOf(feed).find((entry) => entry.year === year);
    if (entry) this.#openedYear(entry).isOpen = true;
  }

  /** Asks anew for the documents of years that are open; those of others are asked for when they are opened again. */
  #reopen(feed: Feed): void {
    const years = new Map(yearsOf(feed).map((entry) => [entry.year, entry]));
    for (const [year, opened] of this.#opened) {
      const entry = years.get(year);
      if (!opened.isOpen) this.#opened.delete(year);
      else if (entry?.url) void this.#load(entry, opened);
    }
  }

  #openedYear(entry: ArchiveYear): OpenedYear {
    let opened = this.#opened.get(entry.year);
    if (!opened) {
      opened = {
        isOpen: false,
        more: 0,
        document: undefined,
        error: undefined,
      };
      this.#opened.set(entry.year, opened);
      if (entry.url) void this.#load(entry, opened);
    }
    return opened;
  }

  get #limit(): number {
    return Math.max(1, this.#host.limit);
  }

  async #load({year, url}: ArchiveYear, opened: OpenedYear): Promise<void> {
    opened.error = undefined;
    this.#say('');
    try {
      opened.document = await this.#host.follow(url!, this.#isAnew);
      this.#say(opened.document.failure ? this.#host.locale.messages.stale : '');
    } catch (error) {
      // Another feed may have come meanwhile.
      if (this.#opened.get(year) === opened) {
        opened.error = this.#tellError(error);
        if (isAbort(error) && !opened.document) this.#opened.delete(year);
      }
    }
    this.#host.requestUpdate();
  }

  /** The first story that is new gets the focus: the button it came from may be gone, and is behind it in any case. */
  async #showMore({currentTarget}: Event, entry: ArchiveYear, opened: OpenedYear): Promise<void> {
    if (this.#isReading) return;
    const year = (currentTarget as Element).closest('details')!;
    const before = this.#limit + opened.more;
    opened.error = undefined;
    if (entry.url) {
      const wanted = before + this.#limit;
      try {
        opened.document = await this.#read(
          opened.document!,
          (document) => storiesOfYear(document, entry.year).length >= wanted,
        );
      } catch (error) {
        opened.error = this.#tellError(error);
      }
    }
    const {length} = storiesOfYear(entry.url ? opened.document! : this.#all!, entry.year);
    const added = Math.min(Math.max(0, length - before), this.#limit);
    opened.more += added;
    if (added) this.#say(pluralOf(this.#host, labelsOf(this.#host).shownMore, added));
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    year.querySelectorAll('li')[before]?.querySelector('a')?.focus();
  }

  /** The button stays where it is, behind what has come; where it is gone, the last year gets the focus. */
  async #showOlder(): Promise<void> {
    if (this.#isReading) return;
    const {length} = this.#all!.stories;
    await this.#readPages(({stories}) => stories.length > length);
    const added = this.#all!.stories.length - length;
    if (added) this.#say(pluralOf(this.#host, labelsOf(this.#host).loadedMore, added));
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (!this.#all!.next) [...this.#host.shadowRoot!.querySelectorAll('summary')].at(-1)?.focus();
  }

  async #readPages(isEnough: (feed: Feed) => boolean): Promise<void> {
    const feed = this.#feed;
    this.#error = undefined;
    try {
      const all = await this.#read(this.#all!, isEnough);
      // Another feed may have come meanwhile.
      if (feed === this.#feed) this.#all = all;
    } catch (error) {
      this.#error = this.#tellError(error);
    }
    this.#host.requestUpdate();
  }

  /** Further pages of a document; one wish at a time. */
  async #read(document: Feed, isEnough: (feed: Feed) => boolean): Promise<Feed> {
    this.#isReading = true;
    this.#host.requestUpdate();
    try {
      return await readOn(document, (address) => this.#host.follow(address, this.#isAnew), isEnough);
    } finally {
      this.#isReading = false;
    }
  }

  #tellError(error: unknown): FeedErrorCode | undefined {
    if (isAbort(error)) return undefined;
    const code = (error as {code?: FeedErrorCode}).code ?? 'network';
    this.#say(this.#host.locale.messages.errors[code]);
    return code;
  }

  /** What the status region says. Where it says the same again, it has to be empty in between to be heard. */
  #say(message: string): void {
    const isSame = message && message === this.message;
    this.message = isSame ? '' : message;
    this.#host.requestUpdate();
    if (!isSame) return;
    void this.#host.updateComplete.then(() => {
      if (!this.message) this.#say(message);
    });
  }

  #handleToggle(event: Event, entry: ArchiveYear): void {
    const {open} = event.currentTarget as HTMLDetailsElement;
    // One that was closed because nobody waits for its document is not asked for again.
    if (!open && !this.#opened.has(entry.year)) return;
    this.#openedYear(entry).isOpen = open;
    this.#host.requestUpdate();
  }
}

/** Whether nobody waits for it any more. */
function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
