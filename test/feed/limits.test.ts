import {expect} from '@open-wc/testing';
import {translationsOf} from '../../src/feed/languages.js';
import {parseJsonFeed} from '../../src/feed/json-feed.js';
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

  it('cuts marks without end, which are one letter to a reader', () => {
    expect(aStory({title: `а${'\u0301'.repeat(20_000)}`}).title).to.have.length(501);
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
