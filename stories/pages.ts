import {html, type TemplateResult} from 'lit';

/** A page that is dark whatever the toolbar says. */
export function renderDarkPage(content: TemplateResult): TemplateResult {
  return html`
    <style>
      .dark-page {
        color-scheme: dark;
        padding: clamp(1rem, 4vw, 2.5rem);
        background: #14181d;
        color: #e7e9ec;
      }
      .dark-page a {
        color: #8ec5ff;
      }
    </style>
    <div class="dark-page">${content}</div>
  `;
}

/** A page that is set like a newspaper. */
export function renderSerifPage(content: TemplateResult): TemplateResult {
  return html`
    <style>
      .serif-page {
        color-scheme: light;
        padding: clamp(1rem, 4vw, 2.5rem);
        background: #fbf8f1;
        color: #26221c;
        font-family: Georgia, 'Liberation Serif', 'DejaVu Serif', serif;
        font-size: 1.0625rem;
      }
      .serif-page a {
        color: #7a1f1f;
      }
      .serif-page > * {
        --hhc-radius: 0;
      }
    </style>
    <div class="serif-page">${content}</div>
  `;
}
