import {html, LitElement, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {FeedController, type FeedRequest, type FeedStatus} from '../controllers/feed-controller.js';
import {LocaleController} from '../controllers/locale-controller.js';
import {FeedErrorEvent, FeedLoadEvent, StorySelectEvent} from '../events.js';
import {newestOf} from '../feed/archive.js';
import {pageStore, type FeedStore} from '../feed/feed-store.js';
import type {FeedError} from '../feed/feed-error.js';
import type {Feed, Story} from '../feed/feed.js';
import {renderHeading} from './heading.js';

const FEED_LINK = 'link[rel~="alternate"][type="application/feed+json"]';

/** What trying again could not change. */
const LASTING: readonly (string | undefined)[] = ['no-address', 'blocked-address', 'no-story'];

/**
 * What all elements that show a feed have in common: where the feed is, its loading, and what a reader sees
 * when there is nothing to show: the fallback that the page's author wrote between the tags, with one sentence.
 *
 * An element adds `renderFeed`.
 */
export abstract class FeedElement extends LitElement {
  static override properties: PropertyDeclarations = {
    src: {},
    storyHref: {attribute: 'story-href'},
    headingLevel: {attribute: 'heading-level', type: Number},
    loading: {},
    store: {attribute: false},
  };

  /** Address of a feed document; where there is none, the page's first link to a feed counts. */
  declare src: string;
  /** Template of a story's address with `{id}` in it; where there is none, the story's own address counts. */
  declare storyHref: string;
  /** Level of the element's own heading, 1 to 6. */
  declare headingLevel: number;
  /** `lazy` asks for the feed when the element is within one screen of the view, `eager` at once. */
  declare loading: string;
  /** Where documents are kept; by default one store for the page. */
  declare store: FeedStore;

  protected readonly locale = new LocaleController(this);
  readonly #feed: FeedController;
  readonly #internals: ElementInternals;
  #states: readonly string[] = [];
  #colorScheme: MediaQueryList | undefined;

  constructor() {
    super();
    this.src = '';
    this.storyHref = '';
    this.headingLevel = 2;
    this.loading = 'lazy';
    this.store = pageStore;
    this.#internals = this.attachInternals();
    this.#feed = new FeedController(this, {
      request: () => this.request(),
      isLazy: () => this.loading !== 'eager',
      onLoad: (feed) => void this.#announce(new FeedLoadEvent(feed)),
      onError: (error) => void this.#announce(new FeedErrorEvent(error.code, error)),
    });
  }

  /** The feed that is shown. */
  get feed(): Feed | undefined {
    return this.#feed.feed;
  }

  /** How the loading stands; the same is a custom state, `:state(pending)`. */
  get status(): FeedStatus {
    return this.#feed.status;
  }

  /** Asks for the feed anew; what is shown stays until there is an answer. */
  reload(): Promise<void> {
    return this.#feed.reload();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#colorScheme ??= matchMedia('(prefers-color-scheme: dark)');
    this.#colorScheme.addEventListener('change', this.#handleColorScheme);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#colorScheme?.removeEventListener('change', this.#handleColorScheme);
  }

  protected override render(): TemplateResult {
    const {feed, error, isStale} = this.#feed;
    const {messages} = this.locale;
    this.locale.feedLanguage = feed?.language;
    const content = feed && this.renderFeed(feed);
    const message = isStale
      ? messages.stale
      : error
        ? messages.errors[error.code]
        : feed && !content
          ? messages.empty
          : this.renderStatus();
    return html`
      <div class="root" lang=${messages.language}>
        ${content ?? this.#renderFallback(feed)}
        <div part="status" role="status">${message}</div>
        ${error ? this.#renderWayOn(error) : nothing}
      </div>
    `;
  }

  protected override firstUpdated(): void {
    this.#adoptLinkColor();
  }

  protected override updated(): void {
    const states = [this.status, ...(this.#feed.isStale ? ['stale'] : [])];
    for (const state of this.#states) if (!states.includes(state)) this.#internals.states.delete(state);
    for (const state of states) this.#internals.states.add(state);
    this.#states = states;
  }

  /** What the element shows of a feed, or `undefined` where the feed has nothing for it. */
  protected abstract renderFeed(feed: Feed): TemplateResult | undefined;

  /** What the element loads. */
  protected request(): FeedRequest {
    return {store: this.store, address: this.#address(), storyId: '', needsStory: false};
  }

  /** The story that the shown feed was loaded for. */
  protected get shownStoryId(): string {
    return this.#feed.storyId;
  }

  /** What the status region says while all is well. */
  protected renderStatus(): string {
    return '';
  }

  /** The element's heading, unless the page brings its own. */
  protected renderTitle(part: string, content: unknown, language?: string): TemplateResult {
    return html`<div class="title">
      <slot name="heading">${renderHeading(this.level, part, content, language)}</slot>
    </div>`;
  }

  /** Level of the element's own heading, whatever the page has set. */
  protected get level(): number {
    return Math.min(6, Math.max(1, Math.trunc(this.headingLevel) || 2));
  }

  /** Where the links to a story lead, `undefined` where it has no address. */
  protected hrefOf(story: Story): string | undefined {
    return this.storyHref ? this.storyHref.replaceAll('{id}', encodeURIComponent(story.id)) : story.url;
  }

  /** A link to a story; plain text where the story has no address. */
  protected renderStoryLink(story: Story, part: string, content: unknown, label?: string): unknown {
    const href = this.hrefOf(story);
    if (!href) return content;
    const handleClick = (event: Event): void => {
      if (!this.dispatchEvent(new StorySelectEvent(story, href))) event.preventDefault();
    };
    return html`<a part=${part} href=${href} aria-label=${label ?? nothing} @click=${handleClick}>${content}</a>`;
  }

  /** A story's title in the language of its text, its date where it has no words. */
  protected nameOf(story: Story, title: string, feed: Feed): string {
    const {formats, messages} = this.locale;
    return title || (story.published ? formats.date(story.published, feed.timeZone) : messages.untitled);
  }

  #address(): string {
    const address = this.src || document.querySelector<HTMLLinkElement>(FEED_LINK)?.href || '';
    return address && URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : address;
  }

  /** Nothing above or below what the page's author wrote, so that a result as high as that moves nothing. */
  #renderFallback(feed: Feed | undefined): TemplateResult {
    const isWritten = [...this.childNodes].some((node) =>
      node instanceof Element ? !node.slot : node instanceof Text && node.data.trim(),
    );
    const {messages} = this.locale;
    const instead = this.status === 'pending' ? html`<div class="waiting"></div>` : renderHomeLink(feed, messages.homePage);
    return html`<slot></slot>${isWritten ? nothing : instead}`;
  }

  /** What a reader can do about an error. */
  #renderWayOn({code, cause}: FeedError): unknown {
    if (!LASTING.includes(code)) {
      return html`<button type="button" @click=${this.#handleRetry}>${this.locale.messages.retry}</button>`;
    }
    const [newest] = code === 'no-story' ? newestOf((cause as Feed).stories) : [];
    return newest ? html`<p>${this.renderStoryLink(newest, 'link', this.locale.messages.newestStory)}</p>` : nothing;
  }

  /**
   * Takes over the colour of the page's links. The page's rules for links end at the shadow root, so it is read
   * off a link that the page has styled: one that stands in this element for the time of reading.
   */
  #adoptLinkColor(): void {
    const link = document.createElement('a');
    link.href = '#';
    link.hidden = true;
    this.append(link);
    const {color} = getComputedStyle(link);
    link.remove();
    this.renderRoot.querySelector<HTMLElement>('.root')?.style.setProperty('--_link', color);
  }

  async #announce(event: Event): Promise<void> {
    await this.updateComplete;
    this.dispatchEvent(event);
  }

  readonly #handleColorScheme = (): void => {
    this.#adoptLinkColor();
  };

  readonly #handleRetry = (): void => {
    void this.reload();
  };
}

function renderHomeLink(feed: Feed | undefined, label: string): unknown {
  return feed?.homePage ? html`<p><a href=${feed.homePage}>${label}</a></p>` : nothing;
}
