import type {FeedErrorCode} from '../feed/feed-error.js';
import {bg} from './bg.js';
import {en} from './en.js';

/** What the elements say before there is anything to draw, and about that; all else is in labels.ts. */
export interface Messages {
  /** What messages are in: BCP 47. */
  readonly language: string;
  readonly empty: string;
  readonly homePage: string;
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
