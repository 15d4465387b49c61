import type {Feed} from './feed.js';

/** Pages that are read for one wish of a reader. */
const PAGE_LIMIT = 10;

/** More than any reader looks at; a feed beyond that is there to fill a tab. */
export const STORY_LIMIT = 20_000;

/** The addresses of the pages that a feed was put together from. */
const read = new WeakMap<Feed, readonly string[]>();

/**
 * Reads the pages that follow by `next_url` until there is enough, there are no more, or ten are read.
 * @returns The feed with the stories of those pages, none twice; its `next` is the first page that is not read yet.
 * @throws what `load` throws; to call this again with what there was goes on from there.
 */
export async function readOn(
  feed: Feed,
  load: (address: string) => Promise<Feed>,
  isEnough: (feed: Feed) => boolean,
): Promise<Feed> {
  let all = feed;
  for (let pages = 0; all.next && pages < PAGE_LIMIT && !isEnough(all); pages++) {
    // A page may lead back to one before it, or to itself.
    if (addressesOf(all).includes(all.next)) return {...all, next: undefined};
    all = withPage(all, await load(all.next));
  }
  return all;
}

function addressesOf(feed: Feed): readonly string[] {
  return read.get(feed) ?? [feed.address];
}

function withPage(feed: Feed, page: Feed): Feed {
  // Pages shift when there is a new story: the last of one is then the first of the next as well.
  const known = new Set(feed.stories.map(({id}) => id));
  const stories = [...feed.stories, ...page.stories.filter(({id}) => !known.has(id))].slice(0, STORY_LIMIT);
  const addresses = [...addressesOf(feed), feed.next!, page.address];
  const isEnd = stories.length === STORY_LIMIT || addresses.includes(page.next ?? '');
  const failure = feed.failure ?? page.failure;
  const all = {...feed, stories, failure, next: isEnd ? undefined : page.next};
  read.set(all, addresses);
  return all;
}
