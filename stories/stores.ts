import {FeedError, type FeedErrorCode} from '../src/feed/feed-error.js';
import {FeedStore, type DocumentReader} from '../src/feed/feed-store.js';
import empty from './feeds/empty.json';
import hhc from './feeds/hhc.json';
import notAFeed from './feeds/not-a-feed.json';
import plainText from './feeds/plain-text.json';

/** Storybook shows each story in a page `iframe.html`, wherever it is served from; tests run at the root. */
const FOLDER = new URL(location.pathname.endsWith('/iframe.html') ? 'feeds/' : '/feeds/', location.href);

/** The address of a file of the sample, which Storybook serves, so that relative pictures are found. */
function addressOf(file: string): string {
  return new URL(file, FOLDER).href;
}

/** All stories in one document. */
export const SAMPLE = addressOf('hhc.json');
/** The newest stories in one document, and a document for each year. */
export const BY_YEAR = addressOf('hhc-by-year.json');
/** Ten stories in a document, each with the address of the next, and nothing that tells of the years. */
export const BY_PAGE = addressOf('hhc-page-1.json');
export const PLAIN_TEXT = addressOf('plain-text.json');
export const EMPTY = addressOf('empty.json');
export const NOT_A_FEED = addressOf('not-a-feed.json');
/** A story with several pictures in its text. */
export const MEDIA = addressOf('pictures.json');

/** What the addresses above are called in a list. */
export const FILE_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  [SAMPLE, BY_YEAR, BY_PAGE, PLAIN_TEXT, EMPTY, NOT_A_FEED].map((address) => [
    address,
    address.replace(/^.*\//, ''),
  ]),
);

/** Ids of the sample's stories, newest first. */
export const STORY_IDS = hhc.items.map(({id}) => String(id));

const documents = new Map<string, unknown>([
  [SAMPLE, hhc],
  [BY_YEAR, byYear()],
  ...[1, 2, 3].map((page) => [addressOf(`hhc-page-${page}.json`), pageOf(page)] as const),
  ...hhc._hhc.archive.map(({year}) => [yearAddressOf(year), storiesOf(year)] as const),
  [PLAIN_TEXT, plainText],
  [EMPTY, empty],
  [NOT_A_FEED, notAFeed],
  [MEDIA, {...hhc, items: [withPictures()]}],
]);

/** The pictures of the sample's stories in one text, each with its own words. */
function withPictures(): unknown {
  const [, kites] = hhc.items;
  const figures = ['kites', 'bridge', 'orchard'].map((name, index) => {
    const words = ['Три деца в гръб пускат хвърчила над хълмовете', 'Влак минава по виадукт', 'Стара ябълка'][
      index
    ];
    return `<figure><img src="pictures/${name}-960.jpg" alt="${words}" width="960"><figcaption>${words}</figcaption></figure>`;
  });
  return {...kites, content_html: `<p>${kites!.summary}</p>${figures.join('')}`, _hhc: {}};
}

function byYear(): unknown {
  const archive = hhc._hhc.archive.map((entry) => ({...entry, url: yearAddressOf(entry.year)}));
  return {...hhc, items: hhc.items.slice(0, 3), _hhc: {...hhc._hhc, archive}};
}

function pageOf(page: number): unknown {
  const next_url = page < 3 ? `hhc-page-${page + 1}.json` : undefined;
  return {
    ...hhc,
    items: hhc.items.slice(10 * (page - 1), 10 * page),
    next_url,
    _hhc: {...hhc._hhc, archive: undefined},
  };
}

function storiesOf(year: number): unknown {
  return {...hhc, items: hhc.items.filter((item) => item.date_published.startsWith(String(year)))};
}

/** The address of a year's document. */
export function yearAddressOf(year: number): string {
  return addressOf(`hhc-${year}.json`);
}

/** Reads a document out of this program, so that no story asks the network. */
const readSample: DocumentReader = (address) =>
  documents.has(address)
    ? Promise.resolve({address, text: textOf(documents.get(address))})
    : Promise.reject(new FeedError('http', `There is no ${address}.`));

/**
 * The text of a document of the sample, as a site has it: its reads were counted just now, for a count of another
 * day would never show today's, and its pages stand beside the feed, wherever Storybook is served from.
 */
function textOf(document: unknown): string {
  const now = new Date().toISOString();
  const text = JSON.stringify(document, (key, value: unknown) => (key === 'as_of' ? now : value));
  return text.replaceAll('"/main-site.html', '"main-site.html');
}

/** A store of the sample feeds. */
export const sampleStore = new FeedStore(readSample);

/** A store that never answers. */
export const waitingStore = new FeedStore(() => new Promise(() => undefined));

/** How loading can fail. */
export const LOADING_ERRORS: readonly FeedErrorCode[] = [
  'network',
  'timeout',
  'http',
  'too-large',
  'not-a-feed',
  'blocked-address',
];

/** A store that always fails. */
export function failingStore(code: FeedErrorCode): FeedStore {
  return new FeedStore(() => Promise.reject(new FeedError(code, 'This store always fails.')));
}

/** A store of the sample feeds whose first answer for one of them is a failure, as on a train. */
export function mendingStore(failing: string): FeedStore {
  let isMended = false;
  return new FeedStore((address, signal) => {
    if (isMended || address !== failing) return readSample(address, signal);
    isMended = true;
    return Promise.reject(new FeedError('network', 'The first answer of this store is a failure.'));
  });
}
