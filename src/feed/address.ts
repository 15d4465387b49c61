/** The schemes of documents and pages. */
const WEB: ReadonlySet<string> = new Set(['https:', 'http:']);

/**
 * An address out of a feed as an absolute URL, or `undefined` where it is none that may be used.
 *
 * Every address of a feed goes through here. Parsing first and comparing the parsed scheme is what makes
 * `java\nscript:` and its like harmless: the URL parser drops what a string comparison would trip over.
 */
export function addressOf(value: unknown, base: string, schemes = WEB): string | undefined {
  if (typeof value !== 'string' || !value.trim() || !URL.canParse(value, base)) return undefined;
  const url = new URL(value, base);
  return schemes.has(url.protocol) ? url.href : undefined;
}
