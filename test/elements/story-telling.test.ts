import {expect, nextFrame} from '@open-wc/testing';
import '../../src/define.js';
import type {StoryElement} from '../../src/elements/story-element.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import {ADDRESS, aFeedOf, anItem, HandClock} from '../fixtures.js';
import {anElement, nextEvent, settled, until} from './rendering.js';

interface Options {
  readonly items?: readonly Record<string, unknown>[];
  readonly fields?: Record<string, unknown>;
}

function aStore({items = [anItem()], fields = {}}: Options = {}): FeedStore & {clock: HandClock} {
  const text = JSON.stringify(aFeedOf(items, fields));
  const clock = new HandClock();
  return Object.assign(new FeedStore(async (address) => ({address, text}), clock), {clock});
}

async function aStoryElement(
  store: FeedStore,
  attributes: Record<string, string>,
  src = ADDRESS,
): Promise<StoryElement> {
  const element = await anElement('hhc-story', {store, src});
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await settled(element);
  return element;
}

/** Winds until a reader has read. */
async function isRead(element: StoryElement, clock: HandClock): Promise<void> {
  const read = nextEvent(element, 'hhc-read');
  element.scrollIntoView();
  for (;;) {
    if (await Promise.race([read.then(() => true), nextFrame().then(() => false)])) return;
    clock.wind(3000);
  }
}

describe('<hhc-story count-reads>', () => {
  const COUNTER = 'https://feed.example/reads/a%2Fb';
  const items = [anItem({id: 'a/b'})];
  const fields = {_hhc: {reads_url: '/reads/{id}'}};
  const told: string[] = [];
  const {sendBeacon} = Navigator.prototype;
  beforeEach(() => {
    told.length = 0;
    Navigator.prototype.sendBeacon = (address) => !!told.push(String(address));
  });
  afterEach(() => {
    Navigator.prototype.sendBeacon = sendBeacon;
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
  });

  it('tells the feed’s counter once a page view, whichever element was read', async () => {
    const store = aStore({items, fields});
    const element = await aStoryElement(store, {'count-reads': ''});
    expect(told).to.deep.equal([]);
    await isRead(element, store.clock);
    expect(told).to.deep.equal([COUNTER]);
    element.remove();
    const other = await aStoryElement(store, {'count-reads': ''});
    await isRead(other, store.clock);
    expect(told).to.deep.equal([COUNTER]);
    // Another store is another page, as far as that goes.
    const another = aStore({items, fields});
    await isRead(await aStoryElement(another, {'count-reads': ''}), another.clock);
    expect(told).to.deep.equal([COUNTER, COUNTER]);
  });

  it('says nothing of itself', async () => {
    const store = aStore({items, fields});
    await isRead(await aStoryElement(store, {}), store.clock);
    expect(told).to.deep.equal([]);
  });

  it('throws nothing where a reader has switched it off', async () => {
    Reflect.deleteProperty(Navigator.prototype, 'sendBeacon');
    const store = aStore({items, fields});
    // What is thrown by a listener or a timer fails the test.
    await isRead(await aStoryElement(store, {'count-reads': ''}), store.clock);
  });

  it('says nothing of a reader who asks not to be told about', async () => {
    Object.defineProperty(navigator, 'globalPrivacyControl', {value: true, configurable: true});
    const store = aStore({items, fields});
    await isRead(await aStoryElement(store, {'count-reads': ''}), store.clock);
    expect(told).to.deep.equal([]);
  });

  for (const [what, reads_url, allowed, isTold] of [
    ['no counter', undefined, '', false],
    [
      'a counter on a host that the page has not named',
      'https://counter.example/{id}',
      'other.example',
      false,
    ],
    ['a counter on a host that the page has named', 'https://counter.example/{id}', 'counter.example', true],
    ['a counter by http', 'http://feed.example/{id}', '', false],
  ] as const) {
    it(`${isTold ? 'tells' : 'does not tell'} ${what}`, async () => {
      const store = aStore({fields: {_hhc: {reads_url}}});
      const element = await aStoryElement(store, {'count-reads': '', 'allow-hosts': allowed});
      await isRead(element, store.clock);
      expect(told).to.deep.equal(isTold ? ['https://counter.example/kites'] : []);
    });
  }

  it('is read once, also when it is taken out and put in again', async () => {
    const store = aStore();
    const element = await aStoryElement(store, {});
    await isRead(element, store.clock);
    let reads = 0;
    element.addEventListener('hhc-read', () => reads++);
    const place = element.parentElement!;
    element.remove();
    await nextFrame();
    place.append(element);
    await element.updateComplete;
    // Another one beside it hears that it is in view: then this one has heard it, too.
    const other = await aStoryElement(store, {});
    await isRead(other, store.clock);
    expect(reads).to.equal(0);
  });
});

describe('<hhc-story structured-data>', () => {
  const blocks = (element: Element): HTMLScriptElement[] => [...element.querySelectorAll('script')];
  const dataOf = (element: Element): unknown => {
    const found = blocks(element);
    expect(found).to.have.length(1);
    expect(found[0]).to.include({type: 'application/ld+json', slot: 'structured-data'});
    return JSON.parse(found[0]!.text);
  };
  const isSaid = async (element: Element): Promise<unknown> => {
    await until(() => blocks(element).length);
    return dataOf(element);
  };

  it('says all that is known', async () => {
    const item = anItem({
      summary: 'Вятърът закъсня.',
      image: '/kites.jpg',
      authors: [{name: 'Ана', url: 'https://site.example/ana'}, {name: 'Борис'}],
    });
    const element = await aStoryElement(aStore({items: [item]}), {
      'structured-data': '',
      'story-href': '?{id}',
    });
    expect(await isSaid(element)).to.deep.equal({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: 'Хвърчила над града',
      description: 'Вятърът закъсня.',
      datePublished: '2020-08-20T07:00:00.000Z',
      inLanguage: 'bg',
      url: 'https://site.example/kites',
      mainEntityOfPage: 'https://site.example/kites',
      image: 'https://feed.example/kites.jpg',
      author: [
        {'@type': 'Person', name: 'Ана', url: 'https://site.example/ana'},
        {'@type': 'Person', name: 'Борис'},
      ],
      publisher: {'@type': 'Organization', name: 'Новини', url: 'https://site.example/'},
    });
  });

  it('leaves out what is not known', async () => {
    const item = {id: 'x', content_html: '<p>Текст за децата</p>', language: 'bg'};
    const fields = {title: '', home_page_url: undefined};
    const element = await aStoryElement(aStore({items: [item], fields}), {'structured-data': ''});
    const known = Object.keys((await isSaid(element)) as object);
    for (const name of ['datePublished', 'url', 'mainEntityOfPage', 'image', 'author'])
      expect(known).not.to.include(name);
  });

  it('says nothing without the attribute, of a protected story, nor where there is none', async () => {
    const element = await aStoryElement(aStore(), {});
    const hidden = await aStoryElement(aStore({items: [anItem({_hhc: {protected: true}})]}), {
      'structured-data': '',
    });
    // The one that does say something has been asked last.
    const other = await aStoryElement(aStore(), {'structured-data': ''});
    await isSaid(other);
    expect([...blocks(element), ...blocks(hidden)]).to.have.length(0);
    other.storyId = 'gone';
    await nextEvent(other, 'hhc-error');
    await until(() => !blocks(other).length);
  });

  it('follows the story, the language and the attribute, is never there twice, and goes with the element', async () => {
    const items = [
      anItem({_hhc: {translations: [{language: 'en', title: 'Kites', content_html: '<p>Kites.</p>'}]}}),
      anItem({id: 'two', title: 'Втора', date_published: '2010-01-01T10:00:00+02:00'}),
    ];
    const element = await aStoryElement(aStore({items}), {'structured-data': ''});
    const says = async (headline: string): Promise<void> => {
      await until(() => blocks(element)[0]?.text.includes(headline));
      dataOf(element);
    };
    await says('Хвърчила');
    element.renderRoot.querySelector<HTMLElement>('button[lang="en"]')!.click();
    await says('Kites');
    element.storyId = 'two';
    await says('Втора');
    element.structuredData = false;
    await until(() => !blocks(element).length);
    element.structuredData = true;
    await says('Втора');
    // As a page makes one with `cloneNode`.
    const copy = document.createElement('hhc-story');
    copy.append(blocks(element)[0]!.cloneNode(true));
    const {store, src} = element;
    Object.assign(copy, {store, src, storyId: 'kites', structuredData: true, loading: 'eager'});
    expect(blocks(copy)).to.have.length(1);
    const place = element.parentElement!;
    element.remove();
    await until(() => !blocks(element).length);
    place.append(element, copy);
    await says('Втора');
    await settled(copy);
    await until(() => blocks(copy)[0]?.text.includes('Хвърчила'));
    dataOf(copy);
  });

  it('does not count as words of the page’s author, nor is it shown', async () => {
    const element = await aStoryElement(aStore(), {'structured-data': ''});
    await isSaid(element);
    expect(blocks(element)[0]!.checkVisibility()).to.equal(false);
    expect(blocks(element)[0]!.assignedSlot === null).to.equal(true);
  });

  it('ends no script of a page that is read as text', async () => {
    const title = 'A </script><script>alert(1)</script><!--';
    const element = await aStoryElement(aStore({items: [anItem({title})]}), {'structured-data': ''});
    expect(((await isSaid(element)) as {headline: string}).headline).to.include('</script>');
    expect(blocks(element)[0]!.text).not.to.include('<');
  });
});
