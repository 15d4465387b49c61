import {expect, nextFrame} from '@open-wc/testing';
import '../../src/define.js';
import type {ArchiveElement} from '../../src/elements/archive-element.js';
import type {FeedStore} from '../../src/feed/feed-store.js';
import {ADDRESS, aFeedOf, anItem, storeOf} from '../fixtures.js';
import {settled, textIn} from './rendering.js';
import {sampleStore} from './sample.js';

const HEIGHT = 20_000;

/** The page as it is before and after each test: without a fragment, at its top. */
function reset(): void {
  history.replaceState(null, '', location.pathname + location.search);
  scrollTo(0, 0);
  document.documentElement.style.removeProperty('scroll-padding-top');
  (document.activeElement as HTMLElement | null)?.blur();
  document.querySelector('#place')?.remove();
}

/** An archive far below the view, that waits until a reader comes near. */
function farBelow(store: FeedStore, attributes: Record<string, string> = {}): ArchiveElement {
  const place = document.createElement('div');
  place.id = 'place';
  place.style.padding = `${HEIGHT}px 0`;
  const element = document.createElement('hhc-archive');
  Object.assign(element, {store, src: ADDRESS, lang: 'bg', id: 'archive'});
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  place.append(element);
  document.body.append(place);
  return element;
}

const focusedIn = (element: ArchiveElement): string =>
  element.shadowRoot!.activeElement?.textContent.replace(/\s+/g, ' ').trim() ?? '';

/** Resolves when a summary of the element has the focus. */
async function led(element: ArchiveElement): Promise<void> {
  while (!focusedIn(element)) await nextFrame();
}

function topOf(element: ArchiveElement): number {
  return element.shadowRoot!.activeElement!.getBoundingClientRect().top;
}

describe('An address with a year of <hhc-archive>', () => {
  beforeEach(reset);
  afterEach(reset);

  it('opens the year at load, however far below it is, and leads there', async () => {
    history.replaceState(null, '', '#archive-2020');
    document.documentElement.style.scrollPaddingTop = '70px';
    const element = farBelow(await sampleStore());
    await led(element);
    expect(focusedIn(element)).to.equal('Годишен архив за 2020 3');
    expect(textIn(element, '[part="month"]')).to.deep.equal(['Декември', 'Август', 'Април']);
    expect(scrollY).to.be.above(HEIGHT / 2);
    expect(topOf(element)).to.be.closeTo(70, 2);
    expect(location.hash).to.equal('#archive-2020');
  });

  it('opens it when the address changes, also before a reader has come near', async () => {
    const store = await sampleStore();
    const element = farBelow(store);
    await element.updateComplete;
    location.hash = '#archive-2019';
    await led(element);
    expect(focusedIn(element)).to.include('2019');
    location.hash = '#archive-2012';
    while (!focusedIn(element).includes('2012')) await nextFrame();
    expect(textIn(element, '[part="month"]')).to.include('Юни').and.include('Октомври');
    expect(store.asked).to.deep.equal([ADDRESS]);
  });

  it('leaves a reader alone who is elsewhere by the time the feed comes', async () => {
    history.replaceState(null, '', '#archive-2020');
    const element = farBelow(await sampleStore());
    const field = document.createElement('input');
    element.parentElement!.prepend(field);
    field.focus({preventScroll: true});
    await settled(element);
    await nextFrame();
    expect(textIn(element, '[part="month"]')).to.have.length(3);
    expect(document.activeElement === field).to.equal(true);
    expect(scrollY).to.equal(0);
  });

  it('leaves a reader alone who has scrolled, or whose address names a story', async () => {
    history.replaceState(null, '', '#archive-2020');
    const scrolled = farBelow(await sampleStore());
    scrollTo(0, 300);
    await settled(scrolled);
    await nextFrame();
    expect(textIn(scrolled, '[part="month"]')).to.have.length(3);
    expect(scrollY).to.equal(300);
    reset();

    const home = location.href;
    history.replaceState(null, '', `${home}&hhc-test-story=987#archive-2020`);
    const reading = farBelow(await sampleStore(), {param: 'hhc-test-story'});
    await settled(reading);
    await nextFrame();
    history.replaceState(null, '', home);
    expect(textIn(reading, '[part="month"]')).to.have.length(3);
    expect(scrollY).to.equal(0);
  });

  it('is nothing to an archive with another id, without one, or without that year', async () => {
    const store = await sampleStore();
    for (const [id, hash] of [
      ['news', '#archive-2020'],
      ['', '#-2020'],
      ['archive', '#archive-2011'],
      ['archive', '#archive-'],
      ['archive', '#archive-old'],
      ['archive', '#archive'],
    ] as const) {
      history.replaceState(null, '', hash);
      const element = farBelow(store, {id, loading: 'eager'});
      await settled(element);
      await nextFrame();
      expect(textIn(element, '[part="month"]'), hash).to.deep.equal([]);
      expect(scrollY, hash).to.equal(0);
      reset();
    }
  });

  it('stays lazy where the address names no year of it', async () => {
    history.replaceState(null, '', '#other-2020');
    const store = await sampleStore();
    const near = farBelow(await sampleStore(), {id: 'near', loading: 'eager'});
    const element = farBelow(store);
    await settled(near);
    expect([element.status, store.asked.length]).to.deep.equal(['initial', 0]);
    near.parentElement!.remove();
  });

  it('knows an id that an address has to spell in another way', async () => {
    location.hash = '#архив-2020';
    const element = farBelow(await sampleStore(), {id: 'архив'});
    await led(element);
    expect(focusedIn(element)).to.include('2020');
  });

  it('reads the pages on until there is the year', async () => {
    const dated = (id: string, day: string): Record<string, unknown> =>
      anItem({id, title: `История ${id}`, date_published: day});
    const store = storeOf({
      [ADDRESS]: aFeedOf([dated('a', '2022-05-01')], {next_url: '2.json'}),
      'https://feed.example/news/2.json': aFeedOf([dated('b', '2021-05-01')], {next_url: '3.json'}),
      'https://feed.example/news/3.json': aFeedOf([dated('c', '2012-05-01')], {next_url: '4.json'}),
    });
    history.replaceState(null, '', '#archive-2012');
    const element = farBelow(store);
    await led(element);
    expect(textIn(element, '[part="link"]')).to.deep.equal(['История c']);
    expect(store.asked).to.have.length(3);
  });

  it('brings the years back where a reader has searched', async () => {
    const element = farBelow(await sampleStore(), {search: '', loading: 'eager'});
    await settled(element);
    const box = element.renderRoot.querySelector('input')!;
    box.value = 'хвърчила';
    box.dispatchEvent(new InputEvent('input'));
    while (!textIn(element, '[part="results"]').length) await nextFrame();
    location.hash = '#archive-2020';
    await led(element);
    expect([box.value, focusedIn(element)]).to.deep.equal(['', 'Годишен архив за 2020 3']);
  });

  it('leads nowhere once the element is gone', async () => {
    const element = farBelow(await sampleStore(), {loading: 'eager'});
    await settled(element);
    element.remove();
    location.hash = '#archive-2020';
    await new Promise((resolve) => addEventListener('hashchange', resolve, {once: true}));
    document.querySelector('#place')!.append(element);
    await element.updateComplete;
    expect(textIn(element, '[part="month"]')).to.deep.equal([]);
  });
});
