import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {addressOfStory, isSamePage, storyIdIn} from '../feed/page-address.js';
import {endJourney, Journey} from './journey.js';
import {focusAgain, navigation, Places, scrollAgain, type Place} from './places.js';
import {isPlainClick} from './plain-click.js';
import {bring, focusStill} from './still.js';

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

/** Milliseconds after which a reader who waits is shown that something is on its way. */
const SLOW = 300;

const ANSWERS = ['hhc-load', 'hhc-error'];

const hosts = new Set<RouteHost>();

const places = new Places(() => hosts);

/** The address that the elements follow. */
let followed: URL;

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
  const link = event.composedPath().find(isLink);
  if (!link || !staysHere(link)) return;
  for (const reader of hosts) {
    // One that is not displayed, as in a closed disclosure, has nothing to show.
    const to = 'story' in reader && reader.getClientRects().length && addressFor(link, reader.param);
    if (!to || !goTo(to, link)) continue;
    event.preventDefault();
    void arrive(reader, link);
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
function addressFor(link: HTMLAnchorElement, param: string): string | undefined {
  // The page may have changed its address since ours was drawn, which not all browsers tell.
  const isOurs = [...hosts].some((host) => host.param === param && link.getRootNode() === host.renderRoot);
  const own = isOurs ? link.dataset.story : undefined;
  if (own !== undefined) return addressOfStory(param, own);
  const [to, here] = [new URL(link.href), new URL(location.href)];
  const id = storyIdIn(to, param);
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
  if (follow() && place) void comeBack(place);
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
  if (isOther) endJourney();
  for (const host of hosts) host.requestUpdate();
  return isOther;
}

/** The story comes into view as soon as it is there, and before, where that takes a while: there the reader is told. */
async function arrive(reader: RouteHost, link: HTMLElement): Promise<void> {
  const journey = new Journey();
  const notice = setTimeout(() => {
    const {top} = reader.getBoundingClientRect();
    const isOutOfView = top < 0 || top > innerHeight;
    if (isOutOfView && !journey.isOver && !journey.isInHand) bring(reader, 'start');
  }, SLOW);
  if (reader.status === 'initial') await approached(reader);
  await reader.settled();
  clearTimeout(notice);
  if (journey.isOver) return;
  const target = titleOf(reader);
  if (target && (!journey.isInHand || isAt(link))) {
    target.tabIndex = -1;
    focusStill(target);
    // Nothing moves where it can be read as it is.
    const block = target.getBoundingClientRect().bottom > innerHeight / 2 ? 'start' : 'nearest';
    await journey.hold(() => bring(target, block));
  }
  journey.end();
}

/** As soon as the story is there; what stands around it may come later, and the link that was used with it. */
async function comeBack(place: Place): Promise<void> {
  const journey = new Journey();
  const all = [...hosts];
  for (const awaited of [all.filter((host) => 'story' in host), all]) {
    await Promise.all(awaited.map((host) => host.settled()));
    if (journey.isInHand || journey.isOver) break;
    focusAgain(place);
    scrollAgain(place);
  }
  await journey.hold(() => scrollAgain(place));
  journey.end();
}

/** Whether the focus is where a click has left it. */
function isAt(link: HTMLElement): boolean {
  const root = link.getRootNode() as Document | ShadowRoot;
  return root.activeElement === link || document.activeElement === document.body;
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
 * What gets the focus when a story was chosen, so that a screen reader says it and the keyboard goes on from there (WCAG
 * 2.4.3): its title. Where the page has a title of its own, the story; where there is no such story, what says so.
 */
function titleOf({renderRoot}: RouteHost): HTMLElement | undefined {
  return ['[part~="title"]', 'article', '.root']
    .flatMap((selector) => renderRoot.querySelector<HTMLElement>(selector) ?? [])
    .find((element) => element.getClientRects().length);
}
