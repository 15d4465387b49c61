/** The named character references that news texts hold; everything else is written as itself or by number. */
const NAMED = new Map(
  (
    'amp& lt< gt> quot" apos\' nbsp\u00a0 shy\u00ad ndash– mdash— hellip… bull• middot· laquo« raquo» ' +
    'lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ times× deg° euro€ copy© reg® trade™ numero№'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, -1), entry.slice(-1)]),
);

/** Elements whose content is no part of a story's text, custom elements among them. */
const SILENT =
  /^(?:audio|button|canvas|caption|dialog|figcaption|form|head|iframe|math|noembed|noframes|noscript|object|plaintext|select|svg|template|textarea|title|video|xmp|.*-.*)$/;

/** Elements that do not end a line of text. */
const INLINE =
  /^(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|picture|q|rp|rt|ruby|s|samp|small|source|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/;

/** A comment, a script or a style with all that is in it, or a tag. It never looks back, so it is linear. */
const TAG_PATTERN =
  '<!--[^]*?(?:-->|$)|<(script|style)\\b[^]*?(?:</\\1[^>]*(?:>|$)|$)|' +
  '<(/?)([a-z][^\\s/>]*)((?:[^>"\'=]+|=\\s*(?:"[^"]*"|\'[^\']*\')|["\'=])*)(?:>|$)';
export const TAG = new RegExp(TAG_PATTERN, 'gi');

/** The same, a run of text, or a `<` that begins none of them. */
const TOKEN = new RegExp(`${TAG_PATTERN}|[^<]+|<`, 'gi');

/** A piece of HTML as its outline shows it. */
export interface Token {
  readonly source: string;
  /** Where it begins. */
  readonly index: number;
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
  for (const match of html.matchAll(TOKEN)) {
    const [source, , end, tag = '', attributes = ''] = match;
    const name = tag.toLowerCase();
    const isInline = !name || INLINE.test(name);
    yield {source, index: match.index, name, isEnd: !!end, isInline, attributes};
  }
}

/** An attribute in a tag's source: its name, and its value in whichever quotes. */
export const ATTRIBUTE = /([^\s=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?/g;

/** The value of an attribute in a tag's source, as HTML reads it: each value goes with its name. */
export function attributeIn(attributes: string, name: string): string | undefined {
  for (const [, each, double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? bare;
    if (value !== undefined && each!.toLowerCase() === name) return decodeEntities(value);
  }
  return undefined;
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

/** The tokens of what a reader is shown: without what is in captions, scripts, forms and the like. */
export function* shownTokensOf(html: string): Generator<Token> {
  let silent = '';
  for (const token of tokensOf(html)) {
    const {name, isEnd, attributes} = token;
    if (silent) {
      if (isEnd && name === silent) silent = '';
    } else {
      yield token;
      if (!isEnd && (SILENT.test(name) || attributes.includes('wp-caption-text'))) silent = name;
    }
  }
}

/** The text of HTML as a reader would read it out: a line for each block. */
export function textOf(html: string): string {
  let text = '';
  for (const {source, name, isInline} of shownTokensOf(html)) {
    if (!isInline) text += '\n';
    else if (!name && !/^<[!s]/i.test(source)) text += decodeEntities(source.replace(/\s+/g, ' '));
  }
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();
}
