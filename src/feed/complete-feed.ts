import {newestOf} from './archive.js';
import type {Feed, Story} from './feed.js';
import type {FeedRequest} from './load-feed.js';
import {readOn} from './pages.js';

type Follow = (address: string) => Promise<Feed>;

/**
 * A feed with all that was asked for, out of the further documents that it names.
 * @returns `undefined` where it has not the story that was asked for.
 * @throws what `follow` throws, where there is nothing to show without that document.
 */
export async function completeFeed(
  feed: Feed,
  {storyId, needs, limit}: FeedRequest,
  follow: Follow,
): Promise<Feed | undefined> {
  if (needs === 'archive') return withArchive(feed, follow);
  const isStory = needs !== 'related';
  try {
    const whole = storyId
      ? await withStory(feed, storyId, needs, follow)
      : await withNewest(feed, needs, follow);
    const story = storyIn(whole, storyId);
    if (isStory) return story || !storyId ? whole : undefined;
    return story ? await withRelated(whole, story, limit, follow) : whole;
  } catch (error) {
    if (isStory && !isGone(error)) throw error;
    return isStory && storyId && !storyIn(feed, storyId) ? undefined : feed;
  }
}

/** Where the years cannot be had, the archive is what the pages hold. */
async function withArchive(feed: Feed, follow: Follow): Promise<Feed> {
  if (feed.archive || !feed.archiveUrl) return feed;
  const {archive} = await follow(feed.archiveUrl).catch(() => ({archive: undefined}));
  return {...feed, archive};
}

async function withNewest(feed: Feed, needs: FeedRequest['needs'], follow: Follow): Promise<Feed> {
  const [newest] = newestOf(feed.stories);
  return newest ? withStory(feed, newest.id, needs, follow) : feed;
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
  if (!feed.storyUrl) return readOn(feed, follow, (all) => !!storyIn(all, storyId));
  const document = await follow(feed.storyUrl.replaceAll('{id}', encodeURIComponent(storyId)));
  const story = storyIn(document, storyId);
  if (!story) return feed;
  const stories = known
    ? feed.stories.map((each) => (each === known ? story : each))
    : [...feed.stories, story];
  return {...feed, failure: feed.failure ?? document.failure, stories};
}

/** One document after the other, until there are as many as are to be shown. */
async function withRelated(feed: Feed, story: Story, limit: number, follow: Follow): Promise<Feed> {
  const stories = new Map(feed.stories.map((each) => [each.id, each]));
  let found = 0;
  for (const address of story.relatedUrls) {
    if (found >= limit) break;
    const document = await follow(address).catch(() => undefined);
    for (const each of document?.stories ?? []) {
      if (each.id !== story.id) found++;
      if (!stories.has(each.id)) stories.set(each.id, each);
    }
  }
  return {...feed, stories: [...stories.values()]};
}

function storyIn({stories}: Feed, storyId: string): Story | undefined {
  return stories.find(({id}) => id === storyId);
}

/** Not published (any more), or not for everybody. */
function isGone(error: unknown): boolean {
  const {cause} = error as {cause?: {status?: number}};
  return [401, 403, 404, 410].includes(cause?.status ?? 0);
}
