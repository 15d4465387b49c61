/**
 * Why a feed could not be shown.
 *
 * - `no-address`: neither `src` nor a feed link on the page says where the document is.
 * - `blocked-address`: the address is not one that may be asked: not http or https, or http from an https page, or on a
 *   host that the page has not named.
 * - `network`: no answer came; to a script, a server that does not allow cross-origin reading looks the same.
 * - `timeout`: the whole answer did not come in time.
 * - `http`: the server answered with an error status.
 * - `too-large`: the answer is larger than a feed may be.
 * - `not-a-feed`: the answer is not a feed document.
 * - `no-story`: the feed has no story with that id.
 */
export type FeedErrorCode =
  'no-address' | 'blocked-address' | 'network' | 'timeout' | 'http' | 'too-large' | 'not-a-feed' | 'no-story';

/** A failure to get what an element was asked to show; the message is for developers. */
export class FeedError extends Error {
  override readonly name = 'FeedError';

  constructor(
    readonly code: FeedErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether the same request cannot be answered otherwise another time. */
export function isLasting({code}: FeedError): boolean {
  return code === 'no-address' || code === 'blocked-address' || code === 'no-story';
}

/** By its code: the errors of parsers have classes of their own, and a `DOMException` has a number there. */
export function isFeedError(error: unknown): error is FeedError {
  return error instanceof Error && typeof (error as Partial<FeedError>).code === 'string';
}
