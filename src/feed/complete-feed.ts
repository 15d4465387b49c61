import {shownStoryOf} from './archive.js';
import type {Feed, Story} from './feed.js';
import type {FeedError} from './feed-error.js';
import type {FeedRequest} from './load-feed.js';
import {readOn} from './pages.js';

type Follow = (address: string) => Promise<Feed>;

/** How a further document is had, and what becomes of errors that stop nothing. */
export interface Ways {
  readonly follow: Follow;
  readonly tell: (error: Error) => void;
}

/** Milliseconds for documents without which there is something to show all the same. */
const PATIENCE = 8_000;

/** Documents of years that are looked through for one story. */
const YEARS = 60;

/** Documents of related stories that are asked for. */
const RELATED_LIMIT = 2;

/**
 * A feed with all that was asked for, out of the further documents that it names.
 * @returns `undefined` where it has not the story that was asked for.
 * @throws what `follow` throws, where there is nothing to show without that document.
 */
export async function completeFeed(feed: Feed, request: FeedRequest, ways: Ways): Promise<Feed | undefined> {
  const {storyId, needs} = request;
  if (needs === 'archive') return withArchive(feed, request, ways);
  if (needs === 'newest') return feed;
  const id = storyId || shownStoryOf(feed, '')?.id;
  if (!id) return feed;
  let whole = feed;
  try {
    whole = await withStory(feed, id, needs, ways.follow);
  } catch (error) {
    if (isAbort(error)) throw error;
    const isKnown = needs === 'related' || storyIn(feed, id);
    if (!isKnown && !isGone(error)) throw error;
    // What there is of the story will do, for now.
    if (isKnown) whole = noted(feed, error as FeedError, ways);
  }
  const story = storyIn(whole, id);
  if (needs !== 'related') return story && whole;
  return story ? withRelated(whole, story, request, ways) : whole;
}

/** Where the years cannot be had, the archive is what the pages hold. */
async function withArchive(feed: Feed, request: FeedRequest, ways: Ways): Promise<Feed> {
  if (feed.archive || !feed.archiveUrl) return feed;
  const document = await inTime(feed.archiveUrl, request, ways);
  return document ? {...feed, archive: document.archive, failure: feed.failure ?? document.failure} : feed;
}

/** A document may hold stories without their text: then the story's own has it. */
async function withStory(
  feed: Feed,
  storyId: string,
  needs: FeedRequest['needs'],
  follow: Follow,
): Promise<Feed> {
  const known = storyIn(feed, storyId);
  if (known && (needs !== 'story' || !feed.storyUrl || known.isProtected || known.body)) return feed;
  if (!feed.storyUrl) return withFoundStory(feed, storyId, follow);
  const document = await follow(feed.storyUrl.replaceAll('{id}', encodeURIComponent(storyId)));
  const story = storyIn(document, storyId);
  if (!story) return feed;
  const stories = known
    ? feed.stories.map((each) => (each === known ? story : each))
    : [...feed.stories, story];
  return {...feed, failure: feed.failure ?? document.failure, stories};
}

/**
 * A story without a document of its own is in one of the pages, or in the document of a year: those that the archive
 * has asked for are here already.
 */
async function withFoundStory(feed: Feed, storyId: string, follow: Follow): Promise<Feed> {
  const isThere = (all: Feed): boolean => !!storyIn(all, storyId);
  const paged = await readOn(feed, follow, isThere);
  if (isThere(paged)) return paged;
  let failure: unknown;
  for (const {url} of feed.archive?.slice(0, YEARS) ?? []) {
    try {
      const story = url && storyIn(await readOn(await follow(url), follow, isThere), storyId);
      if (story) return {...paged, stories: [...paged.stories, story]};
    } catch (error) {
      if (isAbort(error)) throw error;
      failure ??= error;
    }
  }
  // It may be where nothing was to be had.
  if (failure) throw failure as Error;
  return paged;
}

/** One document after the other, until there are as many as are to be shown. */
async function withRelated(feed: Feed, story: Story, request: FeedRequest, ways: Ways): Promise<Feed> {
  const stories = new Map(feed.stories.map((each) => [each.id, each]));
  const found = new Set<string>();
  let {failure} = feed;
  for (const address of story.relatedUrls.slice(0, RELATED_LIMIT)) {
    if (found.size >= request.limit) break;
    const document = await inTime(address, request, ways);
    failure ??= document?.failure;
    for (const each of document?.stories ?? []) {
      if (each.id !== story.id) found.add(each.id);
      if (!stories.has(each.id)) stories.set(each.id, each);
    }
  }
  return {...feed, failure, stories: [...stories.values()]};
}

/** A document that can be done without: `undefined` where it fails, of which the console is told, or takes too long. */
async function inTime(
  address: string,
  {store: {clock}}: FeedRequest,
  {follow, tell}: Ways,
): Promise<Feed | undefined> {
  const {promise: late, resolve} = Promise.withResolvers<undefined>();
  const cancel = clock.after(() => resolve(undefined), PATIENCE);
  const document = follow(address).catch((error: unknown) => {
    if (isAbort(error)) throw error;
    tell(error as Error);
    return undefined;
  });
  try {
    return await Promise.race([document, late]);
  } finally {
    cancel();
    document.catch(() => undefined);
  }
}

/** An error that asking again may mend is one that a reader is told of; any other is for the page's author alone. */
function noted(feed: Feed, error: FeedError, {tell}: Ways): Feed {
  if (isGone(error)) return feed;
  if (error.code !== 'blocked-address') return {...feed, failure: feed.failure ?? error};
  tell(error);
  return feed;
}

function isAbort(error: unknown): boolean {
  return (error as {name?: string}).name === 'AbortError';
}

function storyIn({stories}: Feed, storyId: string): Story | undefined {
  return stories.find(({id}) => id === storyId);
}

/** Not published (any more), or not for everybody. */
function isGone(error: unknown): boolean {
  const {cause} = error as {cause?: {status?: number}};
  return [401, 403, 404, 410].includes(cause?.status ?? 0);
}
