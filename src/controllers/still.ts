// Options without a prototype, on which the page may have put anything.

/** Gives an element the focus, and leaves the page as far scrolled as it is. */
export function focusStill(element: HTMLElement): void {
  const options = {__proto__: null, preventScroll: true};
  element.focus(options);
}

/** Scrolls an element into view at once, which is no movement (WCAG 2.3.3), whatever the page's `scroll-behavior`. */
export function bring(element: Element, block: ScrollLogicalPosition): void {
  const options = {__proto__: null, block, behavior: 'instant'} as const;
  element.scrollIntoView(options);
}
