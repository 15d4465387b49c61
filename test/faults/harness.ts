import {expect, fixture, html} from '@open-wc/testing';
import {render} from 'lit';
import type {FeedElement} from '../../src/elements/feed-element.js';
import type {FeedErrorCode} from '../../src/feed/feed-error.js';
import {FeedStore, type DocumentReader} from '../../src/feed/feed-store.js';
import {fetchDocument} from '../../src/feed/fetch-document.js';
import {HandClock} from '../fixtures.js';
import {statusOf, textIn} from '../elements/rendering.js';

export const TAGS = ['hhc-story', 'hhc-related', 'hhc-archive'] as const;

/** What a reader is told, as it stands on a Bulgarian page. */
export const SENTENCES: Readonly<Record<FeedErrorCode | 'empty' | 'stale' | 'loading' | 'loaded', string>> = {
  'no-address': 'Не е посочено откъде да се заредят историите.',
  'blocked-address': 'Историите не могат да се заредят от посочения адрес.',
  network: 'Историите не можаха да се заредят. Проверете връзката си с интернет.',
  timeout: 'Историите се зареждат твърде бавно.',
  http: 'Историите не са достъпни в момента.',
  'too-large': 'Историите не могат да се покажат: отговорът е твърде голям.',
  'not-a-feed': 'Историите не могат да се прочетат от посочения адрес.',
  'no-story': 'Тази история не е намерена.',
  empty: 'Все още няма истории.',
  stale: 'Може да има и по-нови истории: последното обновяване не успя.',
  loading: 'Зареждане …',
  loaded: 'Историите са заредени.',
};

export type Engine = 'chromium' | 'firefox' | 'webkit';

export const ENGINE: Engine = navigator.userAgent.includes('Firefox')
  ? 'firefox'
  : navigator.userAgent.includes('Chrome')
    ? 'chromium'
    : 'webkit';

/** How often the browser itself asks, where the connection is cut before an answer begins. */
export const CUTS = ENGINE === 'firefox' ? 10 : 1;

/** A test that is left out of the engines in which it cannot be had; the report says why. */
export function itExcept(
  reasons: Partial<Record<Engine, string>>,
  title: string,
  test: () => Promise<void>,
): void {
  const reason = reasons[ENGINE];
  if (reason) it.skip(`${title} (not in ${ENGINE}: ${reason})`, test);
  else it(title, test);
}

/** A request as the server saw it. */
export interface Asked {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of the answer; 0 where there was none. */
  readonly status: number;
  /** Bytes of an answer without end. */
  readonly sent: number;
  /** `gone` where the client went before the end, or was cut off; empty while the answer is on its way. */
  readonly end: '' | 'answered' | 'gone';
}

interface Addresses {
  readonly feeds: string;
  readonly other: string;
  readonly commands: string;
}

const sessions: Session[] = [];
let addresses: Promise<Addresses> | undefined;

/** A part of the fault server of a test's own: its documents, and what was asked for. */
export class Session {
  readonly name = crypto.randomUUID();

  constructor(readonly servers: Addresses) {
    sessions.push(this);
  }

  static async begin(): Promise<Session> {
    addresses ??= fetch('/__faults.json').then((response) => response.json() as Promise<Addresses>);
    return new Session(await addresses);
  }

  /** The address of a feed with a fault. */
  address(
    fault: string,
    query: Record<string, string> = {},
    name = 'feed.json',
    server = this.servers.feeds,
  ): string {
    const search = new URLSearchParams(query).toString();
    return `${server}/${this.name}/${fault}/${name}${search && `?${search}`}`;
  }

  /** Puts a document there, with the headers that it is served with, and gives its address. */
  async put(document: unknown, headers?: Record<string, string>, name = 'feed.json'): Promise<string> {
    const body = typeof document === 'string' ? document : JSON.stringify(document);
    const search = headers ? `?${new URLSearchParams({headers: JSON.stringify(headers)}).toString()}` : '';
    await this.command('put', name + search, {method: 'POST', body});
    return this.address('document', {}, name);
  }

  /** The requests so far, once there are so many, and so many of them are over. */
  async log({asked = 0, over = 0} = {}): Promise<Asked[]> {
    return (await this.command('log', `?asked=${asked}&over=${over}`)) as Asked[];
  }

  /** The names of what was asked for, in order. */
  async asked(): Promise<string[]> {
    return (await this.log()).map(({path}) => path.replace(`/${this.name}/`, ''));
  }

  async command(command: string, rest = '', options?: RequestInit): Promise<unknown> {
    const response = await fetch(`${this.servers.commands}/${this.name}/${command}/${rest}`, options);
    return response.json();
  }
}

/** Longer than a pause ever is. */
export const DEADLINE = 10_000;

/**
 * A clock for loading under which pauses pass at once, and are noted; the deadline comes when they add up to it, or
 * when a test winds. So no test waits, and none fails because the machine is slow.
 */
export class LoadingClock extends HandClock {
  override time = Date.parse('2026-03-01T12:00:00Z');
  readonly pauses: number[] = [];
  override readonly after = (task: () => void, milliseconds: number): (() => void) => {
    this.tasks.set(task, this.time + milliseconds);
    if (milliseconds < DEADLINE) {
      this.pauses.push(milliseconds);
      queueMicrotask(() => {
        if (this.tasks.has(task)) this.wind(milliseconds);
      });
    }
    return () => void this.tasks.delete(task);
  };
}

/** Reads over the network, by a test's clock. */
export function readerBy(clock: HandClock, random: () => number = () => 0.5): DocumentReader {
  return (address, signal, options) => fetchDocument(address, signal, {...options, clock, random});
}

/** What a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

/** What a reader has before them. */
export interface Seen {
  /** What the page's author wrote between the tags. */
  readonly fallback: boolean;
  /** A story, or a list. */
  readonly content: boolean;
  readonly says: string;
  readonly retry: boolean;
}

export function seen(element: FeedElement): Seen {
  const retry = textIn(element, 'button').includes('Опитай отново');
  return {...shownIn(element), says: statusOf(element), retry};
}

function shownIn(element: FeedElement): {fallback: boolean; content: boolean} {
  const content = element.renderRoot.querySelector<HTMLElement>('[part~="title"], [part~="heading"]');
  return {
    fallback: !!element.querySelector<HTMLElement>('.fallback')?.offsetParent,
    content: !!content?.offsetHeight,
  };
}

export type Tag = (typeof TAGS)[number];

interface Options {
  readonly src: string;
  readonly store?: FeedStore;
  /** By which loading goes; the store has a clock of its own. */
  readonly clock?: LoadingClock;
  readonly parent?: Element;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface Mounted {
  readonly element: FeedElement;
  /** The status region as it was when the element was put there. */
  readonly region: Element;
  /** By which loading goes. */
  readonly clock: LoadingClock;
  /** By which ages and patience go. */
  readonly patience: HandClock;
  /** What the element has told the page: `load`, or the code of an error. */
  readonly told: readonly string[];
  /** The next of it that has not been waited for. */
  readonly next: () => Promise<string>;
}

const blanks: string[] = [];

/** Puts an element on the page that asks for its feed at once. */
export async function mount(tag: Tag, options: Options): Promise<Mounted> {
  const {src, clock = new LoadingClock(), parent, attributes = {}} = options;
  const patience = new HandClock();
  const store = options.store ?? new FeedStore(readerBy(clock), patience);
  const element = document.createElement(tag);
  const told: string[] = [];
  let [waited, wake] = [0, (): void => undefined];
  const note = (what: string): void => {
    told.push(what);
    wake();
  };
  element.addEventListener('hhc-load', () => note('load'));
  element.addEventListener('hhc-error', ({code}) => note(code));
  render(html`<p class="fallback">Новини от партньора</p>`, element);
  for (const [name, value] of Object.entries({src, lang: 'bg', loading: 'eager', ...attributes})) {
    element.setAttribute(name, value);
  }
  element.store = store;
  if (parent) parent.append(element);
  else await fixture(html`${element}`);
  await element.updateComplete;

  // A region whose text was there with it is not read out.
  const region = element.renderRoot.querySelector('[role="status"]')!;
  expect(region.textContent.trim(), 'the status region before an answer').to.equal('');
  new MutationObserver(() => {
    const {fallback, content} = shownIn(element);
    if (element.isConnected && !fallback && !content && !statusOf(element)) blanks.push(`${tag} for ${src}`);
  }).observe(element.renderRoot, {childList: true, subtree: true, characterData: true});

  const next = async (): Promise<string> => {
    while (told.length === waited) await new Promise<void>((resolve) => (wake = resolve));
    await element.updateComplete;
    return told[waited++]!;
  };
  return {element, region, clock, patience, told, next};
}

/** A turn of the event loop, after which the page knows of promises that nobody has caught. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Resolves when what draws the feed has come, so that the feed alone is awaited. */
export async function prepared({element}: Mounted): Promise<void> {
  while (element.shadowRoot!.adoptedStyleSheets.length < 2) await turn();
}

/** What the library has said in the console since the test began. */
export const warnings: string[] = [];

/** For every test of a suite: nothing reaches the page, nothing goes blank, and no request tells more than it must. */
export function watchPage(): void {
  const {warn} = console;
  let errors: unknown[] = [];
  const note = (event: Event): void => {
    errors.push((event as PromiseRejectionEvent).reason ?? (event as ErrorEvent).message);
  };

  beforeEach(() => {
    errors = [];
    for (const list of [warnings, blanks, sessions]) list.length = 0;
    console.warn = (message) => void warnings.push(String(message));
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
  });

  afterEach(async () => {
    await turn();
    console.warn = warn;
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
    expect(errors, 'what reached the page').to.deep.equal([]);
    expect(blanks, 'elements with nothing in them').to.deep.equal([]);
    for (const session of sessions) {
      for (const {method, headers} of await session.log()) {
        expect(method).to.equal('GET');
        expect(headers).not.to.have.any.keys('referer', 'cookie', 'authorization');
      }
    }
  });
}
