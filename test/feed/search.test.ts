import {expect} from '@open-wc/testing';
import type {Feed} from '../../src/feed/feed.js';
import {StoryIndex} from '../../src/feed/search.js';
import {aFeed, anItem, growthOf, LINEAR_GROWTH, onPollutedPage} from '../fixtures.js';

type Fields = Parameters<typeof anItem>[0];

function indexOf(feed: Feed): StoryIndex {
  const index = new StoryIndex();
  const adding = index.add(feed);
  while (!adding.next().done);
  return index;
}

/** An index of stories whose ids are their numbers, the first the newest. */
function anIndex(...items: readonly Fields[]): StoryIndex {
  return indexOf(
    aFeed(
      items.map((fields, id) =>
        anItem({id: `${id}`, content_html: '', date_published: `${2020 - id}-05-01`, ...fields}),
      ),
    ),
  );
}

const idsOf = (index: StoryIndex, query: string): string[] => index.find(query).map(({story}) => story.id);
const isFound = (title: string, query: string): boolean => anIndex({title}).find(query).length > 0;

describe('StoryIndex', () => {
  const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
    България: [
      'българия',
      'bulgaria',
      'bulgariya',
      'bulgarija',
      'bulgariq',
      'balgaria',
      'balgariya',
      'bylgaria',
    ],
    семейство: ['СЕМЕЙСТВО', 'семеиство', 'semejstvo', 'semeystvo', 'semeistvo', 'semeistwo'],
    деца: ['Деца', 'deca', 'detsa', 'detza', 'dec'],
    Хасково: ['haskovo', 'Haskovo', 'xaskovo', 'khaskovo', 'haskowo'],
    четири: ['chetiri', '4etiri', 'четири'],
    шапка: ['shapka', '6apka'],
    щастие: ['shtastie', '6tastie', 'shchastie'],
    живот: ['zhivot', 'jivot'],
    яблъка: ['yablaka', 'qblyka', 'iabluka', 'jablaka'],
    ъгъл: ['agal', 'ugul', 'ygyl', 'ъгъл'],
    юни: ['yuni', 'juni', 'iuni'],
    шофьор: ['shofyor', 'shofior', 'shofjor'],
    район: ['rayon', 'rajon', 'raion'],
    такси: ['taxi', 'taksi'],
    'Café Élan': ['cafe', 'elan', 'ÉLAN'],
    'Training in Haskovo': ['training', 'хасково', 'Хаск', 'TRAIN'],
    'Families of Kardzhali': ['famil', 'Кърджали', 'families'],
    'Програма 2014–2020': ['2014', '2020', 'програма 20'],
  };
  for (const [title, queries] of Object.entries(SPELLINGS))
    it(`finds „${title}“ by ${queries.join(', ')}`, () => {
      expect(queries.filter((query) => !isFound(title, query))).to.deep.equal([]);
    });

  it('does not find what is not there', () => {
    for (const [title, query] of [
      ['България', 'болгария'],
      ['деца', 'декор'],
      ['ръка', 'рика'],
      ['пат', 'път'],
      ['жена', 'зена'],
      ['чаша', 'шаша'],
    ] as const)
      expect(isFound(title, query), `${query} in ${title}`).to.equal(false);
  });

  it('finds a story by the title and the summary of any of its languages', () => {
    const index = anIndex(
      {
        title: 'Ден на хвърчилата',
        summary: 'Един следобед',
        _hhc: {translations: [{language: 'en', title: 'Kite Day', summary: 'One windy afternoon'}]},
      },
      {title: '[:bg]Зима[:en]Winter[:]'},
      {
        title: 'Обучение в Русе',
        content_html:
          '<p>Това е българският текст на историята.</p><p>Training in Ruse</p><p>This is the English text.</p>',
      },
    );
    for (const [query, id] of [
      ['хвърчила', '0'],
      ['следобед', '0'],
      ['kite', '0'],
      ['windy', '0'],
      ['winter', '1'],
      ['training', '2'],
    ] as const)
      expect(idsOf(index, query), query).to.deep.equal([id]);
  });

  it('wants all words, wherever they are', () => {
    const index = anIndex(
      {title: 'Деца в парка', summary: 'Есенен следобед'},
      {title: 'Деца'},
      {title: 'Есен'},
    );
    expect(idsOf(index, 'есен деца')).to.deep.equal(['0']);
    expect(idsOf(index, 'деца в парка')).to.deep.equal(['0']);
    expect(idsOf(index, 'деца зима')).to.deep.equal([]);
  });

  it('ranks beginnings before insides, titles before summaries, and the newer first among equals', () => {
    const index = anIndex(
      {title: 'А', summary: 'некоренуване'},
      {title: 'Б', summary: 'корен'},
      {title: 'Изкореняване'},
      {title: 'Корени'},
      {title: 'Корен'},
      {title: 'Друго'},
    );
    expect(idsOf(index, 'корен')).to.deep.equal(['3', '4', '2', '1', '0']);
  });

  it('finds longer words without their endings, after all others', () => {
    const index = anIndex(
      {title: 'Обучения'},
      {summary: 'За едно обучение', title: 'Друго'},
      {title: 'Обувки'},
    );
    expect(idsOf(index, 'обучение')).to.deep.equal(['1', '0']);
    expect(isFound('деца', 'децата')).to.equal(true);
    expect(isFound('child', 'children')).to.equal(true);
    expect(isFound('Майки', 'майка')).to.equal(true);
    expect(isFound('мост', 'мода')).to.equal(false);
  });

  it('takes two letters at beginnings only', () => {
    expect(idsOf(anIndex({title: 'Седем'}, {title: 'Един'}), 'ед')).to.deep.equal(['1']);
  });

  it('takes nothing of a query for a pattern', () => {
    const index = anIndex({title: 'Всичко (едно) [две]'}, {title: 'a.c', summary: '$&'});
    for (const query of ['.*', '(', '[', '\\', '$', '^', '|', '???', '', '   '])
      expect(idsOf(index, query), query).to.deep.equal([]);
    expect(idsOf(index, '(едно)')).to.deep.equal(['0']);
    expect(idsOf(index, 'двe*')).to.deep.equal(['0']);
  });

  it('holds no story twice', () => {
    const index = indexOf(aFeed());
    const again = index.add(aFeed());
    while (!again.next().done);
    expect(index.size).to.equal(1);
    expect(idsOf(index, 'хвърчила')).to.deep.equal(['kites']);
  });

  it('pauses after each story', () => {
    const adding = new StoryIndex().add(aFeed([anItem({id: 1}), anItem({id: 2})]));
    expect([adding.next().done, adding.next().done, adding.next().done]).to.deep.equal([false, false, true]);
  });

  it('finds the same on a page that has polluted every object', () => {
    const index = anIndex({title: 'Деца'});
    expect(
      onPollutedPage({0: 'x', title: 'x', stem: /./, a: 'x', d: 'x'}, () => idsOf(index, 'deca')),
    ).to.deep.equal(['0']);
  });

  it('takes eight times longer for eight times as many stories', () => {
    const many = (size: number): StoryIndex =>
      anIndex(
        ...Array.from({length: size}, (_, at) => ({title: `Деца ${at} семейство`, date_published: ''})),
      );
    expect(growthOf(400, many, (index) => index.find('semejstvo deca'))).to.be.below(LINEAR_GROWTH);
  });

  it('takes no longer for a query that is pasted', () => {
    const index = anIndex({title: 'ijijij '.repeat(200), summary: 'х'.repeat(5_000)});
    const queryOf = (size: number): string => 'ijyqx4 '.repeat(size);
    expect(growthOf(20, queryOf, (query) => index.find(query))).to.be.below(LINEAR_GROWTH);
  });
});
