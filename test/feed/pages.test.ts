import {expect} from '@open-wc/testing';
import type {Feed} from '../../src/feed/feed.js';
import {parseJsonFeed} from '../../src/feed/json-feed.js';
import {readOn} from '../../src/feed/pages.js';
import {aFeedOf, anItem} from '../fixtures.js';

const FOLDER = 'https://feed.example/';

/** A page with these stories, and the way to the next. */
const aPage = (name: string, ids: readonly string[], next?: string): Feed =>
  parseJsonFeed(
    aFeedOf(
      ids.map((id) => anItem({id})),
      {next_url: next},
    ),
    FOLDER + name,
  );

/** Loads pages by name, and notes what was asked for. */
function loader(pages: Readonly<Record<string, Feed>>): {
  asked: string[];
  load: (address: string) => Promise<Feed>;
} {
  const asked: string[] = [];
  return {
    asked,
    load(address) {
      const name = address.slice(FOLDER.length);
      asked.push(name);
      return pages[name] ? Promise.resolve(pages[name]) : Promise.reject(new Error(`no ${name}`));
    },
  };
}

const idsOf = ({stories}: Feed): string[] => stories.map(({id}) => id);
const never = (): boolean => false;

describe('readOn', () => {
  it('reads as far as it is wanted, and goes on from there', async () => {
    const {asked, load} = loader({'2': aPage('2', ['c'], '3'), '3': aPage('3', ['d'])});
    const some = await readOn(aPage('1', ['a', 'b'], '2'), load, ({stories}) => stories.length > 2);
    expect(idsOf(some)).to.deep.equal(['a', 'b', 'c']);
    expect(some.next).to.equal(`${FOLDER}3`);
    expect(asked).to.deep.equal(['2']);
    const all = await readOn(some, load, never);
    expect(idsOf(all)).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(all.next).to.equal(undefined);
    expect(asked).to.deep.equal(['2', '3']);
  });

  it('has no story twice where pages have shifted', async () => {
    const {load} = loader({'2': aPage('2', ['b', 'c'])});
    expect(idsOf(await readOn(aPage('1', ['a', 'b'], '2'), load, never))).to.deep.equal(['a', 'b', 'c']);
  });

  for (const [title, first, pages, asked] of [
    ['leads to itself', '1', {}, []],
    ['leads back', '2', {'2': '1'}, ['2']],
    ['goes round', '2', {'2': '3', '3': '2'}, ['2', '3']],
  ] as const) {
    it(`asks for no page twice where one ${title}`, async () => {
      const documents = Object.fromEntries(
        Object.entries(pages).map(([name, next]) => [name, aPage(name, [name], next)]),
      );
      const {load, ...loading} = loader(documents);
      const all = await readOn(aPage('1', ['a'], first), load, never);
      expect(all.next).to.equal(undefined);
      expect(loading.asked).to.deep.equal(asked);
    });
  }

  it('knows of the end before anyone asks for a page that has been read', async () => {
    const {load} = loader({'2': aPage('2', ['b'], '1')});
    const some = await readOn(aPage('1', ['a'], '2'), load, ({stories}) => stories.length > 1);
    expect(some.next).to.equal(undefined);
  });

  it('reads ten pages at a time of a feed without end', async () => {
    const {load, asked} = loader(
      Object.fromEntries(
        Array.from({length: 50}, (_, index) => [
          String(index),
          aPage(String(index), [String(index)], String(index + 1)),
        ]),
      ),
    );
    const some = await readOn(aPage('first', ['a'], '0'), load, never);
    expect(asked).to.have.length(10);
    await readOn(some, load, never);
    expect(asked).to.have.length(20);
    expect(new Set(asked).size).to.equal(20);
  });

  it('ends with 20,000 stories', async () => {
    const many = (name: string): string[] => Array.from({length: 15_000}, (_, index) => `${name}${index}`);
    const {load} = loader({'2': aPage('2', many('b'), '3')});
    const all = await readOn(aPage('1', many('a'), '2'), load, never);
    expect(all.stories).to.have.length(20_000);
    expect(all.next).to.equal(undefined);
  });

  it('fails as a page does, and has lost nothing', async () => {
    const {load, asked} = loader({'2': aPage('2', ['b'], '3')});
    const first = aPage('1', ['a'], '2');
    const some = await readOn(first, load, ({stories}) => stories.length > 1);
    let failure: unknown;
    await readOn(some, load, never).catch((error: unknown) => (failure = error));
    expect(String(failure)).to.equal('Error: no 3');
    expect(idsOf(some)).to.deep.equal(['a', 'b']);
    expect(asked).to.deep.equal(['2', '3']);
  });
});
