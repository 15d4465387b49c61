/** UTF-16 code units of an excerpt that is read. */
const EXCERPT_LENGTH = 5_000;

/** WordPress's places for what a plugin puts in, as they stand where there is no such plugin. */
const SHORTCODE = /\[(\/?)([a-z][\w-]*)(\s[^[\]<>]*)?\]/gi;

/** An attribute in quotes of any kind: WordPress may have made typographic ones of them. */
const ATTRIBUTE = /=\s?(?:["'“”„″]|&(?:quot|#8220|#8221|#8222|#8243|#034|#039);)/;

/** HTML without shortcodes: words in brackets that have attributes, or end with `[/word]`. */
export function withoutShortcodes(html: string): string {
  if (!html.includes('[')) return html;
  const closed = new Set([...html.matchAll(SHORTCODE)].flatMap(([, end, name]) => (end ? name! : [])));
  return html.replace(SHORTCODE, (whole, end: string, name: string, attributes = '') =>
    end || closed.has(name) || ATTRIBUTE.test(attributes as string) ? '' : whole,
  );
}

/** An excerpt without shortcodes, the mark of what was cut, and the link to the rest: the elements have their own. */
export function excerptFrom(html: string): string {
  const excerpt = html.slice(0, EXCERPT_LENGTH);
  const more = excerpt.indexOf('more-link');
  const [begin, end] = [excerpt.lastIndexOf('<a', more), excerpt.indexOf('</a>', more)];
  const rest =
    more < 0 || begin < 0 ? excerpt : excerpt.slice(0, begin) + (end < 0 ? '' : excerpt.slice(end + 4));
  return withoutShortcodes(rest.replace(/\[(?:&hellip;|&#8230;|…)\]/g, '…'));
}
