import {expect} from '@open-wc/testing';
import {FeedError} from '../../src/feed/feed-error.js';
import {FeedStore, pageStore} from '../../src/feed/feed-store.js';
import type {FetchedDocument} from '../../src/feed/fetch-document.js';
import {ADDRESS, aFeedOf, anItem, deferred, failureOf, HandClock, storeOf, storeOfFeed} from '../fixtures.js';

/** A store whose reader answers when it is told to, and the requests made of it. */
function aStore(): {
  store: FeedStore;
  clock: HandClock;
  requests: {answer: () => void; fail: () => void; signal: AbortSignal}[];
} {
  const requests: {answer: () => void; fail: () => void; signal: AbortSignal}[] = [];
  const clock = new HandClock();
  const store = new FeedStore((address, signal) => {
    const {promise, resolve, reject} = deferred<FetchedDocument>();
    signal.addEventListener('abort', () => reject(signal.reason));
    requests.push({
      signal,
      answer: () => resolve({address, text: JSON.stringify(aFeedOf([anItem()]))}),
      fail: () => reject(new FeedError('network', 'It broke.')),
    });
    return promise;
  }, clock);
  return {store, clock, requests};
}

describe('FeedStore', () => {
  it('makes one request for two that ask at the same time, and gives both the same feed', async () => {
    const {store, requests} = aStore();
    const [first, second] = [store.load(ADDRESS), store.load(ADDRESS, new AbortController().signal)];
    expect(requests).to.have.lengthOf(1);
    requests[0]!.answer();
    expect(await first).to.equal(await second);
    expect((await first).stories).to.have.lengthOf(1);
  });

  it('keeps the copy', async () => {
    const store = storeOfFeed();
    const feed = await store.load(ADDRESS);
    expect(await store.load(ADDRESS, new AbortController().signal)).to.equal(feed);
    expect(store.asked).to.deep.equal([ADDRESS]);
  });

  it('asks for each address by itself', async () => {
    const store = storeOf({[ADDRESS]: aFeedOf([]), [`${ADDRESS}?2`]: aFeedOf([anItem()])});
    expect((await store.load(ADDRESS)).stories).to.have.lengthOf(0);
    expect((await store.load(`${ADDRESS}?2`)).stories).to.have.lengthOf(1);
  });

  it('resolves addresses against the one that was finally read', async () => {
    const moved = 'https://feed.example/moved/feed.json';
    const store = new FeedStore(() =>
      Promise.resolve({address: moved, text: JSON.stringify(aFeedOf([], {next_url: '2.json'}))}),
    );
    expect(await store.load(ADDRESS)).to.include({address: moved, next: 'https://feed.example/moved/2.json'});
  });

  it('forgets a failure, so that the next one asks again', async () => {
    const {store, requests} = aStore();
    const [first, second] = [store.load(ADDRESS), store.load(ADDRESS, new AbortController().signal)];
    requests[0]!.fail();
    expect(await failureOf(first)).to.have.property('code', 'network');
    expect(await failureOf(second)).to.have.property('code', 'network');
    const third = store.load(ADDRESS);
    expect(requests).to.have.lengthOf(2);
    requests[1]!.answer();
    expect((await third).stories).to.have.lengthOf(1);
  });

  it('gives a copy that is no older than a caller allows, and asks anew for another', async () => {
    const {store, requests, clock} = aStore();
    const loading = store.load(ADDRESS);
    requests[0]!.answer();
    const first = await loading;
    clock.wind(1000);
    expect(await store.load(ADDRESS, undefined, {maxAge: 1001})).to.equal(first);
    const anew = store.load(ADDRESS, undefined, {maxAge: 1000});
    // Many ask for something new at the same time: one request.
    const others = [store.load(ADDRESS, undefined, {maxAge: 0}), store.load(ADDRESS)];
    expect(requests).to.have.lengthOf(2);
    requests[1]!.answer();
    for (const other of others) expect(await other).to.equal(await anew);
    expect(await anew).not.to.equal(first);
    expect(await store.load(ADDRESS)).to.equal(await anew);
  });

  it('does not keep the browser’s own copy of an earlier answer', async () => {
    let asked = 0;
    const failure = new FeedError('network', 'Няма връзка.');
    const store = new FeedStore(async () => ({
      address: ADDRESS,
      text: '{"items": []}',
      ...(asked++ ? {} : {failure}),
    }));
    expect((await store.load(ADDRESS)).failure).to.equal(failure);
    expect((await store.load(ADDRESS)).failure).to.equal(undefined);
    expect(asked).to.equal(2);
  });

  describe('when a caller gives up', () => {
    it('rejects that call alone and goes on for the others', async () => {
      const {store, requests} = aStore();
      const caller = new AbortController();
      const [given, waiting] = [
        store.load(ADDRESS, caller.signal),
        store.load(ADDRESS, new AbortController().signal),
      ];
      const reason = new Error('changed my mind');
      caller.abort(reason);
      expect(await failureOf(given)).to.equal(reason);
      expect(requests[0]!.signal.aborted).to.equal(false);
      requests[0]!.answer();
      expect((await waiting).stories).to.have.lengthOf(1);
      expect(await store.load(ADDRESS)).to.equal(await waiting);
    });

    it('goes on for one that cannot give up', async () => {
      const {store, requests} = aStore();
      const caller = new AbortController();
      const [waiting, given] = [store.load(ADDRESS), store.load(ADDRESS, caller.signal)];
      caller.abort();
      await failureOf(given);
      expect(requests[0]!.signal.aborted).to.equal(false);
      requests[0]!.answer();
      expect((await waiting).stories).to.have.lengthOf(1);
    });

    it('gives the request up when it was the last, and asks anew for the next at once', async () => {
      const {store, requests} = aStore();
      const callers = [new AbortController(), new AbortController()];
      const given = callers.map(({signal}) => store.load(ADDRESS, signal));
      callers[0]!.abort();
      expect(requests[0]!.signal.aborted).to.equal(false);
      callers[1]!.abort();
      expect(requests[0]!.signal.aborted).to.equal(true);

      const next = store.load(ADDRESS, new AbortController().signal);
      expect(requests).to.have.lengthOf(2);
      for (const call of given) expect(await failureOf(call)).to.have.property('name', 'AbortError');
      requests[1]!.answer();
      expect((await next).stories).to.have.lengthOf(1);
    });

    it('makes no request for one that has given up already', async () => {
      const {store, requests} = aStore();
      expect(await failureOf(store.load(ADDRESS, AbortSignal.abort()))).to.have.property(
        'name',
        'AbortError',
      );
      expect(requests).to.have.lengthOf(0);
    });

    it('keeps the copy when that is after the answer', async () => {
      const store = storeOfFeed();
      const caller = new AbortController();
      const feed = await store.load(ADDRESS, caller.signal);
      caller.abort();
      expect(await store.load(ADDRESS)).to.equal(feed);
      expect(store.asked).to.have.lengthOf(1);
    });
  });

  describe('what a document may be', () => {
    for (const text of ['', ' \n'])
      it(`takes ${JSON.stringify(text)} for a feed without stories`, async () => {
        expect(await storeOf({[ADDRESS]: text}).load(ADDRESS)).to.deep.include({
          address: ADDRESS,
          stories: [],
        });
      });

    for (const text of [
      '<!doctype html><p>Not found',
      '{"version": "https://jsonfeed.org/version/1", "items": [{"id"',
      'null',
      '[]',
      '{}',
      '5',
    ])
      it(`takes ${text} for no feed`, async () => {
        expect(await failureOf(storeOf({[ADDRESS]: text}).load(ADDRESS))).to.have.property(
          'code',
          'not-a-feed',
        );
      });

    it('asks again after what was no feed', async () => {
      const store = storeOf({[ADDRESS]: '<!doctype html>'});
      await failureOf(store.load(ADDRESS));
      await failureOf(store.load(ADDRESS));
      expect(store.asked).to.have.lengthOf(2);
    });
  });
});

describe('pageStore', () => {
  it('reads over the network', async () => {
    const feed = await pageStore.load(new URL('../../stories/feeds/plain-text.json', import.meta.url).href);
    expect(feed.stories).to.have.lengthOf(3);
  });
});
