/** Characters; what is longer is there to be multiplied by all that is relative to it. */
const LENGTH_LIMIT = 4_096;

/** The schemes of documents and pages. */
const WEB: ReadonlySet<string> = new Set(['https:', 'http:']);

/**
 * An address out of a feed as an absolute URL, or `undefined` where it is none that may be used.
 *
 * Every address of a feed goes through here. Parsing first and comparing the parsed scheme is what makes
 * `java\nscript:` and its like harmless: the URL parser drops what a string comparison would trip over.
 */
export function addressOf(value: unknown, base: string, schemes = WEB): string | undefined {
  if (typeof value !== 'string' || !value.trim() || value.length > LENGTH_LIMIT) return undefined;
  try {
    // Nothing is parsed that need not be: neither the base of an absolute address, nor the same twice to ask first.
    const url = /^https?:\/\//i.test(value) ? new URL(value) : new URL(value, base);
    return schemes.has(url.protocol) && url.href.length <= LENGTH_LIMIT ? url.href : undefined;
  } catch {
    return undefined;
  }
}
