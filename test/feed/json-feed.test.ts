import {expect} from '@open-wc/testing';
import type {Feed, Story} from '../../src/feed/feed.js';
import {FeedFormatError, parseJsonFeed} from '../../src/feed/json-feed.js';
import {translationsOf} from '../../src/feed/languages.js';
import {yearsOf} from '../../src/feed/archive.js';
import {
  ADDRESS,
  aFeed,
  aFeedOf,
  anItem,
  aStory,
  fieldsOf,
  growthOf,
  LINEAR_GROWTH,
  onPollutedPage,
} from '../fixtures.js';

/** What is parsed from JSON text: there `__proto__` is a key like any other. */
const parse = (json: string): Feed => parseJsonFeed(JSON.parse(json), ADDRESS);
const idsOf = ({stories}: Feed): string[] => stories.map(({id}) => id);

describe('parseJsonFeed', () => {
  for (const version of [
    'https://jsonfeed.org/version/1',
    'https://jsonfeed.org/version/1.1',
    'http://jsonfeed.org/version/1',
    'http://jsonfeed.org/version/1.1',
    'https://example.org/unknown/9',
    undefined,
    1.1,
  ]) {
    it(`reads items under version ${version}`, () => {
      expect(idsOf(aFeed([anItem()], {version}))).to.deep.equal(['kites']);
    });
  }

  it('reads what a document says of itself', () => {
    const feed = aFeed([], {
      title: ' Новини &amp; <b>събития</b> ',
      language: 'BG-bg',
      home_page_url: '/home',
    });
    expect(feed).to.deep.equal({
      address: ADDRESS,
      title: 'Новини & събития',
      homePage: 'https://feed.example/home',
      language: 'bg-BG',
      timeZone: 'Europe/Sofia',
      section: undefined,
      archive: undefined,
      archiveUrl: undefined,
      next: undefined,
      storyUrl: undefined,
      readsUrl: undefined,
      stories: [],
      dropped: 0,
    });
  });

  it('reads what an item says', () => {
    const story = aStory({
      summary: 'Накратко.',
      date_published: '2020-08-20T10:00:00+03:00',
      authors: [{name: 'Мария', url: '/maria'}],
      tags: ['деца', 'игри'],
      image: 'kites.jpg',
      attachments: [{url: 'a.pdf', title: 'Програма', mime_type: 'application/pdf', size_in_bytes: 40006}],
    });
    expect(fieldsOf(story)).to.deep.equal({
      id: 'kites',
      language: 'bg',
      title: 'Хвърчила над града',
      summary: 'Накратко.',
      body: '<p>Децата пускат хвърчила.</p>',
      url: 'https://site.example/kites',
      published: new Date('2020-08-20T07:00:00Z'),
      authors: [{name: 'Мария', url: 'https://feed.example/maria'}],
      tags: ['деца', 'игри'],
      categories: [],
      isProtected: false,
      relatedUrls: [],
      picture: {src: 'https://feed.example/news/kites.jpg', alt: '', sizes: []},
      attachments: [
        {url: 'https://feed.example/news/a.pdf', title: 'Програма', type: 'application/pdf', size: 40006},
      ],
      reads: undefined,
      related: [],
      translations: [],
    });
  });

  it('reads every relative address against that of the document', () => {
    const feed = aFeed(
      [
        anItem({
          url: '../s/1',
          image: '//img.example/a.jpg',
          attachments: [{url: 'a.pdf'}],
          authors: [{name: 'М', url: '/m'}],
        }),
      ],
      {home_page_url: '..', next_url: '?page=2', _hhc: {section: {title: 'Новини', url: '/n'}}},
    );
    const [story] = feed.stories;
    expect(feed.homePage).to.equal('https://feed.example/');
    expect(feed.next).to.equal('https://feed.example/news/feed.json?page=2');
    expect(feed.section?.url).to.equal('https://feed.example/n');
    expect(story!.url).to.equal('https://feed.example/s/1');
    expect(story!.picture?.src).to.equal('https://img.example/a.jpg');
    expect(story!.attachments[0]!.url).to.equal('https://feed.example/news/a.pdf');
    expect(story!.authors[0]!.url).to.equal('https://feed.example/m');
  });

  it('ignores keys it does not know', () => {
    expect(
      idsOf(aFeed([anItem({expired: 'true', _other: {id: 5}})], {hubs: [], user_comment: 3})),
    ).to.deep.equal(['kites']);
  });

  describe('what is no feed', () => {
    for (const value of [
      null,
      undefined,
      5,
      'feed',
      true,
      [],
      {},
      {items: null},
      {items: 'x'},
      {items: {}},
      {items: {length: 1, 0: anItem()}},
      {version: 'https://jsonfeed.org/version/1.1', items: {}},
      {version: 'https://jsonfeed.org/version/1.1', items: 'x'},
      {version: 'https://other.example/version/1', title: 'x'},
      {items: [{name: 'x'}, 5, null]},
      [anItem()],
    ]) {
      it(`refuses ${JSON.stringify(value)}`, () => {
        expect(() => parseJsonFeed(value, ADDRESS))
          .to.throw(FeedFormatError)
          .with.property('code', 'not-a-feed');
      });
    }

    it('refuses the sample of one', async () => {
      const json = await sample('not-a-feed.json');
      expect(() => parseJsonFeed(json, ADDRESS)).to.throw(FeedFormatError);
    });

    it('takes a feed without items for one without stories', async () => {
      expect(aFeedOf([])).to.have.property('items');
      for (const json of [
        {items: []},
        aFeedOf([]),
        {...aFeedOf([]), items: null},
        {version: 'http://jsonfeed.org/version/1'},
      ])
        expect(parseJsonFeed(json, ADDRESS).stories).to.deep.equal([]);
      expect(parseJsonFeed(await sample('empty.json'), ADDRESS).stories).to.deep.equal([]);
    });
  });

  describe('one bad thing', () => {
    it('drops a bad item alone, and counts it', () => {
      const items = [
        null,
        5,
        'x',
        [],
        {},
        {id: ''},
        {id: {}, title: null},
        anItem(),
      ] as unknown as ReturnType<typeof anItem>[];
      const feed = aFeed(items);
      expect(idsOf(feed)).to.deep.equal(['kites']);
      expect(feed.dropped).to.equal(7);
    });

    for (const bad of [null, 5, '', 'x', true, [], [null], {}, [[]], [{}], {length: 3}]) {
      it(`does not fail an item whose every field is ${JSON.stringify(bad)}`, () => {
        const fields = Object.fromEntries(
          'url external_url title content_html content_text summary image banner_image date_published authors author tags language attachments _hhc'
            .split(' ')
            .map((key) => [key, bad]),
        );
        const extension = Object.fromEntries(
          'translations reads related image_alt image_sizes'.split(' ').map((key) => [key, bad]),
        );
        const feed = aFeed([anItem(fields), anItem({id: 'b', _hhc: extension}), anItem({id: 'c'})]);
        expect(idsOf(feed)).to.deep.equal(['kites', 'b', 'c']);
        expect(feed.stories[1]).to.include({title: 'Хвърчила над града', reads: undefined});
      });

      it(`does not fail a document whose every field is ${JSON.stringify(bad)}`, () => {
        const fields = Object.fromEntries(
          'title language home_page_url next_url authors author _hhc'.split(' ').map((key) => [key, bad]),
        );
        const extension = Object.fromEntries(
          'archive story_url reads_url section time_zone about'.split(' ').map((key) => [key, bad]),
        );
        expect(idsOf(aFeed([anItem()], fields))).to.deep.equal(['kites']);
        expect(aFeed([anItem()], {_hhc: extension})).to.include({
          storyUrl: undefined,
          readsUrl: undefined,
          section: undefined,
          timeZone: 'Europe/Sofia',
        });
      });
    }
  });

  describe('ids', () => {
    it('takes numbers for text', () => {
      expect(idsOf(aFeed([anItem({id: 7}), anItem({id: 0}), anItem({id: 1.5})]))).to.deep.equal([
        '7',
        '0',
        '1.5',
      ]);
    });

    it('takes the address where there is no id, the item’s own or another’s', () => {
      const feed = aFeed([
        anItem({id: undefined, url: '/a'}),
        anItem({id: '', url: '', external_url: '/b'}),
        anItem({id: null, url: 'javascript:x', external_url: '/c'}),
        anItem({id: true, url: '/d', external_url: '/e'}),
      ]);
      expect(idsOf(feed)).to.deep.equal(['a', 'b', 'c', 'd'].map((path) => `https://feed.example/${path}`));
      expect(feed.stories[1]!.url).to.equal('https://feed.example/b');
    });

    it('makes one of the words where there is no address either, and always the same', () => {
      const wordsOf = (fields: object): string => aStory({id: undefined, url: undefined, ...fields}).id;
      expect(wordsOf({})).to.match(/^words-[\da-z]+$/);
      expect(wordsOf({})).to.equal(wordsOf({date_published: undefined, image: 'a.jpg'}));
      expect(wordsOf({})).not.to.equal(wordsOf({title: 'Хвърчила под града'}));
      expect(wordsOf({})).not.to.equal(wordsOf({content_html: '<p>Други думи</p>'}));
    });

    it('keeps the first of those that repeat an id, and does not count the others as dropped', () => {
      const feed = aFeed([
        anItem({id: '7', title: 'А'}),
        anItem({id: 7, title: 'Б'}),
        anItem({id: ' 7 ', title: 'В'}),
      ]);
      expect(feed.stories.map(({title}) => title)).to.deep.equal(['А']);
      expect(feed.dropped).to.equal(0);
    });

    it('takes names of an object’s own properties for ids like any other', () => {
      const ids = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
      expect(idsOf(aFeed(ids.map((id) => anItem({id}))))).to.deep.equal(ids);
    });
  });

  describe('authors', () => {
    const namesIn = (fields: object, feedFields: object = {}): string[] =>
      aFeed([anItem(fields as never)], feedFields as never).stories[0]!.authors.map(({name}) => name);

    for (const [what, fields, names] of [
      ['a list', {authors: [{name: 'А'}, {name: 'Б'}]}, ['А', 'Б']],
      ['an object instead of a list', {authors: {name: 'А'}}, ['А']],
      ['the author of version 1.0', {author: {name: 'А'}}, ['А']],
      ['both, of which the list counts', {authors: [{name: 'А'}], author: {name: 'Б'}}, ['А']],
      ['an empty list beside an author', {authors: [], author: {name: 'Б'}}, ['Б']],
      ['one without a name among others', {authors: [{url: '/a'}, {name: ''}, null, {name: 'Б'}]}, ['Б']],
      ['plain names', {authors: ['А', {name: 'Б &amp; <b>В</b>'}]}, ['А', 'Б & В']],
      ['a plain name', {author: 'А'}, ['А']],
    ] as const) {
      it(`reads ${what}`, () => {
        expect(namesIn(fields)).to.deep.equal(names);
      });
    }

    it('takes those of the document where an item names none', () => {
      expect(namesIn({}, {authors: [{name: 'А'}]})).to.deep.equal(['А']);
      expect(namesIn({authors: [{url: '/b'}]}, {author: {name: 'А'}})).to.deep.equal(['А']);
      expect(namesIn({authors: [{name: 'Б'}]}, {authors: [{name: 'А'}]})).to.deep.equal(['Б']);
    });

    it('drops an address that may not be used, not the name', () => {
      expect(aStory({authors: [{name: 'А', url: 'javascript:x'}]}).authors).to.deep.equal([
        {name: 'А', url: undefined},
      ]);
    });
  });

  describe('dates', () => {
    const publishedOf = (date_published: unknown, time_zone?: string): string | undefined =>
      aFeed([anItem({date_published})], {_hhc: {time_zone}}).stories[0]!.published?.toISOString();

    it('reads those without a zone in Sofia', () => {
      expect(publishedOf('2018-01-06T08:00')).to.equal('2018-01-06T06:00:00.000Z');
      expect(publishedOf('2018-07-06T08:00')).to.equal('2018-07-06T05:00:00.000Z');
    });

    it('reads those without a zone in that of the feed', () => {
      expect(publishedOf('2018-01-06T08:00', 'America/New_York')).to.equal('2018-01-06T13:00:00.000Z');
      expect(publishedOf('2018-01-06T08:00', 'Nowhere/Land')).to.equal('2018-01-06T06:00:00.000Z');
      expect(aFeed([], {_hhc: {time_zone: 'America/New_York'}}).timeZone).to.equal('America/New_York');
    });

    for (const date of [undefined, null, '', 'soon', '0000-00-00 00:00:00', 20200820, {}])
      it(`has none where it is ${JSON.stringify(date)}`, () => {
        expect(publishedOf(date)).to.equal(undefined);
      });

    it('reads one in the future', () => {
      expect(publishedOf('2999-01-01T00:00:00Z')).to.equal('2999-01-01T00:00:00.000Z');
    });
  });

  describe('words', () => {
    for (const [title, text] of [
      ['It&#8217;s &amp; they&rsquo;re', 'It’s & they’re'],
      ['Бягане <5k> за децата', 'Бягане <5k> за децата'],
      ['A <5k&gt; run &lt;5k&gt;', 'A <5k> run <5k>'],
      ['<b>Дом</b> и <em class="x">семейство</em><br/>', 'Дом и семейство'],
      ['<script>x</script> <p>', '<script>x</script> <p>'],
      ['&amp;amp; &amp;lt;', '&amp; &lt;'],
      [' Дом\n\tи \u00a0семейство ', 'Дом и семейство'],
      [2020, '2020'],
      ['А\u0000\u001b\u007fБ', 'АБ'],
      ['А\ud800Б', 'А\ufffdБ'],
    ] as const) {
      it(`reads the title ${JSON.stringify(title)}`, () => {
        expect(aStory({title}).title).to.equal(text);
      });
    }

    for (const title of [undefined, null, '', ' ', '<b></b>', {}]) {
      it(`takes the first words for a title where it is ${JSON.stringify(title)}`, () => {
        expect(aStory({title, summary: 'Накратко.'}).title).to.equal('Накратко.');
        expect(aStory({title}).title).to.equal('Децата пускат хвърчила.');
        expect(aStory({title, content_html: ''}).title).to.equal('');
        expect(aStory({title, content_html: `<p>${'дума '.repeat(100)}</p>`}).title).to.match(
          /^(дума ){15}дума\u00a0…$/,
        );
      });
    }

    for (const [summary, text] of [
      ['<p>Едно <b>две</b></p>\n<p>три&nbsp;&amp; четири</p>', 'Едно две три & четири'],
      ['Бягане <5k> &amp; смях', 'Бягане <5k> & смях'],
      ['Край. (прочетено 168, 1 прочетено днес)', 'Край.'],
      [null, ''],
    ] as const) {
      it(`reads the summary ${JSON.stringify(summary)}`, () => {
        expect(aStory({summary}).summary).to.equal(text);
      });
    }

    it('takes content_html for the body, as it came', () => {
      const content_html = '<div onclick="x">A &amp; b</div>';
      expect(aStory({content_html, content_text: 'Друго'}).body).to.equal(content_html);
    });

    it('makes HTML of content_text where that is all there is', () => {
      for (const content_html of [undefined, null, '', ' \n', {}])
        expect(aStory({content_html, content_text: 'Книги &amp; <b>\n\nдве'}).body).to.equal(
          '<p>Книги &#38; &#60;b&#62;</p><p>две</p>',
        );
    });

    it('needs no body at all', () => {
      expect(aStory({content_html: undefined})).to.include({title: 'Хвърчила над града', body: ''});
    });

    it('takes the language of the item, else the feed’s, unless its letters say otherwise', () => {
      const languageIn = (fields: object, language?: string): string | undefined =>
        aFeed([anItem(fields as never)], {language}).stories[0]!.language;
      expect(languageIn({language: 'EN-gb'}, 'bg')).to.equal('en-GB');
      expect(languageIn({language: 'not a tag!'}, 'bg')).to.equal('bg');
      expect(languageIn({}, undefined)).to.equal('bg');
      expect(languageIn({title: 'Kites'}, 'bg')).to.equal('en');
      expect(languageIn({title: '2020'}, 'bg')).to.equal('bg');
      expect(languageIn({title: 'Drachen'}, 'de')).to.equal('de');
    });

    it('takes tags once each, as plain text', () => {
      expect(aStory({tags: ['деца', ' деца ', 'R&amp;D', '', null, {}, 2020]}).tags).to.deep.equal([
        'деца',
        'R&D',
        '2020',
      ]);
      expect(aStory({tags: 'деца'}).tags).to.deep.equal(['деца']);
    });
  });

  describe('pictures and attachments', () => {
    const image = (url: string): object => ({url, mime_type: 'image/jpeg'});
    const srcOf = (fields: object): string | undefined =>
      aStory(fields as never).picture?.src.replace('https://feed.example/news/', '');

    it('takes the first that there is: image, banner, attached picture', () => {
      const attachments = [{url: 'a.pdf', mime_type: 'application/pdf'}, image('3.jpg'), image('4.jpg')];
      expect(srcOf({image: '1.jpg', banner_image: '2.jpg', attachments})).to.equal('1.jpg');
      expect(srcOf({image: 'data:image/gif;base64,x', banner_image: '2.jpg', attachments})).to.equal('2.jpg');
      expect(srcOf({attachments})).to.equal('3.jpg');
      expect(srcOf({attachments: [attachments[0]]})).to.equal(undefined);
      expect(srcOf({content_html: '<img src="5.jpg">'})).to.equal(undefined);
    });

    it('does not list the picture among the attachments, but every other one', () => {
      const titlesOf = (fields: object): string[] =>
        aStory(fields as never).attachments.map(({title}) => title);
      const attachments = [image('3.jpg'), image('4.jpg')];
      expect(titlesOf({attachments})).to.deep.equal(['4.jpg']);
      expect(titlesOf({image: '4.jpg', attachments})).to.deep.equal(['3.jpg']);
      expect(titlesOf({image: '1.jpg', attachments})).to.deep.equal(['3.jpg', '4.jpg']);
    });

    it('names an attachment by its title, else by its file', () => {
      const titles = aStory({
        attachments: [
          {url: 'a.pdf', title: 'Програма'},
          {url: '%D0%9F%D1%80%D0%BE.pdf?x#y'},
          {url: '%FF.pdf'},
          {url: 'https://files.example'},
          {url: 'javascript:x', title: 'Лошо'},
          {title: 'Без адрес'},
        ],
      }).attachments.map(({title}) => title);
      expect(titles).to.deep.equal(['Програма', 'Про.pdf', '%FF.pdf', 'https://files.example/']);
    });

    it('reads sizes given as text, and none that are no size', () => {
      const sizeOf = (size_in_bytes: unknown): number | undefined =>
        aStory({attachments: [{url: 'a.pdf', size_in_bytes}]}).attachments[0]!.size;
      expect([40006, '40006', 0].map(sizeOf)).to.deep.equal([40006, 40006, 0]);
      expect([-1, 1.5, 'big', '', null, Infinity, 1e300].map(sizeOf)).to.deep.equal(Array(7).fill(undefined));
    });

    it('reads text and sizes of the picture from the extension', () => {
      const {picture} = aStory({
        image: '1.jpg',
        _hhc: {
          image_alt: 'Хвърчила &amp; деца',
          image_sizes: [
            {url: '960.jpg', width: '960'},
            {url: '480.jpg', width: 480},
            {url: 'data:x', width: 1},
            {url: '0.jpg', width: 0},
            {url: 'x.jpg'},
            null,
          ],
        },
      });
      expect(picture).to.deep.equal({
        src: 'https://feed.example/news/1.jpg',
        alt: 'Хвърчила & деца',
        sizes: [
          {src: 'https://feed.example/news/480.jpg', width: 480},
          {src: 'https://feed.example/news/960.jpg', width: 960},
        ],
      });
    });
  });

  describe('the extension of a document', () => {
    const hhc = (_hhc: object): Feed => aFeed([], {_hhc});

    it('reads the archive, newest year first', () => {
      const archive = [
        {year: 2010, count: 2, url: 'years/2010.json'},
        {year: '2022', count: '31', url: '/2022'},
        {year: 2012},
      ];
      expect(hhc({archive}).archive).to.deep.equal([
        {year: 2022, count: 31, url: 'https://feed.example/2022'},
        {year: 2012, count: undefined, url: undefined},
        {year: 2010, count: 2, url: 'https://feed.example/news/years/2010.json'},
      ]);
    });

    it('leaves out years without stories, repeated ones and what is no year', () => {
      const archive = [
        {year: 2022, count: 0},
        {year: 2021, count: 1},
        {year: 2021, count: 9},
        {year: 0},
        {year: 999},
        {year: 10000},
        {year: 2020.5},
        {year: 'x'},
        {count: 1},
        null,
        2019,
      ];
      expect(hhc({archive}).archive?.map(({year, count}) => [year, count])).to.deep.equal([[2021, 1]]);
    });

    it('tells a feed without an archive from one whose archive is empty', () => {
      expect(hhc({}).archive).to.equal(undefined);
      expect(hhc({archive: {}}).archive).to.equal(undefined);
      expect(hhc({archive: []}).archive).to.deep.equal([]);
    });

    it('reads the templates, with {id} in them', () => {
      const feed = hhc({story_url: 'stories/{id}.json?v={id}', reads_url: '/reads/%7Bid%7D'});
      expect(feed.storyUrl).to.equal('https://feed.example/news/stories/{id}.json?v={id}');
      expect(feed.readsUrl).to.equal('https://feed.example/reads/{id}');
    });

    it('takes no template without {id}', () => {
      expect(hhc({story_url: 'stories.json', reads_url: '/{ID}'})).to.include({storyUrl: undefined});
    });

    it('reads the section, where it has both a title and an address', () => {
      expect(hhc({section: {title: 'Новини &amp; <b>x</b>', url: '/n'}}).section).to.deep.equal({
        title: 'Новини & x',
        url: 'https://feed.example/n',
      });
      for (const section of [
        {title: 'Новини'},
        {url: '/n'},
        {title: 'Новини', url: 'javascript:x'},
        {title: '', url: '/n'},
      ])
        expect(hhc({section}).section).to.equal(undefined);
    });

    for (const address of ['javascript:alert("{id}")', 'data:application/json,{id}']) {
      it(`follows no document to ${address}`, () => {
        const feed = aFeed([], {
          next_url: address,
          _hhc: {story_url: address, reads_url: address, archive: [{year: 2022, url: address}]},
        });
        expect(feed).to.include({next: undefined, storyUrl: undefined, readsUrl: undefined});
        expect(feed.archive).to.deep.equal([{year: 2022, count: undefined, url: undefined}]);
      });
    }
  });

  describe('the extension of an item', () => {
    it('reads the translations', () => {
      const [en, de] = aStory({
        _hhc: {
          translations: [
            {
              language: 'EN',
              title: 'Kites &amp; <i>more</i>',
              summary: '<p>In short.</p>',
              content_html: '<p>x</p>',
              url: '/en',
            },
            {language: 'de', content_text: 'Drachen\n\nüber der Stadt (read 5 times)'},
          ],
        },
      }).translations;
      expect(en).to.deep.equal({
        language: 'en',
        title: 'Kites & more',
        summary: 'In short.',
        body: '<p>x</p>',
        url: 'https://feed.example/en',
      });
      expect(de).to.include({
        language: 'de',
        title: 'Drachen über der Stadt',
        body: '<p>Drachen</p><p>über der Stadt </p>',
      });
    });

    it('leaves out those that do not say their language', () => {
      const translations = [{title: 'x'}, {language: 'not a tag!'}, null, 5, {language: 'en', title: 'y'}];
      expect(aStory({_hhc: {translations}}).translations.map(({title}) => title)).to.deep.equal(['y']);
    });

    it('takes one translation for a list of one', () => {
      expect(aStory({_hhc: {translations: {language: 'en', title: 'x'}}}).translations).to.have.lengthOf(1);
    });

    it('reads the read counts', () => {
      const reads = {total: '5544', today: 1, as_of: '2022-11-21T10:00:00+02:00'};
      expect(aStory({_hhc: {reads}}).reads).to.deep.equal({
        total: 5544,
        today: 1,
        asOf: new Date('2022-11-21T08:00:00Z'),
      });
      expect(aStory({_hhc: {reads: {total: 0, today: -1, as_of: 'x'}}}).reads).to.deep.equal({
        total: 0,
        today: undefined,
        asOf: undefined,
      });
      expect(aStory({_hhc: {reads: {today: 1}}}).reads).to.equal(undefined);
    });

    it('takes them from the counter in the body where it has none, and the counter out either way', () => {
      const content_html = '<p>Край.</p><p>(прочетено 5 544, 1 прочетено днес)</p>';
      const counted = aStory({content_html});
      expect(counted.reads).to.deep.equal({total: 5544, today: 1, asOf: undefined});
      expect(counted.body).to.equal('<p>Край.</p>');
      const told = aStory({content_html, _hhc: {reads: {total: 6000}}});
      expect(told.reads?.total).to.equal(6000);
      expect(told.body).to.equal('<p>Край.</p>');
    });

    it('reads the related ids, numbers as text', () => {
      expect(aStory({_hhc: {related: ['a', 7, null, '', {}, '__proto__']}}).related).to.deep.equal([
        'a',
        '7',
        '__proto__',
      ]);
    });
  });

  describe('qTranslate’s marks', () => {
    for (const [form, [bg, en, end]] of [
      ['[:bg]', ['[:bg]', '[:en]', '[:]']],
      ['<!--:bg-->', ['<!--:bg-->', '<!--:en-->', '<!--:-->']],
      ['{:bg}', ['{:bg}', '{:en}', '{:}']],
    ] as const) {
      it(`part an item written with ${form}`, () => {
        const both = (inBg: string, inEn: string): string => `${bg}${inBg}${en}${inEn}${end}`;
        const story = aStory({
          title: both('Дом', 'Home'),
          summary: both('Накратко.', 'In short.'),
          content_html: both('<p>Думи.</p>', '<p>Words.</p>'),
        });
        expect(story).to.include({language: 'bg', title: 'Дом', summary: 'Накратко.', body: '<p>Думи.</p>'});
        expect(story.translations).to.deep.equal([
          {language: 'en', title: 'Home', summary: 'In short.', body: '<p>Words.</p>', url: story.url},
        ]);
      });
    }

    it('part a summary also where nothing else has them', () => {
      const story = aStory({summary: '[:bg]Накратко.[:en]In short.[:]'});
      expect(story.summary).to.equal('Накратко.');
      expect(story.translations.map(({summary}) => summary)).to.deep.equal(['In short.']);
    });

    it('leave what is not marked to each language', () => {
      const story = aStory({title: '[:bg]Дом[:en]Home[:]'});
      expect(story.body).to.equal('<p>Децата пускат хвърчила.</p>');
      expect(story.translations[0]).to.include({title: 'Home', body: '<p>Децата пускат хвърчила.</p>'});
    });

    it('do not make a translation of what they do not hold', () => {
      const story = aStory({title: '[:bg]Дом[:]', content_html: '[:bg]<p>Думи.</p>[:]'});
      expect(story).to.include({title: 'Дом', body: '<p>Думи.</p>'});
      expect(story.translations).to.deep.equal([]);
    });
  });

  describe('hostile keys', () => {
    it('reads __proto__ and constructor as keys like any other', () => {
      const feed = parse(`{
        "version": "https://jsonfeed.org/version/1.1", "__proto__": {"title": "x", "next_url": "/x"},
        "constructor": {"prototype": {"title": "x"}},
        "items": [{"id": "a", "title": "А", "__proto__": {"summary": "x"}, "_hhc": {"__proto__": {"related": ["x"]}}}]
      }`);
      expect(feed).to.include({title: '', next: undefined});
      expect(feed.stories[0]).to.include({title: 'А', summary: ''});
      expect(feed.stories[0]!.related).to.deep.equal([]);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });

    it('reads own properties alone on a page that has polluted every object', () => {
      const polluted = {
        ...aFeedOf([anItem()], {next_url: '/x'}),
        ...anItem({
          image: 'x.jpg',
          summary: 'x',
          tags: ['x'],
          attachments: [{url: 'x.pdf'}],
          author: {name: 'x'},
        }),
        _hhc: {related: ['x'], reads: {total: 1}, archive: [{year: 2020}], time_zone: 'UTC', section: {}},
        year: 2020,
        name: 'x',
        total: 1,
        language: 'de',
        width: 1,
      };
      const [feed, error] = onPollutedPage(polluted, () => {
        const read = parseJsonFeed(
          JSON.parse('{"items": [{"id": "a", "_hhc": {}, "authors": [{}]}]}'),
          ADDRESS,
        );
        const known = {...read, stories: read.stories.map(fieldsOf)};
        try {
          return [known, parseJsonFeed({}, ADDRESS)];
        } catch (reason) {
          return [known, reason];
        }
      });
      expect(error).to.be.instanceOf(FeedFormatError);
      expect(feed).to.deep.equal({
        ...{address: ADDRESS, title: '', homePage: undefined, language: undefined, timeZone: 'Europe/Sofia'},
        ...{
          section: undefined,
          archive: undefined,
          archiveUrl: undefined,
          next: undefined,
          storyUrl: undefined,
          readsUrl: undefined,
        },
        stories: [
          {
            ...{
              id: 'a',
              language: undefined,
              title: '',
              summary: '',
              body: '',
              url: undefined,
              published: undefined,
            },
            ...{authors: [], tags: [], picture: undefined, attachments: [], reads: undefined, related: []},
            ...{translations: [], categories: [], isProtected: false, relatedUrls: []},
          },
        ],
        dropped: 0,
      });
    });
  });

  it('reads of an item no more than its id and its date until more is asked of it', () => {
    const asked: string[] = [];
    const item = Object.defineProperties(
      {},
      Object.fromEntries(
        Object.entries({...anItem(), _hhc: {protected: false}, tags: ['деца']}).map(([name, value]) => [
          name,
          {
            enumerable: true,
            get: () => {
              asked.push(name);
              return value;
            },
          },
        ]),
      ),
    );
    const [story] = aFeed([item]).stories;
    expect(asked).to.have.members(['id', 'date_published']);
    expect(story!.tags).to.deep.equal(['деца']);
    expect(story!.tags).to.deep.equal(['деца']);
    expect(asked.filter((name) => name === 'tags')).to.have.length(1);
    expect(asked).not.to.include('content_html');
  });

  it('takes eight times longer for eight times as many items, or as much in one', () => {
    for (const [what, itemsOf] of [
      ['items', (size: number) => Array.from({length: size}, (_, id) => anItem({id}))],
      ['marks', (size: number) => [anItem({content_html: '[:bg]x[:en]y'.repeat(size)})]],
      ['tags', (size: number) => [anItem({title: ' <b '.repeat(size), summary: ' & <'.repeat(size)})]],
    ] as const)
      expect(
        growthOf(300, itemsOf, (items) => aFeed(items).stories.map(fieldsOf)),
        what,
      ).to.be.below(LINEAR_GROWTH);
  });
});

/** A document of the sample feed, over the test server. */
async function sample(name: string): Promise<unknown> {
  return (await fetch(new URL(`../../stories/feeds/${name}`, import.meta.url))).json();
}

describe('The sample feed', () => {
  const HASKOVO = '2020-08-haskovo-training';
  const storyIn = ({stories}: Feed): Story => stories.find(({id}) => id === HASKOVO)!;
  let html: Feed;
  let plain: Feed;

  before(async () => {
    html = parseJsonFeed(await sample('hhc.json'), 'https://feed.example/feeds/hhc.json');
    plain = parseJsonFeed(await sample('plain-text.json'), 'https://feed.example/feeds/plain-text.json');
  });

  it('loses no story', () => {
    expect(html.stories).to.have.lengthOf(28);
    expect(html.dropped).to.equal(0);
    expect(plain.stories).to.have.lengthOf(3);
    expect(plain.dropped).to.equal(0);
  });

  it('has a title, a date and words for each story, in each of its languages', () => {
    for (const story of [...html.stories, ...plain.stories]) {
      expect(story.published, story.id).to.be.instanceOf(Date);
      for (const {title, language, body, summary} of translationsOf(story)) {
        expect(language, story.id).to.be.oneOf(['bg', 'en']);
        expect(title, story.id).not.to.equal('');
        expect(title + body + summary, story.id).not.to.match(/\[:|\(прочетено|&amp;|undefined/);
      }
    }
  });

  it('has stories in 2022 to 2010, and none in 2011', () => {
    const years = [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012, 2010];
    expect(yearsOf(html).map(({year}) => year)).to.deep.equal(years);
    const counted = yearsOf({...html, archive: undefined});
    expect(counted).to.deep.equal(html.archive);
  });

  for (const [name, feedOf] of [
    ['HTML', (): Feed => html],
    ['plain text', (): Feed => plain],
  ] as const) {
    it(`parts the story of Haskovo into its languages from ${name}`, () => {
      const story = storyIn(feedOf());
      const [bg, en, ...others] = translationsOf(story);
      expect(others).to.deep.equal([]);
      expect(bg).to.include({language: 'bg', title: story.title});
      expect(en).to.include({
        language: 'en',
        title: 'A training in Haskovo: working with parents when a child is at risk of being abandoned',
      });
      for (const [{body}, first] of [
        [bg!, 'психологическа подкрепа на семейството;'],
        [en!, 'psychological support of the family;'],
      ] as const) {
        const template = document.createElement('template');
        template.innerHTML = body;
        const lists = [...template.content.querySelectorAll('ul')];
        expect(lists).to.have.lengthOf(1);
        expect(lists[0]!.children).to.have.lengthOf(3);
        expect(lists[0]!.querySelector('li')).to.have.property('textContent', first);
        expect(template.content.textContent).not.to.match(/прочетено|[•]|^o /m);
      }
      expect(bg!.body).not.to.match(/[a-z]{3,}(?![^<]*>)/);
      expect(en!.body).not.to.match(/[а-я]/i);
      expect(story.reads).to.include({total: 168, today: 1});
    });
  }
});
