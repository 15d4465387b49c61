import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import {expect, userEvent, waitFor} from 'storybook/test';
import '../src/define.js';
import {renderCases} from './cases.js';
import {inside} from './inside.js';
import {renderDarkPage, renderSerifPage} from './pages.js';
import {introduction, renderPartnerPage} from './partner-page.js';
import {renderEmpty, renderErrors, renderWaiting, type RenderElement} from './states.js';
import {
  EMPTY,
  FILE_NAMES,
  MEDIA,
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
  view: string;
  translations: string;
  'back-href': string;
  'story-href': string;
  'heading-level': number;
  loading: string;
  lang: string;
}

type Story = StoryObj<Args>;

/** A long story with attachments, a short one, one with headings, a table and a quotation, and one with a film. */
const TRAINING = '2020-08-haskovo-training';
const SHORT = '2017-05-by-train';
const WITH_HEADINGS = '2018-10-what-changed';
const WITH_FILM = '2019-02-film';

const renderElement: RenderElement = (src, store, fallback) =>
  html`<hhc-story src=${src} heading-level="3" loading="eager" .store=${store}>${fallback}</hhc-story>`;

export default {
  title: 'Elements/hhc-story',
  component: 'hhc-story',
  parameters: {controls: {disable: true}},
} satisfies Meta<Args>;

/** Every attribute can be tried in the controls. */
export const Playground: Story = {
  parameters: {controls: {disable: false}},
  args: {src: SAMPLE, 'story-id': TRAINING, view: 'full', translations: 'switch', 'heading-level': 2},
  argTypes: {
    src: {control: {type: 'select', labels: FILE_NAMES}, options: [SAMPLE, PLAIN_TEXT, EMPTY, NOT_A_FEED]},
    'story-id': {control: 'select', options: ['', ...STORY_IDS]},
    loading: {control: false},
  },
  render: (args) => html`
    <hhc-story
      src=${args.src}
      story-id=${args['story-id'] || nothing}
      view=${args.view}
      translations=${args.translations}
      back-href=${args['back-href'] || nothing}
      story-href=${args['story-href'] || nothing}
      heading-level=${args['heading-level']}
      lang=${args.lang || nothing}
      loading="eager"
      .store=${sampleStore}
    ></hhc-story>
  `,
  play: async ({canvasElement}) => {
    const story = await inside(canvasElement, 'hhc-story');
    await expect(await story.findByRole('heading', {level: 2})).toBeVisible();
    await expect(story.getByText(/прочетено 168, 1 прочетено днес|read 168 times, 1 today/)).toBeVisible();
  },
};

/** The first words, and the way to the rest. */
export const Excerpt: Story = {
  render: () =>
    html`<hhc-story src=${SAMPLE} view="excerpt" loading="eager" .store=${sampleStore}></hhc-story>`,
};

/** A feed may hold plain text instead of HTML; paragraphs and lists are made of it. */
export const PlainText: Story = {
  render: () =>
    html`<hhc-story
      src=${PLAIN_TEXT}
      story-id="2019-10-coats"
      loading="eager"
      .store=${sampleStore}
    ></hhc-story>`,
};

/** While there is no answer, the place of the story is outlined, or what stands between the tags stays. */
export const Waiting: Story = {parameters: {isWaiting: true}, render: () => renderWaiting(renderElement)};

/** A feed without stories. */
export const Empty: Story = {render: () => renderEmpty(renderElement)};

/** The feed has no story with this id: a sentence, and a way to the newest one. */
export const NoStory: Story = {
  render: () =>
    html`<hhc-story src=${SAMPLE} story-id="unknown" loading="eager" .store=${sampleStore}></hhc-story>`,
};

/** One sentence for each reason, and a button where trying again may help. */
export const Errors: Story = {render: () => renderErrors(renderElement)};

/** The first answer is a failure; the button brings the story. */
export const Retry: Story = {
  globals: {language: 'bg'},
  render: () =>
    html`<hhc-story
      src=${SAMPLE}
      story-id=${SHORT}
      loading="eager"
      .store=${mendingStore(SAMPLE)}
    ></hhc-story>`,
  play: async ({canvasElement}) => {
    const story = await inside(canvasElement, 'hhc-story');
    await userEvent.click(await story.findByRole('button', {name: 'Опитай отново'}));
    await expect(await story.findByRole('heading', {name: /^С влака до морето/})).toBeVisible();
    await expect(story.queryByRole('button', {name: 'Опитай отново'})).toBeNull();
  },
};

/** A story that the feed has in two languages. */
export const Translations: Story = {
  globals: {language: 'bg'},
  render: () =>
    renderCases(
      Object.fromEntries(
        ['switch', 'all', 'none'].map((translations) => [
          `translations="${translations}"`,
          html`<hhc-story
            src=${SAMPLE}
            story-id=${SHORT}
            translations=${translations}
            heading-level="3"
            loading="eager"
            .store=${sampleStore}
          ></hhc-story>`,
        ]),
      ),
    ),
  play: async ({canvasElement}) => {
    const story = await inside(canvasElement, 'hhc-story');
    const bulgarian = await story.findByRole('heading', {name: /^С влака до морето/});
    await expect(bulgarian.closest('[lang]')).toHaveAttribute('lang', 'bg');
    await userEvent.click(story.getByRole('button', {name: 'English'}));
    const english = await story.findByRole('heading', {name: /^By train to the sea/});
    await expect(english.closest('[lang]')).toHaveAttribute('lang', 'en');
    await expect(story.getByText(/^The tickets were bought in January/)).toBeVisible();
    await expect(story.getByRole('button', {name: 'English'})).toHaveAttribute('aria-pressed', 'true');
    await expect(story.getByRole('button', {name: 'Български'})).toHaveAttribute('aria-pressed', 'false');
  },
};

/** Labels, dates and numbers speak the element's language; one without labels of its own gets English ones. */
export const Languages: Story = {
  render: () =>
    renderCases(
      Object.fromEntries(
        ['bg', 'en', 'fr'].map((language) => [
          `lang="${language}"`,
          html`<hhc-story
            src=${SAMPLE}
            story-id="2022-09-kite-day"
            lang=${language}
            heading-level="3"
            loading="eager"
            .store=${sampleStore}
          ></hhc-story>`,
        ]),
      ),
    ),
};

/** Pictures of a text that can be opened large, one after the other. */
export const Gallery: Story = {
  globals: {language: 'bg'},
  render: () => html`<hhc-story src=${MEDIA} loading="eager" .store=${sampleStore}></hhc-story>`,
  play: async ({canvasElement}) => {
    const story = await inside(canvasElement, 'hhc-story');
    await userEvent.click(await story.findByRole('link', {name: /^Три деца в гръб/}));
    await expect(await story.findByRole('dialog', {name: /^Снимка 1 от 3/})).toBeVisible();
    await userEvent.click(story.getByRole('button', {name: 'Следваща снимка'}));
    await expect(await story.findByRole('dialog', {name: /^Снимка 2 от 3/})).toBeVisible();
    await userEvent.click(story.getByRole('button', {name: 'Затвори'}));
    await expect(story.queryByRole('dialog')).toBeNull();
  },
};

/** A film is a box that asks nobody; it plays in its place when a reader wants it to. */
export const Video: Story = {
  render: () =>
    html`<hhc-story src=${SAMPLE} story-id=${WITH_FILM} loading="eager" .store=${sampleStore}></hhc-story>`,
};

/** For search engines, in the page's source; there is nothing to be seen of it. */
export const StructuredData: Story = {
  render: () =>
    html`<hhc-story
      src=${SAMPLE}
      story-id=${TRAINING}
      structured-data
      loading="eager"
      .store=${sampleStore}
    ></hhc-story>`,
  play: async ({canvasElement}) => {
    await inside(canvasElement, 'hhc-story');
    const block = await waitFor(() => {
      const found = canvasElement.querySelector<HTMLScriptElement>('hhc-story > script');
      if (!found) throw new Error('There is no block of data yet.');
      return found;
    });
    await expect(JSON.parse(block.text)).toMatchObject({'@type': 'NewsArticle'});
  },
};

/** Colours, fonts and distances by custom properties. */
export const CustomProperties: Story = {
  render: () => html`
    <style>
      .warm hhc-story {
        --hhc-accent: light-dark(#a03c10, #ffb38a);
        --hhc-border: light-dark(#e3c3a8, #6b4a35);
        --hhc-font: 'Liberation Serif', Georgia, serif;
        --hhc-heading-font: 'DejaVu Sans', Verdana, sans-serif;
        --hhc-gap: 1.25rem;
        --hhc-image-ratio: 21/9;
        --hhc-measure: 60ch;
        --hhc-radius: 1.25rem;
      }
    </style>
    <div class="warm">
      <hhc-story src=${SAMPLE} story-id=${WITH_HEADINGS} loading="eager" .store=${sampleStore}></hhc-story>
    </div>
  `,
};

/** What custom properties do not reach, by the parts. */
export const Parts: Story = {
  render: () => html`
    <style>
      .magazine hhc-story::part(title) {
        padding-block: 0.4em;
        border-block: 3px double;
        font-weight: 400;
        text-align: center;
      }
      .magazine hhc-story::part(image) {
        padding: 0.4rem;
        border: 1px solid;
        background: none;
      }
      .magazine hhc-story::part(body) {
        columns: 15rem;
        column-gap: 2rem;
      }
      .magazine hhc-story::part(tags) {
        text-transform: uppercase;
        letter-spacing: 0.05em;
      }
      .magazine hhc-story::part(reads) {
        font-style: italic;
      }
    </style>
    <div class="magazine">
      <hhc-story src=${SAMPLE} story-id=${TRAINING} loading="eager" .store=${sampleStore}></hhc-story>
    </div>
  `,
};

/** The colours are the page's own. */
export const DarkPage: Story = {
  parameters: {bare: true},
  render: () =>
    renderDarkPage(html`<hhc-story src=${SAMPLE} loading="eager" .store=${sampleStore}></hhc-story>`),
};

/** So are the fonts. */
export const SerifPage: Story = {
  parameters: {bare: true},
  render: () =>
    renderSerifPage(html`<hhc-story src=${SAMPLE} loading="eager" .store=${sampleStore}></hhc-story>`),
};

/** A style sheet that speaks of every tag of the page ends at the element. */
export const PartnerPage: Story = {
  parameters: {bare: true, docs: {story: {inline: false, height: '900px'}}},
  render: () =>
    renderPartnerPage(html`
      ${introduction}
      <hhc-story src=${SAMPLE} story-id=${TRAINING} loading="eager" .store=${sampleStore}></hhc-story>
    `),
};
