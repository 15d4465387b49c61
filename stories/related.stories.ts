import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import {expect, userEvent} from 'storybook/test';
import '../src/define.js';
import {renderCases, renderStack} from './cases.js';
import {inside} from './inside.js';
import {renderDarkPage, renderSerifPage} from './pages.js';
import {introduction, renderPartnerPage} from './partner-page.js';
import {renderEmpty, renderErrors, renderWaiting, type RenderElement} from './states.js';
import {
  EMPTY,
  FILE_NAMES,
  mendingStore,
  NOT_A_FEED,
  PLAIN_TEXT,
  SAMPLE,
  sampleStore,
  STORY_IDS,
} from './stores.js';

interface Args {
  src: string;
  'story-id': string;
  limit: number;
  'story-href': string;
  'heading-level': number;
  loading: string;
  lang: string;
}

type Story = StoryObj<Args>;

const TRAINING = '2020-08-haskovo-training';

const renderElement: RenderElement = (src, store, fallback) =>
  html`<hhc-related src=${src} heading-level="3" loading="eager" .store=${store}>${fallback}</hhc-related>`;

export default {
  title: 'Elements/hhc-related',
  component: 'hhc-related',
  parameters: {controls: {disable: true}},
} satisfies Meta<Args>;

/** Every attribute can be tried in the controls. */
export const Playground: Story = {
  parameters: {controls: {disable: false}},
  args: {src: SAMPLE, 'story-id': TRAINING, limit: 3, 'heading-level': 2},
  argTypes: {
    src: {control: {type: 'select', labels: FILE_NAMES}, options: [SAMPLE, PLAIN_TEXT, EMPTY, NOT_A_FEED]},
    'story-id': {control: 'select', options: ['', ...STORY_IDS]},
    loading: {control: false},
  },
  render: (args) => html`
    <hhc-related
      src=${args.src}
      story-id=${args['story-id'] || nothing}
      limit=${args.limit}
      story-href=${args['story-href'] || nothing}
      heading-level=${args['heading-level']}
      lang=${args.lang || nothing}
      loading="eager"
      .store=${sampleStore}
    ></hhc-related>
  `,
  play: async ({canvasElement}) => {
    const related = await inside(canvasElement, 'hhc-related');
    await expect(await related.findAllByRole('link')).toHaveLength(3);
    await expect(related.getByRole('heading', {level: 2})).toBeVisible();
  },
};

/** Where no story is named, the newest ones are shown. */
export const Newest: Story = {
  render: () => html`<hhc-related src=${SAMPLE} loading="eager" .store=${sampleStore}></hhc-related>`,
};

/** Stories with and without a picture beside each other; the last two have none. */
export const WithoutPictures: Story = {
  render: () =>
    html`<hhc-related src=${PLAIN_TEXT} limit="3" loading="eager" .store=${sampleStore}></hhc-related>`,
};

/** There are as many columns as there is room for. */
export const Widths: Story = {
  render: () =>
    renderStack({
      'A column of 18rem': html`<div style="width: min(18rem, 100%)">
        <hhc-related
          src=${SAMPLE}
          limit="2"
          heading-level="3"
          loading="eager"
          .store=${sampleStore}
        ></hhc-related>
      </div>`,
      'The whole width, six stories': html`<hhc-related
        src=${SAMPLE}
        limit="6"
        heading-level="3"
        loading="eager"
        .store=${sampleStore}
      ></hhc-related>`,
    }),
};

/** While there is no answer, the place of the cards is outlined, or what stands between the tags stays. */
export const Waiting: Story = {parameters: {isWaiting: true}, render: () => renderWaiting(renderElement)};

/** A feed without stories. */
export const Empty: Story = {render: () => renderEmpty(renderElement)};

/** One sentence for each reason, and a button where trying again may help. */
export const Errors: Story = {render: () => renderErrors(renderElement)};

/** The first answer is a failure; the button brings the stories. */
export const Retry: Story = {
  globals: {language: 'bg'},
  render: () =>
    html`<hhc-related src=${SAMPLE} loading="eager" .store=${mendingStore(SAMPLE)}></hhc-related>`,
  play: async ({canvasElement}) => {
    const related = await inside(canvasElement, 'hhc-related');
    await userEvent.click(await related.findByRole('button', {name: 'Опитай отново'}));
    await expect(await related.findAllByRole('link')).toHaveLength(3);
  },
};

/** Labels and dates speak the element's language, and so do the stories that are translated. */
export const Languages: Story = {
  render: () =>
    renderCases(
      Object.fromEntries(
        ['bg', 'en', 'fr'].map((language) => [
          `lang="${language}"`,
          html`<hhc-related
            src=${SAMPLE}
            story-id=${TRAINING}
            limit="2"
            lang=${language}
            heading-level="3"
            loading="eager"
            .store=${sampleStore}
          ></hhc-related>`,
        ]),
      ),
    ),
};

/** Colours, fonts, columns and the shape of pictures by custom properties. */
export const CustomProperties: Story = {
  render: () => html`
    <style>
      .tiles hhc-related {
        --hhc-accent: light-dark(#0b5d3b, #8fd9b2);
        --hhc-columns: 2;
        --hhc-gap: 1.5rem;
        --hhc-heading-font: 'Liberation Serif', Georgia, serif;
        --hhc-image-ratio: 2/1;
        --hhc-radius: 0.75rem;
        --hhc-surface: light-dark(#f3f6f0, #1b241f);
      }
    </style>
    <div class="tiles">
      <hhc-related src=${SAMPLE} limit="4" loading="eager" .store=${sampleStore}></hhc-related>
    </div>
  `,
};

/** What custom properties do not reach, by the parts. */
export const Parts: Story = {
  render: () => html`
    <style>
      .framed hhc-related::part(heading) {
        text-align: center;
      }
      .framed hhc-related::part(card) {
        padding: 0.75rem;
        border: 1px solid;
      }
      .framed hhc-related::part(image) {
        filter: grayscale(1);
      }
      .framed hhc-related::part(link) {
        text-decoration: none;
      }
      .framed hhc-related::part(date) {
        font-style: italic;
      }
    </style>
    <div class="framed">
      <hhc-related src=${SAMPLE} loading="eager" .store=${sampleStore}></hhc-related>
    </div>
  `,
};

/** The colours are the page's own. */
export const DarkPage: Story = {
  parameters: {bare: true},
  render: () =>
    renderDarkPage(html`<hhc-related src=${SAMPLE} loading="eager" .store=${sampleStore}></hhc-related>`),
};

/** So are the fonts. */
export const SerifPage: Story = {
  parameters: {bare: true},
  render: () =>
    renderSerifPage(html`<hhc-related src=${SAMPLE} loading="eager" .store=${sampleStore}></hhc-related>`),
};

/** A style sheet that speaks of every tag of the page ends at the element. */
export const PartnerPage: Story = {
  parameters: {bare: true, docs: {story: {inline: false, height: '900px'}}},
  render: () =>
    renderPartnerPage(html`
      ${introduction}
      <hhc-related src=${SAMPLE} limit="4" loading="eager" .store=${sampleStore}></hhc-related>
    `),
};
