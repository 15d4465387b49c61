import {expect} from '@open-wc/testing';
import {storeOf} from '../fixtures.js';

const FEED = new URL('../../stories/feeds/hhc.json', import.meta.url).href;

/**
 * What the platform and Lit read of options that do not name it, each with a value that would make a difference.
 * Not `get`, `value`, `then` and the like, with which no promise and no class works any more.
 */
const OPTIONS: Readonly<Record<string, unknown>> = {
  // Properties of Lit elements.
  attribute: false,
  converter: {fromAttribute: () => 'polluted'},
  hasChanged: () => false,
  noAccessor: true,
  reflect: true,
  state: true,
  useDefault: true,
  // Shadow roots and elements.
  clonable: true,
  customElementRegistry: {},
  delegatesFocus: true,
  is: 'polluted',
  serializable: true,
  slotAssignment: 'manual',
  // Listeners and events.
  bubbles: true,
  capture: true,
  composed: true,
  detail: 'polluted',
  once: true,
  passive: true,
  signal: 'polluted',
  // Observers.
  attributeFilter: ['polluted'],
  attributeOldValue: true,
  characterDataOldValue: true,
  root: 'polluted',
  rootMargin: '-50%',
  threshold: [1],
  // Requests and documents.
  body: 'polluted',
  cache: 'only-if-cached',
  credentials: 'include',
  headers: {'X-Polluted': 'yes'},
  integrity: 'sha384-polluted',
  method: 'POST',
  mode: 'same-origin',
  redirect: 'error',
  referrer: 'polluted',
  // Sanitizers.
  ADD_TAGS: ['script'],
  ALLOWED_TAGS: ['script'],
  elements: ['script'],
  removeElements: ['p'],
  runScripts: 'dangerously',
  sanitizer: 'polluted',
  // Intl.
  calendar: 'polluted',
  currency: 'polluted',
  hour12: true,
  localeMatcher: 'polluted',
  numberingSystem: 'polluted',
  style: 'polluted',
  timeZone: 'polluted',
  weekday: 'polluted',
};

/** Libraries of another age add methods to everything, which then turn up when keys are enumerated. */
const METHODS = ['each', 'extend', 'inspect', 'collect', 'without', 'item'];

interface Globals {
  readonly errors: unknown[];
  readonly restore: () => void;
}

function pollute(): Globals {
  const prototypes = [Object.prototype, Array.prototype] as unknown as Record<string, unknown>[];
  const method = (): string => 'polluted';
  const added = {...OPTIONS, ...Object.fromEntries(METHODS.map((name) => [name, method]))};
  const errors: unknown[] = [];
  const note = (event: Event): void => void errors.push(event);
  // Listened to before, or the listeners themselves would be polluted.
  addEventListener('error', note);
  addEventListener('unhandledrejection', note);
  Object.assign(prototypes[0]!, added);
  Object.assign(prototypes[1]!, {...Object.fromEntries(METHODS.map((name) => [name, method]))});
  return {
    errors,
    restore() {
      for (const prototype of prototypes)
        for (const key of Object.keys(added)) Reflect.deleteProperty(prototype, key);
      removeEventListener('error', note);
      removeEventListener('unhandledrejection', note);
    },
  };
}

describe('A page that has put things on every object', () => {
  it('gets what any other page gets', async () => {
    const text = await (await fetch(FEED)).text();
    const store = storeOf({[FEED]: text});
    const found: Record<string, string> = {};
    const {errors, restore} = pollute();
    try {
      await import('../../src/define.js');
      for (const tag of ['hhc-story', 'hhc-related', 'hhc-archive'] as const) {
        const element = document.createElement(tag);
        element.setAttribute('lang', 'bg');
        element.setAttribute('story-id', '2020-08-haskovo-training');
        element.setAttribute('src', FEED);
        element.setAttribute('loading', 'eager');
        element.store = store;
        const answered = new Promise((resolve) => {
          for (const name of ['hhc-load', 'hhc-error']) element.addEventListener(name, resolve);
        });
        document.body.append(element);
        await answered;
        await element.updateComplete;
        const root = element.renderRoot as ShadowRoot;
        const button = root.querySelector<HTMLElement>('button, summary');
        for (let clicks = 0; clicks < 3; clicks++) {
          button?.click();
          // A disclosure tells of itself in a task of its own.
          await new Promise((resolve) => setTimeout(resolve));
          await element.updateComplete;
        }
        found[tag] = root.textContent;
        found[`${tag} status`] = element.status;
        found[`${tag} focus`] = String(root.delegatesFocus);
        element.remove();
      }
    } finally {
      restore();
    }
    expect(errors).to.deep.equal([]);
    expect(found['hhc-story']).to.include('20 август 2020').and.include('Хасково');
    expect(found['hhc-related']).to.include('Още по темата');
    // Opened, closed and opened again: a listener that counts once would leave it at the first.
    expect(found['hhc-archive'])
      .to.include('Годишен архив за 2022')
      .and.match(/18\sноември/);
    for (const tag of ['hhc-story', 'hhc-related', 'hhc-archive']) {
      expect(found[`${tag} status`]).to.equal('complete');
      expect(found[`${tag} focus`]).to.equal('false');
    }
    expect(JSON.stringify(found)).not.to.include('polluted');
  });
});
