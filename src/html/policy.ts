import {addressOf} from '../feed/address.js';

/** What a story's HTML may contain. Everything that is not named here goes; `UNWRAPPED` alone leaves its content. */

/** HTML elements that are kept; headings move below that of the story, so `h1` is one like the others. */
export const ELEMENTS: readonly string[] = (
  'a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure ' +
  'h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strong sub ' +
  'summary sup table tbody td tfoot th thead time tr u ul var wbr'
).split(' ');

/** Elements that go, while what stands in them stays. */
export const UNWRAPPED: readonly string[] =
  'article section header footer main nav aside hgroup address center font big tt strike acronym nobr search label'.split(
    ' ',
  );

/** The attributes that an element may have beside those of `COMMON_ATTRIBUTES`. */
export const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    a: 'href hreflang',
    img: 'src srcset sizes alt width height',
    source: 'srcset sizes media type width height',
    td: 'colspan rowspan',
    th: 'colspan rowspan scope abbr',
    ol: 'start reversed type',
    li: 'value',
    time: 'datetime',
    ins: 'datetime',
    del: 'datetime',
    col: 'span',
    colgroup: 'span',
    details: 'open',
  }).map(([element, names]) => [element, names.split(' ')]),
);

export const COMMON_ATTRIBUTES: readonly string[] = ['lang', 'dir', 'title'];

/** Characters of a value. Long ones of `sizes` and `media` stop or crash the tab. */
const VALUE_LENGTH = 200;
const TEXT_LENGTH = 1_000;

/** Wide and high cells take room in a grid that is as large as all of them together. */
const SPAN_LIMIT = 20;

const LINK_SCHEMES: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:', 'tel:']);

/** An attribute's value as it may be set, or `undefined` where it may not. Addresses become absolute. */
export function attributeOf(name: string, value: string, base: string): string | undefined {
  switch (name) {
    case 'href':
      return addressOf(value, base, LINK_SCHEMES);
    case 'src':
      // Plain http on an https page is for the browser to upgrade (Mixed Content, 4.1).
      return addressOf(value, base);
    case 'srcset':
      return srcsetOf(value, base);
    case 'width':
    case 'height':
    case 'start':
    case 'value':
      return wholeOf(value);
    case 'colspan':
    case 'rowspan':
    case 'span':
      return wholeOf(value) && String(Math.min(SPAN_LIMIT, Number(value)));
    case 'sizes':
      // Chromium 156 keeps an image of automatic size, and the element around it, for as long as the page lives.
      return value.length <= VALUE_LENGTH ? value.replace(/^\s*auto\s*(?:,|$)/i, '') || undefined : undefined;
    case 'alt':
    case 'title':
      return value.slice(0, TEXT_LENGTH).toWellFormed();
    default:
      return value.length <= VALUE_LENGTH ? value : undefined;
  }
}

function wholeOf(value: string): string | undefined {
  return /^\d{1,5}$/.test(value.trim()) ? value.trim() : undefined;
}

/**
 * The candidates of a `srcset` whose addresses may be used, or `undefined` where there are none (HTML, 4.8.4.2).
 * An address ends at white space, and commas at its end do not belong to it. The pattern finds something wherever
 * it begins, or a run of commas would be tried in every division.
 */
function srcsetOf(value: string, base: string): string | undefined {
  const candidates = [...value.matchAll(/([^\s,](?:\S*[^\s,])?)(?:,+|([^,]*))/g)].flatMap(
    ([, source, descriptor = '']) => {
      const address = /^(?:\s+\d+(?:\.\d+)?[wx])?\s*$/.test(descriptor) && addressOf(source, base);
      // The parser of addresses may have laid a comma bare.
      return address && !address.endsWith(',') ? [address + descriptor.trimEnd()] : [];
    },
  );
  return candidates.join(', ') || undefined;
}
