import {html, nothing, type TemplateResult} from 'lit';
import {ReadController} from '../controllers/read-controller.js';
import {countRead, type ReadCounter} from '../controllers/read-count.js';
import {focusStill} from '../controllers/still.js';
import {newestOf, shownStoryOf} from '../feed/archive.js';
import type {Clock} from '../feed/clock.js';
import type {Feed, Reads, Story, Translation} from '../feed/feed.js';
import {translationOf, translationsOf} from '../feed/languages.js';
import {baseOf, beginsWith, pictureOf} from '../feed/picture.js';
import {prepareSanitizer, sanitize} from '../html/sanitize.js';
import {fill, formatsFor} from '../locale/formats.js';
import {storyStyles} from '../styles/story.js';
import {renderHeading} from './heading.js';
import {
  labelsOf,
  hrefOf,
  listener,
  renderDate,
  renderName,
  renderPicture,
  renderStoryLink,
  renderTeaser,
  renderTitle,
} from './parts.js';
import {StoryActions} from './story-actions.js';
import {renderFoot} from './story-foot.js';
import {StoryMedia} from './story-media.js';
import type {StructuredData} from './structured-data.js';
import type {trustedTypesPolicy} from '../trusted-types.js';
import type {View, ViewHost} from './view.js';

/** Graphemes of an excerpt. */
const EXCERPT_LENGTH = 240;

export interface StoryHost extends ViewHost, ReadCounter {
  readonly clock: Clock;
  /** Whether the first words are shown, rather than all of it. */
  readonly isExcerpt: boolean;
  /** `switch`, `all` or `none`. */
  readonly translations: string;
  /** Where the link back leads; the feed's section where it is empty. */
  readonly backHref: string;
  /** Whether the feed's counter is told of a read. */
  readonly countReads: boolean;
  /** Whether the page's source says what the story is. */
  readonly structuredData: boolean;
  /** Tells the page that the story was in view for as long as it takes to notice it. */
  tellRead(story: Story): void;
}

/** A story: title, date and authors, languages, picture, text, attachments, topics, counter, the links onward. */
export class StoryView implements View {
  readonly styles = storyStyles;
  readonly #host: StoryHost;
  readonly #media: StoryMedia;
  readonly #actions: StoryActions;
  #data: Promise<StructuredData> | undefined;
  /** Safe bodies by their words; `null` where there can be none. */
  #bodies = new WeakMap<Translation, HTMLElement | null>();
  /** What the bodies depend on: the level of the title, and the language of our own words in them. */
  #drawnFor = '';
  /** Counts of reads that came apart from the feed, by story. */
  readonly #reads = new Map<string, Reads>();
  /** For which feed and story they were asked for last. */
  #asked: readonly [Feed, string] | undefined;
  /** Id of the story that was drawn last. */
  #shown: string | undefined;
  /** The language that a reader chose by a button: for the stories that follow as well. */
  #chosen: string | undefined;
  /** A story that is read on, where there is no address to do so at. */
  #opened: string | undefined;

  constructor(host: StoryHost) {
    this.#host = host;
    this.#media = new StoryMedia(host);
    this.#actions = new StoryActions(host);
    host.addController(this);
    new ReadController(host, {
      shown: () => this.story?.id,
      onRead: () => this.#handleRead(this.story!),
      clock: host.clock,
    });
  }

  get message(): string {
    return this.#actions.message;
  }

  /** A film that was playing would begin anew, of itself, when the element is put in again. */
  hostDisconnected(): void {
    if (this.#host.shadowRoot!.querySelector('.player')) this.#bodies = new WeakMap();
    void this.#updateData();
  }

  hostUpdate(): void {
    const id = this.story?.id;
    if (id !== this.#shown) this.#media.close();
    this.#shown = id;
  }

  hostUpdated(): void {
    void this.#updateData();
    const {feed} = this.#host;
    const {story} = this;
    if (!story || story.isProtected || !feed?.readsUrl || this.#isExcerptOf(story)) return;
    if (feed === this.#asked?.[0] && story.id === this.#asked[1]) return;
    this.#asked = [feed, story.id];
    void this.#askReads(story, feed.readsUrl);
  }

  /** A view that is ready to draw: its sanitizer, too, comes together with the feed rather than after it. */
  static async of(host: StoryHost, policyOf?: typeof trustedTypesPolicy): Promise<StoryView> {
    await prepareSanitizer(policyOf);
    return new StoryView(host);
  }

  /** The story that is shown: the one that the feed was loaded for, else the newest. */
  get story(): Story | undefined {
    const {feed, shownStoryId} = this.#host;
    return feed && shownStoryOf(feed, shownStoryId);
  }

  render(feed: Feed): TemplateResult | undefined {
    const {story} = this;
    if (!story) return undefined;
    const {level, locale, translations} = this.#host;
    const drawnFor = `${level} ${locale.messages.language}`;
    if (drawnFor !== this.#drawnFor) this.#bodies = new WeakMap();
    this.#drawnFor = drawnFor;
    const words = this.#wordsOf(story);
    const others = translations === 'all' ? translationsOf(story).filter((other) => other !== words) : [];
    return html`
      <article>
        ${this.#renderHead(story, words, feed)}
        ${this.#isExcerptOf(story) ? this.#renderExcerptView(story, words, feed) : this.#renderFullView(story, [words, ...others], feed)}
      </article>
      ${this.#media.render()}
    `;
  }

  renderMissing({stories}: Feed): unknown {
    const [newest] = newestOf(stories);
    if (!newest || !hrefOf(this.#host, newest)) return nothing;
    return html`<p>${renderStoryLink(this.#host, newest, 'more', labelsOf(this.#host).newestStory)}</p>`;
  }

  #renderHead(story: Story, words: Translation, feed: Feed): TemplateResult {
    const formats = formatsFor(this.#host.locale.language);
    const authors = formats.list(story.authors.map(({name}) => name));
    return html`
      ${renderTitle(this.#host, 'title', renderName(this.#host, story, words, feed), words.language)}
      <div class="meta line">
        ${renderDate(story, feed, formats.date)}
        ${authors ? html`<span part="authors"><bdi>${authors}</bdi></span>` : nothing}
      </div>
    `;
  }

  #renderExcerptView(story: Story, words: Translation, feed: Feed): unknown {
    const picture = pictureOf(story, feed);
    return [
      picture ? renderPicture(this.#host, picture, picture.alt, '45rem') : nothing,
      this.#renderFirstWords(story, words),
    ];
  }

  #renderFullView(story: Story, [words, ...others]: readonly Translation[], feed: Feed): unknown {
    const {level} = this.#host;
    return [
      this.#renderLanguages(story, words!),
      this.#renderPicture(story, words!, feed),
      this.#renderBody(story, words!, feed),
      words!.body.trim() ? nothing : this.#renderOwnBody(story, feed),
      others.map((other) => [
        html`<div class="title">
          ${renderHeading(level, 'title', renderName(this.#host, story, other, feed), other.language)}
        </div>`,
        this.#renderBody(story, other, feed),
      ]),
      renderFoot(this.#host, story, feed, {
        reads: this.#reads.get(story.id),
        actions: this.#actions.render(story, words!.title),
      }),
    ];
  }

  #renderLanguages(story: Story, shown: Translation): unknown {
    const {translations} = this.#host;
    const languages = translationsOf(story).flatMap(({language}) => language ?? []);
    if (translations === 'all' || translations === 'none' || languages.length < 2) return nothing;
    return html`
      <div class="languages" part="languages" role="group" aria-label=${labelsOf(this.#host).languages}>
        ${languages.map(
          (language) => html`
            <button
              type="button"
              lang=${language}
              aria-pressed=${language === shown.language}
              @click=${listener(({currentTarget}) => void this.#choose(language, currentTarget as Element))}
            >
              ${formatsFor(language).languageName}
            </button>
          `,
        )}
      </div>
    `;
  }

  /** The story's picture, unless the text begins with the same one. */
  #renderPicture(story: Story, words: Translation, feed: Feed): unknown {
    const {picture} = story;
    const isInBody = picture && beginsWith(words.body, picture, baseOf(story, feed));
    return picture && !isInBody ? renderPicture(this.#host, picture, picture.alt, '45rem') : nothing;
  }

  /** A translation may be no more than a title and a summary: then the text is read in the language it is in. */
  #renderOwnBody(story: Story, feed: Feed): unknown {
    const words = translationsOf(story).find(({body}) => body.trim());
    return words ? this.#renderBody(story, words, feed) : nothing;
  }

  #renderBody(story: Story, words: Translation, feed: Feed): unknown {
    if (!words.body.trim()) return renderTeaser(this.#host, story, words, Infinity);
    const body = this.#bodyOf(story, words, feed);
    const lang = words.language ?? nothing;
    const click = listener(this.#media.handleClick);
    return body
      ? html`<div class="body" part="body" lang=${lang} dir="auto" @click=${click}>${body}</div>`
      : this.#renderFirstWords(story, words);
  }

  /** Where the text itself is not shown: its first words and the way to it. */
  #renderFirstWords(story: Story, words: Translation): unknown {
    return [renderTeaser(this.#host, story, words, EXCERPT_LENGTH), this.#renderMore(story, words)];
  }

  #renderMore(story: Story, words: Translation): unknown {
    const labels = labelsOf(this.#host);
    const label = fill(labels.readMoreOf, words.title);
    if (hrefOf(this.#host, story))
      return html`<p>${renderStoryLink(this.#host, story, 'more', labels.readMore, label)}</p>`;
    if (!story.body || !this.#isExcerptOf(story)) return nothing;
    return html`<p>
      <button type="button" part="more" aria-label=${label} @click=${listener(() => void this.#open(story))}>
        ${labels.readMore}
      </button>
    </p>`;
  }

  /** Whether its first words will do. */
  #isExcerptOf({id}: Story): boolean {
    return this.#host.isExcerpt && this.#opened !== id;
  }

  /** The button is gone then: the focus goes on with the text (WCAG 2.4.3). */
  async #open({id}: Story): Promise<void> {
    this.#opened = id;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const body = this.#host.shadowRoot!.querySelector<HTMLElement>('.body');
    if (!body) return;
    body.tabIndex = -1;
    focusStill(body);
  }

  /** Once a story and feed, when all else is there. Without an answer the count of the feed stays. */
  async #askReads({id}: Story, template: string): Promise<void> {
    try {
      const {stories} = await this.#host.follow(template.replaceAll('{id}', encodeURIComponent(id)));
      const reads = stories.find((story) => story.id === id)?.reads;
      if (!reads) return;
      this.#reads.set(id, reads);
      this.#host.requestUpdate();
    } catch {
      // The console has been told.
    }
  }

  #bodyOf(story: Story, words: Translation, feed: Feed): HTMLElement | null {
    let body = this.#bodies.get(words);
    // A film that is taken out of the page would begin anew, of itself, when it is put in again.
    const hasStopped = body && !body.isConnected && body.querySelector('.player');
    if (body === undefined || hasStopped) {
      const options = {
        base: baseOf(story, feed),
        headingLevel: this.#host.level,
        frameLabel: (host: string) => this.#frameLabel(host),
      };
      body = sanitize(words.body, options) ?? null;
      if (body) this.#media.prepare(body);
      this.#bodies.set(words, body);
    }
    return body;
  }

  #wordsOf(story: Story): Translation {
    return translationOf(story, this.#chosen ?? this.#host.locale.language, this.#host.locale.language);
  }

  #handleRead(story: Story): void {
    this.#host.tellRead(story);
    if (this.#host.countReads) countRead(this.#host, story);
  }

  /** Without its chunk, or where the page refuses it, the story is shown all the same. */
  async #updateData(): Promise<void> {
    if (!this.#data && !this.#host.structuredData) return;
    try {
      this.#data ??= import('./structured-data.js').then(
        ({StructuredData}) => new StructuredData(this.#host),
      );
      const data = await this.#data;
      const {feed, isConnected, structuredData} = this.#host;
      const {story} = this;
      const isSaid = isConnected && structuredData && feed && story && !story.isProtected;
      data.update(isSaid ? {feed, story, words: this.#wordsOf(story)} : undefined);
    } catch {
      this.#data = undefined;
    }
  }

  #frameLabel(host: string): string {
    const labels = labelsOf(this.#host);
    const isOf = (domains: RegExp): boolean => domains.test(`.${host}`);
    const site = isOf(/\.(?:youtube(?:-nocookie)?\.com|youtu\.be)$/)
      ? 'YouTube'
      : isOf(/\.vimeo\.com$/)
        ? 'Vimeo'
        : '';
    return site ? fill(labels.video, site) : fill(labels.frame, host);
  }

  /** The other title may have more lines or fewer: the button stays where the reader sees it. */
  async #choose(language: string, button: Element): Promise<void> {
    const offset = (): number => button.getBoundingClientRect().top - this.#host.getBoundingClientRect().top;
    const before = offset();
    this.#chosen = language;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const options = {__proto__: null, top: offset() - before, behavior: 'instant'} as const;
    scrollBy(options);
  }
}
