import {html, nothing, type TemplateResult} from 'lit';
import {monthsOf, storiesOfYear, yearsOf} from '../feed/archive.js';
import type {ArchiveYear, Feed, Story} from '../feed/feed.js';
import {fill, formatsFor} from '../locale/formats.js';
import type {Announcer} from './archive-announcer.js';
import {limitOf, type ArchiveHost} from './archive-host.js';
import type {ArchiveReading, OpenedYear} from './archive-reading.js';
import {renderRow} from './archive-row.js';
import {renderHeading} from './heading.js';
import {labelsOf, listener, pluralOf} from './parts.js';

/** The years as disclosures, each with its stories by month, and the way to older ones. */
export class ArchiveYears {
  readonly #host: ArchiveHost;
  readonly #reading: ArchiveReading;
  readonly #announcer: Announcer;

  constructor(host: ArchiveHost, reading: ArchiveReading, announcer: Announcer) {
    this.#host = host;
    this.#reading = reading;
    this.#announcer = announcer;
  }

  /** `undefined` where there are no years, nor any to be read. */
  render(): TemplateResult | undefined {
    const feed = this.#reading.all!;
    const years = yearsOf(feed);
    // Where all years have documents of their own, the pages hold nothing else.
    const hasMore = !!feed.next && !feed.archive?.every(({url}) => url);
    if (!years.length && !hasMore) return undefined;
    return html`
      <ul class="plain years" part="years" role="list">
        ${years.map((entry) => html`<li>${this.#renderYear(entry, feed)}</li>`)}
      </ul>
      ${hasMore ? this.#renderOlder() : nothing}
    `;
  }

  #renderOlder(): TemplateResult {
    const {messages} = this.#host.locale;
    const {error, isReading} = this.#reading;
    return html`<div class="older">
      ${error ? html`<p>${messages.errors[error]}</p>` : nothing}
      <button type="button" aria-disabled=${isReading} @click=${listener(() => void this.#showOlder())}>
        ${labelsOf(this.#host).older}
      </button>
    </div>`;
  }

  #renderYear(entry: ArchiveYear, feed: Feed): TemplateResult {
    const {year, count} = entry;
    const labels = labelsOf(this.#host);
    const opened = this.#reading.openedOf(year);
    const shown = opened?.isOpen ? opened : undefined;
    const handleToggle = ({currentTarget}: Event): void =>
      this.#reading.toggle(entry, (currentTarget as HTMLDetailsElement).open);
    return html`
      <details part="year" .open=${!!shown} @toggle=${listener(handleToggle)}>
        <summary>
          <span>${fill(labels.archiveYear, String(year))}</span>
          ${
            count === undefined
              ? nothing
              : html`<span
                  class="meta count"
                  part="count"
                  title=${pluralOf(this.#host, labels.stories, count)}
                  >${formatsFor(this.#host.locale.language).number(count)}</span
                >`
          }
        </summary>
        ${shown ? html`<div class="months">${this.#renderOpened(entry, shown, feed)}</div>` : nothing}
      </details>
    `;
  }

  #renderOpened(entry: ArchiveYear, opened: OpenedYear, feed: Feed): unknown {
    const {messages} = this.#host.locale;
    const {error} = opened;
    const document = entry.url ? opened.document : feed;
    if (!document) return error ? this.#renderFailure(entry, opened) : html`<div class="waiting"></div>`;
    const failure = error
      ? html`<p>${messages.errors[error]}</p>`
      : entry.url && document.failure && html`<p class="meta">${messages.stale}</p>`;
    const stories = storiesOfYear(document, entry.year);
    const shown = limitOf(this.#host) + opened.more;
    const hasMore = stories.length > shown || (entry.url && document.next);
    if (!stories.length && !hasMore) return html`<p>${messages.empty}</p>`;
    return html`
      ${this.#renderMonths(stories.slice(0, shown), document)} ${failure ?? nothing}
      ${hasMore ? this.#renderMore(entry, opened) : nothing}
    `;
  }

  #renderFailure(entry: ArchiveYear, opened: OpenedYear): TemplateResult {
    const {messages} = this.#host.locale;
    const retry = listener(() => void this.#reading.load(entry, opened));
    return html`
      <p>${messages.errors[opened.error!]}</p>
      ${
        opened.error === 'blocked-address'
          ? nothing
          : html`<button type="button" @click=${retry}>${messages.retry}</button>`
      }
    `;
  }

  #renderMore(entry: ArchiveYear, opened: OpenedYear): TemplateResult {
    return html`<button
      type="button"
      aria-disabled=${this.#reading.isReading}
      @click=${listener((event) => void this.#showMore(event, entry, opened))}
    >
      ${labelsOf(this.#host).showMore}
    </button>`;
  }

  #renderMonths(stories: readonly Story[], feed: Feed): unknown {
    const {level, locale} = this.#host;
    const {month: nameOf, day} = formatsFor(locale.language);
    return monthsOf(stories, feed.timeZone).map(
      ({month, stories}) => html`
        ${renderHeading(Math.min(6, level + 1), 'month', nameOf(month))}
        <ul class="plain" part="stories" role="list">
          ${stories.map((story) => renderRow(this.#host, story, feed, day))}
        </ul>
      `,
    );
  }

  /** The first story that is new gets the focus: the button it came from may be gone, and is behind it in any case. */
  async #showMore({currentTarget}: Event, entry: ArchiveYear, opened: OpenedYear): Promise<void> {
    if (this.#reading.isReading) return;
    const year = (currentTarget as Element).closest('details')!;
    const limit = limitOf(this.#host);
    const before = limit + opened.more;
    opened.error = undefined;
    if (entry.url) await this.#reading.readYear(entry, opened, before + limit);
    const {length} = storiesOfYear(entry.url ? opened.document! : this.#reading.all!, entry.year);
    const added = Math.min(Math.max(0, length - before), limit);
    opened.more += added;
    if (added) this.#announcer.say(pluralOf(this.#host, labelsOf(this.#host).shownMore, added));
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    year.querySelectorAll('li')[before]?.querySelector('a')?.focus();
  }

  /** The button stays where it is, behind what has come; where it is gone, the last year gets the focus. */
  async #showOlder(): Promise<void> {
    const reading = this.#reading;
    if (reading.isReading) return;
    const {length} = reading.all!.stories;
    await reading.readPages(({stories}) => stories.length > length);
    const added = reading.all!.stories.length - length;
    if (added) this.#announcer.say(pluralOf(this.#host, labelsOf(this.#host).loadedMore, added));
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (!reading.all!.next) [...this.#host.shadowRoot!.querySelectorAll('summary')].at(-1)?.focus();
  }
}
