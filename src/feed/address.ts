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

/** The address of a further document; those on another host and port than `base` are not followed. */
export function documentAddressOf(value: unknown, base: string): string | undefined {
  const address = addressOf(value, base);
  return address && new URL(address).host === new URL(base).host ? address : undefined;
}
