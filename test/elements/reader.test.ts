import {expect, fixture, html, nextFrame} from '@open-wc/testing';
import '../../src/define.js';
import type {FeedElement} from '../../src/elements/feed-element.js';
import type {RelatedElement} from '../../src/elements/related-element.js';
import type {StoryElement} from '../../src/elements/story-element.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import type {FetchedDocument} from '../../src/feed/fetch-document.js';
import {ADDRESS, aFeedOf, anItem, HandClock, storeOfFeed} from '../fixtures.js';
import {anElement, settled, statusOf, textIn} from './rendering.js';

const PARAM = 'hhc-test-story';

/** What the test runner's page had as its address. */
const HOME = location.href;

function aStore(): FeedStore {
  const items = ['first', 'second', 'third'].map((id, index) =>
    anItem({
      id,
      title: `The ${id} story`,
      date_published: `202${5 - index}-05-05T10:00:00Z`,
      content_html: `<p>${`Words of the ${id} story. `.repeat(60)}</p>`,
    }),
  );
  return storeOfFeed(items);
}

function go(id: string): void {
  const url = new URL(HOME);
  if (id) url.searchParams.set(PARAM, id);
  // Safari allows a hundred of these in ten seconds.
  const isThere = url.href === location.href && !!(history.state as object | null);
  if (!isThere) history.replaceState({page: 'its own'}, '', url);
}

interface Reader {
  readonly story: StoryElement;
  readonly related: RelatedElement;
}

async function aReader(id = '', attributes: Record<string, string> = {}, store = aStore()): Promise<Reader> {
  go(id);
  const box = await fixture<HTMLElement>(html`<div style="height: 300px; overflow: auto"></div>`);
  const story = document.createElement('hhc-story');
  const related = document.createElement('hhc-related');
  for (const element of [story, related]) {
    Object.assign(element, {store, src: ADDRESS, lang: 'en', loading: 'eager', param: PARAM});
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    box.append(element);
  }
  await settled(story);
  await settled(related);
  // The chunk that listens has come by then: it was asked for before.
  await import('../../src/controllers/route-controller.js');
  await story.updateComplete;
  return {story, related};
}

function linkTo(element: FeedElement, id: string): HTMLAnchorElement {
  return [...element.renderRoot.querySelectorAll('a')].find(({href}) => href.includes(`${PARAM}=${id}`))!;
}

function focused(): Element | null {
  const {activeElement} = document;
  return activeElement?.shadowRoot?.activeElement ?? activeElement;
}

/** Resolves when what is asked for is so; the test's own deadline is the end. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextFrame();
}

/** Whether a click is for the browser, as far as we go; it follows nothing. */
function isLeftToBrowser(click: () => void): boolean {
  let isPrevented: boolean | undefined;
  const stop = (event: Event): void => {
    isPrevented = event.defaultPrevented;
    event.preventDefault();
  };
  addEventListener('click', stop, {once: true});
  click();
  return isPrevented === false;
}

async function traverse(move: 'back' | 'forward'): Promise<void> {
  const done = new Promise((resolve) => addEventListener('popstate', resolve, {once: true}));
  history[move]();
  await done;
}

describe('elements that follow the page’s address', () => {
  afterEach(() => {
    if (location.href !== HOME) history.replaceState(history.state, '', HOME);
  });

  it('show the story that it names, and what is related to it', async () => {
    const {story, related} = await aReader('second');
    expect(story.story?.id).to.equal('second');
    expect(textIn(related, '[part="title"]')).to.deep.equal(['The first story', 'The third story']);
  });

  it('show the newest where it names none, and what is related to that', async () => {
    const {story, related} = await aReader();
    expect(story.story?.id).to.equal('first');
    expect(textIn(related, '[part="title"]')).to.deep.equal(['The second story', 'The third story']);
    expect(textIn(related, '[part="heading"]')).to.deep.equal(['More on this topic']);
  });

  it('show the story that the page’s author named where it names none', async () => {
    const {story, related} = await aReader('', {'story-id': 'third'});
    expect(story.story?.id).to.equal('third');
    expect(textIn(related, '[part="title"]')).to.deep.equal(['The first story', 'The second story']);
    linkTo(related, 'second').click();
    await until(() => story.story?.id === 'second');
  });

  it('show the newest stories where no story stands beside', async () => {
    go('');
    const related = await anElement('hhc-related', {store: aStore(), lang: 'en'});
    related.setAttribute('param', PARAM);
    await settled(related);
    expect(textIn(related, '[part="title"]')).to.have.length(3);
    expect(textIn(related, '[part="heading"]')).to.deep.equal(['Latest stories']);
  });

  it('follow a link in place, with the focus on the title, and come back', async () => {
    const {story, related} = await aReader();
    const box = story.parentElement!;
    const {title} = document;
    const link = linkTo(related, 'third');
    link.scrollIntoView();
    const {scrollTop} = box;
    link.click();
    await until(() => focused()?.getAttribute('part') === 'title');
    expect(textIn(story, '[part="title"]')).to.deep.equal(['The third story']);
    expect(new URL(location.href).searchParams.get(PARAM)).to.equal('third');
    expect(box.scrollTop).not.to.equal(scrollTop);
    expect(history.state).to.deep.include({page: 'its own'});
    expect(document.title).to.equal(title);

    await traverse('back');
    await until(() => focused() === linkTo(related, 'third'));
    expect(story.story?.id).to.equal('first');
    await until(() => Math.abs(box.scrollTop - scrollTop) <= 2);

    await traverse('forward');
    await until(() => focused()?.getAttribute('part') === 'title');
    expect(story.story?.id).to.equal('third');
    await traverse('back');
    await until(() => story.story?.id === 'first');
  });

  it('give the focus to the link to the same story, though it stands elsewhere by then', async () => {
    const {story, related} = await aReader();
    linkTo(related, 'second').click();
    await until(() => focused()?.getAttribute('part') === 'title');
    await traverse('back');
    // What was drawn for the story in between is gone.
    await until(() => focused() === linkTo(related, 'second'));
    expect(story.story?.id).to.equal('first');
  });

  it('put the focus on the story where the page has a title of its own', async () => {
    const {story, related} = await aReader();
    const heading = document.createElement('h2');
    heading.slot = 'heading';
    heading.textContent = 'News';
    story.append(heading);
    linkTo(related, 'second').click();
    await until(() => focused()?.localName === 'article');
    await traverse('back');
    await until(() => story.story?.id === 'first');
  });

  it('lead on from a story that is not there, with the focus where that is said', async () => {
    const {story} = await aReader('gone');
    expect(statusOf(story)).to.equal('This story was not found.');
    linkTo(story, 'first').click();
    await until(() => focused()?.getAttribute('part') === 'title');
    await traverse('back');
    await until(() => statusOf(story) === 'This story was not found.');
    const link = document.createElement('a');
    link.href = location.href.replace('gone', 'lost');
    story.after(link);
    link.click();
    await until(() => focused()?.className.startsWith('root') ?? false);
    await traverse('back');
  });

  it('read an excerpt on in place, and go back to it', async () => {
    const {story} = await aReader('', {view: 'excerpt'});
    expect(textIn(story, '[part="excerpt"]')).to.have.length(1);
    linkTo(story, 'first').click();
    await until(() => textIn(story, '[part="body"]').length === 1);
    await until(() => focused()?.getAttribute('part') === 'title');
    await traverse('back');
    await until(() => textIn(story, '[part="excerpt"]').length === 1);
  });

  it('follow an address that the page changes by itself, and leave the focus alone', async () => {
    const {story, related} = await aReader();
    linkTo(related, 'third').focus();
    const url = new URL(HOME);
    url.searchParams.set(PARAM, 'second');
    history.pushState({its: 'own'}, '', url);
    if (!('navigation' in globalThis)) dispatchEvent(new PopStateEvent('popstate'));
    await until(() => story.story?.id === 'second');
    expect(history.state).to.deep.include({its: 'own'});
    expect(focused()?.getAttribute('part')).to.equal('link');
    await traverse('back');
    await until(() => story.story?.id === 'first');
  });

  it('leave links to other pages alone, whatever these call their parameters', async () => {
    const {story, related} = await aReader('', {'story-href': 'https://site.example/?hhc-test-story={id}'});
    const elsewhere = document.createElement('a');
    elsewhere.href = 'https://site.example/other?hhc-test-story=second';
    story.renderRoot.querySelector('[part="body"]')!.append(elsewhere);
    const kept: boolean[] = [];
    const stop = (event: Event): void => {
      kept.push(!event.defaultPrevented);
      event.preventDefault();
    };
    addEventListener('click', stop);
    elsewhere.click();
    related.renderRoot.querySelector('a')!.click();
    removeEventListener('click', stop);
    expect(kept).to.deep.equal([true, true]);
    expect(location.href).to.equal(HOME);
  });

  it('leave links alone where the story is not displayed', async () => {
    const {story, related} = await aReader();
    story.hidden = true;
    expect(isLeftToBrowser(() => linkTo(related, 'third').click())).to.equal(true);
  });

  it('show what is on its way, and leave a reader alone who has gone on meanwhile', async () => {
    const {promise, resolve} = Promise.withResolvers<FetchedDocument>();
    const clock = new HandClock();
    const feed = aFeedOf([anItem({id: 'first', title: 'First'})], {
      _hhc: {story_url: 'https://feed.example/{id}.json'},
    });
    const store = new FeedStore(
      (address) => (address === ADDRESS ? Promise.resolve({address, text: JSON.stringify(feed)}) : promise),
      clock,
    );
    const {story} = await aReader('', {}, store);
    const [link, field] = [document.createElement('a'), document.createElement('input')];
    link.href = `${HOME}&${PARAM}=late`;
    story.after(link, field);
    link.click();
    await until(() => story.status === 'pending');
    expect(textIn(story, '.unseen')).to.have.length(1);
    clock.wind(1000);
    await story.updateComplete;
    expect(textIn(story, '.passing > [role="status"]:not(.unseen)')).to.deep.equal(['Loading …']);
    field.focus();
    field.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', bubbles: true}));
    resolve({
      address: 'https://feed.example/late.json',
      text: JSON.stringify(aFeedOf([anItem({id: 'late', title: 'Late'})])),
    });
    await until(() => textIn(story, '[part="title"]')[0] === 'Late');
    for (let frames = 0; frames < 5; frames++) await nextFrame();
    expect(focused() === field).to.equal(true);
    expect(textIn(story, '.passing')).to.have.length(0);
    await traverse('back');
    await until(() => story.story?.id === 'first');
  });

  it('lead to where a story is to come, where that takes a while', async () => {
    const feed = aFeedOf([anItem({id: 'first', title: 'First'})], {
      _hhc: {story_url: 'https://feed.example/{id}.json'},
    });
    const store = new FeedStore((address) =>
      address === ADDRESS
        ? Promise.resolve({address, text: JSON.stringify(feed)})
        : new Promise<FetchedDocument>(() => undefined),
    );
    const {story} = await aReader('', {}, store);
    const below = document.createElement('div');
    below.style.paddingTop = '5000px';
    const link = document.createElement('a');
    link.href = `${HOME}&${PARAM}=late`;
    link.textContent = 'Late';
    below.append(link);
    story.after(below);
    link.scrollIntoView();
    expect(story.getBoundingClientRect().bottom).to.be.below(0);
    link.click();
    await until(() => story.getBoundingClientRect().top >= 0);
    expect(story.status).to.equal('pending');
    await traverse('back');
    await until(() => story.status === 'complete');
  });

  it('lead to a story that is there, though what is related to it is not', async () => {
    const {promise, resolve} = Promise.withResolvers<FetchedDocument>();
    const related_urls = ['https://feed.example/news/late.json'];
    const feed = aFeedOf([
      anItem({id: 'first', title: 'First', date_published: '2025-05-05'}),
      anItem({id: 'second', title: 'Second', _hhc: {related_urls}}),
    ]);
    const store = new FeedStore((address) =>
      address === ADDRESS ? Promise.resolve({address, text: JSON.stringify(feed)}) : promise,
    );
    const {story, related} = await aReader('', {}, store);
    linkTo(related, 'second').click();
    await until(() => focused()?.getAttribute('part') === 'title');
    expect(related.status).to.equal('pending');
    resolve({address: related_urls[0]!, text: JSON.stringify(aFeedOf([anItem({id: 'more'})]))});
    await settled(related);
    await traverse('back');
    await until(() => story.story?.id === 'first');
  });

  it('are related to the story that the page begins with, though only one names it', async () => {
    go('');
    const store = aStore();
    const box = await fixture<HTMLElement>(html`<div></div>`);
    const story = document.createElement('hhc-story');
    const related = document.createElement('hhc-related');
    for (const element of [story, related])
      Object.assign(element, {store, src: ADDRESS, lang: 'en', loading: 'eager', param: PARAM});
    story.storyId = 'second';
    box.append(story, related);
    await settled(related);
    expect(textIn(related, '[part="title"]')).to.deep.equal(['The first story', 'The third story']);
  });

  it('leave the focus to a page that goes elsewhere while a story is on its way', async () => {
    const feed = aFeedOf([anItem({id: 'first', title: 'First'}), anItem({id: 'second', title: 'Second'})], {
      _hhc: {story_url: 'https://feed.example/{id}.json'},
    });
    const store = new FeedStore((address) =>
      address === ADDRESS
        ? Promise.resolve({address, text: JSON.stringify(feed)})
        : new Promise<FetchedDocument>(() => undefined),
    );
    const {story} = await aReader('', {}, store);
    const link = document.createElement('a');
    link.href = `${HOME}&${PARAM}=late`;
    story.after(link);
    link.click();
    await until(() => story.status === 'pending');
    history.pushState(null, '', `${HOME}&${PARAM}=second`);
    if (!('navigation' in globalThis)) dispatchEvent(new PopStateEvent('popstate'));
    await until(() => textIn(story, '[part="title"]')[0] === 'Second');
    for (let frames = 0; frames < 5; frames++) await nextFrame();
    expect(focused()?.getAttribute('part')).to.not.equal('title');
  });

  it('share the address of the story, without the place where a reader is', async () => {
    const {story} = await aReader('second');
    history.replaceState(history.state, '', `${location.href}#archive-2020`);
    const shared: unknown[] = [];
    const before = Object.getOwnPropertyDescriptor(Navigator.prototype, 'share');
    Object.defineProperty(Navigator.prototype, 'share', {
      value: async (data: ShareData) => void shared.push(data.url),
      configurable: true,
    });
    story.requestUpdate();
    await story.updateComplete;
    story.renderRoot.querySelector<HTMLElement>('[part="share"]')!.click();
    Reflect.deleteProperty(Navigator.prototype, 'share');
    if (before) Object.defineProperty(Navigator.prototype, 'share', before);
    expect(shared).to.deep.equal([`${HOME}&${PARAM}=second`]);
  });

  it('leave links alone where no story stands beside them', async () => {
    const {story, related} = await aReader();
    story.remove();
    await related.updateComplete;
    const isKept = isLeftToBrowser(() => linkTo(related, 'third').click());
    expect(isKept).to.equal(true);
    expect(location.href).to.equal(HOME);
  });

  it('leave to the browser what is not to be followed here', async () => {
    const {story} = await aReader('second');
    const keeps = (change: (link: HTMLAnchorElement) => void, init: MouseEventInit = {}): boolean => {
      const link = document.createElement('a');
      link.href = location.href.replace('second', 'third');
      story.after(link);
      change(link);
      let isPrevented: boolean | undefined;
      const stop = (event: Event): void => {
        isPrevented = event.defaultPrevented;
        event.preventDefault();
      };
      addEventListener('click', stop);
      link.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, ...init}));
      removeEventListener('click', stop);
      link.remove();
      return !isPrevented && location.href.includes('second');
    };
    const same = (): void => undefined;
    for (const init of [{ctrlKey: true}, {metaKey: true}, {shiftKey: true}, {altKey: true}, {button: 1}])
      expect(keeps(same, init), JSON.stringify(init)).to.equal(true);
    expect(
      keeps((link) => (link.target = '_blank')),
      'target',
    ).to.equal(true);
    expect(
      keeps((link) => (link.download = '')),
      'download',
    ).to.equal(true);
    expect(
      keeps((link) => (link.pathname = '/elsewhere')),
      'page',
    ).to.equal(true);
    expect(
      keeps((link) => (link.href = HOME)),
      'none',
    ).to.equal(true);
    expect(
      keeps((link) => (link.href = `${location.href}#part`)),
      'fragment',
    ).to.equal(true);
    const base = document.createElement('base');
    base.target = '_blank';
    document.head.append(base);
    expect(keeps(same), 'base').to.equal(true);
    base.remove();
    // Cancelled by the page: nothing changes, though it is no longer the browser's.
    keeps((link) => link.addEventListener('click', (event) => event.preventDefault()));
    expect(location.href).to.include('second');
    expect(keeps((link) => (link.target = '_self'))).to.equal(false);
    await until(() => story.story?.id === 'third');
    await traverse('back');
    await until(() => story.story?.id === 'second');
  });

  it('leave the focus where it is, once the reader has gone back from a story that comes late', async () => {
    const {promise, resolve} = Promise.withResolvers<FetchedDocument>();
    const feed = aFeedOf([anItem({id: 'first', title: 'First'})], {
      _hhc: {story_url: 'https://feed.example/{id}.json'},
    });
    const store = new FeedStore((address) =>
      address === ADDRESS ? Promise.resolve({address, text: JSON.stringify(feed)}) : promise,
    );
    const {story} = await aReader('', {}, store);
    const link = document.createElement('a');
    link.href = `${HOME}&${PARAM}=late`;
    link.textContent = 'Late';
    story.after(link);
    link.click();
    await until(() => story.status === 'pending');
    expect(textIn(story, '[part="title"]')).to.deep.equal(['First']);
    let isLed = false;
    story.addEventListener('focusin', () => (isLed = true));
    await traverse('back');
    await until(() => story.status === 'complete' && focused() === link);
    resolve({
      address: 'https://feed.example/late.json',
      text: JSON.stringify(aFeedOf([anItem({id: 'late', title: 'Late'})])),
    });
    for (let frames = 0; frames < 5; frames++) await nextFrame();
    expect(focused() === link && !isLed).to.equal(true);
    expect(textIn(story, '[part="title"]')).to.deep.equal(['First']);
  });

  it('let go of the scroll as soon as the reader takes it', async () => {
    const {story, related} = await aReader();
    const box = story.parentElement!;
    linkTo(related, 'second').click();
    await until(() => focused()?.getAttribute('part') === 'title');
    dispatchEvent(new WheelEvent('wheel'));
    await nextFrame();
    box.scrollTop = 250;
    for (let frames = 0; frames < 5; frames++) await nextFrame();
    expect(box.scrollTop).to.equal(250);
    await traverse('back');
    await until(() => story.story?.id === 'first');
  });

  it('load a story that was too far away to be asked for', async () => {
    go('');
    const href = `${HOME}&${PARAM}=second`;
    const box = await fixture<HTMLElement>(
      html`<div>
        <a href=${href}>Second</a>
        <p style="height: 9000px"></p>
      </div>`,
    );
    const story = document.createElement('hhc-story');
    Object.assign(story, {store: aStore(), src: ADDRESS, lang: 'en', param: PARAM});
    box.append(story);
    await story.updateComplete;
    await import('../../src/controllers/route-controller.js');
    await nextFrame();
    expect(story.status).to.equal('initial');
    box.querySelector('a')!.click();
    await until(() => focused()?.getAttribute('part') === 'title');
    expect(story.story?.id).to.equal('second');
    await traverse('back');
    await until(() => story.story?.id === 'first');
  });

  it('leave the focus alone where going back leads to the same story', async () => {
    const {related} = await aReader();
    linkTo(related, 'second').focus();
    history.pushState(history.state, '', `${location.href}#part`);
    linkTo(related, 'third').focus();
    await traverse('back');
    for (let frames = 0; frames < 5; frames++) await nextFrame();
    expect(focused() === linkTo(related, 'third')).to.equal(true);
  });

  it('give the focus to the link that now stands for the one that was used', async () => {
    const {story} = await aReader();
    const aLink = (): HTMLAnchorElement => {
      const link = document.createElement('a');
      link.href = `${HOME}&${PARAM}=second`;
      link.textContent = 'Second';
      story.after(link);
      return link;
    };
    const used = aLink();
    used.click();
    await until(() => focused()?.getAttribute('part') === 'title');
    used.href = '/elsewhere';
    const other = aLink();
    await traverse('back');
    await until(() => focused() === other);
  });

  it('leave the page’s history alone once they are gone', async () => {
    const {story, related} = await aReader();
    story.remove();
    related.remove();
    const link = document.createElement('a');
    link.href = `${HOME}&${PARAM}=second`;
    document.body.append(link);
    const isKept = isLeftToBrowser(() => link.click());
    link.remove();
    expect(isKept).to.equal(true);
  });

  it('are left in place by the browser that refuses a change of the address', async () => {
    const {related} = await aReader();
    const {pushState} = history;
    history.pushState = () => {
      throw new DOMException('Too many', 'SecurityError');
    };
    const isKept = isLeftToBrowser(() => linkTo(related, 'third').click());
    history.pushState = pushState;
    expect(isKept).to.equal(true);
  });
});
