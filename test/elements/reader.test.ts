import {expect, fixture, html, nextFrame} from '@open-wc/testing';
import '../../src/define.js';
import type {FeedElement} from '../../src/elements/feed-element.js';
import type {RelatedElement} from '../../src/elements/related-element.js';
import type {StoryElement} from '../../src/elements/story-element.js';
import type {FeedStore} from '../../src/feed/feed-store.js';
import {ADDRESS, anItem, storeOfFeed} from '../fixtures.js';
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
  history.replaceState({page: 'its own'}, '', url);
}

interface Reader {
  readonly story: StoryElement;
  readonly related: RelatedElement;
}

async function aReader(id = '', attributes: Record<string, string> = {}): Promise<Reader> {
  go(id);
  const store = aStore();
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

async function traverse(move: 'back' | 'forward'): Promise<void> {
  const done = new Promise((resolve) => addEventListener('popstate', resolve, {once: true}));
  history[move]();
  await done;
}

describe('elements that follow the page’s address', () => {
  afterEach(() => {
    history.replaceState(history.state, '', HOME);
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

  it('leave links alone where no story stands beside them', async () => {
    const {story, related} = await aReader();
    story.remove();
    await related.updateComplete;
    let isPrevented: boolean | undefined;
    addEventListener(
      'click',
      (event) => {
        isPrevented = event.defaultPrevented;
        event.preventDefault();
      },
      {once: true},
    );
    linkTo(related, 'third').click();
    expect(isPrevented).to.equal(false);
    expect(location.href).to.equal(HOME);
  });

  it('leave the page’s history alone once they are gone', async () => {
    const {story, related} = await aReader();
    story.remove();
    related.remove();
    const link = document.createElement('a');
    link.href = `${HOME}&${PARAM}=second`;
    document.body.append(link);
    let isPrevented: boolean | undefined;
    addEventListener(
      'click',
      (event) => {
        isPrevented = event.defaultPrevented;
        event.preventDefault();
      },
      {once: true},
    );
    link.click();
    link.remove();
    expect(isPrevented).to.equal(false);
  });

  it('are left in place by the browser that refuses a change of the address', async () => {
    const {related} = await aReader();
    const {pushState} = history;
    history.pushState = () => {
      throw new DOMException('Too many', 'SecurityError');
    };
    let isPrevented: boolean | undefined;
    addEventListener(
      'click',
      (event) => {
        isPrevented = event.defaultPrevented;
        event.preventDefault();
      },
      {once: true},
    );
    linkTo(related, 'third').click();
    history.pushState = pushState;
    expect(isPrevented).to.equal(false);
  });
});
