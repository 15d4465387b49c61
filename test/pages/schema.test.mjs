// The published JSON Schema: what is shown as a sample keeps to it, and what the elements could not show does not.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {makeFeed} from '../../scripts/make-feed.mjs';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const ajv = new Ajv({allErrors: true, allowUnionTypes: true});
addFormats(ajv);
const check = ajv.compile(read('dist/hhc-feed.schema.json'));
const errorsOf = (feed) =>
  check(feed) ? [] : check.errors.map(({instancePath, message}) => `${instancePath} ${message}`);

describe('the schema of feeds', () => {
  for (const name of ['hhc', 'plain-text', 'empty'])
    it(`holds for the sample ${name}.json`, () =>
      assert.deepEqual(errorsOf(read(`stories/feeds/${name}.json`)), []));

  for (const [count, isWhole] of [
    [100, false],
    [1_000, false],
    [10_000, false],
    [100_000, false],
    [5_000, true],
  ])
    it(`holds for all documents of a feed of ${count}${isWhole ? ' in one' : ''}`, () => {
      for (const [path, make] of makeFeed(count, isWhole)) assert.deepEqual(errorsOf(make()), [], path);
    });

  it('does not hold for what is no feed', () =>
    assert.notDeepEqual(errorsOf(read('stories/feeds/not-a-feed.json')), []));

  const feed = (item, fields = {}) => ({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Новини',
    items: [{id: '1', ...item}],
    ...fields,
  });

  it('holds for a document of read counts', () =>
    assert.deepEqual(
      errorsOf(feed({_hhc: {reads: {total: 169, today: 1, as_of: '2022-11-21T10:00:00+02:00'}}})),
      [],
    ));

  for (const [what, wrong, path] of [
    ['an id that is neither text nor a number', feed({id: null}), '/items/0/id'],
    ['an address that is none', feed({url: 'not an address'}), '/items/0/url'],
    [
      'a translation without its language',
      feed({_hhc: {translations: [{title: 'x'}]}}),
      '/items/0/_hhc/translations/0',
    ],
    [
      'a picture in two sizes of which one has no width',
      feed({_hhc: {image_sizes: [{url: 'a.jpg'}]}}),
      '/items/0/_hhc/image_sizes/0',
    ],
    [
      'a year without stories',
      feed({}, {_hhc: {archive: [{year: 2011, count: 0}]}}),
      '/_hhc/archive/0/count',
    ],
    [
      'the way to a story without a place for its id',
      feed({}, {_hhc: {story_url: 'story.json'}}),
      '/_hhc/story_url',
    ],
    ['an author without a name', feed({authors: [{url: '/x'}]}), '/items/0/authors/0'],
  ])
    it(`names ${what}`, () => {
      const errors = errorsOf(wrong);
      assert.equal(errors.length, 1, String(errors));
      assert.ok(errors[0].startsWith(path), errors[0]);
    });
});
