import {FeedError} from './feed-error.js';
import type {FeedStore} from './feed-store.js';
import type {Feed} from './feed.js';

/** What is to be loaded. */
export interface FeedRequest {
  readonly store: FeedStore;
  /** Absolute address of the document. */
  readonly address: string;
  /** Further hosts that documents are followed to, with spaces between them. */
  readonly allowHosts: string;
  /** Id of a story that the feed is to hold, `''` for the newest. */
  readonly storyId: string;
  /** What is shown: the story with its text or without it, stories like that one, the newest stories, or the years. */
  readonly needs: 'story' | 'excerpt' | 'related' | 'newest' | 'archive';
  /** How many stories are shown at most. */
  readonly limit: number;
}

/** How a request is carried out. */
export interface Loading {
  readonly request: FeedRequest;
  /** Milliseconds that a copy which the store has kept may be old. */
  readonly maxAge: number;
  readonly signal: AbortSignal;
  /** Tells the page's author of an error that stops nothing. */
  readonly tell: (error: Error) => void;
}

/** The feed, with all of it that is needed: what the document lacks comes out of others that it names. */
export async function loadFeed(loading: Loading): Promise<Feed> {
  const {address, storyId} = loading.request;
  if (!address)
    throw new FeedError('no-address', 'There is no "src", and no feed is linked to in the page\'s head.');
  const feed = await loadDocument(loading, address);
  const {completeFeed} = await import('./complete-feed.js');
  const follow = (link: string): Promise<Feed> => followLink(loading, feed, link);
  const whole = await completeFeed(feed, loading.request, {follow, tell: loading.tell});
  if (whole) return whole;
  // The story may be in the newer feed that could not be had.
  throw (
    feed.failure ??
    new FeedError('no-story', `${address} has no story with the id "${storyId}".`, {cause: feed})
  );
}

/**
 * Whether the page has named the host of an address: that of `src`, the one it redirects to, and those of `allow-hosts`
 * are. A feed that was taken over must not lead the page's readers elsewhere.
 */
export function mayAsk(request: FeedRequest, feed: Feed, address: string): boolean {
  const {host, protocol} = URL.canParse(address) ? new URL(address) : {host: '', protocol: ''};
  const named = [request.address, feed.address, ...request.allowHosts.split(/\s+/)].map(hostOf);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && request.address.startsWith('http:'));
  return isSafe && named.includes(host);
}

/** A document that a feed names, if it is on a host that the page has named. */
export async function followLink(loading: Loading, feed: Feed, address: string): Promise<Feed> {
  if (mayAsk(loading.request, feed, address)) return loadDocument(loading, address, 'error');
  throw new FeedError(
    'blocked-address',
    `${address} is not asked for: add allow-hosts="${hostOf(address)}" to the element if the feed's documents are there.`,
  );
}

/** The host and port of an address, or of what is one without its scheme, in the form that URLs have. */
function hostOf(text: string): string {
  const address = text.includes('//') ? text : `https://${text}`;
  return URL.canParse(address) ? new URL(address).host : '';
}

function loadDocument(
  {request: {store}, maxAge, signal}: Loading,
  address: string,
  redirect?: RequestRedirect,
): Promise<Feed> {
  return store.load(address, signal, {maxAge, redirect});
}
