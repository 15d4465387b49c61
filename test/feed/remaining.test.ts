import {expect} from '@open-wc/testing';
import {RemainingDocuments} from '../../src/feed/remaining.js';
import {aFeed, anItem} from '../fixtures.js';

const FOLDER = 'https://feed.example/news/';

/** What is asked for, where each address answers a page with that next one. */
async function askedOf(
  remaining: RemainingDocuments,
  next: Readonly<Record<string, string>>,
): Promise<string[]> {
  const asked: string[] = [];
  await remaining.read({
    load: async (address) => {
      asked.push(address.replace(FOLDER, ''));
      const name = address.replace(FOLDER, '');
      return {...aFeed([], {next_url: next[name]}), address};
    },
    take: async () => 0,
  });
  return asked;
}

describe('RemainingDocuments', () => {
  it('follows pages that lead back no further', async () => {
    const remaining = new RemainingDocuments(aFeed([anItem()], {next_url: '2.json'}));
    const asked = await askedOf(remaining, {'2.json': '3.json', '3.json': '2.json'});
    expect(asked).to.deep.equal(['2.json', '3.json']);
    expect(remaining.isComplete).to.equal(true);
  });

  it('asks for no year whose stories are all there', async () => {
    const archive = [
      {year: 2020, count: 1, url: '2020.json'},
      {year: 2019, count: 1, url: '2019.json'},
    ];
    const remaining = new RemainingDocuments(aFeed([anItem()], {_hhc: {archive}}));
    expect(await askedOf(remaining, {})).to.deep.equal(['2019.json']);
  });

  it('gives up with those who wait', async () => {
    const remaining = new RemainingDocuments(aFeed([anItem()], {next_url: '2.json'}));
    let name = '';
    await remaining
      .read({
        load: () => Promise.reject(new DOMException('', 'AbortError')),
        take: async () => 0,
      })
      .catch((error: unknown) => (name = (error as DOMException).name));
    expect([name, remaining.hasMore]).to.deep.equal(['AbortError', true]);
  });
});
