import {css, html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {FeedRequest} from '../controllers/feed-controller.js';
import {newestOf} from '../feed/archive.js';
import type {Feed, Story} from '../feed/feed.js';
import {translationOf} from '../feed/languages.js';
import {pictureOf} from '../feed/picture.js';
import {relatedTo} from '../feed/related.js';
import {tokens} from '../styles/tokens.js';
import {FeedElement} from './feed-element.js';
import {renderHeading} from './heading.js';
import {renderDate, renderExcerpt, renderPicture} from './story-parts.js';

const DEFAULT_LIMIT = 3;
/** Graphemes of a teaser's text. */
const TEASER_LENGTH = 140;

/**
 * Teasers of the stories to read after a story, or of the newest stories where no story is named.
 *
 * @element hhc-related
 *
 * @attr {string} src - Address of a feed document; default: the page's first link to a feed
 * @attr {string} story-id - The story that the others are related to; without it the newest stories are shown
 * @attr {number} limit - How many stories are shown at most; default 3
 * @attr {string} story-href - Template of a story's address with `{id}` in it; default: the story's own address
 * @attr {number} heading-level - Level of the heading, 1 to 6; default 2. Each story's heading is one below
 * @attr {string} lang - Language of the labels and preferred language of the stories; default: that of the page
 * @attr {"lazy"|"eager"} loading - When the feed is asked for; default `lazy`: within one screen of the view
 *
 * @slot - What a reader sees before there are stories, or if they cannot be had
 * @slot heading - Replaces the heading
 *
 * @fires {FeedLoadEvent} hhc-load - A feed was loaded
 * @fires {FeedErrorEvent} hhc-error - There is nothing to show; `code` says why
 * @fires {StorySelectEvent} hhc-select - A reader chose a story; cancelable
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
 * @cssproperty [--hhc-columns=auto-fit] - Number of columns; default: as many as there is room for
 */
export class RelatedElement extends FeedElement {
  static override styles = [
    tokens,
    css`
      .cards {
        display: grid;
        grid-template-columns: repeat(var(--hhc-columns, auto-fit), minmax(min(16rem, 100%), 1fr));
        gap: calc(var(--_gap) * 1.5) var(--_gap);
        margin: 0 0 var(--_gap);
      }
      .card {
        position: relative;
        padding-top: calc(var(--_gap) / 2);
        border-top: 1px solid var(--_border);
        background: var(--hhc-surface, none);
        p {
          margin: 0.25em 0 0;
        }
        /* The whole card is the target, the title is the one link. */
        a::after {
          content: '';
          position: absolute;
          inset: 0;
        }
      }
      .pictured {
        padding: 0;
        border: 0;
      }
      .picture {
        margin-bottom: calc(var(--_gap) / 2);
      }
      .card :is(h1, h2, h3, h4, h5, h6) {
        margin-bottom: 0.25em;
        font-size: calc(1em * 1.1);
        line-height: 1.3;
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    storyId: {attribute: 'story-id'},
    limit: {type: Number},
  };

  /** The story that the others are related to. */
  declare storyId: string;
  /** How many stories are shown at most. */
  declare limit: number;

  constructor() {
    super();
    this.storyId = '';
    this.limit = DEFAULT_LIMIT;
  }

  protected override request(): FeedRequest {
    return {...super.request(), storyId: this.storyId};
  }

  protected override renderFeed(feed: Feed): TemplateResult | undefined {
    const story = feed.stories.find(({id}) => id === this.shownStoryId);
    const {messages} = this.locale;
    const stories = story ? relatedTo(story, feed.stories) : newestOf(feed.stories);
    const shown = stories.slice(0, this.limit >= 1 ? this.limit : DEFAULT_LIMIT);
    if (!shown.length) return undefined;
    return html`
      ${this.renderTitle('heading', story ? messages.related : messages.newest)}
      <ul class="plain cards" part="list" role="list">
        ${shown.map((each) => this.#renderCard(each, feed))}
      </ul>
    `;
  }

  #renderCard(story: Story, feed: Feed): TemplateResult {
    const words = translationOf(story, this.locale.language);
    const picture = pictureOf(story, feed);
    const title = html`<bdi>${this.nameOf(story, words.title, feed)}</bdi>`;
    // The picture says nothing that the title beside it does not: its text alternative is empty (WCAG 1.1.1).
    return html`
      <li class="card ${picture ? 'pictured' : ''}" part="card">
        ${picture ? renderPicture(picture, '') : nothing}
        ${renderHeading(Math.min(6, this.level + 1), 'title', this.renderStoryLink(story, 'link', title), words.language)}
        <div class="meta">${renderDate(story, feed, this.locale.formats.date)}</div>
        ${renderExcerpt(words, TEASER_LENGTH)}
      </li>
    `;
  }
}
