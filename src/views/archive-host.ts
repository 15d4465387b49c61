import type {FeedStore} from '../feed/feed-store.js';
import type {ViewHost} from './view.js';

/** What the parts of an archive know of their element. */
export interface ArchiveHost extends ViewHost {
  readonly store: FeedStore;
  /** A year that is open from the start. */
  readonly open: number | undefined;
  /** The year that the page's address names; `NaN` or 0 where it names none. */
  readonly linkedYear: number;
  /** How many stories of a year, or of what was found, are drawn at once. */
  readonly limit: number;
  /** Whether there is a box to search in. */
  readonly search: boolean;
  /** Id of the story that the page's address names, `''` where it names none. */
  readonly addressedStoryId: string;
}

/** How many stories are drawn at once. */
export function limitOf({limit}: ArchiveHost): number {
  return Math.max(1, limit);
}
