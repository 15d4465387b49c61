import {css, html, nothing, type TemplateResult} from 'lit';
import type {FeedErrorCode} from '../feed/feed-error.js';
import {monthsOf, storiesOfYear, yearsOf} from '../feed/archive.js';
import type {ArchiveYear, Feed, Story} from '../feed/feed.js';
import {translationOf} from '../feed/languages.js';
import {fill, formatsFor} from '../locale/formats.js';
import {renderHeading} from './heading.js';
import {listener, pluralOf, renderDate, renderName, renderStoryLink, renderTitle} from './parts.js';
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
  /** The document that holds the year's stories; `undefined` while there is no answer. */
  document: Feed | undefined;
  /** Why there is no document. */
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
  #open: number | undefined;

  constructor(host: ArchiveHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const {feed, open} = this.#host;
    if (!feed) return;
    if (feed !== this.#feed) {
      // What a reader has opened stays open when the same feed comes anew.
      const years = feed.address === this.#feed?.address ? [...this.#opened] : [];
      this.#opened.clear();
      for (const [year, {isOpen}] of years) if (isOpen) this.#openYear(year, feed, true);
    }
    if (open && (open !== this.#open || feed.address !== this.#feed?.address)) this.#openYear(open, feed);
    [this.#feed, this.#open] = [feed, open];
  }

  render(feed: Feed): TemplateResult | undefined {
    const years = yearsOf(feed);
    if (!years.length) return undefined;
    return html`
      ${renderTitle(this.#host, 'heading', this.#host.locale.messages.archive)}
      <ul class="plain years" part="years" role="list">
        ${years.map((entry) => html`<li>${this.#renderYear(entry, feed)}</li>`)}
      </ul>
    `;
  }

  #renderYear(entry: ArchiveYear, feed: Feed): TemplateResult {
    const {year, count} = entry;
    const {language, messages} = this.#host.locale;
    const opened = this.#opened.get(year);
    const shown = opened?.isOpen ? opened : undefined;
    return html`
      <details
        part="year"
        .open=${!!shown}
        @toggle=${listener((event) => this.#handleToggle(event, entry, feed))}
      >
        <summary>
          <span>${fill(messages.archiveYear, String(year))}</span>
          ${
            count === undefined
              ? nothing
              : html`<span
                  class="meta count"
                  part="count"
                  title=${pluralOf(this.#host, messages.stories, count)}
                  >${formatsFor(language).number(count)}</span
                >`
          }
        </summary>
        ${shown ? html`<div class="months">${this.#renderOpened(entry, shown)}</div>` : nothing}
      </details>
    `;
  }

  #renderOpened(entry: ArchiveYear, opened: OpenedYear): unknown {
    const {more, document, error} = opened;
    const shown = this.#limit + more;
    const {messages} = this.#host.locale;
    if (error) {
      return html`
        <p>${messages.errors[error]}</p>
        ${
          error === 'blocked-address'
            ? nothing
            : html`<button type="button" @click=${listener(() => void this.#load(entry, opened))}>
                ${messages.retry}
              </button>`
        }
      `;
    }
    if (!document) return html`<div class="waiting"></div>`;
    const stories = storiesOfYear(document, entry.year);
    if (!stories.length) return html`<p>${messages.empty}</p>`;
    return html`
      ${this.#renderMonths(stories.slice(0, shown), document)}
      ${
        stories.length > shown
          ? html`<button
              type="button"
              @click=${listener((event) => void this.#showMore(event, opened, stories.length))}
            >
              ${messages.showMore}
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
      <span>${renderStoryLink(this.#host, story, 'link', name)}</span>
    </li>`;
  }

  #openYear(year: number, feed: Feed, isAnew = false): void {
    const entry = yearsOf(feed).find((entry) => entry.year === year);
    if (entry) this.#openedYear(entry, feed, isAnew).isOpen = true;
  }

  #openedYear(entry: ArchiveYear, feed: Feed, isAnew = false): OpenedYear {
    let opened = this.#opened.get(entry.year);
    if (!opened) {
      opened = {
        isOpen: false,
        more: 0,
        document: entry.url ? undefined : feed,
        error: undefined,
      };
      this.#opened.set(entry.year, opened);
      if (entry.url) void this.#load(entry, opened, isAnew);
    }
    return opened;
  }

  get #limit(): number {
    return Math.max(1, this.#host.limit);
  }

  async #load({url}: ArchiveYear, opened: OpenedYear, isAnew = false): Promise<void> {
    opened.error = undefined;
    this.#host.requestUpdate();
    try {
      opened.document = await this.#host.follow(url!, isAnew);
    } catch (error) {
      opened.error = (error as {code?: FeedErrorCode}).code ?? 'network';
      this.message = this.#host.locale.messages.errors[opened.error];
    }
    this.#host.requestUpdate();
  }

  /** The first story that is new gets the focus: the button it came from may be gone, and is behind it in any case. */
  async #showMore({currentTarget}: Event, opened: OpenedYear, total: number): Promise<void> {
    const year = (currentTarget as Element).closest('details')!;
    const before = this.#limit + opened.more;
    const added = Math.min(total - before, this.#limit);
    opened.more += added;
    this.message = pluralOf(this.#host, this.#host.locale.messages.shownMore, added);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    year.querySelectorAll('li')[before]?.querySelector('a')?.focus();
  }

  #handleToggle(event: Event, entry: ArchiveYear, feed: Feed): void {
    this.#openedYear(entry, feed).isOpen = (event.currentTarget as HTMLDetailsElement).open;
    this.#host.requestUpdate();
  }
}
