import {expect} from '@open-wc/testing';
import {completeFeed, type Ways} from '../../src/feed/complete-feed.js';
import {FeedError} from '../../src/feed/feed-error.js';
import {FeedFormatError} from '../../src/feed/json-feed.js';
import type {Feed} from '../../src/feed/feed.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import type {FeedRequest} from '../../src/feed/load-feed.js';
import {aFeed, anItem, failureOf, HandClock, storeOfFeed} from '../fixtures.js';

const FOLDER = 'https://feed.example/news/';

/** What a story's document has that the feed has not. */
const TEXT = '<p>Целият текст.</p>';

/** An item as a feed has it whose stories have documents of their own: without its text. */
const aCard = (id: string, fields: object = {}): ReturnType<typeof anItem> =>
  anItem({id, content_html: undefined, summary: 'Накратко.', ...fields});

/** A feed of these items, whose stories have documents of their own. */
const aFeedOfCards = (items: readonly ReturnType<typeof anItem>[], fields: object = {}): Feed =>
  aFeed(items, {_hhc: {story_url: 'stories/{id}.json', ...fields}});

/** A story's own document. */
const aDocument = (id: string): Feed => aFeed([anItem({id, content_html: TEXT})]);

const httpError = (status: number): FeedError =>
  new FeedError('http', `It answered ${status}.`, {cause: new Response(null, {status})});

/** Follows to documents by name, and notes what was asked for and what was told. */
function follower(documents: Readonly<Record<string, Feed | Error>> = {}): {
  asked: string[];
  told: Error[];
  ways: Ways;
} {
  const asked: string[] = [];
  const told: Error[] = [];
  const follow = (address: string): Promise<Feed> => {
    const name = address.slice(FOLDER.length);
    asked.push(name);
    const document = documents[name] ?? new Error(`no ${name}`);
    return document instanceof Error ? Promise.reject(document) : Promise.resolve(document);
  };
  return {asked, told, ways: {follow, tell: (error) => told.push(error)}};
}

const wish = (needs: FeedRequest['needs'], storyId = '', limit = 5): FeedRequest => ({
  ...{store: storeOfFeed(), address: `${FOLDER}feed.json`, allowHosts: ''},
  ...{needs, storyId, limit},
});

const idsOf = (feed: Feed | undefined): string[] | undefined => feed?.stories.map(({id}) => id);
const bodyOf = (feed: Feed | undefined, id: string): string | undefined =>
  feed?.stories.find((story) => story.id === id)?.body;

describe('completeFeed', () => {
  describe('for a story', () => {
    it('reads the newest whole where the feed has it without its text, and puts it in its place', async () => {
      const {ways, asked} = follower({'stories/b.json': aDocument('b')});
      const feed = aFeedOfCards([
        aCard('a', {date_published: '2019-01-01'}),
        aCard('b', {date_published: '2021-01-01'}),
        aCard('c', {date_published: '2020-01-01'}),
      ]);
      const whole = await completeFeed(feed, wish('story'), ways);
      expect(asked).to.deep.equal(['stories/b.json']);
      expect(idsOf(whole)).to.deep.equal(['a', 'b', 'c']);
      expect(bodyOf(whole, 'b')).to.equal(TEXT);
      expect(bodyOf(whole, 'c')).to.equal('');
    });

    it('reads the one that was asked for whole', async () => {
      const {ways, asked} = follower({'stories/a.json': aDocument('a')});
      const whole = await completeFeed(aFeedOfCards([aCard('b'), aCard('a')]), wish('story', 'a'), ways);
      expect(asked).to.deep.equal(['stories/a.json']);
      expect(idsOf(whole)).to.deep.equal(['b', 'a']);
      expect(bodyOf(whole, 'a')).to.equal(TEXT);
    });

    it('adds one that is not in the feed', async () => {
      const {ways, asked} = follower({'stories/z.json': aDocument('z')});
      const whole = await completeFeed(aFeedOfCards([aCard('a')]), wish('story', 'z'), ways);
      expect(asked).to.deep.equal(['stories/z.json']);
      expect(idsOf(whole)).to.deep.equal(['a', 'z']);
      expect(bodyOf(whole, 'z')).to.equal(TEXT);
    });

    it('asks by the id as part of an address', async () => {
      const id = '../b?c&d/$&';
      const name = 'stories/..%2Fb%3Fc%26d%2F%24%26.json';
      const {ways, asked} = follower({[name]: aDocument(id)});
      expect(idsOf(await completeFeed(aFeedOfCards([]), wish('story', id), ways))).to.deep.equal([id]);
      expect(asked).to.deep.equal([name]);
    });

    for (const [what, feed] of [
      ['has its text', aFeedOfCards([anItem({id: 'a'})])],
      ['wants a password', aFeedOfCards([aCard('a', {_hhc: {protected: true}})])],
      ['has no document', aFeed([aCard('a')])],
    ] as const)
      it(`asks for nothing where it ${what}`, async () => {
        for (const storyId of ['', 'a']) {
          const {ways, asked} = follower();
          expect(await completeFeed(feed, wish('story', storyId), ways)).to.equal(feed);
          expect(asked).to.deep.equal([]);
        }
      });

    it('asks for nothing where there are no stories and any will do', async () => {
      const {ways, asked} = follower();
      const feed = aFeedOfCards([]);
      expect(await completeFeed(feed, wish('story'), ways)).to.equal(feed);
      expect(asked).to.deep.equal([]);
    });

    it('shows what it has where the document holds another story', async () => {
      const {ways} = follower({'stories/a.json': aDocument('b')});
      const feed = aFeedOfCards([aCard('a')]);
      expect(await completeFeed(feed, wish('story', 'a'), ways)).to.equal(feed);
    });

    it('has none where the document of one that is not in the feed holds another', async () => {
      const {ways} = follower({'stories/z.json': aDocument('b')});
      expect(await completeFeed(aFeedOfCards([aCard('a')]), wish('story', 'z'), ways)).to.equal(undefined);
    });

    it('says so where a story’s document is an earlier copy', async () => {
      const failure = new FeedError('network', 'It broke.');
      const {ways} = follower({'stories/a.json': {...aDocument('a'), failure}});
      const whole = await completeFeed(aFeedOfCards([aCard('a')]), wish('story', 'a'), ways);
      expect(whole?.failure).to.equal(failure);
    });

    it('reads further pages where stories have no documents', async () => {
      const {ways, asked} = follower({
        '2.json': aFeed([anItem({id: 'b'})], {next_url: '3.json'}),
        '3.json': aFeed([anItem({id: 'c'})], {next_url: '4.json'}),
      });
      const feed = aFeed([anItem({id: 'a'})], {next_url: '2.json'});
      expect(idsOf(await completeFeed(feed, wish('story', 'c'), ways))).to.deep.equal(['a', 'b', 'c']);
      expect(asked).to.deep.equal(['2.json', '3.json']);
    });

    it('has none where no page has it', async () => {
      const {ways} = follower({'2.json': aFeed([anItem({id: 'b'})])});
      const feed = aFeed([anItem({id: 'a'})], {next_url: '2.json'});
      expect(await completeFeed(feed, wish('story', 'z'), ways)).to.equal(undefined);
    });

    for (const status of [401, 403, 404, 410]) {
      it(`has none where its document answers ${status}`, async () => {
        const {ways} = follower({'stories/z.json': httpError(status)});
        expect(await completeFeed(aFeedOfCards([aCard('a')]), wish('story', 'z'), ways)).to.equal(undefined);
      });

      it(`shows what the feed has of it where its document answers ${status}`, async () => {
        const feed = aFeedOfCards([aCard('a')]);
        for (const storyId of ['', 'a']) {
          const {ways, asked} = follower({'stories/a.json': httpError(status)});
          expect(await completeFeed(feed, wish('story', storyId), ways)).to.equal(feed);
          expect(asked).to.have.length(1);
        }
      });
    }

    for (const error of [
      httpError(400),
      httpError(500),
      new FeedError('network', 'It broke.'),
      new FeedFormatError('It is no feed.'),
    ])
      it(`shows what the feed has of it, as an earlier copy, where its document fails: ${error.message}`, async () => {
        const feed = aFeedOfCards([aCard('a')]);
        for (const storyId of ['', 'a']) {
          const {ways} = follower({'stories/a.json': error});
          const whole = await completeFeed(feed, wish('story', storyId), ways);
          expect(whole?.failure).to.equal(error);
          expect(whole?.stories).to.equal(feed.stories);
        }
        const {ways} = follower({'stories/z.json': error});
        expect(await failureOf(completeFeed(feed, wish('story', 'z'), ways))).to.equal(error);
      });

    it('tells the page’s author alone of a document on a host that is not named', async () => {
      const error = new FeedError('blocked-address', 'Not that one.');
      const {ways, told} = follower({'stories/a.json': error});
      const feed = aFeedOfCards([aCard('a')]);
      expect(await completeFeed(feed, wish('story', 'a'), ways)).to.equal(feed);
      expect(told).to.deep.equal([error]);
    });
  });

  describe('for an excerpt', () => {
    it('asks for no text', async () => {
      const feed = aFeedOfCards([aCard('a')]);
      for (const storyId of ['', 'a']) {
        const {ways, asked} = follower();
        expect(await completeFeed(feed, wish('excerpt', storyId), ways)).to.equal(feed);
        expect(asked).to.deep.equal([]);
      }
    });

    it('reads a story that is not in the feed', async () => {
      const {ways, asked} = follower({'stories/z.json': aDocument('z')});
      const whole = await completeFeed(aFeedOfCards([aCard('a')]), wish('excerpt', 'z'), ways);
      expect(idsOf(whole)).to.deep.equal(['a', 'z']);
      expect(asked).to.deep.equal(['stories/z.json']);
    });

    it('looks for one that has no document of its own in the pages, then in the years', async () => {
      const archive = [2022, 2021, 2020].map((year) => ({year, count: 1, url: `${year}.json`}));
      const {ways, asked} = follower({
        '2.json': aFeed([anItem({id: 'b'})]),
        '2022.json': aFeed([anItem({id: 'c'})]),
        '2021.json': aFeed([anItem({id: 'd'})], {next_url: '2021-2.json'}),
        '2021-2.json': aFeed([anItem({id: 'e', content_html: TEXT})]),
      });
      const feed = aFeed([anItem({id: 'a'})], {next_url: '2.json', _hhc: {archive}});
      const whole = await completeFeed(feed, wish('story', 'e'), ways);
      expect(asked).to.deep.equal(['2.json', '2022.json', '2021.json', '2021-2.json']);
      expect(bodyOf(whole, 'e')).to.equal(TEXT);
    });

    it('does not say of one that there is none, where a year could not be had', async () => {
      const archive = [2022, 2021].map((year) => ({year, url: `${year}.json`}));
      const feed = aFeed([anItem({id: 'a'})], {_hhc: {archive}});
      const error = httpError(503);
      const {ways, asked} = follower({'2022.json': error, '2021.json': aFeed([anItem({id: 'b'})])});
      expect(await failureOf(completeFeed(feed, wish('story', 'z'), ways))).to.equal(error);
      expect(asked).to.deep.equal(['2022.json', '2021.json']);
      expect(idsOf(await completeFeed(feed, wish('story', 'b'), ways))).to.deep.equal(['a', 'b']);
      const whole = follower({'2022.json': aFeed([]), '2021.json': aFeed([])}).ways;
      expect(await completeFeed(feed, wish('story', 'z'), whole)).to.equal(undefined);
    });

    it('has none where that is gone, and fails where it fails otherwise', async () => {
      const resultOf = (error: Error): Promise<Feed | undefined> =>
        completeFeed(aFeedOfCards([]), wish('excerpt', 'z'), follower({'stories/z.json': error}).ways);
      expect(await resultOf(httpError(404))).to.equal(undefined);
      const error = httpError(503);
      expect(await failureOf(resultOf(error))).to.equal(error);
    });
  });

  describe('for related stories', () => {
    const aStoryWith = (...related_urls: string[]): ReturnType<typeof anItem> =>
      anItem({id: 'a', _hhc: {related_urls}});
    const aList = (...ids: string[]): Feed => aFeed(ids.map((id) => anItem({id})));

    it('reads the documents that a story names, none of whose stories is there twice', async () => {
      const {ways, asked} = follower({'1.json': aList('b', 'a', 'c'), '2.json': aList('c', 'd')});
      const feed = aFeed([aStoryWith('1.json', '2.json'), anItem({id: 'b'})]);
      const whole = await completeFeed(feed, wish('related', 'a'), ways);
      expect(asked).to.deep.equal(['1.json', '2.json']);
      expect(idsOf(whole)).to.deep.equal(['a', 'b', 'c', 'd']);
      expect(whole!.stories.slice(0, 2)).to.deep.equal(feed.stories);
    });

    for (const [limit, count] of [
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
      [5, 2],
    ] as const)
      it(`reads ${count} of three documents with two stories each for ${limit}`, async () => {
        const {ways, asked} = follower({
          '1.json': aList('a', 'b', 'c'),
          '2.json': aList('d', 'e'),
          '3.json': aList('f', 'g'),
        });
        const feed = aFeed([aStoryWith('1.json', '2.json', '3.json')]);
        await completeFeed(feed, wish('related', 'a', limit), ways);
        expect(asked).to.have.length(count);
      });

    it('passes over a document that fails', async () => {
      const {ways, asked, told} = follower({'1.json': httpError(500), '2.json': aList('b')});
      const feed = aFeed([aStoryWith('1.json', '2.json')]);
      expect(idsOf(await completeFeed(feed, wish('related', 'a'), ways))).to.deep.equal(['a', 'b']);
      expect(asked).to.deep.equal(['1.json', '2.json']);
      expect(told.map(({message}) => message)).to.deep.equal(['It answered 500.']);
    });

    it('says so where a document is an earlier copy', async () => {
      const failure = new FeedError('network', 'It broke.');
      const {ways} = follower({'1.json': {...aList('b'), failure}});
      const whole = await completeFeed(aFeed([aStoryWith('1.json')]), wish('related', 'a'), ways);
      expect(whole?.failure).to.equal(failure);
    });

    it('waits for a document no longer than eight seconds', async () => {
      const clock = new HandClock();
      const {promise: begun, resolve: begin} = Promise.withResolvers<undefined>();
      const never = (): Promise<Feed> => {
        begin(undefined);
        return new Promise(() => undefined);
      };
      const request = {
        ...wish('related', 'a'),
        store: new FeedStore(() => new Promise(() => undefined), clock),
      };
      const feed = aFeed([aStoryWith('1.json')]);
      const loading = completeFeed(feed, request, {follow: never, tell: () => undefined});
      await begun;
      clock.wind(8_000);
      expect(idsOf(await loading)).to.deep.equal(['a']);
    });

    it('reads a story that is not in the feed, and what that names', async () => {
      const {ways, asked} = follower({
        'stories/a.json': aFeed([aStoryWith('1.json')]),
        '1.json': aList('b'),
      });
      const whole = await completeFeed(aFeedOfCards([aCard('c')]), wish('related', 'a'), ways);
      expect(asked).to.deep.equal(['stories/a.json', '1.json']);
      expect(idsOf(whole)).to.deep.equal(['c', 'a', 'b']);
    });

    it('asks for no text', async () => {
      const {ways, asked} = follower();
      await completeFeed(aFeedOfCards([aCard('a')]), wish('related', 'a'), ways);
      expect(asked).to.deep.equal([]);
    });

    it('asks for what is related to the newest where no story is named', async () => {
      const {ways, asked} = follower({'1.json': aList('b')});
      const whole = await completeFeed(aFeed([aStoryWith('1.json')]), wish('related'), ways);
      expect(asked).to.deep.equal(['1.json']);
      expect(idsOf(whole)).to.deep.equal(['a', 'b']);
    });

    it('asks for nothing where only the newest are wanted', async () => {
      const {ways, asked} = follower({'1.json': aList('b')});
      const feed = aFeed([aStoryWith('1.json')]);
      expect(await completeFeed(feed, wish('newest'), ways)).to.equal(feed);
      expect(asked).to.deep.equal([]);
    });

    it('leaves the feed as it is where the story cannot be had, and says so where it may be had later', async () => {
      for (const error of [httpError(404), httpError(500)]) {
        const {ways, asked} = follower({'stories/z.json': error});
        const feed = aFeedOfCards([aCard('a')]);
        const whole = await completeFeed(feed, wish('related', 'z'), ways);
        expect(whole?.stories).to.equal(feed.stories);
        expect(whole?.failure).to.equal((error.cause as Response).status === 500 ? error : undefined);
        expect(asked).to.deep.equal(['stories/z.json']);
      }
    });
  });

  describe('for an archive', () => {
    const aFeedWith = (_hhc: object): Feed => aFeed([aCard('a')], {_hhc: {story_url: '{id}', ..._hhc}});
    const YEARS = [{year: 2020, count: 3, url: undefined}];

    it('reads the years where they are, and nothing else', async () => {
      const {ways, asked} = follower({'years.json': aFeed([anItem({id: 'b'})], {_hhc: {archive: YEARS}})});
      const feed = aFeedWith({archive_url: 'years.json'});
      const whole = await completeFeed(feed, wish('archive', 'z'), ways);
      expect(asked).to.deep.equal(['years.json']);
      expect(whole).to.deep.equal({...feed, archive: YEARS, failure: undefined});
    });

    for (const [what, fields] of [
      ['tells them itself', {archive: YEARS, archive_url: 'years.json'}],
      ['names no document', {}],
    ] as const)
      it(`asks for nothing where the feed ${what}`, async () => {
        const {ways, asked} = follower();
        const feed = aFeedWith(fields);
        expect(await completeFeed(feed, wish('archive'), ways)).to.equal(feed);
        expect(asked).to.deep.equal([]);
      });

    for (const error of [httpError(404), httpError(500), new FeedFormatError('It is no feed.')])
      it(`leaves the feed as it is where they cannot be had, and tells so: ${error.message}`, async () => {
        const {ways, asked, told} = follower({'years.json': error});
        const feed = aFeedWith({archive_url: 'years.json'});
        expect(await completeFeed(feed, wish('archive'), ways)).to.deep.equal(feed);
        expect(asked).to.deep.equal(['years.json']);
        expect(told).to.deep.equal([error]);
      });

    it('says so where the years are an earlier copy', async () => {
      const failure = new FeedError('network', 'It broke.');
      const years = {...aFeed([], {_hhc: {archive: YEARS}}), failure};
      const {ways} = follower({'years.json': years});
      const whole = await completeFeed(aFeedWith({archive_url: 'years.json'}), wish('archive'), ways);
      expect(whole).to.include({archive: years.archive, failure});
    });
  });
});
