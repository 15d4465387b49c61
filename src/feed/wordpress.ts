import type {FetchedDocument} from './fetch-document.js';
import {FeedFormatError} from './json-feed.js';
import {arrayOf, get, isObject, objectOf, textFrom, textIn, wholeOf, type Json} from './json.js';
import {jsonOf} from './read-document.js';
import {excerptFrom, withoutShortcodes} from './shortcodes.js';

type Ask = (address: string) => Promise<FetchedDocument>;

/** A document, and what it says as a JSON Feed. */
export interface Read {
  readonly document: FetchedDocument;
  readonly json: Json;
}

/** Posts that are asked for at once: to be drawn as cards, and as lines of a year, which is as many as there may be. */
const CARDS = '10';
const LINES = '100';

/** Requests for counts that are under way together: a small site answers each with a process of its own. */
const TOGETHER = 6;

/** Years that are counted; of a longer history the pages are read. */
const YEAR_LIMIT = 60;

/** Posts of an answer that are read: WordPress itself sends a hundred at most. */
const POST_LIMIT = 1_000;

/** Terms by whose numbers related posts are asked for: what takes a long address, some servers refuse. */
const TERM_LIMIT = 10;

/** What must be named for the rest of what is embedded to come. */
const EMBEDDED = '_links.wp:featuredmedia,_links.wp:term,_embedded';
const LINE_FIELDS = 'id,date,link,title,content.protected';
const CARD_FIELDS = `${LINE_FIELDS},excerpt,categories,tags,featured_media,${EMBEDDED}`;
const STORY_FIELDS = `id,date,link,title,content,excerpt,categories,tags,featured_media,${EMBEDDED}`;
const EMBED = 'wp:featuredmedia,wp:term';

/** Parameters of ours. All others of an address are the site's own, and are kept in every request. */
const OURS = ['_embed', '_fields', 'offset', 'order', 'orderby', 'page', 'per_page'];

/** The hashes of addresses that are made here. */
const OUR_HASH = /^#(?:years|year|post|reads)$/;

/** Sites without the plugin that counts reads. */
const uncounted = new Set<string>();

/**
 * Reads a document of WordPress's REST API: posts, a post, the years that have posts, or how often a post was read. Which
 * of them is said by the hash of those addresses that are made here.
 *
 * Nothing is asked for with a header of ours, which WordPress does not allow other origins.
 * @param document What came, where it was asked for already.
 */
export async function readPosts(address: string, ask: Ask, document?: FetchedDocument): Promise<Read> {
  const {hash} = new URL(address);
  if (hash === '#years') return readYears(address, ask);
  if (hash === '#reads') return readCount(address, ask);
  // An address that does not tell was asked as it is, and an empty list from there may be a list of anything.
  const isSure = !document;
  const asked = isSure ? complete(address) : address;
  try {
    document ??= await ask(asked);
  } catch (error) {
    // A post less, and what was the last page is none any more (`rest_post_invalid_page_number`).
    const isPastEnd = statusOf(error) === 400 && Number(new URL(asked).searchParams.get('page')) > 1;
    if (!isPastEnd) throw error;
    return {document: {address: asked, text: ''}, json: feedOf([], asked)};
  }
  const answer = parse(document);
  const posts = arrayOf(answer).slice(0, POST_LIMIT).filter(isPost);
  const isNothing = isSure && Array.isArray(answer) && !answer.length;
  if (!posts.length && !isNothing)
    throw new FeedFormatError(`${document.address} holds no posts of WordPress.`);
  // All further addresses are made of where a redirect has led to.
  const final = new URL(document.address);
  final.hash = OUR_HASH.test(hash) ? hash : '';
  return {document, json: feedOf(posts, final.href, document.headers)};
}

function isPost(value: unknown): value is Json {
  return isObject(value) && wholeOf(get(value, 'id')) !== undefined && isObject(get(value, 'title'));
}

/** Where PHP warns of something, it does so before the answer and for all to see. */
function parse({text, address}: FetchedDocument): unknown {
  const begin = /^\s*[[{\d]/.test(text) ? 0 : text.search(/^[[{\d]/m);
  return jsonOf(text.slice(Math.max(0, begin)), address);
}

// ------------------------------------------------------------------------------------------------------ addresses

/** The address with what cards need, where it does not say itself which fields are to come. */
function complete(address: string): string {
  const url = new URL(address);
  if (url.searchParams.has('_fields')) return address;
  const standard = {per_page: CARDS, _embed: EMBED, _fields: CARD_FIELDS};
  for (const [name, value] of Object.entries(standard))
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.href;
}

/** An address for the same site and kind of post, with the site's own parameters and these. */
function derive(address: string, parameters: Readonly<Record<string, string>>, id = ''): string {
  const url = new URL(address);
  // Of a year they are ours, else the site's own.
  const ours = url.hash === '#year' ? [...OURS, 'after', 'before'] : OURS;
  for (const name of ours) url.searchParams.delete(name);
  url.hash = '';
  const path = (whole: string): string => whole.replace(/(?:\/\d+)?\/?$/, id);
  const route = url.searchParams.get('rest_route');
  if (route === null) url.pathname = path(url.pathname);
  else url.searchParams.set('rest_route', path(route));
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Where the API is, and the site: `/wp-json/`, or `?rest_route=/`. */
function rootsOf(address: string): {api: (route: string) => string; site: string} {
  const {origin, pathname, searchParams} = new URL(address);
  if (searchParams.has('rest_route'))
    return {api: (route) => `${origin}${pathname}?rest_route=${route}`, site: origin + pathname};
  const root = origin + pathname.replace(/\/(?:wp|top-10)\/v\d\/.*$/, '');
  return {api: (route) => root + route, site: root.endsWith('/wp-json') ? root.slice(0, -7) : `${origin}/`};
}

/** Site time, without an offset: WordPress compares with what it has written down. */
function yearAddress(address: string, year: number, parameters: Readonly<Record<string, string>>): string {
  const {searchParams} = new URL(address);
  const [after, before] = [`${year - 1}-12-31T23:59:59`, `${year + 1}-01-01T00:00:00`];
  const [ownAfter, ownBefore] = [searchParams.get('after') ?? '', searchParams.get('before') ?? '9'];
  return derive(address, {
    after: ownAfter > after ? ownAfter : after,
    before: ownBefore < before ? ownBefore : before,
    ...parameters,
  });
}

// ---------------------------------------------------------------------------------------------------------- posts

function feedOf(posts: readonly Json[], address: string, headers?: FetchedDocument['headers']): Json {
  const {api, site} = rootsOf(address);
  const {hash, searchParams} = new URL(address);
  const page = Number(searchParams.get('page')) || 1;
  const pages = headers?.get('x-wp-totalpages');
  // A server between may keep the number of pages to itself: then a full one has another.
  const hasNext = pages
    ? page < Number(pages)
    : posts.length >= Number(searchParams.get('per_page') ?? CARDS);
  const next = new URL(address);
  next.searchParams.set('page', String(page + 1));
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: new URL(site).host,
    home_page_url: site,
    next_url: posts.length && hasNext ? next.href : undefined,
    items: posts.map((post) => itemOf(post, address)),
    _hhc: {
      story_url: `${derive(address, {_embed: EMBED, _fields: STORY_FIELDS}, '/{id}').replace(/%7Bid%7D/i, '{id}')}#post`,
      reads_url: uncounted.has(site) ? undefined : `${api('/top-10/v1/counter/{id}')}#reads`,
      archive_url: posts.length && !hash ? `${derive(address, {})}#years` : undefined,
    },
  };
}

function itemOf(post: Json, address: string): Json {
  const content = objectOf(get(post, 'content'));
  const embedded = objectOf(get(post, '_embedded'));
  const terms = arrayOf(get(embedded, 'wp:term')).flatMap(arrayOf).map(objectOf);
  const namesOf = (taxonomy: string): string[] =>
    terms.filter((term) => get(term, 'taxonomy') === taxonomy).map((term) => textIn(term, 'name'));
  const media = objectOf(arrayOf(get(embedded, 'wp:featuredmedia'))[0]);
  const image = textIn(media, 'source_url');
  const sizes = objectOf(get(objectOf(get(media, 'media_details')), 'sizes'));
  return {
    id: textFrom(get(post, 'id')),
    url: get(post, 'link'),
    title: renderedIn(post, 'title'),
    // Site time, as the site itself shows it.
    date_published: get(post, 'date'),
    summary: excerptFrom(renderedIn(post, 'excerpt')),
    content_html: withoutShortcodes(textIn(content, 'rendered')),
    image,
    tags: namesOf('post_tag'),
    _hhc: {
      protected: get(content, 'protected') === true,
      categories: namesOf('category'),
      related_urls: ['tags', 'categories'].flatMap((name) => relatedAddress(post, name, address)),
      image_alt: textIn(media, 'alt_text'),
      image_sizes: Object.values(sizes)
        .map(objectOf)
        .map((size) => ({url: get(size, 'source_url'), width: get(size, 'width')})),
    },
  };
}

function renderedIn(post: Json, key: string): string {
  return textIn(objectOf(get(post, key)), 'rendered');
}

function relatedAddress(post: Json, name: string, address: string): string[] {
  const ids = arrayOf(get(post, name)).map(textFrom).filter(Boolean).slice(0, TERM_LIMIT);
  const own = new URL(address).searchParams.get('exclude') ?? '';
  const exclude = `${own && `${own},`}${textFrom(get(post, 'id'))}`;
  return ids.length
    ? [derive(address, {[name]: ids.join(), exclude, per_page: CARDS, _embed: EMBED, _fields: CARD_FIELDS})]
    : [];
}

// ------------------------------------------------------------------------------------------------ years and counts

/**
 * The years from the oldest post to the newest that have any, with how many: WordPress itself has no list of them. All or
 * nothing: where one cannot be counted, what can be read is the pages.
 */
async function readYears(address: string, ask: Ask): Promise<Read> {
  const ends = {per_page: '1', _fields: 'id,date', orderby: 'date'};
  const [first, document] = await Promise.all([
    ask(derive(address, {...ends, order: 'asc'})),
    ask(derive(address, {...ends, order: 'desc'})),
  ]);
  const [oldest, newest] = [first, document].map((each) =>
    Number(textIn(objectOf(arrayOf(parse(each))[0]), 'date').slice(0, 4)),
  ) as [number, number];
  const count = newest - oldest + 1;
  const archive: Json[] = [];
  if (count > 0 && count <= YEAR_LIMIT) {
    const years = Array.from({length: count}, (_, index) => newest - index);
    for (let at = 0; at < count; at += TOGETHER)
      archive.push(
        ...(await Promise.all(years.slice(at, at + TOGETHER).map((year) => readYear(address, year, ask)))),
      );
  }
  const isCounted = archive.length && archive.every((year) => year.count !== undefined);
  return {document, json: {items: [], _hhc: {archive: isCounted ? archive : undefined}}};
}

async function readYear(address: string, year: number, ask: Ask): Promise<Json> {
  const url = `${yearAddress(address, year, {per_page: LINES, _fields: LINE_FIELDS})}#year`;
  const {headers} = await ask(yearAddress(address, year, {per_page: '1', _fields: 'id'}));
  const total = headers?.get('x-wp-total');
  return {year, url, count: total ? Number(total) : undefined};
}

/** The plugin Top 10 answers with a bare number; a site that has it not is not asked again. */
async function readCount(address: string, ask: Ask): Promise<Read> {
  const {site} = rootsOf(address);
  const nothing = {document: {address, text: ''}, json: {items: []}};
  if (uncounted.has(site)) return nothing;
  try {
    const document = await ask(address);
    const total = wholeOf(parse(document));
    const id = /(\d+)(?:#|$)/.exec(address)?.[1];
    return {document, json: {items: [{id, _hhc: {reads: {total}}}]}};
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    uncounted.add(site);
    return nothing;
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as {cause?: {status?: number}}).cause?.status;
}
