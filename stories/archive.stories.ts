import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import {expect, userEvent} from 'storybook/test';
import '../src/define.js';
import {renderCases} from './cases.js';
import {inside} from './inside.js';
import {renderDarkPage, renderSerifPage} from './pages.js';
import {introduction, renderPartnerPage} from './partner-page.js';
import {renderEmpty, renderErrors, renderWaiting, type RenderElement} from './states.js';
import {
  BY_PAGE,
  BY_YEAR,
  EMPTY,
  FILE_NAMES,
  mendingStore,
  NOT_A_FEED,
  PLAIN_TEXT,
  SAMPLE,
  sampleStore,
  yearAddressOf,
} from './stores.js';

interface Args {
  src: string;
  open: number;
  limit: number;
  search: boolean;
  'story-href': string;
  'heading-level': number;
  loading: string;
  lang: string;
}

type Story = StoryObj<Args>;

const renderElement: RenderElement = (src, store, fallback) =>
  html`<hhc-archive src=${src} heading-level="3" loading="eager" .store=${store}>${fallback}</hhc-archive>`;

export default {
  title: 'Elements/hhc-archive',
  component: 'hhc-archive',
  parameters: {controls: {disable: true}},
} satisfies Meta<Args>;

/** Every attribute can be tried in the controls. */
export const Playground: Story = {
  parameters: {controls: {disable: false}},
  args: {src: SAMPLE, open: 2020, limit: 50, search: false, 'heading-level': 2},
  argTypes: {
    src: {
      control: {type: 'select', labels: FILE_NAMES},
      options: [SAMPLE, BY_YEAR, BY_PAGE, PLAIN_TEXT, EMPTY, NOT_A_FEED],
    },
    loading: {control: false},
  },
  render: (args) => html`
    <hhc-archive
      src=${args.src}
      open=${args.open || nothing}
      limit=${args.limit}
      ?search=${args.search}
      story-href=${args['story-href'] || nothing}
      heading-level=${args['heading-level']}
      lang=${args.lang || nothing}
      loading="eager"
      .store=${sampleStore}
    ></hhc-archive>
  `,
  play: async ({canvasElement}) => {
    const archive = await inside(canvasElement, 'hhc-archive');
    await expect(await archive.findByText(/2022/)).toBeVisible();
    await expect(archive.getByRole('heading', {name: /^(?:Август|August)$/})).toBeVisible();
  },
};

/** The feed has a document for each year, which is asked for when a reader opens the year. */
export const YearsOnRequest: Story = {
  globals: {language: 'bg'},
  render: () => html`<hhc-archive src=${BY_YEAR} loading="eager" .store=${sampleStore}></hhc-archive>`,
  play: async ({canvasElement}) => {
    const archive = await inside(canvasElement, 'hhc-archive');
    await userEvent.click(await archive.findByText('Годишен архив за 2019'));
    const months = await archive.findAllByRole('heading', {level: 3});
    await expect(months.map(({textContent}) => textContent.trim())).toEqual(['Ноември', 'Юни', 'Февруари']);
    await expect(archive.getByRole('link', {name: /^Кратък филм/})).toBeVisible();
  },
};

/** A feed that does not tell its years: they appear as its pages are read, and are counted when all are. */
export const OlderStories: Story = {
  globals: {language: 'bg'},
  render: () => html`<hhc-archive src=${BY_PAGE} loading="eager" .store=${sampleStore}></hhc-archive>`,
  play: async ({canvasElement}) => {
    const archive = await inside(canvasElement, 'hhc-archive');
    await userEvent.click(await archive.findByRole('button', {name: 'По-стари истории'}));
    await expect(await archive.findByText('Заредени са още 10 истории.')).toBeInTheDocument();
    await expect(archive.getByText('Годишен архив за 2018')).toBeVisible();
  },
};

/** Of a year with many stories the first ones are drawn; a button shows more. */
export const ShowMore: Story = {
  globals: {language: 'bg'},
  render: () =>
    html`<hhc-archive
      src=${SAMPLE}
      open="2022"
      limit="2"
      loading="eager"
      .store=${sampleStore}
    ></hhc-archive>`,
  play: async ({canvasElement}) => {
    const archive = await inside(canvasElement, 'hhc-archive');
    await expect(await archive.findAllByRole('link')).toHaveLength(2);
    await userEvent.click(archive.getByRole('button', {name: 'Покажи още'}));
    await expect(await archive.findByText('Показана е още 1 история.')).toBeVisible();
    await expect(archive.getAllByRole('link')).toHaveLength(3);
  },
};

/** A year whose document did not come says so in its place; the button asks again. */
export const FailingYear: Story = {
  render: () =>
    html`<hhc-archive
      src=${BY_YEAR}
      open="2021"
      loading="eager"
      .store=${mendingStore(yearAddressOf(2021))}
    ></hhc-archive>`,
};

/** The same, and the reader has pressed the button. */
export const MendedYear: Story = {
  globals: {language: 'bg'},
  ...FailingYear,
  play: async ({canvasElement}) => {
    const archive = await inside(canvasElement, 'hhc-archive');
    await userEvent.click(await archive.findByRole('button', {name: 'Опитай отново'}));
    await expect(await archive.findByRole('heading', {name: 'Декември'})).toBeVisible();
    await expect(archive.queryByRole('button', {name: 'Опитай отново'})).toBeNull();
  },
};

/** A box to search in the titles and summaries of all years. */
export const Search: Story = {
  render: () => html`<hhc-archive src=${BY_YEAR} search loading="eager" .store=${sampleStore}></hhc-archive>`,
};

/** What is found stands in the place of the years: in any alphabet, in any language of a story, out of all documents. */
export const SearchResults: Story = {
  globals: {language: 'bg'},
  ...Search,
  play: async ({canvasElement}) => {
    const archive = await inside(canvasElement, 'hhc-archive');
    await userEvent.type(await archive.findByRole('searchbox', {name: 'Търсене в архива'}), 'semejstvo');
    await expect(await archive.findByText(/^Намерени са \d+ истории\.$/, {selector: 'p'})).toBeVisible();
    await expect(archive.getByRole('link', {name: /^Обратно в семейството/})).toBeVisible();
    await expect(archive.queryByText('Годишен архив за 2022')).toBeNull();
  },
};

/** Nothing was found; Escape empties the box, and the years are back. */
export const NothingFound: Story = {
  globals: {language: 'bg'},
  ...Search,
  play: async ({canvasElement}) => {
    const archive = await inside(canvasElement, 'hhc-archive');
    await userEvent.type(await archive.findByRole('searchbox'), 'жираф');
    await expect(await archive.findByText('Няма намерени истории.', {selector: 'p'})).toBeVisible();
  },
};

/** A document did not come: what was found is shown, with what is missing and a way to try again. */
export const SearchIncomplete: Story = {
  globals: {language: 'bg'},
  render: () =>
    html`<hhc-archive
      src=${BY_YEAR}
      search
      loading="eager"
      .store=${mendingStore(yearAddressOf(2021))}
    ></hhc-archive>`,
  play: async ({canvasElement}) => {
    const archive = await inside(canvasElement, 'hhc-archive');
    await userEvent.type(await archive.findByRole('searchbox'), 'деца');
    await expect(await archive.findByText('Не всички години можаха да бъдат претърсени.')).toBeVisible();
    await expect(archive.getByRole('button', {name: 'Опитай отново'})).toBeVisible();
  },
};

/** While there is no answer, the place of the years is outlined, or what stands between the tags stays. */
export const Waiting: Story = {parameters: {isWaiting: true}, render: () => renderWaiting(renderElement)};

/** A feed without stories. */
export const Empty: Story = {render: () => renderEmpty(renderElement)};

/** One sentence for each reason, and a button where trying again may help. */
export const Errors: Story = {render: () => renderErrors(renderElement)};

/** The first answer is a failure; the button brings the years. */
export const Retry: Story = {
  globals: {language: 'bg'},
  render: () =>
    html`<hhc-archive src=${SAMPLE} loading="eager" .store=${mendingStore(SAMPLE)}></hhc-archive>`,
  play: async ({canvasElement}) => {
    const archive = await inside(canvasElement, 'hhc-archive');
    await userEvent.click(await archive.findByRole('button', {name: 'Опитай отново'}));
    await expect(await archive.findByText('Годишен архив за 2022')).toBeVisible();
  },
};

/** Labels, months and dates speak the element's language, and so do the titles that are translated. */
export const Languages: Story = {
  render: () =>
    renderCases(
      Object.fromEntries(
        ['bg', 'en', 'fr'].map((language) => [
          `lang="${language}"`,
          html`<hhc-archive
            src=${SAMPLE}
            open="2018"
            lang=${language}
            heading-level="3"
            loading="eager"
            .store=${sampleStore}
          ></hhc-archive>`,
        ]),
      ),
    ),
};

/** Colours, fonts and distances by custom properties. */
export const CustomProperties: Story = {
  render: () => html`
    <style>
      .calm hhc-archive {
        --hhc-accent: light-dark(#5b3a8c, #cdb4f5);
        --hhc-border: light-dark(#ded3ee, #46385c);
        --hhc-gap: 0.75rem;
        --hhc-heading-font: 'Liberation Serif', Georgia, serif;
        --hhc-muted: light-dark(#675a78, #b9acc9);
      }
    </style>
    <div class="calm">
      <hhc-archive src=${SAMPLE} open="2020" loading="eager" .store=${sampleStore}></hhc-archive>
    </div>
  `,
};

/** What custom properties do not reach, by the parts. */
export const Parts: Story = {
  render: () => html`
    <style>
      .ledger hhc-archive::part(years) {
        border-block: 3px double;
      }
      .ledger hhc-archive::part(year) {
        padding-inline: 0.75rem;
      }
      .ledger hhc-archive::part(month) {
        text-transform: uppercase;
        letter-spacing: 0.08em;
      }
      .ledger hhc-archive::part(link) {
        text-decoration: none;
      }
      .ledger hhc-archive::part(count) {
        font-style: italic;
      }
    </style>
    <div class="ledger">
      <hhc-archive src=${SAMPLE} open="2020" loading="eager" .store=${sampleStore}></hhc-archive>
    </div>
  `,
};

/** The colours are the page's own. */
export const DarkPage: Story = {
  parameters: {bare: true},
  render: () =>
    renderDarkPage(
      html`<hhc-archive src=${SAMPLE} open="2020" loading="eager" .store=${sampleStore}></hhc-archive>`,
    ),
};

/** So are the fonts. */
export const SerifPage: Story = {
  parameters: {bare: true},
  render: () =>
    renderSerifPage(
      html`<hhc-archive src=${SAMPLE} open="2020" loading="eager" .store=${sampleStore}></hhc-archive>`,
    ),
};

/** A style sheet that speaks of every tag of the page ends at the element. */
export const PartnerPage: Story = {
  parameters: {bare: true, docs: {story: {inline: false, height: '900px'}}},
  render: () =>
    renderPartnerPage(html`
      ${introduction}
      <hhc-archive src=${SAMPLE} open="2020" loading="eager" .store=${sampleStore}></hhc-archive>
    `),
};
