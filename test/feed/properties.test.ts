import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import '../../src/define.js';
import {monthsOf, newestOf, storiesOfYear, yearsOf} from '../../src/feed/archive.js';
import {excerptOf} from '../../src/feed/excerpt.js';
import type {Feed} from '../../src/feed/feed.js';
import {translationsOf} from '../../src/feed/languages.js';
import {FeedFormatError, parseJsonFeed} from '../../src/feed/json-feed.js';
import {relatedTo} from '../../src/feed/related.js';
import {anElement, settled} from '../elements/rendering.js';
import {ADDRESS, storeOf} from '../fixtures.js';

declare const RUNS_BY_HAND: number;

/** All runs together. What is tried is the same in every engine, so one of them does it at length. */
const RUNS = RUNS_BY_HAND || (navigator.userAgent.includes('Chrome') ? 20_000 : 2_000);

/** What code shows by mistake. A story may of course say so itself, which no generator here does. */
const MISTAKE = /undefined|\bnull\b|NaN|\[object |Invalid Date|Infinity/;

/** Words without letters that could spell a mistake. */
const words = fc.oneof(
  fc.stringMatching(/^[а-я <>&;"'\n]{0,40}$/),
  fc.stringMatching(/^[0-9 .:+TZ/-]{0,30}$/),
  fc.constantFrom(
    '',
    ' ',
    '<p>',
    '</p><p>',
    '&nbsp;',
    '[:bg]',
    '[:en]',
    '[:]',
    '(прочетено 1',
    '\ud800',
    '\u202e',
    '\0',
  ),
);

const scalars = fc.oneof(
  words,
  fc.integer(),
  fc.double({noNaN: true, noDefaultInfinity: true}),
  fc.boolean(),
  fc.constant(null),
);

/** Keys that mean something to the parser, and some that mean something to JavaScript. */
const keys = fc.constantFrom(
  ...(
    'version title home_page_url feed_url next_url items authors author name url language _hhc archive year count ' +
    'story_url reads_url section time_zone id external_url content_html content_text summary image banner_image ' +
    'image_alt image_sizes width date_published tags attachments mime_type size_in_bytes translations reads total ' +
    'today as_of related __proto__ constructor toString length'
  ).split(' '),
);

const anyJson = fc.letrec((tie) => ({
  value: fc.oneof({depthSize: 'medium', withCrossShrink: true}, scalars, tie('list'), tie('object')),
  list: fc.array(tie('value'), {maxLength: 6}),
  object: fc.array(fc.tuple(keys, tie('value')), {maxLength: 8}).map(objectOf),
})).value;

/** As `JSON.parse` makes it: `__proto__` is a key like any other. */
function objectOf(entries: readonly (readonly [string, unknown])[]): unknown {
  return JSON.parse(
    `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
  );
}

const sample = (await (await fetch(new URL('../../stories/feeds/hhc.json', import.meta.url))).json()) as {
  items: unknown[];
};

/** The places of a JSON value at which something can be changed: its paths. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : {...(value as object)}) as Record<
    string,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const small = {...sample, items: sample.items.slice(0, 4)};
const paths = pathsOf(small);

/** A sound feed, changed in one to four places. */
const mutations = fc
  .array(fc.tuple(fc.constantFrom(...paths), anyJson), {minLength: 1, maxLength: 4})
  .map((changes) =>
    changes.reduce<unknown>((value, [path, by]) => {
      try {
        return replaced(value, path, by);
      } catch {
        // An earlier change has taken the place away.
        return value;
      }
    }, small),
  );

/** Everything that could be shown of a feed, as text. */
function shownOf(feed: Feed): string {
  const texts: unknown[] = [feed.title, feed.section?.title ?? '', feed.timeZone];
  for (const story of feed.stories) {
    texts.push(story.id, story.tags, story.published?.toISOString() ?? '', story.reads?.total ?? '');
    texts.push(story.picture?.src ?? '', story.related.length);
    texts.push(story.authors.map(({name}) => name));
    texts.push(story.attachments.map(({title, type, size}) => [title, type, size ?? 0]));
    for (const words of translationsOf(story)) texts.push(words.title, words.summary, excerptOf(words, 140));
    texts.push(relatedTo(story, feed.stories).length);
  }
  for (const {year} of yearsOf(feed)) {
    texts.push(year);
    for (const {month, stories} of monthsOf(storiesOfYear(feed, year), feed.timeZone))
      texts.push(month, stories.length);
  }
  texts.push(newestOf(feed.stories).length);
  return texts.flat(3).map(String).join('\n');
}

function check(value: unknown): void {
  let feed: Feed;
  try {
    feed = parseJsonFeed(value, ADDRESS);
  } catch (error) {
    expect(error).to.be.instanceOf(FeedFormatError);
    return;
  }
  // Ids are the publisher's own, and a number may be of any size there.
  expect(shownOf(feed)).not.to.match(MISTAKE);
}

// The same at each run, so that nothing else fails by chance; by hand there is something new each time.
if (!RUNS_BY_HAND) fc.configureGlobal({seed: 20260301});

describe('Whatever a feed holds', function () {
  this.timeout(0);

  it('reads any JSON or says that it is no feed', () => {
    fc.assert(fc.property(anyJson, check), {numRuns: RUNS * 0.5});
  });

  it('reads any list of items', () => {
    const feeds = fc
      .tuple(fc.array(anyJson, {maxLength: 4}), anyJson)
      .map(([items, _hhc]) => ({items, _hhc}));
    fc.assert(fc.property(feeds, check), {numRuns: RUNS * 0.2});
  });

  it('reads a feed that was changed anywhere', () => {
    fc.assert(fc.property(mutations, check), {numRuns: RUNS * 0.05});
  });

  it('shows a document that was cut anywhere as one that is no feed', async () => {
    const text = JSON.stringify(small);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), async (length) => {
        const store = storeOf({[ADDRESS]: text.slice(0, length).trim() || '{'});
        const code = await store.load(ADDRESS).then(
          () => 'none',
          (error: unknown) => (error as {code: string}).code,
        );
        expect(code).to.equal('not-a-feed');
      }),
      {numRuns: RUNS * 0.23},
    );
  });

  it('draws what it has read without a mistake', async () => {
    const tags = fc.constantFrom('hhc-story' as const, 'hhc-related' as const, 'hhc-archive' as const);
    await fc.assert(
      fc.asyncProperty(tags, mutations, async (tag, value) => {
        const element = await anElement(tag, {store: storeOf({[ADDRESS]: value})});
        await settled(element);
        const root = element.renderRoot as ShadowRoot;
        const attributes = [...root.querySelectorAll('*')].flatMap((each) =>
          [...each.attributes].map(({value}) => value),
        );
        element.remove();
        expect(`${root.textContent}\n${attributes.join('\n')}`).not.to.match(MISTAKE);
      }),
      {numRuns: RUNS * 0.02},
    );
  });
});
