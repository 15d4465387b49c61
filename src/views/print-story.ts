import {focusStill} from '../controllers/still.js';
import type {ActionsHost} from './story-actions.js';

/** Milliseconds that pictures have to come. */
const PATIENCE = 5000;

/** What means nothing on paper, or is said by the address at the end. */
const NOT_PRINTED = '.languages, .player, .actions, dialog, footer > :not([part="attachments"])';

let isPrinting = false;

/**
 * Prints a story alone, whatever else is on the page: a copy of it, in a frame that nobody sees.
 * @throws where the page does not let its own frame be read, as one in a sandbox.
 */
export async function printStory(host: ActionsHost, title: string, address?: string): Promise<void> {
  // The browser has one dialog for it.
  if (isPrinting) return;
  isPrinting = true;
  const {activeElement} = host.shadowRoot!;
  const frame = frameIn(host.shadowRoot!);
  /** The focus went into the frame with it: it goes back to where it was (WCAG 2.4.3). */
  const clear = (): void => {
    const wasIn = host.shadowRoot!.activeElement === frame;
    frame.remove();
    if (wasIn && activeElement) focusStill(activeElement as HTMLElement);
  };
  try {
    const view = frame.contentWindow as Window & typeof globalThis;
    fill(view, host, title, address);
    await picturesOf(view.document, host);
    // Chromium waits here until the reader is done; the others tell it in the end.
    view.addEventListener('afterprint', clear);
    view.focus();
    view.print();
  } catch (error) {
    clear();
    throw error;
  } finally {
    isPrinting = false;
  }
}

/** Not without a box: Firefox prints nothing of a frame that is not displayed. */
function frameIn(root: ShadowRoot): HTMLIFrameElement {
  root.querySelector('iframe.print')?.remove();
  const frame = document.createElement('iframe');
  frame.className = 'print';
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  const style = {position: 'fixed', inset: 'auto 0 0 auto', width: '0', height: '0', border: '0'};
  for (const [name, value] of Object.entries(style)) frame.style.setProperty(name, value);
  root.append(frame);
  return frame;
}

function fill(
  {document: paper, CSSStyleSheet: Sheet}: Window & typeof globalThis,
  host: ActionsHost,
  title: string,
  address?: string,
): void {
  const root = host.shadowRoot!;
  paper.title = title;
  paper.adoptedStyleSheets = root.adoptedStyleSheets.map((sheet) => {
    const copy = new Sheet();
    copy.replaceSync([...sheet.cssRules].map(({cssText}) => cssText).join('\n'));
    return copy;
  });
  const place = paper.createElement('div');
  place.className = 'root';
  place.lang = root.querySelector<HTMLElement>('.root')!.lang;
  place.style.setProperty('font-family', getComputedStyle(root.querySelector('article')!).fontFamily);
  // A copy once more: WebKit does not ask for a picture that is moved here.
  place.append(paper.importNode(copyOf(root.querySelector('article')!), true));
  if (address) {
    const line = paper.createElement('p');
    line.className = 'small';
    line.textContent = address;
    place.append(line);
  }
  paper.body.append(place);
}

/** In an inert document: in one that is shown pictures would be asked for, in the size that suits a frame of no width. */
function copyOf(article: Element): Element {
  const copy = document.implementation.createHTMLDocument('').importNode(article, true);
  for (const image of copy.querySelectorAll('img'))
    for (const name of ['srcset', 'sizes', 'loading', 'decoding']) image.removeAttribute(name);
  for (const element of copy.querySelectorAll(`${NOT_PRINTED}, picture > source`)) element.remove();
  for (const details of copy.querySelectorAll('details')) details.open = true;
  return copy;
}

async function picturesOf(paper: Document, {clock}: ActionsHost): Promise<void> {
  const late = Promise.withResolvers<undefined>();
  const cancel = clock.after(() => late.resolve(undefined), PATIENCE);
  const coming = [...paper.images]
    .filter(({complete}) => !complete)
    .map((image) => {
      const {promise, resolve} = Promise.withResolvers<unknown>();
      for (const answer of ['load', 'error']) image.addEventListener(answer, resolve);
      return promise;
    });
  await Promise.race([late.promise, Promise.all(coming)]);
  cancel();
}
