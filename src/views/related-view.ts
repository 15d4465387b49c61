import {css, html, nothing, type TemplateResult} from 'lit';
import {newestOf, shownStoryOf} from '../feed/archive.js';
import type {Feed, Story} from '../feed/feed.js';
import type {FeedRequest} from '../feed/load-feed.js';
import {translationOf} from '../feed/languages.js';
import {pictureOf} from '../feed/picture.js';
import {relatedTo} from '../feed/related.js';
import {formatsFor} from '../locale/formats.js';
import {renderHeading} from './heading.js';
import {
  labelsOf,
  renderDate,
  renderName,
  renderPicture,
  renderStoryLink,
  renderTeaser,
  renderTitle,
} from './parts.js';
import type {View, ViewHost} from './view.js';

/** Graphemes of a teaser's text. */
const TEASER_LENGTH = 140;

export interface RelatedHost extends ViewHost {
  /** How many stories are shown at most. */
  readonly limit: number;
  /** What the feed that is shown was loaded for. */
  readonly shown: FeedRequest | undefined;
}

/** Teasers of stories as a grid of cards. */
export class RelatedView implements View {
  readonly message = '';
  readonly styles = css`
    .title :is(h1, h2, h3, h4, h5, h6) {
      margin-bottom: var(--_gap);
    }
    .cards {
      display: grid;
      /* At most so many columns, each at least as wide as a card wants to be. */
      --_columns: var(--hhc-columns, 12);
      --_even: calc((100% - (var(--_columns) - 1) * var(--_gap)) / var(--_columns));
      grid-template-columns: repeat(auto-fit, minmax(max(min(16rem, 100%), var(--_even)), 1fr));
      gap: calc(var(--_gap) * 1.5) var(--_gap);
      margin: 0 0 var(--_gap);
    }
    .card {
      position: relative;
      padding-top: calc(var(--_gap) / 2);
      border-top: 1px solid var(--_border);
      background: var(--hhc-surface, none);
      /* A surface reaches beyond what stands on it, without taking room where there is none. */
      box-shadow: 0 0 0 calc(var(--_gap) / 3) var(--hhc-surface, transparent);
      p {
        margin: 0.25em 0 0;
      }
      /* The whole card is the target, the title is the one link. */
      a {
        text-decoration: none;
      }
      &:hover a,
      a:focus-visible {
        text-decoration: underline;
      }
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
      font-size: 1.1em;
      font-weight: 600;
      line-height: 1.3;
    }
  `;
  readonly #host: RelatedHost;
  #feed: Feed | undefined;
  #story: Story | undefined;
  /** The stories of the feed, those to read next first. */
  #ranked: readonly Story[] = [];

  constructor(host: RelatedHost) {
    this.#host = host;
  }

  render(feed: Feed): TemplateResult | undefined {
    const {limit, shown, shownStoryId} = this.#host;
    const labels = labelsOf(this.#host);
    const story = shown?.needs === 'related' ? shownStoryOf(feed, shownStoryId) : undefined;
    const stories = this.#rank(feed, story);
    if (!stories.length) return undefined;
    return html`
      ${renderTitle(this.#host, 'heading', story ? labels.related : labels.newest)}
      <ul class="plain cards" part="list" role="list">
        ${stories.slice(0, Math.max(1, limit)).map((each) => this.#renderCard(each, feed))}
      </ul>
    `;
  }

  /** Once for each story: among thousands that takes a while. */
  #rank(feed: Feed, story: Story | undefined): readonly Story[] {
    if (feed !== this.#feed || story !== this.#story)
      this.#ranked = story ? relatedTo(story, feed.stories) : newestOf(feed.stories);
    [this.#feed, this.#story] = [feed, story];
    return this.#ranked;
  }

  #renderCard(story: Story, feed: Feed): TemplateResult {
    const {level, locale} = this.#host;
    const words = translationOf(story, locale.language);
    const picture = pictureOf(story, feed);
    const link = renderStoryLink(this.#host, story, 'link', renderName(this.#host, story, words, feed));
    // The picture says nothing that the title beside it does not: its text alternative is empty (WCAG 1.1.1).
    return html`
      <li class="card ${picture ? 'pictured' : ''}" part="card">
        ${picture ? renderPicture(this.#host, picture, '', '22rem') : nothing}
        ${renderHeading(Math.min(6, level + 1), 'title', link)}
        <div class="meta">${renderDate(story, feed, formatsFor(locale.language).date)}</div>
        ${renderTeaser(this.#host, story, words, TEASER_LENGTH)}
      </li>
    `;
  }
}
