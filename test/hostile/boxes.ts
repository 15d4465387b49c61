import type {FeedElement} from '../../src/elements/feed-element.js';
import type {Finding} from './finding.js';

/** Room for what an element may draw around itself: focus rings, and the margin that bodies give them. */
const TOLERANCE = 9;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const EVERYWHERE: Box = {left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity};
const NOWHERE: Box = {left: 0, top: 0, right: 0, bottom: 0};

/** What an element draws outside of its own box, which is as wide as the page gave it. */
export function overlaysOf(host: FeedElement): Finding[] {
  const own = host.getBoundingClientRect();
  const place = host.parentElement!.getBoundingClientRect();
  const isInPlace = Math.abs(own.left - place.left) <= 1 && Math.abs(own.width - place.width) <= 1;
  const clips = new Map<Element, Box>();
  const outside = [...host.renderRoot.querySelectorAll('*')]
    .filter((element) => isOutside(element.getBoundingClientRect(), own))
    .map((element) => ({element, box: within(element.getBoundingClientRect(), clipOf(element, clips))}))
    .filter(({box}) => isOutside(box, own));
  return [
    ...(isInPlace ? [] : [{kind: 'overlay', detail: 'the element is not where it was put'} as const]),
    ...outside.map(
      ({element, box}) => ({kind: 'overlay', detail: `${element.localName} ${inWords(box)}`}) as const,
    ),
  ];
}

function isOutside(box: Box, own: Box): boolean {
  return (
    box.right > box.left &&
    box.bottom > box.top &&
    (box.left < own.left - TOLERANCE ||
      box.top < own.top - TOLERANCE ||
      box.right > own.right + TOLERANCE ||
      box.bottom > own.bottom + TOLERANCE)
  );
}

/** Where those around an element let it be seen; `clips` holds what is known of others. */
function clipOf(element: Element, clips: Map<Element, Box>): Box {
  // From the outermost whose clip is not known yet: what is nested deep would not fit on the stack.
  const unknown: Element[] = [];
  for (let each: Element | null = element; each && !clips.has(each); each = containerOf(each))
    unknown.push(each);
  for (const each of unknown.reverse()) {
    const container = containerOf(each);
    const {visibility, clipPath} = getComputedStyle(each);
    const isUnseen = visibility === 'hidden' || clipPath === 'inset(50%)';
    const around = container ? within(clips.get(container)!, boxOfContent(container)) : EVERYWHERE;
    clips.set(each, isUnseen ? NOWHERE : around);
  }
  return clips.get(element)!;
}

/** What an element is placed in: what is taken out of the flow is clipped by nothing that is nearer than that. */
function containerOf(element: Element): Element | null {
  const {position} = getComputedStyle(element);
  let container = element.parentElement;
  while (container && (position === 'fixed' || position === 'absolute')) {
    const style = getComputedStyle(container);
    if (holdsAll(style) || (position === 'absolute' && style.position !== 'static')) break;
    container = container.parentElement;
  }
  return container;
}

function holdsAll({contain, transform}: CSSStyleDeclaration): boolean {
  return /layout|paint|strict|content/.test(contain) || transform !== 'none';
}

/** Where an element lets what is in it be seen. */
function boxOfContent(element: Element): Box {
  const {contain, overflowX, overflowY} = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const isContained = /paint|strict|content/.test(contain);
  return {
    ...EVERYWHERE,
    ...(isContained || overflowX !== 'visible' ? {left: box.left, right: box.right} : {}),
    ...(isContained || overflowY !== 'visible' ? {top: box.top, bottom: box.bottom} : {}),
  };
}

function within(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

function inWords({left, top, right, bottom}: Box): string {
  return [left, top, right, bottom].map(Math.round).join(' ');
}
