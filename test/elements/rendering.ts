import {fixture, nextFrame} from '@open-wc/testing';
import {html, render} from 'lit';
import type {FeedElement} from '../../src/elements/feed-element.js';
import type {FeedStore} from '../../src/feed/feed-store.js';
import {ADDRESS} from '../fixtures.js';

interface Options {
  readonly store: FeedStore;
  readonly src?: string;
  readonly lang?: string;
  readonly fallback?: unknown;
}

/** An element on the page that asks its store at once. */
export async function anElement<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  {store, src = ADDRESS, lang = 'bg', fallback}: Options,
): Promise<HTMLElementTagNameMap[T] & FeedElement> {
  const element = document.createElement(tag);
  Object.assign(element, {store, src, lang, loading: 'eager'});
  if (fallback) render(fallback, element);
  return fixture(html`${element}`);
}

/** Resolves when there is an answer and it is drawn. */
export async function settled(element: FeedElement): Promise<void> {
  await element.updateComplete;
  while (element.status === 'pending' || element.status === 'initial') {
    await Promise.race([nextEvent(element, 'hhc-load'), nextEvent(element, 'hhc-error')]);
  }
  await element.updateComplete;
}

/** What the status region says. */
export function statusOf(element: FeedElement): string {
  return element.renderRoot.querySelector('[part="status"]')?.textContent.trim() ?? '';
}

/** The texts of the elements that a selector finds in an element's shadow tree. */
export function textIn(element: FeedElement, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((found) =>
    found.textContent.replace(/\s+/g, ' ').trim(),
  );
}

/** The next event of that name. */
export function nextEvent<K extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  name: K,
): Promise<HTMLElementEventMap[K]> {
  return new Promise((resolve) => element.addEventListener(name, resolve, {once: true}));
}

/** What is found as soon as there is something, looked for in each frame. */
export async function until<T>(what: () => T): Promise<NonNullable<T>> {
  for (let frames = 0; frames < 300; frames++) {
    const found = what();
    if (found) return found;
    await nextFrame();
  }
  throw new Error(`It never came to this: ${String(what)}`);
}
