import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {FeedRequest} from '../controllers/feed-controller.js';
import {newestOf} from '../feed/archive.js';
import type {Feed, Reads, Story, Translation} from '../feed/feed.js';
import {translationOf, translationsOf} from '../feed/languages.js';
import {baseOf, beginsWith, pictureOf} from '../feed/picture.js';
import {dayIn} from '../feed/site-time.js';
import {sanitize} from '../html/sanitize.js';
import {fill} from '../locale/messages.js';
import {storyStyles} from '../styles/story.js';
import {tokens} from '../styles/tokens.js';
import {FeedElement} from './feed-element.js';
import {renderHeading} from './heading.js';
import {renderDate, renderExcerpt, renderPicture} from './story-parts.js';

/** Graphemes of an excerpt. */
const EXCERPT_LENGTH = 240;

/**
 * One story: title, date, authors, picture, text, attachments, topics, read counter and the links onward.
 *
 * @element hhc-story
 *
 * @attr {string} src - Address of a feed document; default: the page's first link to a feed
 * @attr {string} story-id - The story that is shown; default: the newest
 * @attr {"full"|"excerpt"} view - The whole story, or its first words and a link; default `full`
 * @attr {"switch"|"all"|"none"} translations - Of a story in several languages: one at a time with buttons, all one
 *   under the other, or only the one that fits the page; default `switch`
 * @attr {string} back-href - Where the link back leads; default: the feed's section
 * @attr {string} story-href - Template of a story's address with `{id}` in it; default: the story's own address
 * @attr {number} heading-level - Level of the title, 1 to 6; default 2
 * @attr {string} lang - Language of the labels and preferred language of the story; default: that of the page
 * @attr {"lazy"|"eager"} loading - When the feed is asked for; default `lazy`: within one screen of the view
 *
 * @slot - What a reader sees before there is a story, or if it cannot be had
 * @slot heading - Replaces the title
 *
 * @fires {FeedLoadEvent} hhc-load - A feed was loaded
 * @fires {FeedErrorEvent} hhc-error - There is nothing to show; `code` says why
 * @fires {StorySelectEvent} hhc-select - A reader chose to read on; cancelable
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
 * @csspart more - The link to the whole story, or to the original
 * @csspart back - The link back to the section
 * @csspart status - What the element says about itself
 *
 * @cssproperty [--hhc-measure=68ch] - Longest line of text
 */
export class StoryElement extends FeedElement {
  static override styles = [tokens, storyStyles];

  static override properties: PropertyDeclarations = {
    storyId: {attribute: 'story-id'},
    view: {},
    translations: {},
    backHref: {attribute: 'back-href'},
    chosenLanguage: {state: true},
  };

  /** Id of the story that is shown; the newest one where there is none. */
  declare storyId: string;
  /** `full` or `excerpt`. */
  declare view: string;
  /** `switch`, `all` or `none`. */
  declare translations: string;
  /** Where the link back leads. */
  declare backHref: string;
  /** The language a reader has chosen by its button. */
  declare protected chosenLanguage: string | undefined;

  /** Safe bodies by their words; `null` for those that cannot be shown as markup. */
  #bodies = new WeakMap<Translation, HTMLElement | Promise<void> | null>();

  constructor() {
    super();
    this.storyId = '';
    this.view = 'full';
    this.translations = 'switch';
    this.backHref = '';
  }

  /** The story that is shown. */
  get story(): Story | undefined {
    const {feed, shownStoryId: id} = this;
    return id ? feed?.stories.find((story) => story.id === id) : feed && newestOf(feed.stories)[0];
  }

  protected override request(): FeedRequest {
    return {...super.request(), storyId: this.storyId, needsStory: true};
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('storyId')) this.chosenLanguage = undefined;
    // The headings of a body depend on the level of the title.
    if (changed.has('headingLevel')) this.#bodies = new WeakMap();
  }

  protected override renderFeed(feed: Feed): TemplateResult | undefined {
    const {story} = this;
    if (!story) return undefined;
    const shown = translationOf(story, this.chosenLanguage ?? this.locale.language);
    const others = this.translations === 'all' ? translationsOf(story).filter((words) => words !== shown) : [];
    return html`
      <article>
        ${this.view === 'excerpt' ? this.#renderExcerptView(story, shown, feed) : this.#renderFullView(story, [shown, ...others], feed)}
      </article>
    `;
  }

  #renderExcerptView(story: Story, words: Translation, feed: Feed): unknown {
    const picture = pictureOf(story, feed);
    return [
      this.#renderHead(story, words, feed),
      picture ? renderPicture(picture, picture.alt) : nothing,
      this.#renderFirstWords(story, words, feed),
    ];
  }

  #renderFullView(story: Story, translations: readonly Translation[], feed: Feed): unknown {
    const [words, ...others] = translations;
    return [
      this.#renderHead(story, words!, feed),
      this.translations === 'switch' ? this.#renderLanguages(story, words!) : nothing,
      this.#renderPicture(story, words!, feed),
      this.#renderBody(story, words!, feed),
      others.map((other) => [
        renderHeading(this.level, 'title', this.#renderName(story, other, feed), other.language),
        this.#renderBody(story, other, feed),
      ]),
      this.#renderFoot(story, feed),
    ];
  }

  #renderHead(story: Story, words: Translation, feed: Feed): TemplateResult {
    const {formats} = this.locale;
    const authors = story.authors.map(({name}) => name);
    return html`
      ${this.renderTitle('title', this.#renderName(story, words, feed), words.language)}
      <div class="meta line">
        ${renderDate(story, feed, formats.date)}
        ${authors.length ? html`<span part="authors"><bdi>${formats.list(authors)}</bdi></span>` : nothing}
      </div>
    `;
  }

  #renderName(story: Story, words: Translation, feed: Feed): TemplateResult {
    return html`<bdi>${this.nameOf(story, words.title, feed)}</bdi>`;
  }

  #renderLanguages(story: Story, shown: Translation): unknown {
    const languages = translationsOf(story).flatMap(({language}) => language ?? []);
    if (languages.length < 2) return nothing;
    return html`
      <div class="languages" part="languages" role="group" aria-label=${this.locale.messages.languages}>
        ${languages.map(
          (language) => html`
            <button
              type="button"
              lang=${language}
              aria-pressed=${language === shown.language}
              @click=${(): void => void (this.chosenLanguage = language)}
            >
              ${this.locale.formats.languageName(language)}
            </button>
          `,
        )}
      </div>
    `;
  }

  /** The story's picture, unless the text begins with the same one. */
  #renderPicture(story: Story, words: Translation, feed: Feed): unknown {
    const {picture} = story;
    return picture && !beginsWith(words.body, picture, baseOf(story, feed)) ? renderPicture(picture, picture.alt) : nothing;
  }

  #renderBody(story: Story, words: Translation, feed: Feed): unknown {
    const body = this.#bodyOf(story, words, feed);
    return body instanceof HTMLElement
      ? html`<div class="body" part="body" lang=${words.language ?? nothing} dir="auto">${body}</div>`
      : this.#renderFirstWords(story, words, feed);
  }

  /** Where the text itself is not there, its first words and the way to it. */
  #renderFirstWords(story: Story, words: Translation, feed: Feed): unknown {
    const {messages} = this.locale;
    const label = fill(messages.readMoreOf, this.nameOf(story, words.title, feed));
    return [
      renderExcerpt(words, EXCERPT_LENGTH),
      this.hrefOf(story) ? html`<p>${this.renderStoryLink(story, 'more', messages.readMore, label)}</p>` : nothing,
    ];
  }

  #renderFoot(story: Story, feed: Feed): unknown {
    const {messages} = this.locale;
    const {section} = feed;
    const back = this.backHref || section?.url;
    return html`
      <footer>
        ${this.#renderAttachments(story)} ${this.#renderTags(story)}
        ${story.reads ? this.#renderReads(story.reads, feed) : nothing}
        ${story.url ? html`<p class="small"><a part="more" href=${story.url}>${messages.original}</a></p>` : nothing}
        ${back
          ? html`<p class="small">
              <a part="back" href=${back}>${section ? fill(messages.backTo, section.title) : messages.back}</a>
            </p>`
          : nothing}
      </footer>
    `;
  }

  #renderAttachments({attachments}: Story): unknown {
    if (!attachments.length) return nothing;
    const {formats, messages} = this.locale;
    return html`
      <ul class="plain small" part="attachments" role="list" aria-label=${messages.attachments}>
        ${attachments.map(({url, title, type, size}) => {
          const facts = [type.split('/').pop()!.toUpperCase(), size ? formats.fileSize(size) : ''].filter(Boolean);
          return html`<li>
            <a href=${url}><bdi>${title}</bdi></a>${facts.length ? html` <span class="meta">(${facts.join(', ')})</span>` : nothing}
          </li>`;
        })}
      </ul>
    `;
  }

  #renderTags({tags, language}: Story): unknown {
    if (!tags.length) return nothing;
    return html`
      <ul class="plain small tags" part="tags" role="list" aria-label=${this.locale.messages.tags} >
        ${tags.map((tag) => html`<li lang=${language ?? nothing}>${tag}</li>`)}
      </ul>
    `;
  }

  /** "Today" is only said on the day that it was counted on. */
  #renderReads({total, today, asOf}: Reads, {timeZone}: Feed): unknown {
    if (!total) return nothing;
    const {formats, messages} = this.locale;
    const isToday = today && asOf && dayIn(timeZone, asOf) === dayIn(timeZone, new Date());
    const forms = isToday ? messages.readToday : messages.read;
    const message = forms[formats.plural(total) === 'one' ? 'one' : 'other'] ?? forms.other;
    return html`<p class="meta" part="reads">${fill(message, formats.number(total), formats.number(today ?? 0))}</p>`;
  }

  /** The safe body; `null` where there can be none, and a promise while the sanitizer is on its way. */
  #bodyOf(story: Story, words: Translation, feed: Feed): HTMLElement | Promise<void> | null {
    const known = this.#bodies.get(words);
    if (known !== undefined) return known;
    const bodies = this.#bodies;
    const safe = sanitize(words.body, {
      base: baseOf(story, feed),
      headingLevel: this.level,
      frameLabel: (host) => this.#frameLabel(host),
    });
    const body =
      safe instanceof Promise
        ? safe.then((loaded) => {
            bodies.set(words, loaded ?? null);
            this.requestUpdate();
          })
        : (safe ?? null);
    bodies.set(words, body);
    return body;
  }

  #frameLabel(host: string): string {
    const {messages} = this.locale;
    const site = /youtu\.?be/.test(host) ? 'YouTube' : /vimeo/.test(host) ? 'Vimeo' : '';
    return site ? fill(messages.video, site) : fill(messages.frame, host);
  }
}
