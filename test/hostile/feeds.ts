import {filled, type Filling} from './corpus.js';

type Json = Record<string, unknown>;

/** Where a payload is put: one filling for each way in which an address may be used. */
export interface Place {
  readonly id: number;
  /** Host that must never be asked. */
  readonly trap: string;
  /** Origin of the publisher, whose pictures may be asked for. */
  readonly publisher: string;
}

/** The feeds that a payload is put into. */
export type FeedName = 'bad' | 'divided' | 'archived' | 'empty';

export interface Feeds {
  /** Documents by address. */
  readonly documents: Readonly<Record<string, string>>;
  /** The addresses of the feeds. */
  readonly addresses: Readonly<Record<FeedName, string>>;
}

/** How an element shows one of the feeds. */
export interface Show {
  readonly tag: 'hhc-story' | 'hhc-related' | 'hhc-archive' | 'test-unsafe';
  readonly feed: FeedName;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Elements that draw a payload in every field. */
export const SHOWS: readonly Show[] = [
  {tag: 'hhc-story', feed: 'bad'},
  {tag: 'hhc-story', feed: 'divided', properties: {storyId: 'body', headingLevel: 1}},
  {
    tag: 'hhc-related',
    feed: 'divided',
    properties: {storyId: 'rest', limit: 50, storyHref: '/story?id={id}'},
  },
  {tag: 'hhc-archive', feed: 'divided'},
];

/** More of them, for payloads that are addresses, words or values: there one bad field may hide another. */
export const MORE_SHOWS: readonly Show[] = [
  ...SHOWS,
  {tag: 'hhc-story', feed: 'divided', properties: {storyId: 'rest'}},
  {tag: 'hhc-story', feed: 'divided', properties: {storyId: 'marked', lang: 'en'}},
  {tag: 'hhc-story', feed: 'bad', properties: {storyId: 'nowhere'}},
  {tag: 'hhc-related', feed: 'bad'},
  {tag: 'hhc-related', feed: 'empty'},
  {tag: 'hhc-archive', feed: 'bad', properties: {open: 2020}},
  {tag: 'hhc-archive', feed: 'archived'},
];

/** The year whose document is said to be on the trap. */
export const TRAPPED_YEAR = 2017;

/**
 * Feeds in which a payload stands in every field there is, so that no bad field hides another: one that is bad
 * throughout, and one whose stories are each bad in one respect alone.
 *
 * A payload that is JSON stands there as what it says, any other as text.
 */
export function feedsOf(payload: string, place: Place, isJson = false): Feeds {
  const {id, trap, publisher} = place;
  const valueOf = (filling: Filling): unknown => {
    const text = filled(payload, filling);
    return isJson ? (JSON.parse(text) as unknown) : text;
  };
  const words = valueOf({id, trap, images: publisher});
  // Pictures may be asked for, so their addresses are the publisher's. Relative addresses in a body follow that of
  // its story: where both are hostile, these are the publisher's, too.
  const address = valueOf({id, trap: publisher.replace('http://', ''), images: publisher});
  const addressOf = (name: string): string => `${publisher}/feed-${id}/${name}.json`;
  const trapped = `http://${trap}/never/${id}`;
  const bad = badFeed(words, address);
  const divided = dividedFeed(words, address, trapped);
  const year = addressOf('year');
  return {
    documents: {
      [addressOf('bad')]: JSON.stringify(bad),
      [addressOf('divided')]: JSON.stringify(divided),
      [addressOf('archived')]: JSON.stringify(archivedFeed(divided, words, address, {trapped, year})),
      [addressOf('empty')]: JSON.stringify({...bad, home_page_url: words, items: []}),
      [year]: JSON.stringify({...bad, items: [{...badItem(words, address), date_published: '2019-02-01'}]}),
    },
    addresses: {
      bad: addressOf('bad'),
      divided: addressOf('divided'),
      archived: addressOf('archived'),
      empty: addressOf('empty'),
    },
  };
}

/** A feed of one story, with a payload in its own place of it, and sound but for that. */
export function feedOf(
  payload: string,
  {id, trap, publisher}: Place,
  field: 'title' | 'content_html' | 'url' | 'image' = 'content_html',
): Feeds {
  const address = `${publisher}/feed-${id}/one.json`;
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    items: [
      {
        id: 'body',
        url: `${publisher}/story`,
        image: `${publisher}/image.gif`,
        title: 'Хвърчила над града',
        content_html: '<p>Децата пускат хвърчила.</p>',
        date_published: '2020-08-20T10:00:00+03:00',
        [field]: filled(payload, {id, trap, images: publisher}),
      },
    ],
  };
  return {
    documents: {[address]: JSON.stringify(document)},
    addresses: {bad: address, divided: address, archived: address, empty: address},
  };
}

function badItem(words: unknown, address: unknown): Json {
  return {
    id: words,
    url: address,
    external_url: address,
    title: words,
    summary: words,
    content_html: words,
    content_text: words,
    image: address,
    banner_image: address,
    date_published: words,
    date_modified: words,
    authors: [{name: words, url: words, avatar: words}, words],
    author: {name: words, url: words, avatar: words},
    tags: [words, words, 'дом'],
    language: words,
    attachments: [
      {url: address, title: words, mime_type: words, size_in_bytes: words, duration_in_seconds: words},
      {url: address, title: words, mime_type: 'image/png', size_in_bytes: words},
    ],
    _hhc: {
      image_alt: words,
      image_sizes: [
        {url: address, width: words},
        {url: address, width: 480},
      ],
      reads: {total: words, today: words, as_of: words},
      related: [words, words],
      translations: [
        {language: words, title: words, summary: words, content_html: words, url: address},
        {language: 'en', title: words, summary: words, content_html: words, content_text: words},
        {language: 'de', title: words, content_text: words},
      ],
    },
  };
}

function badFeed(words: unknown, address: unknown): Json {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: words,
    description: words,
    user_comment: words,
    home_page_url: address,
    feed_url: words,
    next_url: words,
    icon: words,
    favicon: words,
    expired: words,
    language: words,
    authors: [{name: words, url: words, avatar: words}],
    author: words,
    hubs: [{type: words, url: words}],
    items: [badItem(words, address)],
    _hhc: {
      section: {title: words, url: words},
      archive: [
        {year: words, count: words, url: words},
        {year: 2020, count: words, url: words},
      ],
      story_url: words,
      reads_url: words,
      time_zone: words,
    },
  };
}

function dividedFeed(words: unknown, address: unknown, trap: string): Json {
  const sound = (id: string, fields: Json): Json => ({
    id,
    url: `/stories/${id}`,
    title: 'Хвърчила над града',
    content_html: '<p>Децата пускат хвърчила.</p>',
    date_published: '2020-08-20T10:00:00+03:00',
    ...fields,
  });
  const marked = typeof words === 'string' ? `[:bg]${words}[:en]house ${words}[:]` : words;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Новини',
    language: 'bg',
    home_page_url: '/',
    next_url: trap,
    items: [
      sound('body', {
        content_html: words,
        _hhc: {
          translations: [
            {language: 'en', title: 'Kites above the town', content_html: words},
            {language: 'de', title: 'Drachen über der Stadt', content_text: words},
          ],
        },
      }),
      sound('rest', {
        title: words,
        summary: words,
        url: words,
        external_url: words,
        image: '/pictures/1.gif',
        banner_image: address,
        date_modified: words,
        authors: [{name: words, url: words, avatar: words}, words],
        tags: [words, 'дом', words],
        language: words,
        attachments: [
          {url: words, title: words, mime_type: 'application/pdf', size_in_bytes: words},
          {url: '/files/1.pdf', title: words, mime_type: words, size_in_bytes: 1000},
          {url: words, mime_type: 'text/html'},
        ],
        _hhc: {
          image_alt: words,
          image_sizes: [
            {url: address, width: 480},
            {url: '/pictures/2.gif', width: words},
            {url: '/pictures/3.gif', width: '960'},
          ],
          reads: {total: 168, today: words, as_of: words},
          related: ['body', words, 'marked'],
          translations: [
            {language: 'en', title: words, summary: words, content_html: '<p>Kites.</p>', url: words},
            {language: 'de', title: 'Drachen', summary: words, url: words},
            {language: words, title: 'Kites', content_html: '<p>Kites.</p>'},
          ],
        },
      }),
      sound('picture', {image: address, date_published: '2020-01-01'}),
      sound('attached', {attachments: [{url: address, mime_type: 'image/png'}]}),
      sound('dated', {date_published: words}),
      // Of payloads that are objects also what their own keys say.
      sound('keyed', {...(typeof words === 'object' ? words : {}), id: 'keyed', _hhc: words}),
      sound('marked', {title: marked, summary: marked, content_html: marked}),
      sound('counted', {date_published: '2016-05-05', _hhc: {reads: {total: words}}}),
    ],
    _hhc: {
      section: {title: words, url: '/news'},
      time_zone: 'Europe/Sofia',
      story_url: trap + '/{id}',
      reads_url: trap + '/{id}',
    },
  };
}

/** The same with a list of years, each with a document of its own. */
function archivedFeed(
  divided: Json,
  words: unknown,
  address: unknown,
  documents: {trapped: string; year: string},
): Json {
  return {
    ...divided,
    _hhc: {
      ...(divided['_hhc'] as Json),
      archive: [
        {year: 2020, count: words},
        {year: 2019, count: 1, url: documents.year},
        {year: 2018, count: 1, url: address},
        {year: TRAPPED_YEAR, count: 1, url: documents.trapped},
        {year: '2016', count: '7'},
        {year: words, count: words, url: words},
      ],
    },
  };
}
