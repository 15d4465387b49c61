import {expect} from '@open-wc/testing';
import type {Story} from '../../src/feed/feed.js';
import {relatedTo} from '../../src/feed/related.js';
import {aFeed, anItem, fieldsOf, growthOf, LINEAR_GROWTH, onPollutedPage} from '../fixtures.js';

type Fields = Parameters<typeof anItem>[0];

/** Stories with these fields, the first the oldest; their ids are their numbers. */
function storiesOf(...items: readonly Fields[]): readonly Story[] {
  return aFeed(
    items.map((fields, index) =>
      anItem({id: `${index}`, title: `№ ${index}`, date_published: `20${10 + index}-05-01`, ...fields}),
    ),
  ).stories;
}

const relatedIds = (stories: readonly Story[]): string[] => relatedTo(stories[0]!, stories).map(({id}) => id);

describe('relatedTo', () => {
  it('begins with the stories that the story names, in its order', () => {
    const stories = storiesOf(
      {_hhc: {related: ['1', '3', '2']}, tags: ['деца']},
      {},
      {},
      {},
      {tags: ['деца']},
    );
    expect(relatedIds(stories)).to.deep.equal(['1', '3', '2', '4']);
  });

  it('passes over names that are none of the stories, its own and repeated ones', () => {
    const stories = storiesOf(
      {_hhc: {related: ['none', '0', '1', '2', '1', '__proto__', 'constructor']}},
      {},
      {},
    );
    expect(relatedIds(stories)).to.deep.equal(['1', '2']);
  });

  it('goes on with those that share most tags, in whatever case they are written', () => {
    const stories = storiesOf(
      {tags: ['Деца', 'семейство']},
      {tags: ['семейство', 'деца']},
      {tags: ['ДЕЦА']},
      {},
    );
    expect(relatedIds(stories)).to.deep.equal(['1', '2', '3']);
  });

  it('prefers, among those, the ones whose title and summary are alike', () => {
    const stories = storiesOf(
      {title: 'Обучение на приемни родители', tags: ['деца']},
      {title: 'Второ обучение на приемни родители', tags: ['деца']},
      {title: 'Хвърчила над града', tags: ['деца']},
      {title: 'Сняг по върховете'},
    );
    expect(relatedIds(stories)).to.deep.equal(['1', '2', '3']);
  });

  it('looks for likeness among the newest 2,000', () => {
    const story = {title: 'Обучение на приемни родители', date_published: '2023-01-01'};
    const alike = {title: 'Второ обучение на приемни родители', date_published: '2000-01-01'};
    const others = Array.from({length: 2_000}, (_, index) => ({
      title: `Хвърчила ${index}`,
      date_published: '2020-01-01',
    }));
    expect(relatedIds(storiesOf(story, alike, ...others.slice(1)))[0]).to.equal('1');
    expect(relatedIds(storiesOf(story, alike, ...others))[0]).to.equal('2');
  });

  it('goes on with those that share categories', () => {
    const of = (categories: string[], tags: string[] = []): Fields => ({tags, _hhc: {categories}});
    const stories = storiesOf(
      of(['Кампании'], ['деца']),
      of([], ['деца']),
      of(['кампании']),
      of(['Обучения']),
    );
    expect(relatedIds(stories)).to.deep.equal(['1', '2', '3']);
  });

  it('takes no likeness from words that every title has', () => {
    const stories = storiesOf(
      {title: 'Надежда и домове: сняг'},
      {title: 'Надежда и домове: лято'},
      {title: 'Надежда и домове: есен в планината'},
    );
    expect(relatedIds(stories)).to.deep.equal(['2', '1']);
  });

  describe('by likeness', () => {
    /** Ids of the stories that rank before the newest of those that are not alike. */
    const alikeIds = (...items: readonly Fields[]): string[] => {
      const stranger = {title: 'Сняг по върховете', summary: 'Три дни валя.', date_published: '2024-01-01'};
      // A real feed has many stories, so that a word of two of them is rare.
      const many = Array.from({length: 40}, (_, index) => ({
        title: `Новина ${index}: ябълки, хвърчила и книги от България`,
        summary: 'Децата и семействата разказват.',
        date_published: `2001-01-0${1 + (index % 9)}`,
      }));
      const ids = relatedIds(storiesOf(...items, stranger, ...many));
      return ids.slice(0, ids.indexOf(`${items.length}`));
    };

    it('finds the same event told in two languages', () => {
      const story = {
        title: 'Обучение в Хасково: как да работим с родители',
        summary: 'Шестнадесет специалисти от област Хасково се запознаха с модела.',
      };
      const told = {
        title: 'Training in Haskovo: working with parents',
        summary: 'Sixteen specialists from the Haskovo region learned about the approach.',
      };
      const other = {title: 'Training of foster parents', summary: 'Twelve people took part this time.'};
      expect(alikeIds(story, told, other)).to.deep.equal(['1']);
      expect(alikeIds(told, story, other)).to.include('1');
    });

    it('knows names however the law spells them', () => {
      for (const [bulgarian, english] of [
        ['Гости от Кърджали', 'Guests from Kardzhali'],
        ['Разходка из Търговище', 'A walk through Targovishte'],
        ['Пролет в Кюстендил', 'Spring in Kyustendil'],
      ] as const)
        expect(alikeIds({title: bulgarian}, {title: english}), english).to.deep.equal(['1']);
    });

    it('finds the parts of a series', () => {
      const part = (number: string): Fields => ({title: `Дневник на една приемна майка, ${number} част`});
      const ids = alikeIds(part('първа'), part('втора'), {title: 'Дневник от планината'}, part('трета'));
      expect(ids.slice(0, 2)).to.deep.equal(['3', '1']);
    });

    it('finds no likeness in words that many stories have', () => {
      expect(
        alikeIds(
          {title: 'Новина от България: децата разказват', summary: 'Семействата в Русе'},
          {title: 'Новина от България: семействата разказват', summary: 'Паркове в Перник'},
        ),
      ).to.deep.equal([]);
      expect(alikeIds({title: 'Новина: България'}, {title: 'News: Bulgaria and Balgaria'})).to.deep.equal([]);
    });

    it('compares the texts of one language where there are such, whichever they are', () => {
      const translated = (title: string, english: string): Fields => ({
        title,
        _hhc: {translations: [{language: 'en', title: english}]},
      });
      const story = translated('Зимна кампания', 'Winter campaign: Warmth for Home');
      expect(alikeIds(story, {title: 'Another winter campaign'})).to.deep.equal(['1']);
      // Not the one's Bulgarian with the other's English, where each has both.
      expect(alikeIds(translated('Хасково', 'Autumn'), translated('Зима', 'Haskovo'))).to.deep.equal([]);
      // A story that has a translation as well is no less alike than one that has none.
      const [first, second] = relatedIds(
        storiesOf(
          translated('Обучение на приемни родители', 'Kites'),
          {title: 'Първо обучение на приемни родители', date_published: '2010-01-01'},
          translated('Второ обучение на приемни родители', 'Apples over there'),
          {title: 'Сняг'},
          {title: 'Лято'},
        ),
      );
      expect([first, second]).to.deep.equal(['2', '1']);
    });

    it('takes tags in Latin letters for the same', () => {
      const stories = storiesOf({tags: ['Хасково']}, {tags: ['haskovo']}, {tags: ['Русе']});
      expect(relatedIds(stories)).to.deep.equal(['1', '2']);
    });

    it('names each story once, and itself never', () => {
      const same = {title: 'Обучение в Хасково', tags: ['обучение'], _hhc: {related: ['1', '0', '2', '1']}};
      const ids = relatedIds(storiesOf(same, same, same, {title: 'Training in Haskovo'}));
      expect([...ids].sort()).to.deep.equal(['1', '2', '3']);
    });
  });

  it('prefers the newer among equals and fills up with the newest', () => {
    const stories = storiesOf(
      {tags: ['деца']},
      {tags: ['деца']},
      {},
      {tags: ['деца']},
      {},
      {date_published: ''},
    );
    expect(relatedIds(stories)).to.deep.equal(['3', '1', '4', '2', '5']);
  });

  it('keeps what is not out yet until the end', () => {
    const stories = storiesOf({}, {date_published: '9999-01-01'}, {});
    expect(relatedIds(stories)).to.deep.equal(['2', '1']);
  });

  it('never holds the story itself, also when another copy of it is asked for', () => {
    const [story] = storiesOf({});
    expect(relatedTo(story!, storiesOf({}, {})).map(({id}) => id)).to.deep.equal(['1']);
    expect(relatedTo(story!, [story!])).to.deep.equal([]);
  });

  it('ranks the same on a page that has polluted every object', () => {
    const stories = storiesOf({tags: ['деца'], _hhc: {related: ['3']}}, {tags: ['деца']}, {}, {});
    const ids = onPollutedPage({0: 'x', tags: ['x'], related: ['2'], published: new Date(), id: '1'}, () =>
      relatedIds(stories),
    );
    expect(ids).to.deep.equal(['3', '1', '2']);
  });

  it('does not read the words of each story for each other', () => {
    let asked = 0;
    const stories = storiesOf(...Array.from({length: 100}, () => ({}))).map((story) => ({
      ...fieldsOf(story),
      get title() {
        asked++;
        return story.title;
      },
    }));
    relatedTo(stories[0]!, stories);
    expect(asked).to.be.within(100, 200);
  });

  it('takes eight times longer for eight times as many stories', () => {
    const many = (size: number): readonly Story[] =>
      storiesOf(
        ...Array.from({length: size}, (_, index) => ({title: `Дума${index % 50} обща`, tags: ['деца']})),
      );
    expect(growthOf(625, many, relatedIds)).to.be.below(LINEAR_GROWTH);
  });

  it('takes eight times longer for a story of eight times as many words and names', () => {
    const wordy = (size: number): readonly Story[] => {
      const words = Array.from({length: size}, (_, index) => `дума${index}`);
      const [story, ...others] = storiesOf(...Array.from({length: size}, () => ({})));
      // Past the reader, which lets no feed name as much.
      return [{...fieldsOf(story!), summary: words.join(' '), related: words}, ...others];
    };
    expect(growthOf(400, wordy, relatedIds)).to.be.below(LINEAR_GROWTH);
  });
});
