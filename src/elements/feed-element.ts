import {html, LitElement, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {bare} from '../controllers/bare.js';
import {FeedController, type FeedStatus} from '../controllers/feed-controller.js';
import {LocaleController} from '../controllers/locale-controller.js';
import {FeedErrorEvent, FeedLoadEvent, StorySelectEvent} from '../events.js';
import {pageStore, type FeedStore} from '../feed/feed-store.js';
import {isLasting, type FeedError} from '../feed/feed-error.js';
import type {Feed, Story} from '../feed/feed.js';
import type {FeedRequest} from '../feed/load-feed.js';
import {addressOfPosts} from '../feed/wordpress-address.js';
import {tokens} from '../styles/tokens.js';
import type {View} from '../views/view.js';

/** The elements that are on the page. */
export const connected = new Set<FeedElement>();

const FEED_LINK = 'link[rel~="alternate"][type="application/feed+json"]';

/**
 * What all elements that show a feed have in common: where the feed is, its loading, and what a reader sees
 * when there is nothing to show: the fallback that the page's author wrote between the tags, with one sentence.
 *
 * An element adds its attributes and `loadView`.
 */
export abstract class FeedElement extends LitElement {
  static override styles = tokens;

  static override shadowRootOptions = bare({...LitElement.shadowRootOptions});

  static override properties: PropertyDeclarations = {
    src: {},
    type: {},
    allowHosts: {attribute: 'allow-hosts'},
    storyHref: {attribute: 'story-href'},
    param: {},
    headingLevel: {attribute: 'heading-level', type: Number},
    loading: {},
    store: {attribute: false},
  };

  /** The version of hhc-widgets. */
  static readonly version: string = '0.1.0';

  /** Lit reads what a declaration leaves out from its prototype, on which the page may have put anything. */
  protected static override finalize(): void {
    for (const declaration of Object.values(this.properties)) Object.setPrototypeOf(declaration, null);
    super.finalize();
  }

  /** Address of a feed document; where there is none, the page's first link to a feed counts. */
  declare src: string;
  /**
   * `json-feed`, `wordpress`, `rss` or `atom`. Only `wordpress` makes a difference, where `src` is the address of a site:
   * what a document is, is found out from itself.
   */
  declare type: string;
  /** Hosts, besides that of `src`, on which documents may be that the feed names; with spaces between them. */
  declare allowHosts: string;
  /** Template of a story's address with `{id}` in it; where there is none, the story's own address counts. */
  declare storyHref: string;
  /**
   * Name of a parameter of the page's own address that names the story. Links to stories then lead to this page, and
   * are followed in place where the page has a story element with the same `param`.
   */
  declare param: string;
  /** Level of the element's own heading, 1 to 6. */
  declare headingLevel: number;
  /** `lazy` asks for the feed when the element is within one screen of the view, `eager` at once. */
  declare loading: string;
  /** Where documents are kept; by default one store for the page. */
  declare store: FeedStore;

  /** @internal */
  readonly locale = new LocaleController(this);
  #view: View | undefined;
  #prepared: Promise<void> | undefined;
  #isRouted = false;
  readonly #feed: FeedController;
  readonly #internals: ElementInternals;
  #states: readonly string[] = [];
  #colorScheme: MediaQueryList | undefined;
  readonly #pageObserver: MutationObserver;
  /** A frame that is waited for. */
  #frame = 0;

  constructor() {
    super();
    this.src = '';
    this.type = '';
    this.allowHosts = '';
    this.storyHref = '';
    this.param = '';
    this.headingLevel = 2;
    this.loading = 'lazy';
    this.store = pageStore;
    this.#internals = this.attachInternals();
    this.#pageObserver = new MutationObserver(this.#handlePageChange);
    this.#feed = new FeedController(this, {
      request: () => this.request(),
      isLazy: () => this.loading !== 'eager' && !this.isWanted,
      prepare: () => this.#prepare(),
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

  /** @internal What the feed that is shown was loaded for. */
  get shown(): FeedRequest | undefined {
    return this.#feed.shown;
  }

  /** @internal */
  get shownStoryId(): string {
    return this.shown?.storyId ?? '';
  }

  /** @internal Id of the story that the page's address names, `''` where it names none. */
  get addressedStoryId(): string {
    return (this.param && new URLSearchParams(location.search).get(this.param)) || '';
  }

  /** @internal */
  get level(): number {
    return Math.min(6, Math.max(1, Math.trunc(this.headingLevel) || 2));
  }

  /** @internal */
  follow(address: string, isAnew?: boolean): Promise<Feed> {
    return this.#feed.follow(address, isAnew);
  }

  /** @internal Resolves when what was asked for last is drawn, or is known not to come. */
  async settled(): Promise<void> {
    await this.updateComplete;
    await this.#feed.loading;
    await this.updateComplete;
  }

  /** @internal */
  select(story: Story, href: string): boolean {
    return this.dispatchEvent(new StorySelectEvent(story, href));
  }

  /** Asks for the feed anew; what is shown stays until there is an answer. */
  reload(): Promise<void> {
    return this.#feed.reload();
  }

  /** Whether the reader is to be led to it at once, so that it does not wait to come near the view. */
  protected get isWanted(): boolean {
    return false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    connected.add(this);
    this.#colorScheme ??= matchMedia('(prefers-color-scheme: dark)');
    this.#colorScheme.addEventListener('change', this.#adoptLinkColor);
    // Pages with a switch of their own put a class or the like on one of these.
    for (const element of [document.documentElement, document.body]) {
      this.#pageObserver.observe(element, bare({attributes: true, attributeOldValue: true}));
    }
    this.#adoptLinkColor();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    connected.delete(this);
    this.#colorScheme?.removeEventListener('change', this.#adoptLinkColor);
    this.#pageObserver.disconnect();
  }

  protected override render(): TemplateResult {
    const {feed, error, isStale, isSlow, isRecovered, isPassing} = this.#feed;
    this.locale.feedLanguage = feed?.language;
    const {messages} = this.locale;
    const content = feed && this.#view?.render(feed);
    const calm =
      feed && !content ? messages.empty : this.#view?.message || (isRecovered ? messages.loaded : '');
    const outcome = isStale ? messages.stale : error ? messages.errors[error.code] : calm;
    const message = isSlow ? messages.loading : outcome;
    const isWaitedFor = isSlow && content && isPassing;
    const isForEars = error || isStale || isWaitedFor ? false : content || isSlow;
    return html`
      ${content ? nothing : this.#renderFallback()}
      <div
        class="root ${content ? 'drawn' : ''} ${isWaitedFor ? 'passing' : ''}"
        lang=${messages.language}
        dir="ltr"
      >
        ${content ?? (this.status === 'pending' && !this.#hasFallback ? html`<div class="waiting"></div>` : nothing)}
        <div class=${isForEars ? 'unseen' : ''} part="status" role="status">${message}</div>
        ${error || isStale ? this.#renderWayOn(error) : content ? nothing : this.#renderHomeLink(feed)}
      </div>
    `;
  }

  protected override updated(): void {
    const states = [this.status, ...(this.#feed.isStale ? ['stale'] : [])];
    for (const state of this.#states) if (!states.includes(state)) this.#internals.states.delete(state);
    for (const state of states) this.#internals.states.add(state);
    this.#states = states;
    if (this.param && !this.#isRouted) void this.#route();
  }

  /** Fetches what draws the feed. */
  protected abstract loadView(): Promise<View>;

  /** What the element loads. */
  protected request(): FeedRequest {
    const {store, allowHosts} = this;
    return {store, address: this.#address(), allowHosts, storyId: '', needs: 'archive', limit: 0};
  }

  /** Once, however often a feed is asked for; a chunk that did not come is asked for again. */
  #prepare(): Promise<void> {
    this.#prepared ??= this.#addView().catch((error: unknown) => {
      this.#prepared = undefined;
      throw error;
    });
    return this.#prepared;
  }

  async #addView(): Promise<void> {
    this.#view = await this.loadView();
    (this.renderRoot as ShadowRoot).adoptedStyleSheets.push(this.#view.styles.styleSheet!);
    this.#adoptLinkColor();
    this.requestUpdate();
  }

  /** Without it links to stories are followed like any others. */
  async #route(): Promise<void> {
    this.#isRouted = true;
    const route = await import('../controllers/route-controller.js').catch(() => undefined);
    if (route) new route.RouteController(this);
    else this.#isRouted = false;
  }

  #address(): string {
    const address = this.src || document.querySelector<HTMLLinkElement>(FEED_LINK)?.href || '';
    if (!address || !URL.canParse(address, document.baseURI)) return address;
    const url = new URL(address, document.baseURI);
    return this.type === 'wordpress' ? addressOfPosts(url) : url.href;
  }

  /** What the page's author wrote, styled by nobody but the page: it stands as it stood before there was an element. */
  #renderFallback(): TemplateResult {
    return html`<slot name="heading"></slot
      ><slot @slotchange=${bare({handleEvent: this.#handleSlotChange})}></slot>`;
  }

  /** Where the page's author wrote nothing, there is at least a way to the publisher. */
  #renderHomeLink(feed: Feed | undefined): unknown {
    if (!feed?.homePage || this.#hasFallback) return nothing;
    return html`<p><a href=${feed.homePage}>${this.locale.messages.homePage}</a></p>`;
  }

  get #hasFallback(): boolean {
    return [...this.childNodes].some((node) =>
      node instanceof Element ? !node.slot : node instanceof Text && node.data.trim(),
    );
  }

  /** What a reader can do about an error. */
  #renderWayOn(error: FeedError | undefined): unknown {
    if (!error || !isLasting(error)) {
      return html`<button type="button" @click=${bare({handleEvent: this.#handleRetry})}>
        ${this.locale.messages.retry}
      </button>`;
    }
    return error.code === 'no-story' ? this.#view?.renderMissing?.(error.cause as Feed) : nothing;
  }

  async #announce(event: Event): Promise<void> {
    await this.updateComplete;
    this.dispatchEvent(event);
  }

  /**
   * Takes over the colour of the page's links. The page's rules for links end at the shadow root, so it is read
   * off a link that the page has styled: one that stands in this element for the time of reading.
   */
  readonly #adoptLinkColor = (): void => {
    // Only when there is something to colour: reading a colour makes the browser work its styles out.
    if (!this.#view) return;
    const link = document.createElement('a');
    link.href = '#';
    link.hidden = true;
    this.append(link);
    const {color} = getComputedStyle(link);
    link.remove();
    this.renderRoot.querySelector<HTMLElement>('.root')?.style.setProperty('--_link', color);
  };

  /**
   * Only what has changed counts, and once a frame: a page that watches itself and sets an attribute whenever something
   * is added would go on for ever with an element that adds something whenever an attribute is set.
   */
  readonly #handlePageChange = (records: readonly MutationRecord[]): void => {
    const hasChanged = records.some(
      ({target, attributeName, oldValue}) => (target as Element).getAttribute(attributeName!) !== oldValue,
    );
    if (!hasChanged || this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.isConnected) this.#adoptLinkColor();
    });
  };

  /** What the page's author wrote may come late, or go. */
  readonly #handleSlotChange = (): void => {
    this.requestUpdate();
  };

  readonly #handleRetry = async (): Promise<void> => {
    const root = this.renderRoot as ShadowRoot;
    const button = root.activeElement;
    await this.reload();
    await this.updateComplete;
    // A button that has done its work is gone, and the focus with it: it stays in the element (WCAG 2.4.3), unless the
    // reader has taken it elsewhere by then.
    if (!button || button.isConnected || document.activeElement !== document.body) return;
    const place = root.querySelector<HTMLElement>('.root')!;
    place.tabIndex = -1;
    place.focus({preventScroll: true});
  };
}

/** Reads a limit of stories; what is no number from 1 on counts as the default. */
export function limitOf(standard: number): (value: string | null) => number {
  return (value) => (Number(value) >= 1 ? Number(value) : standard);
}
