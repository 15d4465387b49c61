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
  /** Id of a story that the feed is to hold, `''` where any will do. */
  readonly storyId: string;
  /** Whether there is nothing to show without that story. */
  readonly needsStory: boolean;
}

/** How a request is carried out. */
export interface Loading {
  readonly request: FeedRequest;
  /** Milliseconds that a copy which the store has kept may be old. */
  readonly maxAge: number;
  readonly signal: AbortSignal;
}

/** The feed, with the story that is asked for: where the document lacks it, out of the story's own document. */
export async function loadFeed(loading: Loading): Promise<Feed> {
  const {address, storyId, needsStory} = loading.request;
  if (!address)
    throw new FeedError('no-address', 'There is no "src", and no feed is linked to in the page\'s head.');
  const feed = await loadDocument(loading, address);
  if (!storyId || hasStory(feed, storyId)) return feed;
  try {
    const whole = feed.storyUrl
      ? await withStory(loading, feed, feed.storyUrl.replaceAll('{id}', encodeURIComponent(storyId)))
      : await readPages(loading, feed);
    if (hasStory(whole, storyId)) return whole;
  } catch (error) {
    if (needsStory && !isGone(error)) throw error;
  }
  if (!needsStory) return feed;
  // The story may be in the newer feed that could not be had.
  if (feed.failure) throw feed.failure;
  throw new FeedError('no-story', `${address} has no story with the id "${storyId}".`, {cause: feed});
}

/** The feed with the story that has a document of its own. */
async function withStory(loading: Loading, feed: Feed, address: string): Promise<Feed> {
  const {stories, failure} = await followLink(loading, feed, address);
  const story = stories.filter(({id}) => id === loading.request.storyId);
  return {...feed, failure: feed.failure ?? failure, stories: [...feed.stories, ...story]};
}

/** The feed with its further pages, as far as the one with the story. */
async function readPages(loading: Loading, feed: Feed): Promise<Feed> {
  const {readOn} = await import('./pages.js');
  return readOn(
    feed,
    (address) => followLink(loading, feed, address),
    (all) => hasStory(all, loading.request.storyId),
  );
}

/**
 * A document that a feed names. Only the hosts that the page has named are asked: that of `src`, the one it
 * redirects to, and those of `allow-hosts`. A feed that was taken over must not lead the page's readers elsewhere.
 */
export async function followLink(loading: Loading, feed: Feed, address: string): Promise<Feed> {
  const {request} = loading;
  const {host, protocol} = URL.canParse(address) ? new URL(address) : {host: '', protocol: ''};
  const named = [request.address, feed.address, ...request.allowHosts.split(/\s+/)].map(hostOf);
  const isSafe = protocol === 'https:' || request.address.startsWith('http:');
  if (named.includes(host) && isSafe) return loadDocument(loading, address, 'error');
  throw new FeedError(
    'blocked-address',
    `${address} is not asked for: add allow-hosts="${host}" to the element if the feed's documents are there.`,
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

function hasStory({stories}: Feed, storyId: string): boolean {
  return stories.some(({id}) => id === storyId);
}

/** Not published (any more), or not for everybody. */
function isGone(error: unknown): boolean {
  const status = error instanceof FeedError && error.cause instanceof Response ? error.cause.status : 0;
  return [401, 403, 404, 410].includes(status);
}
