import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {addressOfStory, isSamePage, storyIdIn} from '../feed/page-address.js';
import {focusAgain, focusStill, Places, scrollAgain, type Place} from './places.js';
import {isPlainClick} from './plain-click.js';

/** An element that follows the page's address. One that shows a story has the property `story`. */
export interface RouteHost extends ReactiveControllerHost, HTMLElement {
  /** Name of the parameter that names the story. */
  readonly param: string;
  readonly status: string;
  readonly renderRoot: DocumentFragment | HTMLElement;
  /** Resolves when what was asked for last is drawn, or is known not to come. */
  settled(): Promise<void>;
}

/**
 * Keeps an element on the story that the page's address names, and lets links to stories change that in place.
 *
 * In a chunk of its own, loaded where `param` is used; until it is there, and where it does not come, links are followed
 * as links.
 */
export class RouteController implements ReactiveController {
  readonly #host: RouteHost;

  constructor(host: RouteHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    if (hosts.size === 1) begin();
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
    if (!hosts.size) end();
  }
}

/** By which a reader shows that the page is in hand. */
const INPUTS = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/** Milliseconds. */
const SETTLING = 500;

const ANSWERS = ['hhc-load', 'hhc-error'];

const hosts = new Set<RouteHost>();

const places = new Places(() => hosts);

/** The address that the elements follow. */
let followed: URL;

/** Counts what a reader went to: what is still to be done for something earlier has no use any more. */
let journey = 0;

/** Tells of changes that the page makes by itself. Safari has it from 26.2 on. */
const {navigation} = globalThis as {navigation?: Navigation};

function begin(): void {
  followed = new URL(location.href);
  // On the window, so that what the page itself does with a click comes first and may prevent this.
  addEventListener('click', handleClick);
  if (navigation) navigation.addEventListener('currententrychange', handleChange);
  else addEventListener('popstate', handleTraverse);
  places.begin();
}

function end(): void {
  removeEventListener('click', handleClick);
  removeEventListener('popstate', handleTraverse);
  navigation?.removeEventListener('currententrychange', handleChange);
  places.end();
}

function handleClick(event: MouseEvent): void {
  if (event.defaultPrevented || !isPlainClick(event)) return;
  const path = event.composedPath();
  const link = path.find(isLink);
  if (!link || !staysHere(link)) return;
  for (const reader of hosts) {
    const to = 'story' in reader && addressFor(link, reader, path);
    if (!to || !goTo(to, link)) continue;
    event.preventDefault();
    void whenShown(reader, () => lead(reader));
    return;
  }
}

function isLink(target: EventTarget): target is HTMLAnchorElement {
  return target instanceof HTMLAnchorElement && !!target.href;
}

/** A base element may send all links of a page elsewhere. */
function staysHere(link: HTMLAnchorElement): boolean {
  const target = link.target || document.querySelector<HTMLBaseElement>('base[target]')?.target;
  return !link.hasAttribute('download') && (!target || target.toLowerCase() === '_self');
}

/** Where a link leads in this page, if it does; a fragment of the story that is shown is for the browser. */
function addressFor(
  link: HTMLAnchorElement,
  {param}: RouteHost,
  path: readonly EventTarget[],
): string | undefined {
  const [to, here] = [new URL(link.href), new URL(location.href)];
  const id = storyIdIn(to, param);
  // The page may have changed its address since ours were drawn, which not all browsers tell.
  const isOurs = [...hosts].some((host) => host.param === param && path.includes(host));
  if (isOurs && id) return addressOfStory(param, id);
  const leadsHere = id && isSamePage(to, here, param) && (id !== storyIdIn(here, param) || !to.hash);
  return leadsHere ? to.href : undefined;
}

/** @returns Whether the browser let us: some refuse, where there are too many changes in a short time. */
function goTo(to: string, link: HTMLAnchorElement): boolean {
  places.note(link);
  try {
    // The page's own state goes along: it is still the same page, and its listener may read it when this entry is left.
    if (to !== location.href) history.pushState(places.stateFor(history.state), '', to);
  } catch {
    return false;
  }
  follow();
  return true;
}

/** Going back and forward; not between other pages of a page that is many, which knows what it does. */
function handleTraverse(): void {
  const place = places.current;
  places.mark();
  if (follow() && place) void whenShown(undefined, () => comeBack(place));
}

/** A page that changes its address by itself knows what it does with scroll and focus. */
function handleChange({navigationType}: NavigationCurrentEntryChangeEvent): void {
  if (navigationType === 'traverse') handleTraverse();
  else follow();
}

/** Has the elements look at the address again. @returns Whether it is another story of the same page. */
function follow(): boolean {
  const [from, to] = [followed, (followed = new URL(location.href))];
  const isOther = [...hosts].some(
    ({param}) => isSamePage(from, to, param) && storyIdIn(from, param) !== storyIdIn(to, param),
  );
  if (isOther) journey++;
  for (const host of hosts) host.requestUpdate();
  return isOther;
}

async function whenShown(reader: RouteHost | undefined, then: () => void): Promise<void> {
  const own = ++journey;
  if (reader?.status === 'initial') await approached(reader);
  await Promise.all([...hosts].map((host) => host.settled()));
  if (own === journey) then();
}

function comeBack(place: Place): void {
  focusAgain(place);
  hold(() => scrollAgain(place));
}

/**
 * Scrolls now, and again for as long as the page settles: pictures come, and browsers end their own scrolling, restore
 * and anchor it when they get to it. A reader who goes on by hand is left alone.
 */
function hold(scroll: () => void): void {
  const [own, end] = [journey, performance.now() + SETTLING];
  let isLeft = false;
  const leave = (): void => void (isLeft = true);
  for (const name of INPUTS) addEventListener(name, leave, true);
  const again = (): void => {
    const isOver = isLeft || own !== journey || performance.now() > end;
    if (isOver) {
      for (const name of INPUTS) removeEventListener(name, leave, true);
      return;
    }
    scroll();
    requestAnimationFrame(again);
  };
  again();
}

/** An element that was never near the view has asked for nothing yet. */
async function approached(reader: RouteHost): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<unknown>();
  for (const name of ANSWERS) reader.addEventListener(name, resolve);
  bring(reader, 'start');
  await promise;
  for (const name of ANSWERS) reader.removeEventListener(name, resolve);
}

/**
 * Puts the focus on the title, so that a screen reader says it and the keyboard goes on from there (WCAG 2.4.3), and the
 * title into view. Where the page has a title of its own, on the story; where there is no such story, on what says so.
 */
function lead({renderRoot}: RouteHost): void {
  const target = ['[part~="title"]', 'article', '.root']
    .map((selector) => renderRoot.querySelector<HTMLElement>(selector))
    .find((element) => element?.getClientRects().length);
  if (!target) return;
  target.tabIndex = -1;
  focusStill(target);
  // Nothing moves where it can be read as it is.
  const block = target.getBoundingClientRect().bottom > innerHeight / 2 ? 'start' : 'nearest';
  hold(() => bring(target, block));
}

/** Scrolls an element into view at once, which is no movement (WCAG 2.3.3), whatever the page's `scroll-behavior`. */
function bring(element: Element, block: ScrollLogicalPosition): void {
  const options = {__proto__: null, block, behavior: 'instant'} as const;
  element.scrollIntoView(options);
}
