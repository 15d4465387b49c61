import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../src/define.js';
import type {StoryElement} from '../../src/elements/story-element.js';
import {anItem, storeOfFeed} from '../fixtures.js';
import {anElement, settled, until} from './rendering.js';

const PIXEL = new URL('../../stories/feeds/pictures/kites-480.jpg', import.meta.url).href;
const picture = (name: string, attributes = ''): string => `<img src="${PIXEL}?${name}" ${attributes}>`;

async function aStoryOf(content_html: string, lang = 'bg'): Promise<StoryElement> {
  const element = await anElement('hhc-story', {store: storeOfFeed([anItem({content_html})]), lang});
  await settled(element);
  return element;
}

const bodyOf = ({renderRoot}: StoryElement): HTMLElement => renderRoot.querySelector('[part="body"]')!;
const find = <T extends HTMLElement>({renderRoot}: StoryElement, selector: string): T[] => [
  ...renderRoot.querySelectorAll<T>(selector),
];
const links = (element: StoryElement): HTMLAnchorElement[] => find(element, 'a.zoom');

const dialogOf = (element: StoryElement): HTMLDialogElement | undefined =>
  find<HTMLDialogElement>(element, 'dialog')[0];
const positionOf = (element: StoryElement): string =>
  dialogOf(element)!
    .querySelector('#position')!
    .firstChild!.parentElement!.textContent.replace(/\s+/g, ' ')
    .trim();

async function opened(element: StoryElement, index: number): Promise<HTMLDialogElement> {
  // In Safari a click leaves the focus where it was.
  links(element)[index]!.click();
  return until(() => (dialogOf(element)?.matches(':modal') ? dialogOf(element) : undefined));
}

async function isShown(element: StoryElement, position: string): Promise<void> {
  await until(() => positionOf(element).startsWith(position));
  const strip = dialogOf(element)!.querySelector('.strip')!;
  const index = Number(/\d+/.exec(position)![0]) - 1;
  await until(() => Math.abs(strip.scrollLeft - index * strip.clientWidth) < 1);
}

/** Clicks that lead to another page are noted, and lead nowhere. */
async function followed(work: () => Promise<unknown>): Promise<string[]> {
  const hrefs: string[] = [];
  const stay = (event: Event): void => {
    const [link] = event.composedPath().filter((target) => target instanceof HTMLAnchorElement);
    if (!link) return;
    if (!event.defaultPrevented) hrefs.push(link.href);
    event.preventDefault();
  };
  addEventListener('click', stay);
  try {
    await work();
  } finally {
    removeEventListener('click', stay);
  }
  return hrefs;
}

const GALLERY = `<figure>${picture('1', 'alt="Едно"')}<figcaption>Първата</figcaption></figure>
  <p>${picture('2')}</p><p><a href="/large.JPG?x">${picture('3', 'alt="Три"')}</a></p>
  <p><a href="/page.html">${picture('4', 'alt="Четири"')}</a> ${picture('5', 'width="16" height="16" alt=""')}</p>`;

describe('<hhc-story> with pictures in its text', () => {
  it('makes links of those that can be opened, each with a name, and changes nothing of the look', async () => {
    const element = await aStoryOf(GALLERY);
    expect(links(element).map(({href}) => href)).to.deep.equal([
      `${PIXEL}?1`,
      `${PIXEL}?2`,
      'https://site.example/large.JPG?x',
    ]);
    expect(links(element).map((link) => link.ariaLabel)).to.deep.equal([null, 'Снимка 2 от 3', null]);
    expect(links(element)[1]!.lang).to.equal('bg');
    const images = find<HTMLImageElement>(element, '.zoom img');
    for (const image of images) image.loading = 'eager';
    await until(() => images.every(({naturalWidth}) => naturalWidth));
    const boxes = (): string =>
      find(element, '[part="body"] *:not(.zoom)')
        .map((each) => JSON.stringify(each.getBoundingClientRect()))
        .join();
    const before = boxes();
    expect(before).not.to.equal('');
    for (const link of links(element)) if (link.href.startsWith(PIXEL)) link.replaceWith(...link.childNodes);
    expect(boxes()).to.equal(before);
  });

  it('leaves a single one as it is', async () => {
    const element = await aStoryOf(`<p>${picture('1')}</p><p><a href="/page">${picture('2')}</a></p>`);
    expect(links(element)).to.have.length(0);
  });

  it('opens the one that was chosen, in words of the page, and lets all be seen', async () => {
    const element = await aStoryOf(GALLERY);
    const dialog = await opened(element, 1);
    await isShown(element, 'Снимка 2 от 3');
    await expect(element).to.be.accessible();
    const images = [...dialog.querySelectorAll('img')];
    expect(images.map(({referrerPolicy, decoding}) => `${referrerPolicy} ${decoding}`)).to.deep.equal(
      Array(3).fill('no-referrer async'),
    );
    expect(images[2]!.src).to.equal('https://site.example/large.JPG?x');
    await sendKeys({press: 'ArrowLeft'});
    await isShown(element, 'Снимка 1 от 3');
    expect(dialog.querySelector('figure:not([aria-hidden])')!.textContent.trim()).to.equal('Първата');
    await sendKeys({press: 'ArrowLeft'});
    await sendKeys({press: 'End'});
    await isShown(element, 'Снимка 3 от 3');
    // Without a caption what there is to see is said.
    expect(positionOf(element)).to.equal('Снимка 3 от 3 Три');
    await sendKeys({press: 'Home'});
    await isShown(element, 'Снимка 1 от 3');
    dialog.querySelector<HTMLElement>('button[aria-label="Предишна снимка"]')!.click();
    await isShown(element, 'Снимка 1 от 3');
    dialog.querySelector<HTMLElement>('button[aria-label="Следваща снимка"]')!.click();
    await isShown(element, 'Снимка 2 от 3');
    // A finger.
    dialog.querySelector('.strip')!.scrollLeft = 10_000;
    await isShown(element, 'Снимка 3 от 3');
  });

  it('asks for a picture when it comes near', async () => {
    const element = await aStoryOf([1, 2, 3, 4].map((each) => picture(String(each))).join(''));
    const dialog = await opened(element, 0);
    const asked = (): string[] => [...dialog.querySelectorAll('img')].map(({src}) => src.slice(-1));
    expect(asked()).to.deep.equal(['1', '2', '', '']);
    await sendKeys({press: 'ArrowRight'});
    await isShown(element, 'Снимка 2 от 4');
    expect(asked()).to.deep.equal(['1', '2', '3', '']);
  });

  for (const [way, close] of [
    ['Escape', () => sendKeys({press: 'Escape'})],
    [
      'its button',
      async (dialog: HTMLElement) => dialog.querySelector<HTMLElement>('[aria-label="Затвори"]')!.click(),
    ],
    ['a click beside the picture', async (dialog: HTMLElement) => dialog.querySelector('figure')!.click()],
  ] as const) {
    it(`closes by ${way}, and goes back to the picture that was opened`, async () => {
      const element = await aStoryOf(GALLERY);
      const dialog = await opened(element, 2);
      dialog.querySelector('img')!.click();
      expect(dialog.open).to.equal(true);
      await sendKeys({press: 'Home'});
      await close(dialog);
      await until(() => !dialogOf(element));
      expect((element.renderRoot as ShadowRoot).activeElement === links(element)[2]).to.equal(true);
    });
  }

  it('opens once more, and closes with the element', async () => {
    const element = await aStoryOf(GALLERY);
    (await opened(element, 0)).close();
    await until(() => !dialogOf(element));
    await opened(element, 1);
    const place = element.parentElement!;
    element.remove();
    place.append(element);
    await until(() => !dialogOf(element));
  });

  it('closes when another story is shown', async () => {
    const body = picture('1') + picture('2');
    const items = ['a', 'b'].map((id) => anItem({id, content_html: body}));
    const element = await anElement('hhc-story', {store: storeOfFeed(items)});
    element.storyId = 'a';
    await settled(element);
    await opened(element, 0);
    element.storyId = 'b';
    await until(() => element.story?.id === 'b');
    await element.updateComplete;
    expect(find(element, 'dialog:modal')).to.have.length(0);
  });

  it('leaves a click that wants a new tab to the browser', async () => {
    const element = await aStoryOf(GALLERY);
    const hrefs = await followed(async () => {
      for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey']) {
        const click = new MouseEvent('click', {bubbles: true, composed: true, cancelable: true, [key]: true});
        links(element)[0]!.dispatchEvent(click);
      }
    });
    expect(hrefs).to.have.length(4);
    expect(!!dialogOf(element)).to.equal(false);
  });

  it('speaks the language of the element', async () => {
    const element = await aStoryOf(GALLERY, 'en');
    await opened(element, 1);
    await isShown(element, 'Picture 2 of 3');
    expect(find(element, 'dialog button').map(({ariaLabel}) => ariaLabel)).to.deep.equal([
      'Previous picture',
      'Next picture',
      'Close',
    ]);
  });
});

const YOUTUBE = 'https://www.youtube.com/watch?v=abcdefghijk&t=1m30s';

describe('<hhc-story> with a film', () => {
  it('shows a box that asks nobody, and is a link', async () => {
    const element = await aStoryOf(
      `<p><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></p>
       <p><a href="${YOUTUBE}">Филмът</a></p><p>Вижте <a href="${YOUTUBE}">филма</a></p>
       <p><a href="${YOUTUBE}">${picture('1', 'alt="Кадър"')}</a></p><video><source src="/a.webm"></video>
       <p><a href="https://vimeo.com/123">https://vimeo.com/123</a></p><p><a href="/page">Още за хвърчилата</a></p>
       <p>И това беше краят на историята за децата и техните хвърчила.</p>`,
    );
    expect(find(element, '.film').map(({textContent}) => textContent.trim())).to.deep.equal([
      'Видео във YouTube',
      'Филмът',
      'Видео от site.example',
      'Видео от vimeo.com',
    ]);
    const {width, height} = find(element, '.film')[0]!.getBoundingClientRect();
    expect(width / height).to.be.closeTo(16 / 9, 0.02);
    expect(find(element, 'iframe, video')).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('plays in the place of the box, and keeps the link below', async () => {
    const element = await aStoryOf(`<p>Първо</p><p><a href="${YOUTUBE}">Филмът</a></p>`);
    const hrefs = await followed(async () => {
      find(element, '.film a')[0]!.click();
      await until(() => find(element, 'iframe')[0]);
    });
    expect(hrefs).to.deep.equal([]);
    const frame = find<HTMLIFrameElement>(element, '.player iframe')[0]!;
    expect(frame.src).to.equal('https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&start=90');
    expect(frame).to.include({
      title: 'Филмът',
      allow: 'autoplay; fullscreen; encrypted-media; picture-in-picture',
      referrerPolicy: 'strict-origin-when-cross-origin',
    });
    expect([...frame.sandbox])
      .to.include('allow-scripts')
      .and.not.include('allow-top-navigation');
    expect((element.renderRoot as ShadowRoot).activeElement === frame).to.equal(true);
    expect(find(element, '.film')).to.have.length(0);
    expect(find<HTMLAnchorElement>(element, '.player + p a').map(({href}) => href)).to.deep.equal([YOUTUBE]);
    // Taken out and put in again, it does not begin of itself.
    const place = element.parentElement!;
    element.remove();
    place.append(element);
    await element.updateComplete;
    expect(find(element, 'iframe')).to.have.length(0);
    expect(find(element, '.film')).to.have.length(1);
  });

  it('does not begin again when a reader comes back to its language', async () => {
    const store = storeOfFeed([
      anItem({
        content_html: `<p><a href="${YOUTUBE}">Филмът</a></p>`,
        _hhc: {translations: [{language: 'en', title: 'A film', content_html: '<p>English</p>'}]},
      }),
    ]);
    const element = await anElement('hhc-story', {store});
    await settled(element);
    find(element, '.film a')[0]!.click();
    await until(() => find(element, 'iframe')[0]);
    for (const language of ['en', 'bg']) {
      find(element, `button[lang="${language}"]`)[0]!.click();
      await element.updateComplete;
    }
    expect(bodyOf(element).textContent).to.include('Филмът');
    expect(find(element, 'iframe')).to.have.length(0);
  });

  it('follows the link where the page forbids the frame', async () => {
    const element = await aStoryOf(`<p><a href="${YOUTUBE}">Филмът</a></p>`);
    const violate = (effectiveDirective: string, blockedURI: string, disposition = 'enforce'): void => {
      const init = {effectiveDirective, blockedURI, disposition} as SecurityPolicyViolationEventInit;
      document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', init));
    };
    const hrefs = await followed(async () => {
      find(element, '.film a')[0]!.click();
      await until(() => find(element, 'iframe')[0]);
      violate('frame-src', 'https://elsewhere.example/');
      violate('img-src', 'https://www.youtube-nocookie.com');
      violate('frame-src', 'https://www.youtube-nocookie.com', 'report');
      expect(find(element, 'iframe')).to.have.length(1);
      violate('frame-src', 'https://www.youtube-nocookie.com');
    });
    expect(hrefs).to.deep.equal([YOUTUBE]);
    expect(find(element, 'iframe, .player, .film')).to.have.length(0);
  });

  it('plays a file, or follows its link where it cannot', async () => {
    const address = new URL('/nothing.mp4', location.href).href;
    const element = await aStoryOf(`<p><a href="${address}">Запис</a></p>`);
    const hrefs = await followed(async () => {
      find(element, '.film a')[0]!.click();
      const video = await until(() => find<HTMLVideoElement>(element, 'video')[0]);
      expect(video).to.include({src: address, controls: true, autoplay: true, title: 'Запис'});
      await until(() => !find(element, 'video').length);
    });
    expect(hrefs).to.deep.equal([address]);
  });
});

describe('<hhc-story> whose chunk does not come', () => {
  it('has the pictures of a gallery followed', async () => {
    const element = await aStoryOf(GALLERY);
    // What fails is the opening itself, which is as good as a chunk that fails.
    const {showModal} = HTMLDialogElement.prototype;
    HTMLDialogElement.prototype.showModal = () => {
      throw new Error('No dialog.');
    };
    try {
      const hrefs = await followed(async () => {
        links(element)[0]!.click();
        await until(() => links(element).length === 2);
      });
      expect(hrefs).to.deep.equal([`${PIXEL}?1`]);
    } finally {
      HTMLDialogElement.prototype.showModal = showModal;
    }
  });
});
