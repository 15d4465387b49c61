import {systemClock, type Clock} from './clock.js';
import {FeedError} from './feed-error.js';

/** A document as it was read, before anyone has asked what it is. */
export interface FetchedDocument {
  /** The final address, after redirects. */
  readonly address: string;
  readonly text: string;
  /** What the server says of it that other sites may know, by names in lower case. */
  readonly headers?: ReadonlyMap<string, string>;
  /** Why there may be a newer one: this is what the browser had, or the last that could be had. */
  readonly failure?: FeedError;
}

export interface FetchOptions {
  /** `error` for an address out of a feed, which must not lead to a host that nobody has named. */
  readonly redirect?: RequestRedirect | undefined;
  /** Whether what the browser has kept does not count, however long it holds. */
  readonly isAnew?: boolean;
  readonly clock?: Clock;
  /** A number from 0 to 1. By it, those who were turned away together do not come back together. */
  readonly random?: () => number;
}

/** Milliseconds for everything: all attempts, the pauses between them, and the whole of the answer. */
const DEADLINE = 10_000;

/** Bytes after decompression: a few kilobytes on the wire can unpack to any size. */
const SIZE_LIMIT = 5_000_000;

const RETRIES = 2;

/**
 * Reads a document over the network: the only place that asks for one.
 *
 * No credentials are sent, no address of the page (only its origin, as CORS wants it), and no header of our own, which
 * on another origin would need a preflight that feed servers do not answer.
 *
 * Where the network failed or the server may answer another time, it is asked again, twice at most; where the network
 * goes on failing, the browser's copy of an earlier answer will do, for which it is asked once more. (A server that
 * stalls leaves none: Chromium drops its copy with the request that is given up.)
 * @throws {FeedError} where the document cannot be had.
 * @throws {DOMException} `AbortError` when `signal` says so.
 */
export async function fetchDocument(
  address: string,
  signal: AbortSignal,
  options: FetchOptions = {},
): Promise<FetchedDocument> {
  const {clock = systemClock, random = Math.random} = options;
  assertAskable(address);
  const deadline = new AbortController();
  const end = clock.now() + DEADLINE;
  const cancelDeadline = clock.after(() => deadline.abort(), DEADLINE);
  const ended = AbortSignal.any([signal, deadline.signal]);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        return await askForFresh(address, ended, attempt > 0 ? {...options, isAnew: true} : options);
      } catch (error) {
        ended.throwIfAborted();
        const pause = attempt < RETRIES ? pauseAfter(error, attempt, clock, random) : undefined;
        // Whoever is told to come back later than that comes back no more.
        if (pause === undefined || clock.now() + pause >= end)
          return await askForCopy(address, ended, options, error as FeedError);
        await pass(pause, clock, ended);
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!deadline.signal.aborted) throw error;
    throw new FeedError('timeout', `${address} did not answer within ${DEADLINE / 1000} seconds.`);
  } finally {
    cancelDeadline();
  }
}

/** A browser would refuse http from an https page as mixed content and only say "network error". */
function assertAskable(address: string): void {
  const {location} = globalThis as {location?: Location};
  const protocol = URL.canParse(address) ? new URL(address).protocol : '';
  if (protocol === 'https:' || (protocol === 'http:' && location?.protocol !== 'https:')) return;
  throw new FeedError(
    'blocked-address',
    `${address} cannot be asked for from this page: use an https address.`,
  );
}

/**
 * An answer as fresh as its server means it to be. One that does not say how long it holds, but when it was made, is
 * kept by browsers for a tenth of its age (RFC 9111, 4.2.2), which hides new stories for months: it is asked for again
 * in a way that costs little where nothing has changed.
 */
async function askForFresh(
  address: string,
  signal: AbortSignal,
  options: FetchOptions,
): Promise<FetchedDocument> {
  const document = await ask(address, signal, options.isAnew ? 'no-cache' : 'default', options);
  const {headers} = document;
  const hasLifetime =
    /max-age|no-cache|no-store/i.test(headers.get('cache-control') ?? '') || headers.has('expires');
  if (options.isAnew || hasLifetime || !headers.has('last-modified')) return document;
  try {
    return await ask(address, signal, 'no-cache', options);
  } catch (error) {
    // Unless it is gone, what has come will do: it may even be the newest.
    if (!isPassing(error)) throw error;
    return {...document, failure: error as FeedError};
  }
}

/** What the browser has kept. A server's refusal has taken its place, so only a failure of the network leaves any. */
async function askForCopy(
  address: string,
  signal: AbortSignal,
  options: FetchOptions,
  failure: FeedError,
): Promise<FetchedDocument> {
  if (failure.code !== 'network') throw failure;
  const document = await ask(address, signal, 'force-cache', options).catch(() => undefined);
  if (!document) throw failure;
  return {...document, failure};
}

async function ask(
  address: string,
  signal: AbortSignal,
  cache: RequestCache,
  {redirect = 'follow'}: FetchOptions,
): Promise<Required<Omit<FetchedDocument, 'failure'>>> {
  try {
    const response = await fetch(address, {
      // @ts-expect-error -- the page may have polluted Object.prototype, and fetch reads options through it
      __proto__: null,
      cache,
      credentials: 'omit',
      redirect,
      referrerPolicy: 'no-referrer',
      signal,
    });
    if (!response.ok) {
      abandon(response.body);
      throw new FeedError('http', `${address} answered ${response.status}.`, {cause: response});
    }
    const headers = new Map(response.headers);
    return {address: response.url || address, text: await readText(response), headers};
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError(
      'network',
      `${address} could not be read. Is it reachable, does it send Access-Control-Allow-Origin (which RSS feeds seldom do), and does this page's Content-Security-Policy name it under connect-src?`,
      {cause: error},
    );
  }
}

/** Whatever comes of giving up is of no more interest. */
function abandon(body: {cancel: () => Promise<void>} | null): void {
  body?.cancel().catch(() => undefined);
}

async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  let decoder: TextDecoder | undefined;
  let text = '';
  let size = 0;
  for (let chunk; reader && !(chunk = await reader.read()).done;) {
    size += chunk.value.byteLength;
    if (size > SIZE_LIMIT) {
      abandon(reader);
      throw new FeedError('too-large', `${response.url} is larger than ${SIZE_LIMIT / 1e6} MB.`);
    }
    decoder ??= decoderFor(response, chunk.value);
    text += decoder.decode(chunk.value, {stream: true});
  }
  return text + (decoder?.decode() ?? '');
}

/** JSON is UTF-8 (RFC 8259, 8.1); XML is in what its server or its first line says (RFC 7303, 3). */
function decoderFor({headers}: Response, beginning: Uint8Array): TextDecoder {
  const told = (headers.get('content-type') ?? '') + String.fromCharCode(...beginning.subarray(0, 100));
  const [, encoding] = /xml[^]*?(?:charset|encoding)=["']?([\w-]+)/i.exec(told) ?? [];
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder();
  }
}

/** Milliseconds after which to ask again, `undefined` where that could not help. */
function pauseAfter(error: unknown, attempt: number, clock: Clock, random: () => number): number | undefined {
  if (!isPassing(error)) return undefined;
  const {headers} = ((error as FeedError).cause ?? {}) as Partial<Response>;
  const retryAfter = headers?.get('Retry-After') ?? '';
  const told = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - clock.now();
  return told >= 0 ? told + random() * 1000 : random() * Math.min(8000, 1000 * 2 ** attempt);
}

/** Whether the same request may be answered another time: RFC 9110, 15.5.9 and 15.6; RFC 6585, 4. */
function isPassing(error: unknown): boolean {
  const {code, cause} = error as FeedError;
  return (
    code === 'network' || (code === 'http' && /^(?:408|429|5..)$/.test(String((cause as Response).status)))
  );
}

function pass(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      cancel();
      reject(signal.reason as Error);
    });
  });
}
