import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {bare} from './bare.js';
import {FeedError, isFeedError, isLasting} from '../feed/feed-error.js';
import type {Feed} from '../feed/feed.js';
import {followLink, loadFeed, type FeedRequest} from '../feed/load-feed.js';

/** `initial`: not asked for yet; `pending`: no answer yet; then `complete` or `error`. */
export type FeedStatus = 'initial' | 'pending' | 'complete' | 'error';

/** Milliseconds for which a document that the page has read is not asked for again. */
const FRESH_FOR = 3_600_000;

/** Milliseconds after which a reader who waits is told so. */
const SLOW = 1000;

/** Milliseconds after which nothing is waited for any more: two documents, one after the other, and what draws them. */
const PATIENCE = 20_000;

const MISSING_PART =
  "A part of the library did not come. Are all its files in their places, and does this page's Content-Security-Policy allow them under script-src?";

const LATE = `The feed, or a part of the library, did not come within ${PATIENCE / 1000} seconds.`;

/** What the console has been told. */
const told = new Set<string>();

export interface FeedControllerOptions {
  /** What the host asks for now; `undefined` while it asks for nothing. */
  readonly request: () => FeedRequest | undefined;
  /** Whether to wait until the host is within one screen of the view. */
  readonly isLazy?: () => boolean;
  /** What must be there before a feed can be shown; begun with the request, not after it. */
  readonly prepare?: () => Promise<void>;
  readonly onLoad?: (feed: Feed) => void;
  readonly onError?: (error: FeedError) => void;
}

/**
 * Loads a feed for a host and tells it how that goes.
 *
 * What was loaded stays until something else has come, so that a reload never empties the page; the last request
 * wins; a host that is only moved asks nothing again, and one that is gone hears nothing more.
 */
export class FeedController implements ReactiveController {
  status: FeedStatus = 'initial';
  /** What was loaded last. */
  feed: Feed | undefined;
  /** What `feed` was loaded for. */
  shown: FeedRequest | undefined;
  /** Why the last answer is no feed; kept until the next answer. */
  error: FeedError | undefined;
  /** Whether a reader has waited long enough to be told so, or waits for another attempt after one that failed. */
  isSlow = false;
  /** Whether this answer came after one that was none. */
  isRecovered = false;
  /** What was asked for last; never rejects. */
  loading: Promise<void> | undefined;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: FeedControllerOptions;
  #request: FeedRequest | undefined;
  #abort: AbortController | undefined;
  #viewObserver: IntersectionObserver | undefined;
  #isNear = false;
  /** For the documents that the feed names. */
  #following = new AbortController();
  /** When there was the last answer, whichever, by the clock of the store. */
  #answered = 0;
  /** Whether the host was taken out before there was an answer that will do. */
  #isInterrupted = false;

  constructor(host: ReactiveControllerHost & HTMLElement, options: FeedControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whether what is shown may be out of date, because loading it again failed. */
  get isStale(): boolean {
    return !!this.feed && !!(this.error ?? this.feed.failure);
  }

  /** Whether what is shown is not what is asked for by now. */
  get isPassing(): boolean {
    return !!this.feed && this.shown?.storyId !== this.#request?.storyId;
  }

  /** Asks for the document anew. Resolves when there is an answer, whichever. */
  async reload(): Promise<void> {
    this.#isNear = true;
    this.#adopt(this.#options.request());
    await this.#begin(0);
  }

  /**
   * Loads a document that the feed which is shown names.
   * @throws {FeedError} where it cannot be had, or is on a host that the page has not named.
   * @throws {DOMException} `AbortError` where the host is gone, or shows another feed by then.
   */
  async follow(address: string, isAnew = false): Promise<Feed> {
    const {signal} = this.#following;
    try {
      if (!this.feed) throw new DOMException('The feed is another one by now.', 'AbortError');
      const loading = {request: this.#request!, maxAge: isAnew ? 0 : FRESH_FOR, signal, tell};
      const document = await followLink(loading, this.feed, address);
      if (document.failure) tell(document.failure);
      return document;
    } catch (error) {
      if (isFeedError(error)) tell(error);
      throw error;
    }
  }

  hostConnected(): void {
    addEventListener('online', this.#handleOnline);
    document.addEventListener('visibilitychange', this.#handleVisibility);
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    // One that was taken out asks for nothing until it is back, and then for what it is to show by then.
    if (!this.#host.isConnected) return;
    const request = this.#options.request();
    if (isSame(request, this.#request) && !this.#isInterrupted) return;
    this.#isInterrupted = false;
    this.#adopt(request);
    if (!this.#options.isLazy?.() || this.#isNear) void this.#begin();
    else this.#loadWhenNear();
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#handleOnline);
    document.removeEventListener('visibilitychange', this.#handleVisibility);
    // A move takes the host out and puts it in again at once.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#viewObserver?.disconnect();
      this.#abort?.abort();
      this.#abandon();
      this.#isInterrupted = this.status !== 'complete' || this.isStale;
    });
  }

  /** What is of another feed must not stand for this one. */
  #adopt(request: FeedRequest | undefined): void {
    if (request?.address !== this.#request?.address || request?.store !== this.#request?.store) {
      this.feed = undefined;
      this.#abandon();
    }
    this.#request = request;
  }

  #abandon(): void {
    this.#following.abort();
    this.#following = new AbortController();
  }

  /** What failed for want of a network may be had now. */
  readonly #handleOnline = (): void => {
    const isLost = this.isStale || ['network', 'timeout'].includes(this.error?.code ?? '');
    if (isLost && this.status !== 'pending') void this.#begin();
  };

  /** A page that comes back after hours, out of another tab, sleep or the back-forward cache, is brought up to date. */
  readonly #handleVisibility = (): void => {
    const {clock} = this.#request?.store ?? {};
    const isOld = !!clock && clock.now() - this.#answered >= FRESH_FOR;
    const isOver = this.status === 'complete' || (this.status === 'error' && !isLasting(this.error!));
    if (!document.hidden && isOver && isOld) void this.#begin();
  };

  /** Within one screen above or below the view: near enough that the answer comes before the reader does. */
  #loadWhenNear(): void {
    this.#viewObserver?.disconnect();
    this.#viewObserver = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#viewObserver?.disconnect();
        this.#isNear = true;
        void this.#begin();
      },
      bare({rootMargin: '100%'}),
    );
    this.#viewObserver.observe(this.#host);
  }

  #begin(maxAge = FRESH_FOR): Promise<void> {
    return (this.loading = this.#load(maxAge));
  }

  async #load(maxAge: number): Promise<void> {
    const request = this.#request;
    const previous = this.#abort;
    const abort = (this.#abort = new AbortController());
    const {signal} = abort;
    const lastError = this.error ?? this.feed?.failure;
    this.#become(request ? 'pending' : 'initial', request && this.error);
    const clock = request?.store.clock;
    const {promise: late, reject} = Promise.withResolvers<never>();
    const cancelNotice = clock?.after(() => {
      this.isSlow = true;
      this.#host.requestUpdate();
    }, SLOW);
    const cancelEnd = clock?.after(() => reject(new FeedError('timeout', LATE)), PATIENCE);
    try {
      const loading = request && loadFeed({request, maxAge, signal, tell});
      // Only now: what both ask for is then asked for once.
      previous?.abort();
      if (!loading) return;
      // That there is no address is known at once; who wants to hear of it may come a moment later.
      loading.catch(() => undefined);
      if (!request.address) await Promise.race([late, this.#options.prepare?.()]);
      const [feed] = await Promise.race([late, Promise.all([loading, this.#options.prepare?.()])]);
      signal.throwIfAborted();
      const {failure} = feed;
      const isShown = !!this.feed && !this.isPassing;
      [this.feed, this.shown] = [feed, request];
      this.isRecovered = !!lastError && !failure;
      this.#become('complete');
      if (!failure || !isShown) this.#options.onLoad?.(feed);
      if (failure) this.#fail(failure);
    } catch (error) {
      if (signal.aborted) return;
      // What else can fail is a chunk of ours, which comes over the network as well.
      const failure = isFeedError(error) ? error : new FeedError('network', MISSING_PART, {cause: error});
      // The story that was shown before must not stand for one that is not there.
      if (failure.code === 'no-story' || this.isPassing) this.feed = undefined;
      this.#become('error', failure);
      this.#fail(failure);
      abort.abort();
    } finally {
      cancelNotice?.();
      cancelEnd?.();
    }
  }

  #fail(error: FeedError): void {
    tell(error);
    this.#options.onError?.(error);
  }

  #become(status: FeedStatus, error?: FeedError): void {
    this.status = status;
    if (status !== 'pending') this.#answered = this.#request?.store.clock.now() ?? 0;
    this.isSlow = status === 'pending' && !!(error ?? this.feed?.failure);
    this.error = error;
    this.#host.requestUpdate();
  }
}

/** Tells the page's author what went wrong, once a page, however many elements it has happened to. */
function tell({message}: Error): void {
  if (told.has(message)) return;
  told.add(message);
  console.warn(`hhc-widgets: ${message}`);
}

function isSame(a: FeedRequest | undefined, b: FeedRequest | undefined): boolean {
  return (
    a?.store === b?.store &&
    a?.address === b?.address &&
    a?.storyId === b?.storyId &&
    a?.needs === b?.needs &&
    a?.allowHosts === b?.allowHosts
  );
}
