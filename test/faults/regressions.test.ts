import {expect, fixture, html, nextFrame} from '@open-wc/testing';
import '../../src/define.js';
import {newestOf} from '../../src/feed/archive.js';
import {StoryElement} from '../../src/elements/story-element.js';
import type {Feed} from '../../src/feed/feed.js';
import {FeedError} from '../../src/feed/feed-error.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import {fetchDocument, type FetchedDocument} from '../../src/feed/fetch-document.js';
import {statusOf, textIn} from '../elements/rendering.js';
import {ADDRESS, aFeed, aFeedOf, anItem, storeOf} from '../fixtures.js';
import {
  DEADLINE,
  failureOf,
  itExcept,
  LoadingClock,
  mount,
  readerBy,
  seen,
  SENTENCES,
  Session,
  turn,
  warnings,
  watchPage,
  type Mounted,
  type Tag,
} from './harness.js';

const NO_CACHE = {webkit: 'its automated sessions keep no answers'};
const MADE = {'Last-Modified': 'Wed, 01 Jan 2003 00:00:00 GMT'};
const KEPT = {'Cache-Control': 'max-age=0', ETag: '"1"'};

const HOLDS = {'Cache-Control': 'max-age=3600'};
const HOUR = 3_600_000;

/** What a server says that will be well another time. */
const BUSY = new FeedError('http', 'The server is busy.');

const YEAR = 'https://feed.example/news/2020.json';
const WITH_YEAR = aFeedOf([anItem()], {_hhc: {archive: [{year: 2020, url: '2020.json'}]}});

const ofNobody = (): AbortSignal => new AbortController().signal;

/** An archive in which 2020 is open, and its document is on its way. */
async function withAwaitedYear(): Promise<{session: Session; element: Mounted['element']}> {
  const session = await Session.begin();
  const archive = [{year: 2020, url: session.address('gated', {}, '2020.json')}];
  const src = await session.put(aFeedOf([anItem()], {_hhc: {archive}}));
  const {element, next} = await mount('hhc-archive', {src, attributes: {open: '2020'}});
  expect(await next()).to.equal('load');
  await session.log({asked: 2});
  return {session, element};
}

/** An archive of these documents in which a reader has opened 2020. */
async function withOpenYear(
  documents: Readonly<Record<string, unknown>>,
): Promise<Mounted & {readonly store: ReturnType<typeof storeOf>}> {
  const store = storeOf(documents);
  const mounted = await mount('hhc-archive', {src: ADDRESS, store, attributes: {open: '2020'}});
  expect(await mounted.next()).to.equal('load');
  return {...mounted, store};
}

/** Resolves when that is so. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await turn();
}

/** What a status region says from now on. */
function notesOf(region: Element): string[] {
  const said: string[] = [];
  new MutationObserver(() => said.push(region.textContent.trim())).observe(region, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  return said;
}

describe('What was wrong once', () => {
  watchPage();

  it('an element that was taken out asks nothing when one of its attributes changes', async () => {
    const session = await Session.begin();
    const {element, told} = await mount('hhc-story', {src: session.address('gated')});
    await session.log({asked: 1});
    element.remove();
    await session.log({over: 1});
    element.setAttribute('story-href', '/{id}');
    await element.updateComplete;
    await turn();
    await session.command('go');
    await readerBy(new LoadingClock())(session.address('document', {}, 'later.json'), ofNobody());
    expect(await session.asked()).to.deep.equal(['gated/feed.json', 'document/later.json']);
    expect(told).to.deep.equal([]);
  });

  it('a reader who has gone on to another field is left there when the retry is over', async () => {
    const field = await fixture<HTMLInputElement>(html`<input aria-label="Търсене" />`);
    const session = await Session.begin();
    await session.command('fault', 'status');
    const {element, next} = await mount('hhc-story', {src: session.address('gated')});
    expect(await next()).to.equal('http');
    await session.command('fault');
    const button = element.renderRoot.querySelector('button')!;
    button.focus();
    button.click();
    await session.log({asked: 2});
    field.focus();
    await session.command('go');
    expect(await next()).to.equal('load');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(document.activeElement === field).to.equal(true);
  });

  it('an element that comes after a reload that failed shows what its neighbour shows', async () => {
    const session = await Session.begin();
    const store = new FeedStore(readerBy(new LoadingClock()));
    const src = session.address('document');
    const first = await mount('hhc-story', {src, store});
    expect(await first.next()).to.equal('load');
    await session.command('fault', 'status');
    await first.element.reload();
    expect(seen(first.element)).to.include({content: true, says: SENTENCES.stale});
    const second = await mount('hhc-archive', {src, store});
    await second.next();
    expect(seen(second.element)).to.include({content: true, says: SENTENCES.stale});
  });

  itExcept(NO_CACHE, 'a kept answer that could not be asked about is marked', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem()]), MADE);
    const read = readerBy(new LoadingClock());
    await read(src, ofNobody());
    await session.command('fault', 'cut');
    expect((await read(src, ofNobody())).failure?.code).to.equal('network');
  });

  itExcept(NO_CACHE, 'a kept answer that the server has withdrawn is not shown', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem()]), MADE);
    const read = readerBy(new LoadingClock());
    await read(src, ofNobody());
    await session.command('fault', 'status');
    expect(await failureOf(read(src, ofNobody()))).to.have.property('code', 'http');
  });

  itExcept(NO_CACHE, 'who tries again from a kept answer hears that it loads, and that it has', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem()]), KEPT);
    await readerBy(new LoadingClock())(src, ofNobody());
    await session.command('fault', 'cut');
    const {element, region, next} = await mount('hhc-story', {src});
    expect([await next(), await next()]).to.deep.equal(['load', 'network']);
    await session.command('fault');
    const said = new Set<string>();
    new MutationObserver(() => said.add(region.textContent.trim())).observe(region, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    element.renderRoot.querySelector<HTMLElement>('.root > button')!.click();
    expect(await next()).to.equal('load');
    expect([...said]).to.deep.equal([SENTENCES.loading, SENTENCES.loaded]);
  });

  it('nothing is thrown at the page where the registry refuses', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="Страница"></iframe>`);
    const page = frame.contentDocument!;
    const errors: string[] = [];
    frame.contentWindow!.addEventListener('error', ({message}) => void errors.push(message));
    const script = page.createElement('script');
    script.textContent = 'customElements.define = () => { throw new Error("frozen"); }';
    const module = page.createElement('script');
    module.type = 'module';
    module.src = new URL('../../src/define.ts', import.meta.url).href;
    const loaded = new Promise<string>((resolve) => {
      for (const name of ['load', 'error']) module.addEventListener(name, ({type}) => resolve(type));
    });
    page.head.append(script, module);
    expect(await loaded).to.equal('load');
    expect(errors).to.deep.equal([]);
  });

  it('a story of the future comes before those without a date', () => {
    const feed = aFeed([
      anItem({id: 'undated', date_published: null}),
      anItem({id: 'ahead', date_published: '2999-01-01'}),
      anItem({id: 'now'}),
    ]);
    expect(newestOf(feed.stories).map(({id}) => id)).to.deep.equal(['now', 'ahead', 'undated']);
  });

  it('an archive stays in 320 px with letters of 48 px', async () => {
    const session = await Session.begin();
    const parent = await fixture(html`<div style="width: 320px; font-size: 48px"></div>`);
    const attributes = {open: '2020'};
    const {element, next} = await mount('hhc-archive', {
      src: session.address('document'),
      parent,
      attributes,
    });
    expect(await next()).to.equal('load');
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });

  it('a story is no wider than its box', async () => {
    const session = await Session.begin();
    const parent = await fixture(html`<div style="width: 320px"></div>`);
    const {element, next} = await mount('hhc-story', {src: session.address('document'), parent});
    expect(await next()).to.equal('load');
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });

  it('a title of nothing that can be seen is no title', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem({title: '\u200b\u200d\u2060'})]));
    const {element, next} = await mount('hhc-archive', {src, attributes: {open: '2020'}});
    expect(await next()).to.equal('load');
    expect(element.renderRoot.querySelector<HTMLElement>('[part="link"] bdi')!.offsetWidth).to.be.above(0);
  });

  for (const [title, mark, most] of [
    [
      'changes its class at whatever it sees comes to rest',
      (): void => document.body.classList.add('seen'),
      // What the test changes, and what the page does about it.
      2,
    ],
    [
      'counts what it sees on itself counts once a frame',
      (calls: number): void => document.body.setAttribute('class', String(calls)),
      11,
    ],
  ] as const) {
    it(`a page that watches itself and ${title}`, async () => {
      const store = storeOf({[ADDRESS]: aFeedOf([anItem()])});
      const {next} = await mount('hhc-story', {src: ADDRESS, store});
      expect(await next()).to.equal('load');
      let calls = 0;
      const observer = new MutationObserver(() => {
        mark(++calls);
        // So that a page which does not come to rest fails rather than hangs.
        if (calls === 100) observer.disconnect();
      });
      observer.observe(document.body, {childList: true, subtree: true});
      try {
        document.body.classList.add('changed');
        for (let frame = 0; frame < 10; frame++) await nextFrame();
        expect(calls).to.be.within(1, most);
      } finally {
        observer.disconnect();
        document.body.removeAttribute('class');
      }
    });
  }

  /** Reads what has no lifetime, and is answered with that status when the server is asked about it again. */
  async function readThen(status: number): Promise<FetchedDocument> {
    const session = await Session.begin();
    await session.put(aFeedOf([anItem()]), MADE);
    const src = session.address('gated', {status: String(status)});
    const reading = Promise.allSettled([readerBy(new LoadingClock())(src, ofNobody())]);
    await session.log({asked: 1});
    await session.command('go');
    await session.log({asked: 2});
    await session.command('fault', 'status');
    await session.command('go');
    const [result] = await reading;
    expect(await session.log()).to.have.length(2);
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  }

  it('an answer that a busy server could not be asked about again is used, marked', async () => {
    const {text, failure} = await readThen(503);
    expect(JSON.parse(text)).to.have.property('items');
    expect(failure?.code).to.equal('http');
  });

  it('an answer that is gone when its server is asked about it again is not used', async () => {
    expect(await failureOf(readThen(404))).to.have.property('code', 'http');
  });

  itExcept(NO_CACHE, 'a reload asks the server, however long its answer was to hold', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem({title: 'Стара'})]), HOLDS);
    const {element, next} = await mount('hhc-story', {
      src,
      store: new FeedStore(readerBy(new LoadingClock())),
    });
    expect(await next()).to.equal('load');
    await session.put(aFeedOf([anItem({title: 'Нова'})]), HOLDS);
    await element.reload();
    expect(element.feed?.stories[0]?.title).to.equal('Нова');
  });

  itExcept(
    NO_CACHE,
    'a server that is busy is asked again, however long its answer was to hold',
    async () => {
      const session = await Session.begin();
      const src = session.address('status', {status: '503', headers: JSON.stringify(HOLDS)});
      expect(await failureOf(readerBy(new LoadingClock())(src, ofNobody()))).to.have.property('code', 'http');
      expect(await session.log()).to.have.length(3);
    },
  );

  itExcept(NO_CACHE, 'an element that comes after a failure asks the server, too', async () => {
    const session = await Session.begin();
    const store = new FeedStore(readerBy(new LoadingClock()));
    const src = await session.put('<p>Изчакайте</p>', HOLDS);
    expect(await (await mount('hhc-story', {src, store})).next()).to.equal('not-a-feed');
    await session.put(aFeedOf([anItem()]), HOLDS);
    expect(await (await mount('hhc-archive', {src, store})).next()).to.equal('load');
  });

  for (const [title, fields, second] of [
    ['a story whose own document is an earlier copy is marked', {_hhc: {story_url: '{id}.json'}}, 'old.json'],
    ['a story on a page that is an earlier copy is marked', {next_url: 'second.json'}, 'second.json'],
  ] as const) {
    it(title, async () => {
      const documents: Record<string, unknown> = {
        [ADDRESS]: aFeedOf([anItem()], fields),
        [new URL(second, ADDRESS).href]: aFeedOf([anItem({id: 'old'})]),
      };
      const attributes = {'story-id': 'old'};
      const {element, told} = await mount('hhc-story', {src: ADDRESS, store: storeOf(documents), attributes});
      await element.reload();
      documents[new URL(second, ADDRESS).href] = BUSY;
      await element.reload();
      await element.updateComplete;
      expect(element.matches(':state(stale)')).to.equal(true);
      expect(seen(element)).to.include({content: true, says: SENTENCES.stale, retry: true});
      expect(told.at(-1)).to.equal('http');
    });
  }

  it('a part of the library that never comes is waited for 20 s', async () => {
    class StalledStory extends StoryElement {
      protected override loadView(): Promise<never> {
        return new Promise(() => undefined);
      }
    }
    customElements.define('hhc-stalled', StalledStory);
    const session = await Session.begin();
    const mounted = await mount('hhc-stalled' as string as Tag, {src: session.address('document')});
    const {element, patience, next} = mounted;
    patience.wind(19_999);
    await session.log({over: 1});
    expect(element.status).to.equal('pending');
    patience.wind(1);
    expect(await next()).to.equal('timeout');
    expect(element.status).to.equal('error');
    expect(seen(element)).to.deep.equal({
      fallback: true,
      content: false,
      says: SENTENCES.timeout,
      retry: true,
    });
  });

  it('stories of one feed are not shown for another that is asked for by a reload', async () => {
    const store = storeOf({[ADDRESS]: aFeedOf([anItem()])});
    const {element, next} = await mount('hhc-story', {src: ADDRESS, store});
    expect(await next()).to.equal('load');
    element.src = 'https://feed.example/other.json';
    await element.reload();
    expect(await next()).to.equal('http');
    expect(element.feed).to.equal(undefined);
    expect(seen(element)).to.include({content: false, says: SENTENCES.http});
  });

  it('a year that failed and then came is no error any more', async () => {
    const documents: Record<string, unknown> = {[ADDRESS]: WITH_YEAR};
    const {element} = await withOpenYear(documents);
    await until(() => statusOf(element) === SENTENCES.http);
    documents[YEAR] = aFeedOf([anItem()]);
    element.renderRoot.querySelector<HTMLElement>('details button')!.click();
    await until(() => textIn(element, '[part="link"]').length === 1);
    expect(statusOf(element)).to.equal('');
  });

  it('a year that fails a second time is heard to fail', async () => {
    const {element, region, store} = await withOpenYear({[ADDRESS]: WITH_YEAR});
    await until(() => statusOf(element) === SENTENCES.http);
    const said = notesOf(region);
    element.renderRoot.querySelector<HTMLElement>('details button')!.click();
    await until(() => store.asked.length === 3 && textIn(element, 'details button').length === 1);
    await turn();
    expect(said).to.deep.equal(['', SENTENCES.http]);
  });

  it('older stories that fail to come a second time are heard to fail', async () => {
    const store = storeOf({[ADDRESS]: aFeedOf([anItem()], {next_url: 'older.json'})});
    const {element, region, next} = await mount('hhc-archive', {src: ADDRESS, store});
    expect(await next()).to.equal('load');
    const button = element.renderRoot.querySelector<HTMLElement>('.older button')!;
    button.click();
    await until(() => statusOf(element) === SENTENCES.http);
    await until(() => button.ariaDisabled === 'false');
    const said = notesOf(region);
    button.click();
    await until(() => store.asked.length === 3 && button.ariaDisabled === 'false');
    await turn();
    expect(said).to.deep.equal(['', SENTENCES.http]);
  });

  it('a year whose document is an earlier copy is marked', async () => {
    const documents = {[ADDRESS]: WITH_YEAR, [YEAR]: aFeedOf([anItem()]) as unknown};
    const {element} = await withOpenYear(documents);
    await until(() => textIn(element, '[part="link"]').length === 1);
    documents[YEAR] = BUSY;
    await element.reload();
    await until(() => statusOf(element) !== '');
    expect(statusOf(element)).to.equal(SENTENCES.stale);
    expect(textIn(element, '.months > p')).to.deep.equal([SENTENCES.stale]);
    expect(textIn(element, '[part="link"]')).to.have.length(1);
  });

  it('a story that an earlier copy lacks may be in the newer feed', async () => {
    const documents: Record<string, unknown> = {[ADDRESS]: aFeedOf([anItem()])};
    const {element, next} = await mount('hhc-story', {src: ADDRESS, store: storeOf(documents)});
    expect(await next()).to.equal('load');
    documents[ADDRESS] = BUSY;
    await element.reload();
    expect(await next()).to.equal('http');
    element.setAttribute('story-id', 'newer');
    expect(await next()).to.equal('http');
    expect(seen(element)).to.include({content: false, says: SENTENCES.http, retry: true});
  });

  itExcept(NO_CACHE, 'a network that fails when time is almost over leaves the browser’s copy', async () => {
    const session = await Session.begin();
    await session.put('първо', KEPT);
    const src = session.address('gated');
    const first = readerBy(new LoadingClock())(src, ofNobody());
    await session.log({asked: 1});
    await session.command('go');
    await first;
    const clock = new LoadingClock();
    const second = readerBy(clock)(src, ofNobody());
    second.catch(() => undefined);
    await session.log({asked: 2});
    clock.wind(DEADLINE - 100);
    await session.command('fault', 'cut');
    await session.command('go');
    const {text, failure} = await second;
    expect(text).to.equal('първо');
    expect(failure?.code).to.equal('network');
    expect(clock.pauses).to.deep.equal([]);
  });

  it('an address that is none is not worth another try', async () => {
    const {element, next} = await mount('hhc-story', {src: 'https://'});
    expect(await next()).to.equal('blocked-address');
    expect(seen(element)).to.include({says: SENTENCES['blocked-address'], retry: false});
  });

  it('an element that was taken out gives up what it asked for when a year was opened', async () => {
    const {session, element} = await withAwaitedYear();
    element.remove();
    expect((await session.log({over: 2}))[1]).to.include({end: 'gone', status: 0});
  });

  it('another story of an earlier copy is told to have come', async () => {
    const documents: Record<string, unknown> = {[ADDRESS]: aFeedOf([anItem(), anItem({id: 'other'})])};
    const attributes = {'story-id': 'kites'};
    const {element, next} = await mount('hhc-story', {
      src: ADDRESS,
      store: storeOf(documents),
      attributes,
    });
    expect(await next()).to.equal('load');
    documents[ADDRESS] = BUSY;
    await element.reload();
    expect(await next()).to.equal('http');
    element.setAttribute('story-id', 'other');
    expect(await next()).to.equal('load');
    expect(await next()).to.equal('http');
    expect(element.feed?.failure?.code).to.equal('http');
  });

  it('a page that is seen again after an hour asks again for what a busy server may have by then', async () => {
    const session = await Session.begin();
    const busy = session.address('status', {status: '503', times: '3'});
    const all = [
      await mount('hhc-story', {src: busy}),
      await mount('hhc-story', {src: session.address('document'), attributes: {'story-id': 'none'}}),
      await mount('hhc-story', {src: 'https://'}),
    ];
    expect(await Promise.all(all.map(({next}) => next()))).to.deep.equal([
      'http',
      'no-story',
      'blocked-address',
    ]);
    const statusesAfter = (milliseconds: number): string[] => {
      for (const {patience} of all) patience.wind(milliseconds);
      document.dispatchEvent(new Event('visibilitychange'));
      return all.map(({element}) => element.status);
    };
    Object.defineProperty(document, 'hidden', {configurable: true, value: false});
    try {
      expect(statusesAfter(HOUR - 1)).to.deep.equal(['error', 'error', 'error']);
      expect(statusesAfter(1)).to.deep.equal(['pending', 'error', 'error']);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
    expect(await all[0]!.next()).to.equal('load');
  });

  it('nothing after a feed with stories is a failure, and before it a feed without', async () => {
    const documents: Record<string, unknown> = {[ADDRESS]: ''};
    const store = storeOf(documents);
    const load = (): Promise<Feed> => store.load(ADDRESS, undefined, {maxAge: 0});
    const first = await load();
    expect(first.stories).to.deep.equal([]);
    expect(first.failure).to.equal(undefined);
    documents[ADDRESS] = aFeedOf([anItem()]);
    expect((await load()).stories).to.have.length(1);
    documents[ADDRESS] = '';
    const {stories, failure} = await load();
    expect(stories).to.have.length(1);
    expect(failure?.code).to.equal('not-a-feed');
  });

  it('each feed that is none is named in the console', async () => {
    const session = await Session.begin();
    const addresses = [
      await session.put({}, undefined, 'first.json'),
      await session.put({}, undefined, 'second.json'),
      await session.put({items: [1]}, undefined, 'third.json'),
      await session.put({items: [1]}, undefined, 'fourth.json'),
    ];
    for (const src of addresses) {
      expect(await (await mount('hhc-story', {src})).next()).to.equal('not-a-feed');
    }
    expect(warnings).to.have.length(addresses.length);
    for (const [index, address] of addresses.entries()) expect(warnings[index]).to.include(address);
  });

  it('XML is read in the encoding that its server or its first line names', async () => {
    const session = await Session.begin();
    for (const query of [{line: ''}, {type: 'application/rss+xml; charset=windows-1251'}] as const) {
      const {text} = await fetchDocument(session.address('windows-1251', query), ofNobody());
      expect(text).to.include('<title>Дом</title>');
    }
    const unknown = session.address('windows-1251', {type: 'text/xml; charset=none'});
    expect((await fetchDocument(unknown, ofNobody())).text).to.include('<title>\ufffd');
  });

  it('a reload that failed leaves the years that are open as they are', async () => {
    const documents: Record<string, unknown> = {[ADDRESS]: WITH_YEAR, [YEAR]: aFeedOf([anItem()])};
    const {element, store} = await withOpenYear(documents);
    await until(() => textIn(element, '[part="link"]').length === 1);
    documents[ADDRESS] = BUSY;
    await element.reload();
    await element.updateComplete;
    expect(statusOf(element)).to.equal(SENTENCES.stale);
    expect(textIn(element, '[part="link"]')).to.have.length(1);
    // What was asked for by the first would be asked for before the second.
    await element.reload();
    expect(store.asked).to.deep.equal([ADDRESS, YEAR, ADDRESS, ADDRESS]);
  });

  it('an element that was taken out while a year was on its way does not ask for it again', async () => {
    const {session, element} = await withAwaitedYear();
    const details = element.renderRoot.querySelector('details')!;
    const closed = new Promise<void>((resolve) => {
      details.addEventListener('toggle', () => {
        if (!details.open) resolve();
      });
    });
    element.remove();
    await closed;
    // Whatever that led to would be asked for before this.
    await readerBy(new LoadingClock())(session.address('document', {}, 'later.json'), ofNobody());
    expect(await session.asked()).to.deep.equal([
      'document/feed.json',
      'gated/2020.json',
      'document/later.json',
    ]);
  });
});
