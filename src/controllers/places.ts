import {focusStill} from './still.js';

/** What a reader used last: a link that is drawn anew may be another element by then. */
interface Used {
  readonly element: HTMLElement;
  readonly root: ParentNode;
  /** Where it leads, if anywhere. */
  readonly href: string | undefined;
}

/** Where a reader was on the page. */
export interface Place {
  /** What scrolls, from the inside out, and how far it was scrolled. */
  readonly scrolled: readonly (readonly [element: Element, left: number, top: number])[];
  readonly used: Used | undefined;
}

/** Without a prototype, on which the page may have put anything. */
const WATCHED = {__proto__: null, capture: true, passive: true};

/** By which an entry of history is known where the browser has no name for it. */
const KEY = 'hhc-widgets';

/** Safari has it from 26.2 on; a page without it may have an element of that name. */
export const navigation = ((): Navigation | undefined => {
  const {navigation, Navigation} = globalThis as Partial<typeof globalThis>;
  return Navigation && navigation instanceof Navigation ? navigation : undefined;
})();

/**
 * Where a reader was at each entry of history, for as long as the page lives. Browsers restore the scroll by
 * themselves, but before what was there is drawn again, and never the focus.
 */
export class Places {
  readonly #places = new Map<string, Place>();
  readonly #elements: () => Iterable<Element>;

  /** @param elements The elements whose surroundings scroll. */
  constructor(elements: () => Iterable<Element>) {
    this.#elements = elements;
  }

  begin(): void {
    this.mark();
    addEventListener('scroll', this.#handleScroll, WATCHED);
    addEventListener('focusin', this.#handleFocus);
  }

  end(): void {
    removeEventListener('scroll', this.#handleScroll, WATCHED);
    removeEventListener('focusin', this.#handleFocus);
  }

  /** Where the reader was when the present entry was left. */
  get current(): Place | undefined {
    return this.#places.get(keyOf() ?? '');
  }

  /** Notes where the reader is, with what was used: some browsers do not give a link that is clicked the focus. */
  note(element: HTMLElement): void {
    this.mark();
    this.#set({scrolled: this.#scrolled(), used: usedOf(element)});
  }

  /** Makes sure that the present entry is known by a name. */
  mark(): void {
    if (navigation || keyOf()) return;
    const state = this.stateFor(history.state);
    try {
      if (state !== history.state) history.replaceState(state, '');
    } catch {
      // Safari allows a hundred changes in ten seconds, which a page may have used up: then it restores what it can itself.
    }
  }

  /** The state of a new entry: the page's own, with a name of ours where the browser has none for entries. */
  stateFor(state: unknown): unknown {
    const isOurs =
      !navigation && (state === null || Object.prototype.toString.call(state) === '[object Object]');
    return isOurs ? {...(state as object | null), [KEY]: Math.random().toString(36)} : state;
  }

  readonly #handleScroll = (): void => {
    this.#set({scrolled: this.#scrolled(), used: this.current?.used});
  };

  readonly #handleFocus = (event: Event): void => {
    const [element] = event.composedPath();
    if (!(element instanceof HTMLElement)) return;
    this.#set({scrolled: this.current?.scrolled ?? this.#scrolled(), used: usedOf(element)});
  };

  #set(place: Place): void {
    const key = keyOf();
    if (key) this.#places.set(key, place);
  }

  #scrolled(): Place['scrolled'] {
    const around = new Set([...this.#elements()].flatMap(ancestorsOf));
    return [...around].map((element) => [element, element.scrollLeft, element.scrollTop]);
  }
}

/** Gives the focus back to what was used at a place, if it is there again. */
export function focusAgain({used}: Place): void {
  const target = used && find(used);
  if (target) focusStill(target);
}

/** Scrolls to a place; at once, which is no movement (WCAG 2.3.3), whatever the page's `scroll-behavior`. */
export function scrollAgain({scrolled}: Place): void {
  for (const [element, left, top] of scrolled) {
    const options = {__proto__: null, left, top, behavior: 'instant'} as const;
    element.scrollTo(options);
  }
}

function keyOf(): string | undefined {
  if (navigation) return navigation.currentEntry?.key;
  return (history.state as Record<string, string | undefined> | null)?.[KEY];
}

function usedOf(element: HTMLElement): Used {
  const {href} = element as Partial<HTMLAnchorElement>;
  return {element, root: element.getRootNode() as Document | ShadowRoot, href};
}

function find({element, root, href}: Used): HTMLElement | undefined {
  if (element.isConnected && (element as Partial<HTMLAnchorElement>).href === href) return element;
  return href === undefined
    ? undefined
    : [...root.querySelectorAll<HTMLAnchorElement>('a[href]')].find((link) => link.href === href);
}

/** The elements around one, through shadow roots. */
function ancestorsOf(element: Element): Element[] {
  const root = element.getRootNode();
  const parent = element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  return parent ? [parent, ...ancestorsOf(parent)] : [];
}
