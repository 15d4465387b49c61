import type {PropertyDeclarations} from 'lit';
import type {View} from '../views/view.js';
import {FeedElement, limitOf} from './feed-element.js';

/**
 * The years that have stories, each a disclosure that lists its stories by month.
 *
 * @element hhc-archive
 *
 * @attr {string} src - Address of a feed document; default: the page's first link to a feed
 * @attr {"json-feed"|"wordpress"|"rss"|"atom"} type - `wordpress` where `src` is the address of a site; what a document is, is
 *   found out from itself
 * @attr {number} open - A year that is open from the start
 * @attr {number} limit - How many stories of a year, or of what was found, are drawn at once; default 50, then a button
 *   shows more
 * @attr {boolean} search - A box above the years, to search in the titles and summaries of all of them
 * @attr {string} id - With `id="archive"` an address that ends in `#archive-2020` opens that year and leads to it
 * @attr {string} param - Name of a parameter of the page's own address that names the story; default: none, and the page's
 *   address is not touched
 * @attr {string} story-href - Template of a story's address with `{id}` in it; default: with `param` this page's address, else
 *   the story's own
 * @attr {string} allow-hosts - Hosts besides that of `src` on which documents may be that the feed names, with spaces
 *   between them
 * @attr {number} heading-level - Level of the heading, 1 to 6; default 2. Each month's heading is one below
 * @attr {string} lang - Language of the labels and preferred language of the titles; default: that of the page
 * @attr {"lazy"|"eager"} loading - When the feed is asked for; default `lazy`: within one screen of the view
 *
 * @slot - What a reader sees before there is an archive, or if it cannot be had
 * @slot heading - Replaces the heading
 *
 * @fires {FeedLoadEvent} hhc-load - A feed was loaded
 * @fires {FeedErrorEvent} hhc-error - There is nothing to show; `code` says why
 * @fires {StorySelectEvent} hhc-select - A reader chose a story, and not for a new tab; cancelable
 *
 * @csspart heading - The heading
 * @csspart years - The list of years
 * @csspart year - A year
 * @csspart count - How many stories a year has
 * @csspart stories - The stories of a month
 * @csspart month - A month's heading
 * @csspart search - The box to search in
 * @csspart results - The stories that were found
 * @csspart link - A link to a story
 * @csspart date - A story's date
 * @csspart status - What the element says about itself
 */
export class ArchiveElement extends FeedElement {
  static override properties: PropertyDeclarations = {
    open: {type: Number},
    limit: {converter: limitOf(50)},
    search: {type: Boolean},
  };

  /** A year that is open from the start. */
  declare open: number | undefined;
  /** How many stories of a year, or of what was found, are drawn at once. */
  declare limit: number;
  /** Whether there is a box to search in. */
  declare search: boolean;

  constructor() {
    super();
    this.limit = 50;
    this.search = false;
  }

  /** @internal */
  get linkedYear(): number {
    return this.id ? Number(location.hash.split(`#${encodeURI(this.id)}-`)[1]) : 0;
  }

  protected override get isWanted(): boolean {
    return !!this.linkedYear;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#handleHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#handleHash);
  }

  protected override async loadView(): Promise<View> {
    const {ArchiveView} = await import('../views/archive-view.js');
    return new ArchiveView(this);
  }

  /** One that nobody has come near yet has no view that would lead there. */
  readonly #handleHash = (): void => {
    if (this.isWanted && this.status === 'initial') void this.reload();
  };
}
