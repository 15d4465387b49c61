import type {FeedErrorCode} from '../feed/feed-error.js';
import {bg} from './bg.js';
import {en} from './en.js';

/** A text for each plural category of the language that differs from `other` (Unicode CLDR). */
export interface Plural {
  readonly one?: string;
  readonly other: string;
}

/** Everything the elements say. `{0}`, `{1}` are filled by `fill` of formats.ts. */
export interface Messages {
  /** What messages are in: BCP 47. */
  readonly language: string;
  readonly archive: string;
  /** `{0}`: the year. */
  readonly archiveYear: string;
  /** `{0}`: how many. */
  readonly stories: Plural;
  readonly related: string;
  readonly newest: string;
  readonly readMore: string;
  /** `{0}`: the story's title. */
  readonly readMoreOf: string;
  readonly original: string;
  /** `{0}`: the section. */
  readonly backTo: string;
  readonly back: string;
  /** `{0}`: total. */
  readonly read: Plural;
  /** `{0}`: total, `{1}`: today. */
  readonly readToday: Plural;
  readonly languages: string;
  readonly attachments: string;
  readonly tags: string;
  readonly untitled: string;
  /** Of a story that can be read only with a password. */
  readonly locked: string;
  /** `{0}`: the host. */
  readonly frame: string;
  /** `{0}`: the host. */
  readonly video: string;
  readonly showMore: string;
  /** `{0}`: how many. */
  readonly shownMore: Plural;
  /** `{0}`: how many. */
  readonly loadedMore: Plural;
  readonly older: string;
  readonly empty: string;
  readonly homePage: string;
  readonly newestStory: string;
  readonly stale: string;
  readonly retry: string;
  readonly loading: string;
  /** After a failure. */
  readonly loaded: string;
  readonly errors: Readonly<Record<FeedErrorCode, string>>;
}

/** The messages for a language; English where there are none. */
export function messagesFor(language: string): Messages {
  return /^bg\b/i.test(language) ? bg : en;
}
