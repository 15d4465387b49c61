import {html, type TemplateResult} from 'lit';
import type {FeedStore} from '../src/feed/feed-store.js';
import {renderCases} from './cases.js';
import {EMPTY, failingStore, LOADING_ERRORS, SAMPLE, sampleStore, waitingStore} from './stores.js';

/** Draws an element that reads a feed, with or without something between its tags. */
export type RenderElement = (src: string, store: FeedStore, fallback?: TemplateResult) => TemplateResult;

/** What the author of a page writes between the tags. */
const fallback = html`<p lang="bg">
  Новини за децата и семействата, на които помагаме:
  <a href="https://hopeandhomes.example/">сайтът на „Надежда и домове за децата“</a>
</p>`;

function renderBoth(render: RenderElement, src: string, store: FeedStore): TemplateResult {
  return renderCases({
    'Nothing between the tags': render(src, store),
    'A sentence and a link between the tags': render(src, store, fallback),
  });
}

/** An element that gets no answer. */
export function renderWaiting(render: RenderElement): TemplateResult {
  return renderBoth(render, SAMPLE, waitingStore);
}

/** An element whose feed has no stories. */
export function renderEmpty(render: RenderElement): TemplateResult {
  return renderBoth(render, EMPTY, sampleStore);
}

/** An element for each way in which a feed cannot be had. */
export function renderErrors(render: RenderElement): TemplateResult {
  return renderCases({
    ...Object.fromEntries(LOADING_ERRORS.map((code) => [code, render(SAMPLE, failingStore(code))])),
    'no-address': render('', sampleStore),
    'network, with something between the tags': render(SAMPLE, failingStore('network'), fallback),
  });
}
