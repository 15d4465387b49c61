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
