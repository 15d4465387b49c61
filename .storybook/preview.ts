import {
  setCustomElementsManifest,
  type Decorator,
  type Preview,
  type StoryContext,
} from '@storybook/web-components-vite';
import {html} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {action} from 'storybook/actions';
import {expect, waitFor} from 'storybook/test';
import manifest from '../dist/custom-elements.json';
import type {FeedErrorEvent, FeedLoadEvent, StorySelectEvent} from '../src/events.js';
import {argTypesOf, type Manifest} from './arg-types.js';
import './preview.css';

setCustomElementsManifest(manifest);

/** Tells an event in the Actions panel, in few words. */
function tell(event: Event): void {
  const {feed, code, story, href} = event as Partial<FeedLoadEvent & FeedErrorEvent & StorySelectEvent>;
  const told = {stories: feed?.stories.length, code, story: story?.id, href};
  action(event.type)(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)));
}

/** The elements' events do not bubble, but what is around an element can see them on their way to it. */
const watcher = {handleEvent: tell, capture: true};

/** A story stays where it is: where a link would have led is told in the Actions panel. */
function handleClick(event: Event): void {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!link || event.defaultPrevented || link.getAttribute('href')?.startsWith('#')) return;
  event.preventDefault();
  action('link')(link.href);
}

/** Puts a story on a sheet of paper in the language and the colours that the toolbar asks for. */
const onSheet: Decorator = (story, {globals, parameters, viewMode}) => {
  const {language, scheme} = globals as {language: string; scheme: string};
  const isBare = Boolean(parameters.bare);
  // Made anew at each change, as the page of a site would be loaded anew.
  return html`${keyed(
    `${language} ${scheme}`,
    html`<div
      class="sheet ${isBare ? 'bare' : ''} ${viewMode === 'docs' ? '' : 'whole'}"
      lang=${language}
      style="color-scheme: ${scheme}"
      @click=${handleClick}
      @hhc-load=${watcher}
      @hhc-error=${watcher}
      @hhc-select=${watcher}
      @hhc-read=${watcher}
    >
      ${story()}
    </div>`,
  )}`;
};

/** What is checked for accessibility is what the elements show in the end, not while they load. */
async function settle({canvasElement, parameters}: StoryContext): Promise<void> {
  const elements = [...canvasElement.querySelectorAll('hhc-story, hhc-related, hhc-archive')];
  if (parameters.isWaiting) return;
  const isSettled = (element: Element): boolean => element.matches(':state(complete), :state(error)');
  await waitFor(() => expect(elements.every(isSettled)).toBe(true));
}

/** The code of a story as the author of a page would write it. */
function transformSource(code: string): string {
  return code
    .replaceAll(new URL('feeds/', location.href).href, 'https://example.org/')
    .replaceAll(' loading="eager"', '');
}

export default {
  tags: ['autodocs'],
  afterEach: settle,
  decorators: [onSheet],
  initialGlobals: {language: 'bg', scheme: 'light'},
  globalTypes: {
    language: {
      description: 'Language of the page around the element',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          {value: 'bg', title: 'Български'},
          {value: 'en', title: 'English'},
        ],
      },
    },
    scheme: {
      description: 'Colour scheme of the page around the element',
      toolbar: {
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          {value: 'light', title: 'Light', icon: 'sun'},
          {value: 'dark', title: 'Dark', icon: 'moon'},
        ],
      },
    },
  },
  parameters: {
    layout: 'fullscreen',
    a11y: {test: 'error'},
    options: {storySort: {order: ['Elements', ['hhc-story', 'hhc-related', 'hhc-archive']]}},
    backgrounds: {disable: true},
    viewport: {
      options: {
        phone: {name: 'Phone', styles: {width: '360px', height: '740px'}, type: 'mobile'},
        desktop: {name: 'Desktop', styles: {width: '1280px', height: '800px'}, type: 'desktop'},
      },
    },
    docs: {
      toc: true,
      extractArgTypes: argTypesOf(manifest as Manifest),
      source: {excludeDecorators: true, transform: transformSource},
    },
  },
} satisfies Preview;
