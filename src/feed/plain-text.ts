/** The named character references that news texts hold; everything else is written as itself or by number. */
const NAMED = new Map(
  (
    'amp& lt< gt> quot" apos\' nbsp\u00a0 shy\u00ad ndash– mdash— hellip… bull• middot· laquo« raquo» ' +
    'lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ times× deg° euro€ copy© reg® trade™ numero№'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, -1), entry.slice(-1)]),
);

/** Elements whose content is no part of a story's text. */
const SILENT =
  /^(?:template|noscript|head|title|textarea|select|svg|math|iframe|object|figcaption|caption|form)$/;

/** Elements that do not end a line of text. */
const INLINE =
  /^(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|picture|q|rp|rt|ruby|s|samp|small|source|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/;

/** A comment, a script or a style with all that is in it, or a tag. It never looks back, so it is linear. */
const TAG_PATTERN =
  '<!--[^]*?(?:-->|$)|<(script|style)\\b[^]*?(?:</\\1[^>]*(?:>|$)|$)|<(/?)([a-z][^\\s/>]*)([^>]*)(?:>|$)';
export const TAG = new RegExp(TAG_PATTERN, 'gi');

/** The same, a run of text, or a `<` that begins none of them. */
const TOKEN = new RegExp(`${TAG_PATTERN}|[^<]+|<`, 'gi');

/** A piece of HTML as its outline shows it. */
export interface Token {
  readonly source: string;
  /** Lower-case tag name, `''` for text, comments and scripts. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly isInline: boolean;
  readonly attributes: string;
}

/**
 * Reads HTML by its outline: good for finding text and blocks in it, no sanitizer. What is to be shown as HTML
 * still goes through `sanitize`.
 */
export function* tokensOf(html: string): Generator<Token> {
  for (const [source, , end, tag = '', attributes = ''] of html.matchAll(TOKEN)) {
    const name = tag.toLowerCase();
    yield {source, name, isEnd: !!end, isInline: !name || INLINE.test(name), attributes};
  }
}

/** The value of an attribute in a tag's source, as HTML reads it. */
export function attributeIn(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  );
  return match ? decodeEntities(match[1] ?? match[2] ?? match[3]!) : undefined;
}

/** Replaces HTML character references by what they stand for. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (reference, hex: string | undefined, decimal: string, name: string | undefined) => {
      if (name) return NAMED.get(name) ?? reference;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code && code < 0x110000 ? String.fromCodePoint(code).toWellFormed() : '\ufffd';
    },
  );
}

/** Writes text so that HTML reads it as the same text. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The text of HTML as a reader would read it out: a line for each block, nothing of captions, scripts and forms. */
export function textOf(html: string): string {
  let text = '';
  let silent = '';
  for (const {source, name, isEnd, isInline, attributes} of tokensOf(html)) {
    if (silent) {
      if (isEnd && name === silent) silent = '';
    } else if (name) {
      if (!isInline) text += '\n';
      if (!isEnd && (SILENT.test(name) || attributes.includes('wp-caption-text'))) silent = name;
    } else if (!/^<[!s]/i.test(source)) {
      text += decodeEntities(source.replace(/\s+/g, ' '));
    }
  }
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();
}
