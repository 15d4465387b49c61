import type {MarkupPolicy} from '../trusted-types.js';
import type {Feed} from './feed.js';
import type {FetchedDocument} from './fetch-document.js';
import {FeedFormatError, parseJsonFeedInSlices} from './json-feed.js';

/** What a document may be that is no JSON: RSS 2.0, RSS 1.0 or Atom. */
const XML = /^\s*<(?:\?xml|rss|feed|rdf:RDF)\b/i;

export interface Reading {
  readonly address: string;
  /** What came; `undefined` where it is not asked for yet. */
  readonly document: FetchedDocument | undefined;
  readonly ask: (address: string) => Promise<FetchedDocument>;
  /** Whether an answer without content is a feed without stories. */
  readonly mayBeNothing: boolean;
  /** Gives the policy that parsing needs on a page that requires Trusted Types. */
  readonly policyOf: () => MarkupPolicy | null | undefined;
}

/**
 * Reads a document, whichever kind it is of. Those that are no JSON Feed are written as one first, by what is loaded only
 * when it is needed.
 * @throws {FeedFormatError} where it is none that is known.
 */
export async function readDocument(reading: Reading): Promise<Feed> {
  const {document, mayBeNothing, policyOf} = reading;
  if (!document) return readWordPress(reading);
  const {address, text} = document;
  // No content is how some servers say that there is nothing yet; where there was something, it is how they fail.
  if (!text.trim() && mayBeNothing) return asFeed({items: []}, document);
  if (XML.test(text)) {
    const {jsonFeedOfXml} = await import('./xml-feed.js');
    return asFeed(jsonFeedOfXml(text, address, policyOf()), document);
  }
  const json = jsonOf(text, address);
  // Posts of WordPress, at an address that does not tell.
  return Array.isArray(json) ? readWordPress(reading) : asFeed(json, document);
}

async function readWordPress({address, document, ask}: Reading): Promise<Feed> {
  const {readPosts} = await import('./wordpress.js');
  const read = await readPosts(address, ask, document);
  return asFeed(read.json, read.document);
}

async function asFeed(json: unknown, {address, failure}: FetchedDocument): Promise<Feed> {
  return {...(await parseJsonFeedInSlices(json, address)), failure};
}

/** @throws {FeedFormatError} where the text is no JSON. */
export function jsonOf(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FeedFormatError(
      `${address} is neither JSON nor RSS nor Atom. If it is a WordPress site, add type="wordpress" to the element.`,
      {cause: error},
    );
  }
}
