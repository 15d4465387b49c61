import {expect, fixture, html} from '@open-wc/testing';
import '../../src/define.js';
import type {FeedElement} from '../../src/elements/feed-element.js';
import {FeedError} from '../../src/feed/feed-error.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import {fetchDocument, type FetchedDocument} from '../../src/feed/fetch-document.js';
import {statusOf} from '../elements/rendering.js';
import {aFeedOf, anItem, HandClock} from '../fixtures.js';
import {
  CUTS,
  DEADLINE,
  ENGINE,
  failureOf,
  itExcept,
  LoadingClock,
  mount,
  prepared,
  readerBy,
  seen,
  SENTENCES,
  Session,
  TAGS,
  turn,
  warnings,
  watchPage,
  type Mounted,
} from './harness.js';

const HOUR = 3_600_000;

/** Of WebKit, where a test is about what the browser keeps. */
const NO_CACHE = {webkit: 'its automated sessions keep no answers'};

const ofNobody = (): AbortSignal => new AbortController().signal;

interface ReadOptions {
  readonly clock?: HandClock;
  readonly random?: () => number;
  readonly signal?: AbortSignal;
}

/** Reads a document by a clock under which pauses pass at once. */
function read(address: string, options: ReadOptions = {}): Promise<FetchedDocument> {
  const {clock = new LoadingClock(), random, signal = ofNobody()} = options;
  return readerBy(clock, random)(address, signal);
}

/** Resolves when that is so; each turn lets the page hear what came over the network. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await turn();
}

/** The statuses that the server answered with, in order. */
async function statusesOf(session: Session, over: number): Promise<number[]> {
  return (await session.log({over})).map(({status}) => status);
}

describe('fetchDocument, where it fails', () => {
  watchPage();

  for (const status of [408, 429, 500, 501, 502, 503, 504, 599]) {
    it(`asks three times in all after ${status}`, async () => {
      const session = await Session.begin();
      const error = await failureOf(read(session.address('status', {status: String(status)})));
      expect(error).to.be.instanceOf(FeedError).with.property('code', 'http');
      expect(((error as FeedError).cause as Response).status).to.equal(status);
      expect(await session.log()).to.have.length(3);
    });
  }

  for (const status of [400, 401, 403, 404, 405, 406, 410, 425, 451]) {
    it(`asks once after ${status}`, async () => {
      const session = await Session.begin();
      const error = await failureOf(read(session.address('status', {status: String(status), after: '1'})));
      expect(error).to.be.instanceOf(FeedError).with.property('code', 'http');
      expect(await session.log()).to.have.length(1);
    });
  }

  it('asks three times, and then for the browser’s copy, where the network fails', async () => {
    const session = await Session.begin();
    const error = await failureOf(read(session.address('private')));
    expect(error).to.be.instanceOf(FeedError).with.property('code', 'network');
    expect(await session.log()).to.have.length(4);
  });

  for (const times of [1, 2]) {
    it(`is well after failing ${times} times`, async () => {
      const session = await Session.begin();
      const {text, failure} = await read(session.address('status', {status: '503', times: String(times)}));
      expect(JSON.parse(text)).to.have.property('items');
      expect(failure).to.equal(undefined);
      expect(await session.log()).to.have.length(times + 1);
    });
  }

  it('asks not a second time for what is no feed, or too large', async () => {
    const session = await Session.begin();
    await failureOf(new FeedStore((address) => read(address)).load(session.address('html')));
    await failureOf(read(session.address('sized', {bytes: '6000000'})));
    expect(await session.log()).to.have.length(2);
  });

  for (const [random, pauses] of [
    [0, [0, 0]],
    [0.25, [250, 500]],
    [0.999, [999, 1998]],
  ] as const) {
    it(`pauses for all or nothing of a time that doubles: ${random}`, async () => {
      const session = await Session.begin();
      const clock = new LoadingClock();
      await failureOf(read(session.address('status', {status: '500'}), {clock, random: () => random}));
      expect(clock.pauses).to.deep.equal(pauses);
      expect(clock.tasks.size).to.equal(0);
    });
  }

  it('asks again when the pause is over, and not before', async () => {
    const session = await Session.begin();
    const clock = new HandClock();
    const reading = read(session.address('status', {status: '500', times: '1'}), {clock});
    await until(() => clock.tasks.size === 2);
    clock.wind(499);
    expect(clock.tasks.size).to.equal(2);
    expect(await session.log()).to.have.length(1);
    clock.wind(1);
    await reading;
    expect(await session.log()).to.have.length(2);
  });

  describe('and is told to come back later', () => {
    // The clock of these tests stands at noon of the first of March.
    for (const [title, after, pauses] of [
      // And up to a second more, here half of one: not all who were told the same come back together.
      ['at once', '0', [500, 500]],
      ['after 1 s', '1', [1500, 1500]],
      ['after 4 s', '4', [4500, 4500]],
      ['after 5 s, the second time too late', '5', [5500]],
      ['after 120 s', '120', []],
      ['after more seconds than there are', '9'.repeat(400), []],
      ['at an instant', 'Sun, 01 Mar 2026 12:00:02 GMT', [2500, 1000]],
      ['on another day', 'Mon, 02 Mar 2026 12:00:00 GMT', []],
      ['at an instant that is over', 'Sun, 01 Mar 2026 11:59:59 GMT', [500, 1000]],
      ['with words', 'soon', [500, 1000]],
      ['with nothing', '', [500, 1000]],
    ] as const) {
      it(`${title}: asks ${pauses.length + 1} times`, async () => {
        const session = await Session.begin();
        const clock = new LoadingClock();
        const error = await failureOf(read(session.address('status', {status: '503', after}), {clock}));
        expect(error).to.be.instanceOf(FeedError).with.property('code', 'http');
        expect(clock.pauses).to.deep.equal(pauses);
        expect(await session.log()).to.have.length(pauses.length + 1);
      });
    }

    it('where the page may not read that: goes by its own pauses', async () => {
      const session = await Session.begin();
      const clock = new LoadingClock();
      const query = {status: '503', after: '120', hidden: ''};
      await failureOf(read(session.address('status', query), {clock}));
      expect(clock.pauses).to.deep.equal([500, 1000]);
    });
  });
});

describe('fetchDocument, in time', () => {
  watchPage();

  let patient: Promise<unknown>;

  before(async () => {
    const session = await Session.begin();
    // By the real clock, while the other tests go on.
    patient = failureOf(fetchDocument(session.address('silent'), ofNobody()));
  });

  it('gives up after 10 s without headers', async () => {
    const session = await Session.begin();
    const clock = new LoadingClock();
    let isOver = false;
    const failure = failureOf(read(session.address('silent'), {clock})).finally(() => (isOver = true));
    await session.log({asked: 1});
    clock.wind(DEADLINE - 1);
    await session.log();
    expect(isOver).to.equal(false);
    clock.wind(1);
    expect(await failure)
      .to.be.instanceOf(FeedError)
      .with.property('code', 'timeout');
    expect((await session.log({over: 1})).map(({end}) => end)).to.deep.equal(['gone']);
  });

  it('counts the body, too', async () => {
    const session = await Session.begin();
    const clock = new LoadingClock();
    const failure = failureOf(read(session.address('stalled'), {clock}));
    await session.log({asked: 1});
    clock.wind(DEADLINE);
    expect(await failure).to.have.property('code', 'timeout');
  });

  it('counts the attempts before, and the pauses', async () => {
    const session = await Session.begin();
    const clock = new LoadingClock();
    let isOver = false;
    const query = {status: '503', after: '6', times: '1', then: 'silent'};
    const failure = failureOf(read(session.address('status', query), {clock})).finally(() => (isOver = true));
    await session.log({asked: 2});
    clock.wind(3499);
    await session.log();
    expect(isOver).to.equal(false);
    clock.wind(1);
    expect(await failure).to.have.property('code', 'timeout');
    expect(await session.log({over: 2})).to.have.length(2);
  });

  it('gives up within a pause that has become too long', async () => {
    const session = await Session.begin();
    const clock = new HandClock();
    const failure = failureOf(read(session.address('status', {status: '503', after: '9'}), {clock}));
    await until(() => clock.tasks.size === 2);
    // As after sleep: all that was due is due at once.
    clock.wind(HOUR);
    expect(await failure).to.have.property('code', 'timeout');
    expect(clock.tasks.size).to.equal(0);
    expect(await session.log()).to.have.length(1);
  });

  for (const fault of ['gated', 'halved']) {
    it(`takes what comes slowly, but in time: ${fault}`, async () => {
      const session = await Session.begin();
      const clock = new LoadingClock();
      const reading = read(session.address(fault), {clock});
      await session.log({asked: 1});
      clock.wind(DEADLINE - 1);
      await session.command('go');
      expect(JSON.parse((await reading).text)).to.have.property('items');
      expect(clock.tasks.size).to.equal(0);
    });
  }

  for (const fault of ['silent', 'stalled']) {
    it(`gives the connection up with its caller: ${fault}`, async () => {
      const session = await Session.begin();
      const clock = new LoadingClock();
      const caller = new AbortController();
      const failure = failureOf(read(session.address(fault), {clock, signal: caller.signal}));
      await session.log({asked: 1});
      caller.abort();
      expect(await failure)
        .to.be.instanceOf(DOMException)
        .with.property('name', 'AbortError');
      expect((await session.log({over: 1})).map(({end}) => end)).to.deep.equal(['gone']);
      expect(clock.tasks.size).to.equal(0);
    });
  }

  it('asks no more when its caller gives up within a pause', async () => {
    const session = await Session.begin();
    const clock = new HandClock();
    const caller = new AbortController();
    const reading = read(session.address('status', {status: '503'}), {clock, signal: caller.signal});
    const failure = failureOf(reading);
    await until(() => clock.tasks.size === 2);
    caller.abort();
    expect(await failure).to.have.property('name', 'AbortError');
    expect(clock.tasks.size).to.equal(0);
    expect(await session.log()).to.have.length(1);
  });

  it('gives up by the real clock as well', async function () {
    this.timeout(60_000);
    expect(await patient)
      .to.be.instanceOf(FeedError)
      .with.property('code', 'timeout');
  });
});

describe('fetchDocument, in size', () => {
  watchPage();

  for (const query of [{}, {gzip: ''}]) {
    const how = 'gzip' in query ? 'as they were packed' : 'as they are';
    it(`takes 5,000,000 bytes ${how}, and not one more`, async () => {
      const session = await Session.begin();
      const {text} = await read(session.address('sized', {bytes: '5000000', ...query}));
      expect(JSON.parse(text)).to.have.property('items');
      const error = await failureOf(read(session.address('sized', {bytes: '5000001', ...query})));
      expect(error).to.be.instanceOf(FeedError).with.property('code', 'too-large');
    });
  }

  it('counts bytes, not letters', async () => {
    const session = await Session.begin();
    const {text} = await read(await session.put('я'.repeat(2_500_000)));
    expect(text).to.have.length(2_500_000);
    expect(text.endsWith('я')).to.equal(true);
    const error = await failureOf(read(await session.put('я'.repeat(2_500_001))));
    expect(error).to.have.property('code', 'too-large');
  });

  it('stops what has no end', async () => {
    const session = await Session.begin();
    expect(await failureOf(read(session.address('flood')))).to.have.property('code', 'too-large');
    const [request] = await session.log({over: 1});
    // WebKit takes in what comes while the page is still busy with what came before.
    if (ENGINE !== 'webkit') expect(request!.sent).to.be.below(100e6);
    if (request!.sent < 200e6) expect(request!.end).to.equal('gone');
  });
});

describe('What the browser has kept', () => {
  watchPage();

  const KEPT = {'Cache-Control': 'max-age=0', ETag: '"1"'};

  itExcept(NO_CACHE, 'stands in, marked, where the network fails', async () => {
    const session = await Session.begin();
    const address = await session.put('първо', KEPT);
    expect(await read(address)).to.not.have.property('failure');
    await session.command('fault', 'cut');
    const copy = await read(address);
    expect(copy).to.include({text: 'първо', address});
    expect(copy.failure?.code).to.equal('network');
    expect(await session.log()).to.have.length(1 + 3 * CUTS);

    await session.command('fault');
    expect(await read(await session.put('второ', {...KEPT, ETag: '"2"'})))
      .to.include({text: 'второ'})
      .and.not.have.property('failure');
  });

  itExcept(NO_CACHE, 'stands in, marked, where the server is gone', async () => {
    const session = await Session.begin();
    await session.put('първо', KEPT);
    const server = (await session.command('open')) as string;
    const address = session.address('document', {}, 'feed.json', server);
    await read(address);
    await session.command('close');
    const clock = new LoadingClock();
    const copy = await read(address, {clock});
    expect(copy).to.include({text: 'първо'});
    expect(copy.failure?.code).to.equal('network');
    expect(clock.pauses).to.deep.equal([500, 1000]);
  });

  it('fails as the network did where there is nothing', async () => {
    const session = await Session.begin();
    const server = (await session.command('open')) as string;
    await session.command('close');
    const failure = failureOf(read(session.address('document', {}, 'feed.json', server)));
    expect(await failure).to.have.property('code', 'network');
  });

  it('does not stand in where the server refuses', async () => {
    const session = await Session.begin();
    const address = await session.put('първо', KEPT);
    await read(address);
    await session.command('fault', 'status');
    const error = await failureOf(read(address));
    expect(error).to.have.property('code', 'http');
    expect(((error as FeedError).cause as Response).status).to.equal(404);
  });

  itExcept(NO_CACHE, 'is not kept by the store, so that the next asks again', async () => {
    const session = await Session.begin();
    const address = await session.put(aFeedOf([anItem()]), KEPT);
    await read(address);
    await session.command('fault', 'cut');
    const store = new FeedStore(readerBy(new LoadingClock()));
    expect((await store.load(address)).failure?.code).to.equal('network');
    await session.command('fault');
    expect((await store.load(address)).failure).to.equal(undefined);
  });

  for (const headers of [
    {'Cache-Control': 'max-age=3600'},
    {Expires: new Date(Date.now() + HOUR).toUTCString(), Date: new Date().toUTCString()},
  ] as Record<string, string>[]) {
    itExcept(NO_CACHE, `is believed where the server says how long: ${Object.keys(headers)[0]}`, async () => {
      const session = await Session.begin();
      const address = await session.put('първо', headers);
      await read(address);
      await session.put('второ', headers);
      expect((await read(address)).text).to.equal('първо');
      expect(await session.log()).to.have.length(1);
    });
  }

  for (const headers of [{'Cache-Control': 'no-cache', ETag: '"1"'}, KEPT] as Record<string, string>[]) {
    itExcept(
      NO_CACHE,
      `is asked about where the server wants that: ${headers['Cache-Control']}`,
      async () => {
        const session = await Session.begin();
        const address = await session.put('първо', headers);
        await read(address);
        expect((await read(address)).text).to.equal('първо');
        expect(await statusesOf(session, 2)).to.deep.equal([200, 304]);
        await session.put('второ', {...headers, ETag: '"2"'});
        expect((await read(address)).text).to.equal('второ');
        expect(await statusesOf(session, 3)).to.deep.equal([200, 304, 200]);
      },
    );
  }

  // Which browsers would go by for two years and more.
  const MADE = {'Last-Modified': 'Wed, 01 Jan 2003 00:00:00 GMT'};

  itExcept(NO_CACHE, 'is asked about where the server says only when it was made', async () => {
    const session = await Session.begin();
    const address = await session.put('първо', MADE);
    await read(address);
    expect(await statusesOf(session, 2)).to.deep.equal([200, 304]);
    expect((await read(address)).text).to.equal('първо');
    expect(await statusesOf(session, 3)).to.deep.equal([200, 304, 304]);
    await session.put('второ', {'Last-Modified': 'Thu, 02 Jan 2003 00:00:00 GMT'});
    expect((await read(address)).text).to.equal('второ');
    expect(await statusesOf(session, 4)).to.deep.equal([200, 304, 304, 200]);
  });
});

describe('FeedStore and its elements, over the network', () => {
  watchPage();

  /** Elements of all kinds that share a store. */
  async function many(count: number, src: string, store: FeedStore): Promise<Mounted[]> {
    return Promise.all(Array.from({length: count}, (_, index) => mount(TAGS[index % 3]!, {src, store})));
  }

  const nextOf = async (elements: readonly Mounted[]): Promise<string[]> => [
    ...new Set(await Promise.all(elements.map(({next}) => next()))),
  ];

  it('forgets a failure', async () => {
    const session = await Session.begin();
    const store = new FeedStore(readerBy(new LoadingClock()));
    const address = session.address('status', {status: '404', times: '1'});
    expect(await failureOf(store.load(address))).to.have.property('code', 'http');
    expect((await store.load(address)).stories).to.have.length(1);
    expect(await session.log()).to.have.length(2);
  });

  it('asks once for 300 elements', async function () {
    this.timeout(60_000);
    const session = await Session.begin();
    const all = await many(300, session.address('gated'), new FeedStore(readerBy(new LoadingClock())));
    await session.log({asked: 1});
    await session.command('go');
    expect(await nextOf(all)).to.deep.equal(['load']);
    for (const {element} of all) expect(seen(element).content).to.equal(true);
    // One that comes after all of them gets what they have.
    const late = await mount('hhc-story', {src: session.address('gated'), store: all[0]!.element.store});
    expect(await late.next()).to.equal('load');
    expect(await session.log()).to.have.length(1);
  });

  it('asks once a round for ten elements, and once more when there is a network again', async () => {
    const session = await Session.begin();
    await session.command('fault', 'private');
    const store = new FeedStore(readerBy(new LoadingClock()));
    const all = await many(10, session.address('document'), store);
    expect(await nextOf(all)).to.deep.equal(['network']);
    expect(await session.log()).to.have.length(4);
    expect(warnings).to.have.length(1);
    await session.command('fault');
    dispatchEvent(new Event('online'));
    // Browsers tell it more than once where there are several ways out.
    dispatchEvent(new Event('online'));
    expect(await nextOf(all)).to.deep.equal(['load']);
    for (const {element} of all) expect(seen(element)).to.include({content: true, says: SENTENCES.loaded});
    expect(await session.log()).to.have.length(5);
    dispatchEvent(new Event('online'));
    for (const {element} of all) expect(element.status).to.equal('complete');
  });

  it('asks again on a network that is back after a timeout, and not after a refusal', async () => {
    const session = await Session.begin();
    const slow = await mount('hhc-story', {src: session.address('gated')});
    const refused = await mount('hhc-story', {src: session.address('status', {status: '404'})});
    const removed = await mount('hhc-story', {src: session.address('status', {status: '410'})});
    await session.log({asked: 3});
    slow.clock.wind(DEADLINE);
    expect(await slow.next()).to.equal('timeout');
    expect(await nextOf([refused, removed])).to.deep.equal(['http']);
    removed.element.remove();
    dispatchEvent(new Event('online'));
    expect([slow, refused, removed].map(({element}) => element.status)).to.deep.equal([
      'pending',
      'error',
      'error',
    ]);
    await session.log({asked: 4});
    await session.command('go');
    expect(await slow.next()).to.equal('load');
  });

  itExcept(NO_CACHE, 'asks again on a network that is back where it showed the browser’s copy', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem()]), {'Cache-Control': 'max-age=0', ETag: '"1"'});
    await read(src);
    await session.command('fault', 'cut');
    const all = await many(3, src, new FeedStore(readerBy(new LoadingClock())));
    expect(await nextOf(all)).to.deep.equal(['load']);
    expect(await nextOf(all)).to.deep.equal(['network']);
    for (const {element} of all) expect(statusOf(element)).to.equal(SENTENCES.stale);
    const {length} = await session.log();
    await session.command('fault');
    dispatchEvent(new Event('online'));
    expect(await nextOf(all)).to.deep.equal(['load']);
    for (const {element} of all) expect(statusOf(element)).not.to.equal(SENTENCES.stale);
    expect(await session.log()).to.have.length(length + 1);
  });

  describe('on a page that is hidden and seen again', () => {
    let isHidden = false;

    beforeEach(() => {
      isHidden = false;
      Object.defineProperties(document, {
        hidden: {configurable: true, get: () => isHidden},
        visibilityState: {configurable: true, get: () => (isHidden ? 'hidden' : 'visible')},
      });
    });

    afterEach(() => {
      for (const key of ['hidden', 'visibilityState']) Reflect.deleteProperty(document, key);
    });

    function show(visible: boolean): void {
      isHidden = !visible;
      document.dispatchEvent(new Event('visibilitychange', {bubbles: true}));
    }

    const statusesIn = (all: readonly Mounted[]): string[] => [
      ...new Set(all.map(({element}) => element.status)),
    ];

    it('asks once for ten elements, after an hour', async () => {
      const session = await Session.begin();
      const clock = new HandClock();
      const store = new FeedStore(readerBy(new LoadingClock()), clock);
      const all = await many(10, await session.put(aFeedOf([anItem({title: 'Стара'})])), store);
      expect(await nextOf(all)).to.deep.equal(['load']);
      await session.put(aFeedOf([anItem({title: 'Нова'})]));

      show(false);
      clock.wind(HOUR - 1);
      show(true);
      expect(statusesIn(all)).to.deep.equal(['complete']);
      clock.wind(1);
      show(false);
      expect(statusesIn(all)).to.deep.equal(['complete']);
      show(true);
      expect(statusesIn(all)).to.deep.equal(['pending']);
      expect(await nextOf(all)).to.deep.equal(['load']);
      for (const {element} of all) expect(titleOf(element)).to.equal('Нова');
      expect(await session.log()).to.have.length(2);

      show(false);
      show(true);
      expect(statusesIn(all)).to.deep.equal(['complete']);
    });

    it('keeps what it shows, marked, where that fails', async () => {
      const session = await Session.begin();
      const {element, patience, next} = await mount('hhc-story', {src: session.address('document')});
      expect(await next()).to.equal('load');
      await session.command('fault', 'status');
      patience.wind(HOUR);
      show(true);
      expect(await next()).to.equal('http');
      expect(seen(element)).to.deep.equal({
        fallback: false,
        content: true,
        says: SENTENCES.stale,
        retry: true,
      });
    });

    it('asks nothing for an element that is gone, or has asked for nothing yet', async () => {
      const session = await Session.begin();
      const gone = await mount('hhc-story', {src: session.address('document')});
      expect(await gone.next()).to.equal('load');
      gone.element.remove();
      const far = await fixture(html`<div style="margin-top: 1000vh"></div>`);
      const lazy = document.createElement('hhc-story');
      Object.assign(lazy, {src: session.address('document'), store: gone.element.store});
      far.append(lazy);
      await lazy.updateComplete;
      gone.patience.wind(2 * HOUR);
      show(true);
      expect([gone.element.status, lazy.status]).to.deep.equal(['complete', 'initial']);
    });
  });

  it('goes on for those that still wait when one is taken out', async () => {
    const session = await Session.begin();
    const store = new FeedStore(readerBy(new LoadingClock()));
    const [first, ...others] = await many(3, session.address('gated'), store);
    await session.log({asked: 1});
    await prepared(first!);
    first!.element.remove();
    await turn();
    await session.command('go');
    expect(await nextOf(others)).to.deep.equal(['load']);
    expect((await session.log()).map(({end}) => end)).to.deep.equal(['answered']);
    expect(first!.told).to.deep.equal([]);
  });

  it('asks nothing when an element that shows its feed is taken out and put back', async () => {
    const session = await Session.begin();
    const {element, told, next} = await mount('hhc-archive', {src: session.address('document')});
    expect(await next()).to.equal('load');
    const parent = element.parentElement!;
    element.remove();
    await turn();
    parent.append(element);
    await element.updateComplete;
    expect(element.status).to.equal('complete');
    expect(seen(element).content).to.equal(true);
    // What is asked for after that is the second request.
    await element.reload();
    expect(await session.log()).to.have.length(2);
    expect(told).to.deep.equal(['load', 'load']);
  });

  it('asks once for an address that changes and changes back before anyone was told', async () => {
    const session = await Session.begin();
    const src = session.address('document');
    const {element, told, next} = await mount('hhc-related', {src});
    element.src = session.address('document', {}, 'other.json');
    element.src = src;
    expect(await next()).to.equal('load');
    await element.reload();
    expect(await session.asked()).to.deep.equal(['document/feed.json', 'document/feed.json']);
    expect(told).to.deep.equal(['load', 'load']);
  });
});

function titleOf(element: FeedElement): string | undefined {
  return element.feed?.stories[0]?.title;
}
