// What a reader does with a page.

/**
 * Runs in a page: does everything that a reader can do with the elements but follow their links, play a film, whose host
 * is asked then, and hand a story to the system, and counts it.
 * `isAnswered` says whether all elements get an answer in the end.
 */
export async function useElements({isAnswered}) {
  const elements = [...document.querySelectorAll('hhc-story, hhc-related, hhc-archive')];
  const inside = (selector) =>
    elements.flatMap((element) => [
      ...element.shadowRoot.querySelectorAll(selector),
      ...element.querySelectorAll(selector),
    ]);
  const until = async (what, isTrue) => {
    const end = performance.now() + 10_000;
    while (!isTrue()) {
      if (performance.now() > end) throw new Error(`Not within 10 seconds: ${what}`);
      await new Promise(requestAnimationFrame);
    }
  };
  const isSettled = (element) =>
    ['complete', 'error'].includes(element.status) && !element.shadowRoot.querySelector('.waiting');
  const settle = async () => {
    for (const element of elements) {
      if (!isAnswered || isSettled(element)) continue;
      element.scrollIntoView();
      await until(`<${element.localName}> has an answer`, () => isSettled(element));
    }
    await Promise.all(elements.map((element) => element.updateComplete));
  };

  for (const element of elements) element.scrollIntoView();
  await settle();
  const years = inside('details:not([open]) > summary');
  for (const year of years) year.click();
  await settle();

  const images = new Set();
  const seeImages = async () => {
    for (const image of inside('img').filter((image) => image.checkVisibility())) {
      image.scrollIntoView();
      await until(`${image.src} has come`, () => image.complete);
      images.add(image.currentSrc);
    }
  };
  await seeImages();
  const presses = new Map();
  const next = () =>
    inside('button:not([part~="share"], [part~="print"])').find((button) => (presses.get(button) ?? 0) < 2);
  for (let button; (button = next()); await settle()) {
    presses.set(button, (presses.get(button) ?? 0) + 1);
    button.click();
  }
  await seeImages();

  const stay = (event) => {
    if (event.composedPath().some((target) => target instanceof HTMLAnchorElement)) event.preventDefault();
  };
  addEventListener('click', stay);
  const links = inside('a[href]').filter((link) => link.checkVisibility());
  for (const link of links) {
    for (const type of [
      'pointerover',
      'pointerenter',
      'mouseover',
      'mouseenter',
      'pointerdown',
      'touchstart',
    ]) {
      link.dispatchEvent(new Event(type, {bubbles: !type.endsWith('enter'), composed: true}));
    }
    link.focus();
    if (!link.closest('.film')) link.click();
  }
  removeEventListener('click', stay);
  return {
    elements: elements.length,
    years: years.length,
    buttons: presses.size,
    images: images.size,
    links: links.length,
  };
}

/** Moves the mouse over the links of the elements, by which browsers begin to fetch what they are told to. */
export async function hoverLinks(page, limit) {
  for (let index = 0; index < limit; index++) {
    const point = await page.evaluate((index) => {
      const links = [...document.querySelectorAll('hhc-story, hhc-related, hhc-archive')]
        .flatMap(({shadowRoot}) => [...shadowRoot.querySelectorAll('a[href]')])
        .filter((link) => link.checkVisibility());
      links[index]?.scrollIntoView({block: 'center', behavior: 'instant'});
      const {x, y, width, height} = links[index]?.getClientRects()[0] ?? {};
      return links[index] && [x + width / 2, y + height / 2];
    }, index);
    if (!point) return;
    await page.mouse.move(...point);
  }
}
