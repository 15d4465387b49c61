import {expect, nextFrame} from '@open-wc/testing';
import '../../src/define.js';
import type {StoryElement} from '../../src/elements/story-element.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import {aFeedOf, anItem, HandClock, storeOfFeed} from '../fixtures.js';
import {anElement, settled, statusOf, textIn} from './rendering.js';

const KITES = 'https://site.example/kites';
const PIXEL = new URL('../../stories/feeds/pictures/kites-480.jpg', import.meta.url).href;

async function aStoryElement(
  item: Record<string, unknown> = {},
  attributes: Record<string, string> = {},
): Promise<StoryElement> {
  const element = await anElement('hhc-story', {store: storeOfFeed([anItem(item)])});
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await settled(element);
  return element;
}

const find = ({renderRoot}: StoryElement, selector: string): HTMLElement | null =>
  renderRoot.querySelector<HTMLElement>(selector);

/** The window of the frame that is printed. */
const viewOf = (element: StoryElement): (Window & typeof globalThis) | null | undefined =>
  find(element, 'iframe') instanceof HTMLIFrameElement
    ? ((find(element, 'iframe') as HTMLIFrameElement).contentWindow as Window & typeof globalThis)
    : undefined;

async function until<T>(what: () => T): Promise<NonNullable<T>> {
  for (let frames = 0; frames < 600; frames++) {
    const found = what();
    if (found) return found;
    await nextFrame();
  }
  throw new Error(`It never came to this: ${String(what)}`);
}

/** What the browser has, or has not, for the time of a test. */
const undo: (() => void)[] = [];
function browserHas(name: 'share' | 'clipboard', value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(navigator, name);
  Object.defineProperty(navigator, name, {value, configurable: true});
  undo.push(() => {
    Reflect.deleteProperty(navigator, name);
    if (before) Object.defineProperty(navigator, name, before);
  });
}
/** `share` is of the prototype where there is one. */
function browserCannotShare(): void {
  const before = Object.getOwnPropertyDescriptor(Navigator.prototype, 'share');
  Reflect.deleteProperty(Navigator.prototype, 'share');
  if (before) undo.push(() => void Object.defineProperty(Navigator.prototype, 'share', before));
}
afterEach(() => {
  for (const each of undo.splice(0).reverse()) each();
});

describe('<hhc-story> to pass on', () => {
  it('hands its title and address to the system', async () => {
    const shared: unknown[] = [];
    browserHas('share', async (data: unknown) => void shared.push(data));
    const element = await aStoryElement();
    expect(textIn(element, '[part="share"]')).to.deep.equal(['Сподели']);
    await expect(element).to.be.accessible();
    find(element, '[part="share"]')!.click();
    expect(shared.map((each) => ({...(each as object)}))).to.deep.equal([
      {title: 'Хвърчила над града', url: KITES},
    ]);
  });

  it('says nothing when the reader thinks better of it, and copies where the page forbids sharing', async () => {
    const copied: string[] = [];
    browserHas('clipboard', {writeText: async (text: string) => void copied.push(text)});
    let name = 'AbortError';
    let asked = 0;
    browserHas('share', async () => {
      asked++;
      throw new DOMException('No.', name);
    });
    const element = await aStoryElement();
    find(element, '[part="share"]')!.click();
    await nextFrame();
    expect({asked, copied, status: statusOf(element)}).to.deep.equal({asked: 1, copied: [], status: ''});
    name = 'NotAllowedError';
    find(element, '[part="share"]')!.click();
    await until(() => statusOf(element));
    expect(copied).to.deep.equal([KITES]);
  });

  it('copies its address, says so, and is silent again', async () => {
    browserCannotShare();
    const copied: string[] = [];
    browserHas('clipboard', {writeText: async (text: string) => void copied.push(text)});
    const clock = new HandClock();
    const store = new FeedStore(
      async (address) => ({address, text: JSON.stringify(aFeedOf([anItem()]))}),
      clock,
    );
    const element = await anElement('hhc-story', {store});
    element.storyHref = 'stories/{id}';
    await settled(element);
    expect(textIn(element, '[part="share"]')).to.deep.equal(['Копирай връзката']);
    find(element, '[part="share"]')!.click();
    await until(() => statusOf(element));
    expect(copied).to.deep.equal([new URL('stories/kites', document.baseURI).href]);
    expect(statusOf(element)).to.equal('Връзката е копирана.');
    expect(textIn(element, '.actions [aria-hidden]')).to.deep.equal(['Връзката е копирана.']);
    await expect(element).to.be.accessible();
    clock.wind(5000);
    await element.updateComplete;
    expect(statusOf(element)).to.equal('');
    expect(textIn(element, '.actions [aria-hidden]')).to.deep.equal([]);
  });

  it('shows its address, ready to be copied, where the clipboard is refused', async () => {
    browserCannotShare();
    browserHas('clipboard', {
      writeText: async () => {
        throw new DOMException('No.', 'NotAllowedError');
      },
    });
    const element = await aStoryElement();
    find(element, '[part="share"]')!.click();
    const field = await until(() => find(element, 'input[part="share"]') as HTMLInputElement | null);
    await until(() => (element.renderRoot as ShadowRoot).activeElement === field);
    expect(field).to.include({value: KITES, readOnly: true, ariaLabel: 'Адрес на историята'});
    expect([field.selectionStart, field.selectionEnd]).to.deep.equal([0, KITES.length]);
    expect(statusOf(element)).to.equal('');
    await expect(element).to.be.accessible();
  });

  for (const [what, item, attributes, parts] of [
    ['has no address', {url: null}, {}, ['print']],
    ['has an address of no page', {url: null}, {'story-href': 'mailto:{id}'}, ['print']],
    ['is protected', {_hhc: {protected: true}}, {}, []],
    ['is an excerpt', {}, {view: 'excerpt'}, []],
  ] as const) {
    it(`offers ${parts.length ? 'no sharing' : 'nothing'} where it ${what}`, async () => {
      const element = await aStoryElement(item, attributes);
      const found = [...element.renderRoot.querySelectorAll('.actions > *')];
      expect(found.map((each) => each.getAttribute('part'))).to.deep.equal(parts);
    });
  }
});

interface Paper {
  readonly text: string;
  readonly pictures: readonly string[];
  readonly attachments: number;
  readonly controls: number;
  readonly title: string;
  readonly lang: string;
  readonly weight: string;
  readonly isOpen: boolean;
}

/** Presses the button, and says what is in the frame when it is to be printed. */
async function printed(element: StoryElement): Promise<Paper> {
  const {promise, resolve} = Promise.withResolvers<Paper>();
  const watch = new MutationObserver(() => {
    const view = viewOf(element);
    if (!view) return;
    watch.disconnect();
    view.print = () => {
      const {body, images, title} = view.document;
      resolve({
        text: body.textContent.replace(/\s+/g, ' ').trim(),
        pictures: [...images].map((image) => `${image.src} ${image.naturalWidth > 0}`),
        attachments: body.querySelectorAll('[part="attachments"] a').length,
        controls: body.querySelectorAll('button, input, iframe, dialog').length,
        title,
        lang: body.querySelector<HTMLElement>('.root')!.lang,
        weight: view.getComputedStyle(body.querySelector('h2')!).fontWeight,
        isOpen: !!body.querySelector('details')?.open,
      });
      view.dispatchEvent(new Event('afterprint'));
    };
  });
  watch.observe(element.renderRoot, {childList: true});
  find(element, '[part="print"]')!.click();
  return promise;
}

const PRINTED = {
  content_html: `<p>Децата пускат хвърчила.</p><p><img src="${PIXEL}?1" loading="lazy" alt=""></p>
    <p><img src="${PIXEL}?2" alt="Две"></p><details><summary>Още</summary>Скрито.</details>
    <p><a href="https://youtu.be/abcdefghijk">Филмът</a></p>`,
  image: `${PIXEL}?0`,
  authors: [{name: 'Ана'}],
  tags: ['деца'],
  attachments: [{url: '/a.pdf', title: 'Програма'}],
  _hhc: {image_sizes: [{url: `${PIXEL}?small`, width: 10}], reads: {total: 5}},
};

describe('<hhc-story> to print', () => {
  it('prints the story alone, with its pictures and its address', async () => {
    const element = await aStoryElement(PRINTED);
    const page = document.createElement('p');
    page.textContent = 'Друго на страницата';
    document.body.append(page);
    try {
      const {text, pictures, ...paper} = await printed(element);
      for (const words of [
        'Хвърчила над града',
        '20 август',
        'Ана',
        'Децата',
        'Скрито',
        'Филмът',
        'Програма',
      ])
        expect(text).to.include(words);
      expect(text).to.match(/https:\/\/site\.example\/kites$/);
      expect(text).not.to.match(/Отпечатай|Сподели|Копирай|прочетено|оригинал|деца Филм|Друго на/);
      expect(pictures.map((each) => each.slice(-7))).to.deep.equal(['?0 true', '?1 true', '?2 true']);
      expect(paper).to.deep.equal({
        attachments: 1,
        controls: 0,
        title: 'Хвърчила над града',
        lang: 'bg',
        weight: '700',
        isOpen: true,
      });
      await until(() => !find(element, 'iframe'));
      expect((await printed(element)).title).to.equal('Хвърчила над града');
    } finally {
      page.remove();
    }
  });

  it('gives the focus back to its button', async () => {
    const element = await aStoryElement({});
    const button = find(element, '[part="print"]')!;
    button.focus();
    await printed(element);
    expect(element.shadowRoot!.activeElement === button).to.equal(true);
  });

  it('does not wait for ever for a picture', async () => {
    const clock = new HandClock();
    const feed = JSON.stringify(aFeedOf([anItem(PRINTED)]));
    const store = new FeedStore(async (address) => ({address, text: feed}), clock);
    const element = await anElement('hhc-story', {store});
    await settled(element);
    const root = element.renderRoot as ShadowRoot;
    let waiting = 0;
    // As soon as there is a frame, before there is anything in it: no picture ever comes.
    root.append = (...nodes) => {
      DocumentFragment.prototype.append.apply(root, nodes);
      const {prototype} = viewOf(element)!.HTMLImageElement;
      Object.defineProperty(prototype, 'complete', {get: () => false});
      prototype.addEventListener = () => {
        waiting++;
      };
    };
    const paper = printed(element);
    await until(() => waiting);
    clock.wind(5000);
    expect((await paper).title).to.equal('Хвърчила над града');
  });

  it('prints the page where it may not have a frame of its own', async () => {
    const element = await aStoryElement();
    const {print} = window;
    let pages = 0;
    window.print = () => {
      pages++;
    };
    const {importNode} = document;
    Document.prototype.importNode = () => {
      throw new DOMException('No.', 'SecurityError');
    };
    try {
      find(element, '[part="print"]')!.click();
      await until(() => pages);
      expect(!!find(element, 'iframe')).to.equal(false);
    } finally {
      window.print = print;
      Document.prototype.importNode = importNode;
    }
  });
});
