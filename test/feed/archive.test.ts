import {expect} from '@open-wc/testing';
import {byDate, monthsOf, newestOf, storiesOfYear, yearsOf} from '../../src/feed/archive.js';
import {aFeed, anItem, growthOf, LINEAR_GROWTH} from '../fixtures.js';

const NOW = Date.parse('2022-11-21T10:00:00Z');
const idsOf = (stories: readonly {id: string}[]): string[] => stories.map(({id}) => id);
const feedDated = (...dates: readonly (string | undefined)[]): ReturnType<typeof aFeed> =>
  aFeed(dates.map((date_published, index) => anItem({id: `${index}`, date_published})));

describe('byDate', () => {
  it('puts the newest first and the undated last, in the order they had', () => {
    const {stories} = feedDated(undefined, '2020-01-01', 'nonsense', '2022-01-01', '2021-01-01');
    expect(idsOf([...stories].sort(byDate))).to.deep.equal(['3', '4', '1', '0', '2']);
  });

  it('keeps the order of stories of one instant', () => {
    const {stories} = feedDated('2020-01-01', '2020-01-01', '2020-01-01', undefined);
    expect(idsOf([...stories].sort(byDate))).to.deep.equal(['0', '1', '2', '3']);
    expect(byDate(stories[3]!, stories[3]!)).to.equal(0);
  });
});

describe('newestOf', () => {
  it('puts a story of the far future after those that are out', () => {
    const {stories} = feedDated('2021-01-01', '2022-11-21T20:00:00Z', '9999-01-01', '2022-11-23T10:00:00Z');
    expect(idsOf(newestOf(stories, NOW))).to.deep.equal(['1', '0', '2', '3']);
  });

  it('leaves the list it was given alone', () => {
    const {stories} = feedDated('2020-01-01', '2021-01-01');
    newestOf(stories, NOW);
    expect(idsOf(stories)).to.deep.equal(['0', '1']);
  });
});

describe('yearsOf', () => {
  it('believes the feed', () => {
    const archive = [{year: 2010, count: 2, url: '2010.json'}, {year: 2022}];
    expect(yearsOf(aFeed([anItem()], {_hhc: {archive}}))).to.deep.equal([
      {year: 2022, count: undefined, url: undefined},
      {year: 2010, count: 2, url: 'https://feed.example/news/2010.json'},
    ]);
  });

  it('believes a feed that says there are none', () => {
    expect(yearsOf(aFeed([anItem()], {_hhc: {archive: []}}))).to.deep.equal([]);
  });

  it('counts the stories where the feed does not tell, leaves out empty years and undated stories', () => {
    const feed = feedDated('2010-05-01', '2012-05-01', undefined, '2012-06-01');
    expect(yearsOf(feed)).to.deep.equal([
      {year: 2012, count: 2, url: undefined},
      {year: 2010, count: 1, url: undefined},
    ]);
  });

  it('counts a story in the year that it was on the site’s own clock', () => {
    const item = anItem({date_published: '2020-12-31T22:30:00Z'});
    const yearIn = (time_zone: string): number | undefined =>
      yearsOf(aFeed([item], {_hhc: {time_zone}}))[0]?.year;
    expect(yearIn('Europe/Sofia')).to.equal(2021);
    expect(yearIn('Europe/London')).to.equal(2020);
  });
});

describe('storiesOfYear', () => {
  it('has the stories of that year alone, newest first', () => {
    const feed = feedDated('2012-05-01', '2010-05-01', undefined, '2012-06-01', '2011-12-31T22:30:00Z');
    expect(idsOf(storiesOfYear(feed, 2012))).to.deep.equal(['3', '0', '4']);
    expect(storiesOfYear(feed, 2011)).to.deep.equal([]);
  });
});

describe('monthsOf', () => {
  it('keeps the stories of a month together, in the order they come', () => {
    const {stories} = feedDated(
      '2012-12-05T09:00',
      '2012-12-03T09:00',
      '2012-10-01T09:00',
      '2012-10-31T23:30:00Z',
    );
    const months = monthsOf(stories, 'Europe/London').map(({month, stories}) => [month, idsOf(stories)]);
    expect(months).to.deep.equal([
      [12, ['0', '1']],
      [10, ['2', '3']],
    ]);
    expect(monthsOf(stories, 'Europe/Sofia').map(({month}) => month)).to.deep.equal([12, 10, 11]);
  });

  it('takes eight times longer for eight times as many stories', () => {
    const [story] = feedDated('2012-05-01').stories;
    const growth = growthOf(
      10_000,
      (size) => Array.from({length: size}, () => story!),
      (stories) => monthsOf(stories, 'Europe/Sofia'),
    );
    expect(growth).to.be.below(LINEAR_GROWTH);
  });
});
