import {bare} from './controllers/bare.js';
import type {FeedErrorCode} from './feed/feed-error.js';
import type {Feed, Story} from './feed/feed.js';

/** A feed was loaded and is shown. Fired at each load that succeeded; does not bubble. */
export class FeedLoadEvent extends Event {
  constructor(readonly feed: Feed) {
    super('hhc-load');
  }
}

/** What was asked for cannot be shown. Does not bubble. */
export class FeedErrorEvent extends Event {
  constructor(
    /** What went wrong, for programs. */
    readonly code: FeedErrorCode,
    /** What went wrong, for developers. */
    readonly error: unknown,
  ) {
    super('hhc-error');
  }
}

/** A reader chose a story, and not for a new tab; the link is followed unless the event is cancelled. Does not bubble. */
export class StorySelectEvent extends Event {
  constructor(
    readonly story: Story,
    /** Where the link leads. */
    readonly href: string,
  ) {
    super('hhc-select', bare({cancelable: true}));
  }
}

/** A story was at least half in view, or filled half the view, for three seconds in all. Does not bubble. */
export class StoryReadEvent extends Event {
  constructor(readonly story: Story) {
    super('hhc-read');
  }
}

declare global {
  interface HTMLElementEventMap {
    'hhc-load': FeedLoadEvent;
    'hhc-error': FeedErrorEvent;
    'hhc-select': StorySelectEvent;
    'hhc-read': StoryReadEvent;
  }
}
