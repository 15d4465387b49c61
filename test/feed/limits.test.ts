import {expect} from '@open-wc/testing';
import {yearsOf} from '../../src/feed/archive.js';
import {excerptOf} from '../../src/feed/excerpt.js';
import {translationsOf} from '../../src/feed/languages.js';
import {parseJsonFeed, parseJsonFeedInSlices} from '../../src/feed/json-feed.js';
import {ADDRESS, aFeed, aFeedOf, anItem, aStory} from '../fixtures.js';

const many = (count: number, of: (index: number) => unknown): unknown[] =>
  Array.from({length: count}, (_, index) => of(index));

/** What a feed may ask of a reader's browser. */
describe('parseJsonFeed with a feed that is there to freeze pages', () => {
  it('reads 20,000 items and no more', () => {
    const feed = parseJsonFeed(aFeedOf(many(20_010, (id) => ({id})) as never), ADDRESS);
    expect(feed.stories).to.have.length(20_000);
  });

  it('passes over what is no item at all', () => {
    expect(aFeed([0, null, 'x', true, anItem()] as never))
      .to.include({dropped: 4})
      .and.have.property('stories')
      .length(1);
  });

  it('reads fifty of a story’s topics, authors, attachments and translations', () => {
    const story = aStory({
      tags: many(60, (index) => `t${index}`),
      authors: many(60, (index) => ({name: `a${index}`})),
      attachments: many(60, (index) => ({url: `${index}.pdf`})),
      _hhc: {translations: many(60, (index) => ({language: `en-x-${index}`, title: 'x'}))},
    });
    for (const key of ['tags', 'authors', 'attachments', 'translations'] as const)
      expect(story[key], key).to.have.length(50);
  });

  it('cuts titles and summaries, and never between the halves of a letter', () => {
    const {title, summary} = aStory({title: `а${'😀'.repeat(500)}`, summary: 'б'.repeat(6_000)});
    expect(title).to.have.length(500);
    expect(title.isWellFormed()).to.equal(true);
    expect(summary).to.equal(`${'б'.repeat(5_000)}…`);
  });

  it('leaves eight marks on a letter', () => {
    const {title, body} = aStory({
      title: `а${'\u0301'.repeat(20_000)}б`,
      content_html: `<p>а${'\u0301'.repeat(20_000)}</p>`,
    });
    expect(title).to.equal(`а${'\u0301'.repeat(8)}б`);
    expect(body).to.equal(`<p>а${'\u0301'.repeat(8)}</p>`);
  });

  it('cuts letters without end, of which a title may be made', () => {
    expect(aStory({title: '', content_html: 'क्'.repeat(50_000)}).title).to.have.length.below(1_300);
    expect(excerptOf({summary: '👩\u200d'.repeat(50_000), body: ''}, 140)).to.have.length.below(2_300);
  });

  it('cuts what is said of files', () => {
    const [file] = aStory({
      attachments: [{url: `${'a'.repeat(300)}.pdf`, mime_type: 'x'.repeat(10_000)}],
    }).attachments;
    expect(file!.type).to.have.length(101);
    expect(file!.title).to.have.length(101);
  });

  it('takes no address of more than 4,096 characters, nor one that becomes as long', () => {
    const long = `https://site.example/${'a'.repeat(4_000)}`;
    expect(aStory({url: long}).url).to.equal(long);
    expect(aStory({url: long + 'a'.repeat(100), external_url: ''}).url).to.equal(undefined);
    expect(aStory({url: `/${'я'.repeat(1_000)}`}).url).to.equal(undefined);
  });

  it('counts two hundred years', () => {
    const items = many(300, (index) => anItem({id: index, date_published: `${2300 - index}-05-05`}));
    expect(yearsOf(aFeed(items as never))).to.have.length(200);
    const archive = many(300, (index) => ({year: 1500 + index}));
    expect(aFeed([anItem()], {_hhc: {archive}}).archive).to.have.length(200);
  });

  it('takes no picture in a size whose address would end the list of them', () => {
    const sizes = [
      {url: '/a,', width: 480},
      {url: '/b', width: 960},
    ];
    expect(aStory({image: '/c', _hhc: {image_sizes: sizes}}).picture!.sizes).to.have.length(1);
  });

  it('reads eight languages out of marks', () => {
    const marks = many(26, (index) => `[:a${String.fromCharCode(97 + index)}]x`).join('');
    expect(translationsOf(aStory({title: marks}))).to.have.length(8);
  });

  it('leaves a body alone that is too long to be shown', () => {
    const body = `<p>Текст</p><p>•&nbsp;а</p><p>${' '.repeat(512 * 1024)}</p>`;
    expect(translationsOf(aStory({content_html: body}))[0]!.body).to.equal(body);
  });

  it('takes a list of years without one sound year for no list', () => {
    expect(aFeed([anItem()], {_hhc: {archive: [1, 'x']}}).archive).to.equal(undefined);
    expect(aFeed([anItem()], {_hhc: {archive: []}}).archive).to.deep.equal([]);
  });

  it('does not count beyond what a number can hold', () => {
    expect(aStory({content_html: `<p>(прочетено ${'9'.repeat(400)})</p>`}).reads).to.deep.include({total: 0});
  });
});

describe('parseJsonFeedInSlices', () => {
  it('lets other tasks of the page in while it reads thousands of items', async () => {
    const json = aFeedOf(many(20_000, (id) => anItem({id, summary: 'Думи. '.repeat(40)})) as never);
    let ran = 0;
    let isOver = false;
    const {port1, port2} = new MessageChannel();
    // One task after another, as long as it reads.
    port1.onmessage = (): void => {
      ran++;
      if (!isOver) port2.postMessage(null);
    };
    port2.postMessage(null);
    const feed = await parseJsonFeedInSlices(json, ADDRESS);
    isOver = true;
    port1.close();
    expect(ran).to.be.above(0);
    expect(feed).to.deep.equal(parseJsonFeed(json, ADDRESS));
  });
});
