import type {Place} from './feeds.js';
import type {Finding, Kind} from './finding.js';
import {Server, type Request} from './trap.js';

/** What the page's entry in the history holds. */
export const STATE = 'hostile';
history.replaceState(STATE, '');

const DIALOGS = ['alert', 'confirm', 'prompt', 'print', 'open'] as const;
const PROTOTYPES = {Object, Array, Function, String, Promise, Element, HTMLElement, Node, EventTarget};
/** What only something that was drawn asks for. */
const DRAWN = /^(?:img|image|css|link|icon|iframe|frame|object|embed|video|audio|track|input|beacon|ping)$/;

/** Keeps watch over all of a page that is not an element of ours: nothing of it may change, nothing may run. */
export class Page {
  /** Where the elements stand. */
  readonly stage: HTMLElement;
  readonly publisher: Server;
  readonly trap: Server;
  readonly #findings: Finding[] = [];
  readonly #undo: (() => void)[] = [];
  readonly #changes: MutationObserver;
  readonly #asked: PerformanceObserver;
  readonly #before: ReadonlyMap<Kind, string>;
  readonly #names: readonly string[];
  #count = 0;
  #seen = {publisher: 0, trap: 0, connections: 0};

  private constructor(stage: HTMLElement, publisher: Server, trap: Server, names: readonly string[]) {
    [this.stage, this.publisher, this.trap, this.#names] = [stage, publisher, trap, names];
    this.#replace(globalThis, 'ATTACK', (id: unknown) => this.#find('script', `payload ${String(id)}`));
    for (const name of DIALOGS) this.#replace(globalThis, name, () => this.#find('dialog', name));
    // What is wrong is told by the findings; the runner would print it, and fail for it, too.
    for (const name of ['warn', 'error']) this.#replace(console, name, () => undefined);
    const {onerror} = window;
    window.onerror = null;
    this.#undo.push(() => (window.onerror = onerror));
    this.#listen('error', (event) => this.#find('error', (event as ErrorEvent).message || event.type));
    this.#listen('unhandledrejection', (event) =>
      this.#find('error', String((event as PromiseRejectionEvent).reason)),
    );
    this.#changes = new MutationObserver((records) => this.#note(records));
    this.#changes.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    this.#asked = new PerformanceObserver((list) => this.#noteAsked(list.getEntries()));
    this.#asked.observe({type: 'resource'});
    window.addEventListener('click', stay);
    window.addEventListener('submit', stay);
    this.#before = this.#state();
  }

  /** Begins the watch. Custom elements of these names must not come into being. */
  static async watch(stage: HTMLElement, names: readonly string[] = []): Promise<Page> {
    const [publisher, trap] = await Promise.all([Server.open(), Server.open()]);
    return new Page(stage, publisher, trap, names);
  }

  /** Where a payload is put, with a number of its own. */
  place(): Place {
    return {id: ++this.#count, trap: this.trap.host, publisher: this.publisher.origin};
  }

  /** All that has happened since the last call; waits for what is still on its way. */
  async findings(): Promise<Finding[]> {
    await twoFrames();
    // Before the trap is asked by the test itself: a mere connection is one too many.
    const {connections} = await this.trap.log();
    if (connections > this.#seen.connections) this.#find('request', 'a connection to the trap');
    // Whatever was asked for before has arrived when this has.
    for (const {origin} of [this.publisher, this.trap]) await fetch(`${origin}/last`, {cache: 'no-store'});
    await this.#readLogs();
    this.#note(this.#changes.takeRecords());
    this.#noteAsked(this.#asked.takeRecords());
    for (const [kind, state] of this.#state())
      if (state !== this.#before.get(kind)) this.#find(kind, `${this.#before.get(kind)!} -> ${state}`);
    return this.#findings.splice(0);
  }

  /** Ends the watch. */
  stop(): void {
    this.#changes.disconnect();
    this.#asked.disconnect();
    window.removeEventListener('click', stay);
    window.removeEventListener('submit', stay);
    for (const undo of this.#undo.reverse()) undo();
  }

  #find(kind: Kind, detail: string): void {
    this.#findings.push({kind, detail});
  }

  #replace(object: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, {value, configurable: true, writable: true});
    this.#undo.push(() => {
      if (before) Object.defineProperty(object, name, before);
      else Reflect.deleteProperty(object, name);
    });
  }

  #listen(type: string, find: (event: Event) => void): void {
    const listener = (event: Event): void => {
      event.preventDefault();
      find(event);
    };
    window.addEventListener(type, listener);
    this.#undo.push(() => window.removeEventListener(type, listener));
  }

  #note(records: readonly MutationRecord[]): void {
    for (const {type, target, addedNodes, removedNodes, attributeName} of records) {
      // The stage is the test's own, and the elements read the colour of links off one that they put in for that.
      const isOurs =
        type === 'childList' &&
        (target === this.stage ||
          (this.stage.contains(target) &&
            [...addedNodes, ...removedNodes].every(
              (node) => node instanceof HTMLAnchorElement && node.outerHTML === '<a href="#" hidden=""></a>',
            )));
      if (!isOurs) this.#find('page', `${type} ${target.nodeName} ${attributeName ?? ''}`);
    }
  }

  #noteAsked(entries: readonly PerformanceEntry[]): void {
    for (const {name, initiatorType} of entries as PerformanceResourceTiming[])
      if (name.startsWith(location.origin) && DRAWN.test(initiatorType))
        this.#find('request', `${initiatorType} ${name}`);
  }

  async #readLogs(): Promise<void> {
    const [publisher, trap] = await Promise.all([this.publisher.log(), this.trap.log()]);
    for (const {method, path, destination} of trap.requests.slice(this.#seen.trap))
      if (path !== '/last') this.#find('request', `${method} ${path} for ${destination ?? '?'} of the trap`);
    for (const request of publisher.requests.slice(this.#seen.publisher)) {
      const offence = offenceOf(request);
      if (offence) this.#find('request', `${offence}: ${request.method} ${request.path}`);
    }
    this.#seen = {
      publisher: publisher.requests.length,
      trap: trap.requests.length,
      connections: trap.connections,
    };
  }

  #state(): ReadonlyMap<Kind, string> {
    return new Map<Kind, string>([
      ['title', document.title],
      ['location', location.href],
      // A history of fifty entries grows no longer.
      ['history', `${history.length} ${String(history.state)}`],
      ['cookie', document.cookie],
      ['storage', `${localStorage.length} ${sessionStorage.length}`],
      ['focus', document.activeElement?.localName ?? ''],
      ['scroll', `${scrollX} ${scrollY}`],
      // As wide as it is without an element.
      ['width', String(document.scrollingElement!.scrollWidth)],
      ['global', Object.getOwnPropertyNames(globalThis).sort().join()],
      [
        'prototype',
        Object.values(PROTOTYPES)
          .flatMap((known) => [known, known.prototype as object])
          .flatMap((known) => Reflect.ownKeys(known))
          .map(String)
          .join(),
      ],
      ['style sheet', `${document.adoptedStyleSheets.length} ${document.styleSheets.length}`],
      ['definition', this.#names.filter((name) => customElements.get(name)).join()],
    ]);
  }
}

/** What is wrong with a request that the publisher got. */
function offenceOf({method, path, destination, referrer, cookie}: Request): string {
  if (method !== 'GET') return 'not only read';
  if (destination && !/^(?:image|empty)$/.test(destination)) return `for ${destination}`;
  if ((destination === 'image' || path.startsWith('/image')) && referrer) return 'with a referrer';
  return cookie ? 'with cookies' : '';
}

/** Links are clicked, but the page is not to be left for where they lead, unless that is a script. */
function stay(event: Event): void {
  const [target] = event.composedPath();
  const link = target instanceof Element ? target.closest('a[href]') : null;
  if (link instanceof HTMLAnchorElement && link.protocol === 'javascript:') return;
  if (event.type === 'submit' || link) event.preventDefault();
}

/** Two frames: one in which all is drawn that waits for it, and the one after. */
export async function twoFrames(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}
