import {html, type TemplateResult} from 'lit';

/** Cases of an element by what is said of them, beside each other where there is room. */
export function renderCases(cases: Readonly<Record<string, TemplateResult>>): TemplateResult {
  return html`<div class="cases">${renderSections(cases)}</div>`;
}

/** Cases of an element by what is said of them, one under the other. */
export function renderStack(cases: Readonly<Record<string, TemplateResult>>): TemplateResult {
  return html`<div class="cases stacked">${renderSections(cases)}</div>`;
}

function renderSections(cases: Readonly<Record<string, TemplateResult>>): TemplateResult[] {
  return Object.entries(cases).map(
    ([label, content]) => html`
      <section>
        <h2 lang="en">${label}</h2>
        ${content}
      </section>
    `,
  );
}
