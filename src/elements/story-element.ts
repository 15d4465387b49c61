import type {PropertyDeclarations} from 'lit';
import {mayAsk, type FeedRequest} from '../feed/load-feed.js';
import {StoryReadEvent} from '../events.js';
import type {Clock} from '../feed/clock.js';
import type {Story} from '../feed/feed.js';
import {trustedTypesPolicy} from '../trusted-types.js';
import type {StoryView} from '../views/story-view.js';
import {FeedElement} from './feed-element.js';

/**
 * One story: title, date, authors, picture, text, attachments, topics, read counter and the links onward.
 *
 * @element hhc-story
 *
 * @attr {string} src - Address of a feed document; default: the page's first link to a feed
 * @attr {"json-feed"|"wordpress"|"rss"|"atom"} type - `wordpress` where `src` is the address of a site; what a document is, is
 *   found out from itself
 * @attr {string} story-id - The story that is shown, with `param` while the page's address names none; default: the newest
 * @attr {"full"|"excerpt"} view - The whole story, or its first words and a link; default `full`
 * @attr {"switch"|"all"|"none"} translations - Of a story in several languages: one at a time with buttons, all one
 *   under the other, or only the one that fits the page; default `switch`
 * @attr {string} back-href - Where the link back leads; default: the feed's section
 * @attr {string} param - Name of a parameter of the page's own address that names the story; default: none, and the page's
 *   address is not touched
 * @attr {string} story-href - Template of a story's address with `{id}` in it; default: with `param` this page's address, else
 *   the story's own
 * @attr {string} allow-hosts - Hosts besides that of `src` on which documents may be that the feed names, with spaces
 *   between them
 * @attr {number} heading-level - Level of the title, 1 to 6; default 2
 * @attr {string} lang - Language of the labels and preferred language of the story; default: that of the page
 * @attr {boolean} count-reads - Tells the feed's counter, where it has one, when a reader has read the story: once a page
 *   view, and not of readers who ask not to be told about (Global Privacy Control)
 * @attr {boolean} structured-data - Says in the page's source, for search engines, what the story is
 * @attr {"lazy"|"eager"} loading - When the feed is asked for; default `lazy`: within one screen of the view
 *
 * @slot - What a reader sees before there is a story, or if it cannot be had
 * @slot heading - Replaces the title
 *
 * @fires {FeedLoadEvent} hhc-load - A feed was loaded
 * @fires {FeedErrorEvent} hhc-error - There is nothing to show; `code` says why
 * @fires {StorySelectEvent} hhc-select - A reader chose to read on, and not for a new tab; cancelable
 * @fires {StoryReadEvent} hhc-read - The story was at least half in view for three seconds in all; once a story
 *
 * @csspart title - The title
 * @csspart date - The date
 * @csspart authors - The authors
 * @csspart languages - The language buttons
 * @csspart image - The picture
 * @csspart body - The text
 * @csspart excerpt - The first words, in the excerpt view
 * @csspart attachments - The list of attachments
 * @csspart tags - The list of topics
 * @csspart reads - The read counter
 * @csspart share - The button that passes the story's address on, or the address where it cannot be copied
 * @csspart print - The button that prints the story
 * @csspart more - The link to the whole story, or to the original
 * @csspart back - The link back to the section
 * @csspart status - What the element says about itself
 *
 * @cssproperty [--hhc-measure=68ch] - Longest line of text
 */
export class StoryElement extends FeedElement {
  static override properties: PropertyDeclarations = {
    storyId: {attribute: 'story-id'},
    view: {},
    translations: {},
    backHref: {attribute: 'back-href'},
    countReads: {attribute: 'count-reads', type: Boolean},
    structuredData: {attribute: 'structured-data', type: Boolean},
  };

  /** Id of the story that is shown; the newest one where there is none. */
  declare storyId: string;
  /** `full` or `excerpt`. */
  declare view: string;
  /** `switch`, `all` or `none`. */
  declare translations: string;
  /** Where the link back leads. */
  declare backHref: string;
  /** Whether the feed's counter is told when a reader has read the story. */
  declare countReads: boolean;
  /** Whether the page's source says, for search engines, what the story is. */
  declare structuredData: boolean;

  #view: StoryView | undefined;

  constructor() {
    super();
    this.storyId = '';
    this.view = 'full';
    this.translations = 'switch';
    this.backHref = '';
    this.countReads = false;
    this.structuredData = false;
  }

  /** The story that is shown. */
  get story(): Story | undefined {
    return this.#view?.story;
  }

  /** @internal Whether the first words are what was asked for. */
  get isExcerpt(): boolean {
    return this.shown?.needs === 'excerpt';
  }

  /** @internal */
  get clock(): Clock {
    return this.store.clock;
  }

  /** @internal */
  mayAsk(address: string): boolean {
    return !!this.feed && mayAsk(this.request(), this.feed, address);
  }

  /** @internal */
  tellRead(story: Story): void {
    this.dispatchEvent(new StoryReadEvent(story));
  }

  protected override async loadView(): Promise<StoryView> {
    const {StoryView} = await import('../views/story-view.js');
    return (this.#view = await StoryView.of(this, trustedTypesPolicy));
  }

  protected override request(): FeedRequest {
    const {addressedStoryId} = this;
    // One that the page's address names is read in full.
    const needs = this.view === 'excerpt' && !addressedStoryId ? 'excerpt' : 'story';
    return {...super.request(), storyId: addressedStoryId || this.storyId, needs};
  }
}
