import type {ArchiveYear, Feed, Story} from './feed.js';
import {dayIn} from './site-time.js';

const HOUR = 60 * 60 * 1000;
/** Clocks differ and sites post ahead by a few hours; what is dated later than this is not out yet. */
const DAY = 24 * HOUR;

/** More years than any publisher has; a feed beyond that is there to freeze pages. */
export const YEAR_LIMIT = 200;

/** The stories of one month. */
export interface Month {
  /** 1 to 12. */
  readonly month: number;
  readonly stories: readonly Story[];
}

/** Orders stories newest first; those without a date come last, in the order they had. */
export function byDate(a: Story, b: Story): number {
  return (b.published?.getTime() ?? -Infinity) - (a.published?.getTime() ?? -Infinity) || 0;
}

/** The stories that are out at `now`, newest first; then those dated later than tomorrow, then those without a date. */
export function newestOf(stories: readonly Story[], now = Date.now()): Story[] {
  const rankOf = ({published}: Story): number => (published ? Number(published.getTime() > now + DAY) : 2);
  return [...stories].sort((a, b) => rankOf(a) - rankOf(b) || byDate(a, b));
}

/** The story with an id, the newest where the id is `''`. */
export function shownStoryOf({stories}: Feed, id: string): Story | undefined {
  return id ? stories.find((story) => story.id === id) : newestOf(stories)[0];
}

/**
 * The years that have stories, newest first: as the feed tells, else those of the stories at hand, which are counted only
 * where there are no further pages.
 */
export function yearsOf(feed: Feed): readonly ArchiveYear[] {
  if (feed.archive) return feed.archive;
  const counts = new Map<number, number>();
  for (const story of feed.stories) {
    const year = yearOf(story, feed);
    if (year) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return [...counts]
    .map(([year, count]) => ({year, count: feed.next ? undefined : count, url: undefined}))
    .sort((a, b) => b.year - a.year)
    .slice(0, YEAR_LIMIT);
}

/** A year's stories out of a document, newest first. */
export function storiesOfYear(feed: Feed, year: number): Story[] {
  return feed.stories.filter((story) => yearOf(story, feed) === year).sort(byDate);
}

/** Stories of one year by month, in the order they come. */
export function monthsOf(stories: readonly Story[], timeZone: string): Month[] {
  const months = Map.groupBy(stories, ({published}) => Number(dayIn(timeZone, published!).slice(5, 7)));
  return [...months].map(([month, stories]) => ({month, stories}));
}

function yearOf({published}: Story, {timeZone}: Feed): number | undefined {
  if (!published) return undefined;
  // No zone is further from UTC than 14 hours, and only about New Year's Eve a calendar, which is slow, need be asked.
  const [year, other] = [-14, 14].map((hours) =>
    new Date(published.getTime() + hours * HOUR).getUTCFullYear(),
  );
  return year === other ? year : Number(dayIn(timeZone, published).slice(0, 4));
}
