import {html, nothing, type TemplateResult} from 'lit';

/** A heading of level 1 to 6 as a part that the page can style, in the language of its text. */
export function renderHeading(
  level: number,
  part: string,
  content: unknown,
  language?: string,
): TemplateResult {
  const lang = language ?? nothing;
  switch (level) {
    case 1:
      return html`<h1 part=${part} lang=${lang}>${content}</h1>`;
    case 2:
      return html`<h2 part=${part} lang=${lang}>${content}</h2>`;
    case 3:
      return html`<h3 part=${part} lang=${lang}>${content}</h3>`;
    case 4:
      return html`<h4 part=${part} lang=${lang}>${content}</h4>`;
    case 5:
      return html`<h5 part=${part} lang=${lang}>${content}</h5>`;
    default:
      return html`<h6 part=${part} lang=${lang}>${content}</h6>`;
  }
}
