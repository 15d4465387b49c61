import {FeedError} from './feed-error.js';

/** A document as it was read, before anyone has asked what it is. */
export interface FetchedDocument {
  /** The final address, after redirects. */
  readonly address: string;
  readonly text: string;
}

/** Milliseconds for the whole answer, its body included. */
const DEADLINE = 10_000;

/** Bytes after decompression: a few kilobytes on the wire can unpack to any size. */
const SIZE_LIMIT = 5_000_000;

/**
 * Reads a document over the network: the only place that asks for one.
 *
 * No credentials are sent, no address of the page (only its origin, as CORS wants it), and no header of our own, which
 * on another origin would need a preflight that feed servers do not answer.
 * @throws {FeedError} where the document cannot be had.
 * @throws {DOMException} `AbortError` when `signal` says so.
 */
export async function fetchDocument(
  address: string,
  signal: AbortSignal,
  redirect: RequestRedirect = 'follow',
): Promise<FetchedDocument> {
  assertAskable(address);
  const deadline = AbortSignal.timeout(DEADLINE);
  try {
    const response = await fetch(address, {
      // @ts-expect-error -- the page may have polluted Object.prototype, and fetch reads options through it
      __proto__: null,
      credentials: 'omit',
      redirect,
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, deadline]),
    });
    if (!response.ok)
      throw new FeedError('http', `${address} answered ${response.status}.`, {cause: response});
    return {address: response.url || address, text: await readText(response)};
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FeedError) throw error;
    if (deadline.aborted)
      throw new FeedError('timeout', `${address} did not answer within ${DEADLINE / 1000} seconds.`);
    throw new FeedError(
      'network',
      `${address} could not be read. Is it reachable, does it send Access-Control-Allow-Origin, and does this page's Content-Security-Policy name it under connect-src?`,
      {cause: error},
    );
  }
}

/** A browser would refuse http from an https page as mixed content and only say "network error". */
function assertAskable(address: string): void {
  const {location} = globalThis as {location?: Location};
  const {protocol} = new URL(address);
  if (protocol === 'https:' || (protocol === 'http:' && location?.protocol !== 'https:')) return;
  throw new FeedError(
    'blocked-address',
    `${address} cannot be asked for from this page: use an https address.`,
  );
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = '';
  let size = 0;
  for (let chunk; reader && !(chunk = await reader.read()).done;) {
    size += chunk.value.byteLength;
    if (size > SIZE_LIMIT) {
      void reader.cancel();
      throw new FeedError('too-large', `${response.url} is larger than ${SIZE_LIMIT / 1e6} MB.`);
    }
    text += decoder.decode(chunk.value, {stream: true});
  }
  return text + decoder.decode();
}
