import type {Feed, Story} from '../feed/feed.js';

/** Who counts reads, and on whose behalf. */
export interface ReadCounter {
  readonly store: object;
  readonly feed: Feed | undefined;
  /** Whether the page has named the host of an address. */
  mayAsk(address: string): boolean;
}

/** What was counted, by the store, which all elements of a page share. */
const counted = new WeakMap<object, Set<string>>();

/**
 * Tells the feed's counter that a story was read: once a page view, however many elements show it, and only on a host
 * that the page has named. A reader who wants to be told nothing about (Global Privacy Control) is not counted.
 */
export function countRead(counter: ReadCounter, {id, isProtected}: Story): void {
  const {store, feed} = counter;
  if (isProtected || !feed?.readsUrl || isPrivate()) return;
  const address = feed.readsUrl.replaceAll('{id}', encodeURIComponent(id));
  const known = counted.get(store) ?? new Set();
  if (known.has(address) || !counter.mayAsk(address)) return;
  counted.set(store, known.add(address));
  // Some readers have it switched off.
  (navigator as Partial<Navigator>).sendBeacon?.(address);
}

function isPrivate(): boolean {
  return !!(navigator as {globalPrivacyControl?: boolean}).globalPrivacyControl;
}
