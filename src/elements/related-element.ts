import type {PropertyDeclarations} from 'lit';
import type {FeedRequest} from '../feed/load-feed.js';
import type {View} from '../views/view.js';
import {connected, FeedElement, limitOf} from './feed-element.js';
import {StoryElement} from './story-element.js';

/**
 * Teasers of the stories to read after a story, or of the newest stories where no story is named.
 *
 * @element hhc-related
 *
 * @attr {string} src - Address of a feed document; default: the page's first link to a feed
 * @attr {"json-feed"|"wordpress"|"rss"|"atom"} type - `wordpress` where `src` is the address of a site; what a document is, is
 *   found out from itself
 * @attr {string} story-id - The story that the others are related to, with `param` while the page's address names none; without
 *   it the newest stories are shown
 * @attr {number} limit - How many stories are shown at most; default 3
 * @attr {string} param - Name of a parameter of the page's own address that names the story; default: none, and the page's
 *   address is not touched
 * @attr {string} story-href - Template of a story's address with `{id}` in it; default: with `param` this page's address, else
 *   the story's own
 * @attr {string} allow-hosts - Hosts besides that of `src` on which documents may be that the feed names, with spaces
 *   between them
 * @attr {number} heading-level - Level of the heading, 1 to 6; default 2. Each story's heading is one below
 * @attr {string} lang - Language of the labels and preferred language of the stories; default: that of the page
 * @attr {"lazy"|"eager"} loading - When the feed is asked for; default `lazy`: within one screen of the view
 *
 * @slot - What a reader sees before there are stories, or if they cannot be had
 * @slot heading - Replaces the heading
 *
 * @fires {FeedLoadEvent} hhc-load - A feed was loaded
 * @fires {FeedErrorEvent} hhc-error - There is nothing to show; `code` says why
 * @fires {StorySelectEvent} hhc-select - A reader chose a story, and not for a new tab; cancelable
 *
 * @csspart heading - The heading
 * @csspart list - The list of cards
 * @csspart card - A card
 * @csspart image - A card's picture
 * @csspart title - A card's heading
 * @csspart link - The link in a card's heading
 * @csspart date - A card's date
 * @csspart excerpt - A card's text
 * @csspart status - What the element says about itself
 *
 * @cssproperty [--hhc-columns=12] - Most columns beside each other, where there is room for them
 */
export class RelatedElement extends FeedElement {
  static override properties: PropertyDeclarations = {
    storyId: {attribute: 'story-id'},
    limit: {converter: limitOf(3)},
  };

  /** The story that the others are related to. */
  declare storyId: string;
  /** How many stories are shown at most. */
  declare limit: number;

  constructor() {
    super();
    this.storyId = '';
    this.limit = 3;
  }

  /** A story on the page that follows the same address: what it begins with, this is related to. */
  get #storyBeside(): StoryElement | undefined {
    return [...connected].find(
      (each) => each instanceof StoryElement && each.param === this.param && !!this.param,
    ) as StoryElement | undefined;
  }

  protected override async loadView(): Promise<View> {
    const {RelatedView} = await import('../views/related-view.js');
    return new RelatedView(this);
  }

  protected override request(): FeedRequest {
    const {addressedStoryId, limit} = this;
    const beside = this.#storyBeside;
    const storyId = addressedStoryId || this.storyId || beside?.storyId || '';
    return {...super.request(), storyId, needs: storyId || beside ? 'related' : 'newest', limit};
  }
}
