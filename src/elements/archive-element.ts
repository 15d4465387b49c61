import {css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {FeedController, type FeedRequest} from '../controllers/feed-controller.js';
import {monthsOf, storiesOfYear, yearsOf} from '../feed/archive.js';
import type {ArchiveYear, Feed, Story} from '../feed/feed.js';
import {translationOf} from '../feed/languages.js';
import {fill} from '../locale/messages.js';
import {tokens} from '../styles/tokens.js';
import {FeedElement} from './feed-element.js';
import {renderHeading} from './heading.js';
import {renderDate} from './story-parts.js';

const DEFAULT_LIMIT = 50;

/** What a reader has done with a year. */
interface OpenedYear {
  isOpen: boolean;
  /** How many stories are drawn. */
  shown: number;
  /** Loads the year's own document; `undefined` where the feed holds its stories. */
  readonly document: FeedController | undefined;
}

/**
 * The years that have stories, each a disclosure that lists its stories by month.
 *
 * @element hhc-archive
 *
 * @attr {string} src - Address of a feed document; default: the page's first link to a feed
 * @attr {number} open - A year that is open from the start
 * @attr {number} limit - How many stories of a year are drawn at once; default 50, then a button shows more
 * @attr {string} story-href - Template of a story's address with `{id}` in it; default: the story's own address
 * @attr {number} heading-level - Level of the heading, 1 to 6; default 2. Each month's heading is one below
 * @attr {string} lang - Language of the labels and preferred language of the titles; default: that of the page
 * @attr {"lazy"|"eager"} loading - When the feed is asked for; default `lazy`: within one screen of the view
 *
 * @slot - What a reader sees before there is an archive, or if it cannot be had
 * @slot heading - Replaces the heading
 *
 * @fires {FeedLoadEvent} hhc-load - A feed was loaded
 * @fires {FeedErrorEvent} hhc-error - There is nothing to show; `code` says why
 * @fires {StorySelectEvent} hhc-select - A reader chose a story; cancelable
 *
 * @csspart heading - The heading
 * @csspart years - The list of years
 * @csspart year - A year
 * @csspart count - How many stories a year has
 * @csspart stories - The stories of a month
 * @csspart month - A month's heading
 * @csspart link - A link to a story
 * @csspart date - A story's date
 * @csspart status - What the element says about itself
 */
export class ArchiveElement extends FeedElement {
  static override styles = [
    tokens,
    css`
      .years > li {
        border-bottom: 1px solid var(--_border);
      }
      summary {
        display: flex;
        align-items: baseline;
        gap: 0.6em;
        padding: 0.5em 0;
        min-height: 2.75rem;
        cursor: pointer;
        font-variant-numeric: tabular-nums;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::before {
        content: '';
        flex: none;
        width: 0.4em;
        height: 0.4em;
        border: solid var(--_accent);
        border-width: 0 2px 2px 0;
        transform: translateY(-0.15em) rotate(-45deg);
        transition: transform 0.15s;
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
      .story time {
        flex: 0 0 7.5em;
        padding-top: 0.1em;
      }
      .story > :last-child {
        flex: 1 1 14em;
      }
      @media (prefers-reduced-motion) {
        summary::before {
          transition: none;
        }
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    open: {type: Number},
    limit: {type: Number},
  };

  /** A year that is open from the start. */
  declare open: number | undefined;
  /** How many stories of a year are drawn at once. */
  declare limit: number;

  /** By year. */
  readonly #opened = new Map<number, OpenedYear>();
  #message = '';

  constructor() {
    super();
    this.limit = DEFAULT_LIMIT;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('src') || changed.has('store')) this.#forgetYears();
    const entry = this.feed && yearsOf(this.feed).find(({year}) => year === this.open);
    if (entry && (changed.has('open') || !this.#opened.has(entry.year))) this.#openedYear(entry).isOpen = true;
  }

  protected override renderFeed(feed: Feed): TemplateResult | undefined {
    const years = yearsOf(feed);
    if (!years.length) return undefined;
    return html`
      ${this.renderTitle('heading', this.locale.messages.archive)}
      <ul class="plain years" part="years" role="list">
        ${years.map((year) => html`<li>${this.#renderYear(year, feed)}</li>`)}
      </ul>
    `;
  }

  protected override renderStatus(): string {
    return this.#message;
  }

  #renderYear(entry: ArchiveYear, feed: Feed): TemplateResult {
    const {year, count} = entry;
    const {messages, formats} = this.locale;
    const opened = this.#opened.get(year);
    const isOpen = !!opened?.isOpen;
    return html`
      <details part="year" .open=${isOpen} @toggle=${(event: Event): void => this.#handleToggle(event, entry)}>
        <summary>
          <span>${fill(messages.archiveYear, String(year))}</span>
          ${count === undefined
            ? nothing
            : html`<span class="meta count" part="count" aria-label=${this.#plural(messages.stories, count)}
                >${formats.number(count)}</span
              >`}
        </summary>
        ${isOpen ? html`<div class="months">${this.#renderStories(entry, opened, feed)}</div>` : nothing}
      </details>
    `;
  }

  #renderStories({year}: ArchiveYear, opened: OpenedYear, feed: Feed): unknown {
    const {shown, document} = opened;
    const {messages} = this.locale;
    const source = document ? document.feed : feed;
    if (document?.error) {
      return html`
        <p role="status">${messages.errors[document.error.code]}</p>
        <button type="button" @click=${(): void => void document.reload()}>${messages.retry}</button>
      `;
    }
    if (!source) return html`<div class="waiting"></div>`;
    const stories = storiesOfYear(source, year);
    if (!stories.length) return html`<p>${messages.empty}</p>`;
    return [
      monthsOf(stories.slice(0, shown), feed.timeZone).map(({month, stories}) => [
        renderHeading(Math.min(6, this.level + 1), 'month', this.locale.formats.month(month)),
        html`<ul class="plain" part="stories" role="list">
          ${stories.map((story) => this.#renderStory(story, feed))}
        </ul>`,
      ]),
      stories.length > shown
        ? html`<button type="button" @click=${(): void => this.#showMore(opened, stories.length)}>${messages.showMore}</button>`
        : nothing,
    ];
  }

  #renderStory(story: Story, feed: Feed): TemplateResult {
    const {title, language} = translationOf(story, this.locale.language);
    const name = html`<bdi lang=${language ?? nothing}>${this.nameOf(story, title, feed)}</bdi>`;
    return html`<li class="story">
      <span class="meta">${renderDate(story, feed, this.locale.formats.day)}</span>
      <span>${this.renderStoryLink(story, 'link', name)}</span>
    </li>`;
  }

  #openedYear({year, url}: ArchiveYear): OpenedYear {
    let opened = this.#opened.get(year);
    if (!opened) {
      const request = (address: string): FeedRequest => ({...this.request(), address});
      const document = url ? new FeedController(this, {request: () => request(url)}) : undefined;
      opened = {isOpen: true, shown: this.#limit, document};
      this.#opened.set(year, opened);
    }
    return opened;
  }

  #forgetYears(): void {
    for (const {document} of this.#opened.values()) if (document) this.removeController(document);
    this.#opened.clear();
  }

  get #limit(): number {
    return this.limit >= 1 ? this.limit : DEFAULT_LIMIT;
  }

  #showMore(opened: OpenedYear, total: number): void {
    const before = opened.shown;
    opened.shown = Math.min(total, before + this.#limit);
    this.#message = this.#plural(this.locale.messages.shownMore, opened.shown - before);
    this.requestUpdate();
  }

  #plural(forms: {readonly one?: string; readonly other: string}, count: number): string {
    const {formats} = this.locale;
    return fill((formats.plural(count) === 'one' && forms.one) || forms.other, formats.number(count));
  }

  #handleToggle(event: Event, entry: ArchiveYear): void {
    const {open} = event.currentTarget as HTMLDetailsElement;
    this.#openedYear(entry).isOpen = open;
    this.requestUpdate();
  }
}
