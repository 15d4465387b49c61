import {html, type TemplateResult} from 'lit';

/**
 * The site of an invented municipality, whose style sheet speaks of every tag on the page, as those of older sites
 * do. It is Bulgarian whatever the toolbar says, and light, because nobody has thought of the dark.
 */
export function renderPartnerPage(main: TemplateResult): TemplateResult {
  return html`
    ${style}
    <div class="town" lang="bg">
      <header>
        <p class="town-name">Община Зелени дол</p>
        <nav aria-label="Главно меню">
          <a href="/">Начало</a> <a href="/services">Услуги</a> <a href="/council">Общински съвет</a>
          <a href="/news">Новини</a>
        </nav>
      </header>
      <div class="columns">
        <main>${main}</main>
        <aside>
          <h2>Приемно време</h2>
          <p>Отдел „Закрила на детето“ приема граждани всеки вторник и четвъртък от 9 до 12 часа, стая 14.</p>
          <button type="button">Запишете час</button>
        </aside>
      </div>
      <footer>
        <p>Площад „Свобода“ 1 · тел. 0000 12 34</p>
      </footer>
    </div>
  `;
}

/** What the municipality says above a widget. */
export const introduction = html`
  <h1>Заедно за децата</h1>
  <p>
    Общината работи с „Надежда и домове за децата – клон България“, за да могат повече деца да растат в
    семейство. Тук показваме какво се случва.
  </p>
`;

const style = html`<style>
  .town {
    color-scheme: light;
    min-height: 100vh;
    background: #dfe6dc;
    color: #222;
    font:
      0.9375rem/1.5 Verdana,
      'DejaVu Sans',
      sans-serif;
  }
  .town > * {
    max-width: 68rem;
    margin: 0 auto;
    padding: 1rem 1.5rem;
    background: #fff;
  }
  header,
  footer {
    background: #0b5d3b !important;
    color: #fff;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
  }
  nav a {
    color: #fff !important;
  }
  .town-name {
    margin: 0 0 0.5rem !important;
    font-size: 1.5rem;
    font-weight: bold;
    color: #fff !important;
  }
  .columns {
    display: flex;
    flex-wrap: wrap;
    gap: 2rem;
  }
  main {
    flex: 3 1 22rem;
    min-width: 0;
  }
  aside {
    flex: 1 1 13rem;
    align-self: start;
    padding: 1rem;
    background: #f3f6f0;
    border: 1px solid #b9c8b8;
  }
  h1,
  h2,
  h3,
  h4 {
    margin: 0 0 0.7em;
    color: #8a1c1c;
    font-family: 'Trebuchet MS', Verdana, 'DejaVu Sans', sans-serif;
    text-transform: uppercase;
    letter-spacing: 0.06em;
  }
  h1 {
    font-size: 1.6rem;
  }
  h2,
  h3 {
    padding: 0.3em 0.6em;
    border-left: 6px solid #c98a00;
    background: #fbf1dc;
    font-size: 1.1rem;
  }
  p {
    margin: 0 0 1em;
    text-align: justify;
    text-indent: 1.5em;
  }
  footer p,
  header p {
    text-indent: 0;
    margin: 0;
  }
  a {
    color: #0b5d3b;
    font-weight: bold;
  }
  ul,
  li {
    list-style: square inside;
    margin-left: 2em;
  }
  img {
    padding: 3px;
    border: 4px double #0b5d3b;
  }
  time,
  summary {
    color: #c00;
    font-style: italic;
  }
  button {
    padding: 0.5em 1em;
    border: 0;
    background: #c98a00;
    color: #000;
    font:
      bold 1rem Verdana,
      'DejaVu Sans',
      sans-serif;
    text-transform: uppercase;
  }
</style>`;
