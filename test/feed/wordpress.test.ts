import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {FeedError} from '../../src/feed/feed-error.js';
import type {Feed, Story} from '../../src/feed/feed.js';
import type {FetchedDocument} from '../../src/feed/fetch-document.js';
import {FeedFormatError, parseJsonFeed} from '../../src/feed/json-feed.js';
import {addressOfPosts, isOfWordPress} from '../../src/feed/wordpress-address.js';
import {readPosts} from '../../src/feed/wordpress.js';
import {failureOf, fieldsOf, growthOf, LINEAR_GROWTH, onPollutedPage} from '../fixtures.js';

type Json = Record<string, unknown>;
type Answer = Pick<FetchedDocument, 'text'> & Partial<FetchedDocument>;

const POSTS = 'https://site.example/wp-json/wp/v2/posts';
/** One that says itself which fields are to come. */
const ASKED = `${POSTS}?_fields=id`;

/** A post as the API gives it; a test names only what it is about. */
const aPost = (fields: Json = {}): Json => ({
  id: 5,
  date: '2020-08-20T10:00:00',
  link: 'https://site.example/kites/',
  title: {rendered: 'Хвърчила над града'},
  content: {rendered: '<p>Децата пускат хвърчила.</p>', protected: false},
  ...fields,
});

const anAnswer = (json: unknown, headers: Record<string, string> = {}): Answer => ({
  text: JSON.stringify(json),
  headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
});

const httpError = (status: number): FeedError =>
  new FeedError('http', `It answered ${status}.`, {cause: new Response(null, {status})});

/** A site that answers what it is told to, and notes what it was asked for. */
function aSite(answerTo: (address: string, parameters: URLSearchParams) => Answer | Error): {
  asked: string[];
  ask: (address: string) => Promise<FetchedDocument>;
} {
  const asked: string[] = [];
  return {
    asked,
    ask(address) {
      asked.push(address);
      const answer = answerTo(address, new URL(address).searchParams);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({address, ...answer});
    },
  };
}

/** What a reader is shown of what a site answers. */
async function read(answer: Answer | Error, address = ASKED): Promise<Feed> {
  const {json, document} = await readPosts(address, aSite(() => answer).ask);
  return parseJsonFeed(json, document.address);
}

const storyOf = async (fields: Json): Promise<Story> => (await read(anAnswer([aPost(fields)]))).stories[0]!;

/** An address as people read it, without the fields that are asked for. */
function plain(address: string | undefined): string {
  const url = new URL(address!);
  for (const name of ['_fields', '_embed']) url.searchParams.delete(name);
  return decodeURIComponent(url.href);
}

describe('addressOfPosts', () => {
  for (const [site, posts] of [
    ['https://site.example', 'https://site.example/?rest_route=/wp/v2/posts'],
    ['https://site.example/', 'https://site.example/?rest_route=/wp/v2/posts'],
    ['https://site.example/blog', 'https://site.example/blog/?rest_route=/wp/v2/posts'],
    ['https://site.example/blog/', 'https://site.example/blog/?rest_route=/wp/v2/posts'],
    ['https://site.example/index.php', 'https://site.example/index.php?rest_route=/wp/v2/posts'],
    ['https://site.example/blog?lang=en', 'https://site.example/blog/?lang=en&rest_route=/wp/v2/posts'],
    [`${POSTS}?categories=3`, `${POSTS}?categories=3`],
    ['https://site.example/?rest_route=/wp/v2/news', 'https://site.example/?rest_route=/wp/v2/news'],
  ] as const)
    it(`is ${posts} for ${site}`, () => {
      expect(decodeURIComponent(addressOfPosts(new URL(site)))).to.equal(posts);
      expect(isOfWordPress(addressOfPosts(new URL(site)))).to.equal(true);
    });

  it('leaves the address of the site as it is', () => {
    const site = new URL('https://site.example/blog');
    addressOfPosts(site);
    expect(site.href).to.equal('https://site.example/blog');
  });
});

describe('isOfWordPress', () => {
  for (const [address, is] of [
    [POSTS, true],
    ['https://site.example/blog/index.php/wp-json/wp/v2/posts', true],
    ['https://site.example/?lang=en&rest_route=/wp/v2/posts', true],
    ['https://site.example/feed.json', false],
    ['https://site.example/my-wp-json/feed.json', false],
    ['https://site.example/?no_rest_route=1', false],
    ['https://site.example/rest_route=1', false],
  ] as const)
    it(`says ${is} of ${address}`, () => {
      expect(isOfWordPress(address)).to.equal(is);
    });
});

describe('readPosts', () => {
  describe('what is asked for', () => {
    const askedFor = async (address: string): Promise<URL> => {
      const {ask, asked} = aSite(() => anAnswer([]));
      await readPosts(address, ask);
      expect(asked).to.have.length(1);
      return new URL(asked[0]!);
    };

    it('is what cards need, and what the address says', async () => {
      const {origin, pathname, searchParams} = await askedFor(`${POSTS}?categories=3&lang=en`);
      expect(origin + pathname).to.equal(POSTS);
      expect([...searchParams.keys()].sort()).to.deep.equal(
        ['categories', 'lang', 'per_page', '_embed', '_fields'].sort(),
      );
      expect(Object.fromEntries(searchParams)).to.include({categories: '3', lang: 'en', per_page: '10'});
      expect(searchParams.get('_embed')!.split(',')).to.have.members(['wp:featuredmedia', 'wp:term']);
      expect(searchParams.get('_fields')!.split(',')).to.include.members([
        ...['id', 'date', 'link', 'title', 'excerpt', 'content.protected', 'categories', 'tags'],
        ...['_links.wp:featuredmedia', '_links.wp:term', '_embedded'],
      ]);
      expect(searchParams.get('_fields')!.split(',')).not.to.include('content');
    });

    it('is as many as the address says, with what it says is to come with them', async () => {
      const {searchParams} = await askedFor(`${POSTS}?per_page=3&_embed=author`);
      expect(Object.fromEntries(searchParams)).to.include({per_page: '3', _embed: 'author'});
      expect(searchParams.has('_fields')).to.equal(true);
    });

    for (const address of [
      `${POSTS}?_fields=id,title&tags=3`,
      'https://site.example/?rest_route=/wp/v2/posts&_fields=id',
    ])
      it(`is nothing else where it says which fields: ${address}`, async () => {
        expect((await askedFor(address)).href).to.equal(address);
      });

    it('is nothing where it has come', async () => {
      const {ask, asked} = aSite(() => new Error('It was asked.'));
      const {json} = await readPosts(POSTS, ask, {address: POSTS, ...anAnswer([aPost()])});
      expect(parseJsonFeed(json, POSTS).stories.map(({id}) => id)).to.deep.equal(['5']);
      expect(asked).to.deep.equal([]);
    });
  });

  describe('documents that a feed names', () => {
    for (const [what, address, site, story, reads, years] of [
      [
        'pretty permalinks',
        `${POSTS}?lang=en&_fields=id&per_page=3&page=2&search=x`,
        'https://site.example/',
        `${POSTS}/{id}?lang=en&search=x#post`,
        'https://site.example/wp-json/top-10/v1/counter/{id}#reads',
        `${POSTS}?lang=en&search=x#years`,
      ],
      [
        'a slash at the end',
        `${POSTS}/?_fields=id`,
        'https://site.example/',
        `${POSTS}/{id}#post`,
        'https://site.example/wp-json/top-10/v1/counter/{id}#reads',
        `${POSTS}#years`,
      ],
      [
        'a post of its own',
        `${POSTS}/17?_fields=id`,
        'https://site.example/',
        `${POSTS}/{id}#post`,
        'https://site.example/wp-json/top-10/v1/counter/{id}#reads',
        `${POSTS}#years`,
      ],
      [
        'a folder of its own',
        'https://site.example/blog/index.php/wp-json/wp/v2/news?_fields=id',
        'https://site.example/blog/index.php/',
        'https://site.example/blog/index.php/wp-json/wp/v2/news/{id}#post',
        'https://site.example/blog/index.php/wp-json/top-10/v1/counter/{id}#reads',
        'https://site.example/blog/index.php/wp-json/wp/v2/news#years',
      ],
      [
        'plain permalinks',
        'https://site.example/blog/?rest_route=/wp/v2/posts&tags=3&_fields=id&order=asc',
        'https://site.example/blog/',
        'https://site.example/blog/?rest_route=/wp/v2/posts/{id}&tags=3#post',
        'https://site.example/blog/?rest_route=/top-10/v1/counter/{id}#reads',
        'https://site.example/blog/?rest_route=/wp/v2/posts&tags=3#years',
      ],
      [
        'plain permalinks of a post',
        'https://site.example/?rest_route=/wp/v2/posts/17/&_fields=id',
        'https://site.example/',
        'https://site.example/?rest_route=/wp/v2/posts/{id}#post',
        'https://site.example/?rest_route=/top-10/v1/counter/{id}#reads',
        'https://site.example/?rest_route=/wp/v2/posts#years',
      ],
    ] as const)
      it(`are those of a site with ${what}`, async () => {
        const feed = await read(anAnswer([aPost()]), address);
        expect(feed).to.include({title: 'site.example', homePage: site});
        expect(plain(feed.storyUrl)).to.equal(story);
        expect(feed.storyUrl).to.contain('{id}');
        expect(feed.readsUrl).to.equal(reads);
        expect(plain(feed.archiveUrl)).to.equal(years);
      });

    it('ask for the text of a story, and for what comes with it', async () => {
      const {searchParams} = new URL((await read(anAnswer([aPost()]))).storyUrl!);
      expect(searchParams.get('_fields')!.split(',')).to.include.members([
        ...['id', 'date', 'link', 'title', 'content', 'excerpt', 'categories', 'tags', '_embedded'],
      ]);
      expect(searchParams.get('_embed')!.split(',')).to.have.members(['wp:featuredmedia', 'wp:term']);
    });

    it('are of the post that is their only content', async () => {
      const feed = await read(anAnswer(aPost({id: 17})), `${POSTS}/17?_fields=id`);
      expect(feed.stories.map(({id}) => id)).to.deep.equal(['17']);
    });

    it('are on the host that a redirect led to', async () => {
      const moved = 'https://www.site.example/wp-json/wp/v2/posts';
      const headers = new Map([['x-wp-totalpages', '2']]);
      const feed = await read({...anAnswer([aPost({tags: [7]})]), address: moved, headers}, ASKED);
      expect(feed).to.include({address: moved, homePage: 'https://www.site.example/'});
      const {storyUrl, readsUrl, archiveUrl, next, stories} = feed;
      for (const address of [storyUrl, readsUrl, archiveUrl, next, ...stories[0]!.relatedUrls])
        expect(address).to.match(/^https:\/\/www\.site\.example\//);
    });

    it('are where a redirect led to another scheme and port', async () => {
      const address = 'http://site.example:8080/wp-json/wp/v2/posts?_fields=id';
      const moved = 'https://www.site.example/wp-json/wp/v2/posts?_fields=id';
      const feed = await read({...anAnswer([aPost()]), address: moved}, address);
      expect(feed.homePage).to.equal('https://www.site.example/');
    });

    it('are none of the site’s where the address does not tell', async () => {
      const feed = await read(anAnswer([aPost()]), 'https://site.example/api/wp/v2/posts?_fields=id');
      expect(feed.readsUrl ?? '').not.to.contain('postswp-json');
    });
  });

  describe('pages', () => {
    const nextOf = async (address: string, headers: Record<string, string>): Promise<string | undefined> =>
      (await read(anAnswer([aPost()], headers), address)).next;

    it('go on as far as the site says that there are any', async () => {
      const headers = {'X-WP-TotalPages': '3'};
      expect(await nextOf(ASKED, headers)).to.equal(`${ASKED}&page=2`);
      expect(await nextOf(`${ASKED}&page=2`, headers)).to.equal(`${ASKED}&page=3`);
      expect(await nextOf(`${ASKED}&page=3`, headers)).to.equal(undefined);
    });

    it('keep what was asked for with the first', async () => {
      const next = new URL((await nextOf(`${POSTS}?lang=en`, {'X-WP-TotalPages': '2'}))!);
      expect(Object.fromEntries(next.searchParams)).to.include({lang: 'en', per_page: '10', page: '2'});
      expect(next.searchParams.has('_fields')).to.equal(true);
    });

    it('end where the site does not say', async () => {
      for (const headers of [{}, {'X-WP-TotalPages': ''}, {'X-WP-TotalPages': 'x'}, {'X-WP-TotalPages': '1'}])
        expect(await nextOf(ASKED, headers)).to.equal(undefined);
      const {json} = await readPosts(ASKED, aSite(() => ({text: '[]'})).ask);
      expect(json).to.have.property('next_url', undefined);
    });

    for (const address of [`${ASKED}&page=2`, 'https://site.example/?rest_route=/wp/v2/posts&page=12'])
      it(`end where the site answers 400: ${address}`, async () => {
        expect(await read(httpError(400), address)).to.deep.include({
          stories: [],
          next: undefined,
          archiveUrl: undefined,
        });
      });

    for (const [status, query] of [
      [400, ''],
      [400, '&page=1'],
      [400, '&page=x'],
      [404, '&page=2'],
      [500, '&page=2'],
    ] as const)
      it(`fail as the site does with ${status} for a page that is “${query}”`, async () => {
        const error = httpError(status);
        expect(await failureOf(read(error, ASKED + query))).to.equal(error);
      });

    it('fail as the network does', async () => {
      const error = new FeedError('network', 'It broke.');
      expect(await failureOf(read(error, `${ASKED}&page=2`))).to.equal(error);
    });
  });

  describe('a post', () => {
    it('is read with all that comes with it', async () => {
      const story = await storyOf({
        excerpt: {rendered: '<p>Накратко &amp; ясно.</p>\n'},
        _embedded: {
          'wp:featuredmedia': [
            {
              source_url: '/uploads/kites.jpg',
              alt_text: 'Хвърчила &amp; деца',
              media_details: {
                sizes: {
                  large: {source_url: '/uploads/kites-1024.jpg', width: 1024},
                  small: {source_url: '/uploads/kites-300.jpg', width: '300'},
                  broken: {width: 5},
                },
              },
            },
          ],
          'wp:term': [
            [
              {taxonomy: 'category', name: 'Новини'},
              {taxonomy: 'post_format', name: 'Галерия'},
            ],
            [
              {taxonomy: 'post_tag', name: 'деца'},
              {taxonomy: 'post_tag', name: 'R&amp;D'},
            ],
          ],
        },
      });
      expect(fieldsOf(story)).to.deep.include({
        id: '5',
        url: 'https://site.example/kites/',
        title: 'Хвърчила над града',
        summary: 'Накратко & ясно.',
        body: '<p>Децата пускат хвърчила.</p>',
        tags: ['деца', 'R&D'],
        categories: ['Новини'],
        picture: {
          src: 'https://site.example/uploads/kites.jpg',
          alt: 'Хвърчила & деца',
          sizes: [
            {src: 'https://site.example/uploads/kites-300.jpg', width: 300},
            {src: 'https://site.example/uploads/kites-1024.jpg', width: 1024},
          ],
        },
        isProtected: false,
      });
    });

    for (const [what, _embedded] of [
      ['may not be seen', {code: 'rest_forbidden', message: 'x', data: {status: 401}}],
      [
        'was deleted, so that the index of the API comes instead',
        {
          ...{
            name: 'Site',
            description: 'x',
            url: 'https://site.example/x.jpg',
            home: 'https://site.example',
          },
          ...{site_icon_url: 'https://site.example/icon.png', routes: {'/': {}}, link: '/x'},
        },
      ],
    ] as const)
      it(`has no picture where that ${what}`, async () => {
        for (const media of [[_embedded], _embedded])
          expect((await storyOf({_embedded: {'wp:featuredmedia': media}})).picture).to.equal(undefined);
      });

    it('has the terms that came where others may not be seen', async () => {
      const story = await storyOf({
        _embedded: {'wp:term': [{code: 'rest_forbidden', name: 'x'}, [{taxonomy: 'post_tag', name: 'деца'}]]},
      });
      expect(story).to.deep.include({tags: ['деца'], categories: []});
    });

    for (const [date, instant] of [
      ['2020-08-20T10:00:00', '2020-08-20T07:00:00.000Z'],
      ['2020-12-31T23:30:00', '2020-12-31T21:30:00.000Z'],
    ] as const)
      it(`that is of ${date} by its site’s clock was published at ${instant}`, async () => {
        const {published} = await storyOf({date, date_gmt: '1999-01-01T00:00:00'});
        expect(published?.toISOString()).to.equal(instant);
      });

    it('shows nothing but its title where it wants a password', async () => {
      const story = await storyOf({
        title: {rendered: 'Защитен: Тайна'},
        content: {rendered: '', protected: true},
        excerpt: {rendered: '<p>Тази статия е защитена с парола.</p>', protected: true},
        _embedded: {'wp:featuredmedia': [{source_url: '/secret.jpg'}]},
      });
      expect(story).to.include({
        isProtected: true,
        title: 'Тайна',
        summary: '',
        body: '',
        picture: undefined,
      });
    });

    it('is called by its first words where it has no title', async () => {
      const title = {rendered: ''};
      expect(await storyOf({title})).to.include({title: 'Децата пускат хвърчила.'});
      expect(
        await storyOf({title, content: {protected: false}, excerpt: {rendered: '<p>Ясно.</p>'}}),
      ).to.include({title: 'Ясно.', body: ''});
      expect(await storyOf({title, content: {protected: false}})).to.include({id: '5', title: ''});
    });

    for (const [excerpt, summary] of [
      ['<p>Децата пускат [&hellip;]</p>', 'Децата пускат …'],
      ['<p>Децата пускат [&#8230;]</p>', 'Децата пускат …'],
      ['<p>Децата пускат […]</p>', 'Децата пускат …'],
      ['<p>Децата [1] и [други]</p>', 'Децата [1] и [други]'],
      [
        '<p>Децата пускат &hellip; <a href="/kites/" class="more-link">Още<span class="x"> за „Хвърчила“</span></a></p>',
        'Децата пускат …',
      ],
      ["<p>А <a class='more-link' href='/b'>Още <b>Б</b> и <i>В</i></a> <a href='/g'>Г</a></p>", 'А Г'],
      ['<p>А <a class="link" href="/b">Б</a></p>', 'А Б'],
    ] as const)
      it(`has an excerpt without marks of WordPress: ${excerpt}`, async () => {
        expect((await storyOf({excerpt: {rendered: excerpt}})).summary).to.equal(summary);
      });

    it('has an excerpt that takes eight times longer to read where it is eight times as long', () => {
      const documentOf = (size: number): FetchedDocument => ({
        address: POSTS,
        ...anAnswer([aPost({excerpt: {rendered: '<a more-link '.repeat(size)}})]),
      });
      const {ask} = aSite(() => new Error('It was asked.'));
      const growth = growthOf(40, documentOf, (document) => void readPosts(POSTS, ask, document));
      expect(growth).to.be.below(LINEAR_GROWTH);
    });
  });

  describe('related stories', () => {
    const relatedTo = async (fields: Json, address = ASKED): Promise<string[]> =>
      (await read(anAnswer([aPost(fields)]), address)).stories[0]!.relatedUrls.map(plain);

    it('are asked for by tags, then by categories', async () => {
      expect(
        await relatedTo({tags: [7, 8], categories: [3]}, `${POSTS}?lang=en&_fields=id&page=2`),
      ).to.deep.equal([
        `${POSTS}?lang=en&tags=7,8&exclude=5&per_page=10`,
        `${POSTS}?lang=en&categories=3&exclude=5&per_page=10`,
      ]);
      expect(
        await relatedTo({tags: [7]}, 'https://site.example/?rest_route=/wp/v2/posts/5&_fields=id'),
      ).to.deep.equal(['https://site.example/?rest_route=/wp/v2/posts&tags=7&exclude=5&per_page=10']);
    });

    it('are asked for as cards', async () => {
      const [address] = (await storyOf({tags: [7]})).relatedUrls;
      const {searchParams} = new URL(address!);
      expect(searchParams.get('_fields')!.split(',')).to.include.members(['title', 'tags', '_embedded']);
      expect(searchParams.get('_embed')).to.contain('wp:term');
    });

    it('are not asked for where there is nothing to ask by', async () => {
      for (const tags of [[], undefined, null, [null, {}, '']])
        expect(await relatedTo({tags, categories: tags})).to.deep.equal([]);
    });

    it('are asked for by ten of many', async () => {
      const tags = Array.from({length: 60}, (_, index) => index + 1);
      const [address] = await relatedTo({tags});
      expect(new URL(address!).searchParams.get('tags')).to.equal('1,2,3,4,5,6,7,8,9,10');
    });

    it('are not looked for in what a year is asked for by', async () => {
      const year = `${POSTS}?after=x&before=y&offset=5&orderby=title&include=1&_fields=id#year`;
      expect(await relatedTo({tags: [7]}, year)).to.deep.equal([
        `${POSTS}?include=1&tags=7&exclude=5&per_page=10`,
      ]);
    });
  });

  for (const [what, rendered, body] of [
    ['a gallery', '<p>А[gallery ids="1,2"]Б</p>', '<p>АБ</p>'],
    ['typographic quotes', '<p>А[gallery ids=&#8221;1,2&#8243;]Б</p>', '<p>АБ</p>'],
    ['a pair, but not what is in it', '<p>[b]А[/b]</p>', '<p>А</p>'],
  ] as const)
    it(`has no shortcodes in a text: ${what}`, async () => {
      expect((await storyOf({content: {rendered}})).body).to.equal(body);
    });

  for (const rendered of [
    '<p>А [1] [sic] [вж. 2]</p>',
    '<p>[гледайте <a href="https://y.example/">филма</a>]</p>',
    '<p>[note <a href="https://y.example/">филма</a>]</p>',
    '<p>[note class=x]</p>',
  ])
    it(`leaves in a text what only looks like a shortcode: ${rendered}`, async () => {
      expect((await storyOf({content: {rendered}})).body).to.equal(rendered);
    });

  it('reads 1,000 posts of an answer', async () => {
    const posts = Array.from({length: 1_001}, (_, id) => aPost({id}));
    expect((await read(anAnswer(posts))).stories).to.have.length(1_000);
  });

  describe('years', () => {
    /** The year whose posts are counted. */
    const yearOf = (parameters: URLSearchParams): number => Number(parameters.get('before')?.slice(0, 4)) - 1;
    const isEnd = (parameters: URLSearchParams): boolean => parameters.has('order');
    const ends = (parameters: URLSearchParams, first: unknown, last: unknown): Answer =>
      anAnswer([{id: 1, date: parameters.get('order') === 'asc' ? first : last}]);

    /** A site with so many posts a year, from the first to the last of these dates. */
    const siteOf = (
      first: string,
      counts: Readonly<Record<number, number | Error>>,
      last = '2020-08-20T10:00:00',
    ): ReturnType<typeof aSite> =>
      aSite((_, parameters) => {
        if (isEnd(parameters)) return ends(parameters, first, last);
        const count = counts[yearOf(parameters)] ?? 1;
        return count instanceof Error ? count : anAnswer([], {'X-WP-Total': String(count)});
      });

    async function archiveOf(address: string, site: ReturnType<typeof aSite>): Promise<Feed['archive']> {
      const {json, document} = await readPosts(address, site.ask);
      return parseJsonFeed(json, document.address).archive;
    }

    it('are named by posts', async () => {
      expect(plain((await read(anAnswer([aPost()]))).archiveUrl)).to.equal(`${POSTS}#years`);
      expect((await read(anAnswer([]))).archiveUrl).to.equal(undefined);
      expect((await read(anAnswer([aPost()]), `${ASKED}#year`)).archiveUrl).to.equal(undefined);
      expect(plain((await read(anAnswer([aPost()]), `${ASKED}#news`)).archiveUrl)).to.equal(`${POSTS}#years`);
    });

    it('are counted from the newest to the oldest, and left out where they have no posts', async () => {
      const site = siteOf('2017-05-01T10:00:00', {2020: 2, 2019: 0, 2018: 121, 2017: 1});
      const archive = await archiveOf(`${POSTS}?lang=en#years`, site);
      expect(archive?.map(({year, count}) => [year, count])).to.deep.equal([
        [2020, 2],
        [2018, 121],
        [2017, 1],
      ]);
      expect(plain(archive![1]!.url)).to.equal(
        `${POSTS}?lang=en&after=2017-12-31T23:59:59&before=2019-01-01T00:00:00&per_page=100#year`,
      );
      expect(new URL(archive![1]!.url!).searchParams.get('_fields')!.split(',')).to.have.members([
        ...['id', 'date', 'link', 'title', 'content.protected'],
      ]);
      expect(site.asked.map(plain)).to.deep.equal([
        `${POSTS}?lang=en&per_page=1&orderby=date&order=asc`,
        `${POSTS}?lang=en&per_page=1&orderby=date&order=desc`,
        ...[2020, 2019, 2018, 2017].map(
          (year) =>
            `${POSTS}?lang=en&after=${year - 1}-12-31T23:59:59&before=${year + 1}-01-01T00:00:00&per_page=1`,
        ),
      ]);
    });

    it('are asked for of a site with plain permalinks', async () => {
      const posts = 'https://site.example/?rest_route=/wp/v2/posts';
      const archive = await archiveOf(`${posts}#years`, siteOf('2020-05-01T10:00:00', {2020: 2}));
      expect(plain(archive![0]!.url)).to.equal(
        `${posts}&after=2019-12-31T23:59:59&before=2021-01-01T00:00:00&per_page=100#year`,
      );
    });

    it('are all or nothing: they fail where one cannot be counted, and nothing more is asked for', async () => {
      const error = httpError(503);
      const site = siteOf('2007-05-01T10:00:00', {2018: error});
      expect(await failureOf(readPosts(`${POSTS}#years`, site.ask))).to.equal(error);
      expect(site.asked).to.have.length(8);
    });

    it('are not told where the site hides its numbers', async () => {
      const site = aSite((_, parameters) =>
        isEnd(parameters) ? ends(parameters, '2019-05-01', '2020-05-01') : {text: '[]'},
      );
      expect(await archiveOf(`${POSTS}#years`, site)).to.equal(undefined);
    });

    it('fail where the oldest post cannot be had', async () => {
      const error = httpError(500);
      const {ask, asked} = aSite(() => error);
      expect(await failureOf(readPosts(`${POSTS}#years`, ask))).to.equal(error);
      expect(asked).to.have.length(2);
    });

    it('are not told where the site does not say which was the first, or where that is the newer', async () => {
      for (const first of ['soon', null, undefined, {}, '2021-01-01']) {
        const site = aSite((_, parameters) =>
          isEnd(parameters) ? ends(parameters, first, '2020-05-01') : anAnswer([], {'X-WP-Total': '1'}),
        );
        expect(await archiveOf(`${POSTS}#years`, site)).to.equal(undefined);
        expect(site.asked).to.have.length(2);
      }
    });

    it('are not counted where there are more than 60', async () => {
      const site = siteOf('1960-05-01T10:00:00', {});
      expect(await archiveOf(`${POSTS}#years`, site)).to.equal(undefined);
      expect(site.asked).to.have.length(2);
      expect(await archiveOf(`${POSTS}#years`, siteOf('1961-05-01T10:00:00', {}))).to.have.length(60);
    });

    it('keep to the time that the page has named', async () => {
      const site = siteOf('2018-05-01T10:00:00', {});
      const own = 'after=2018-04-01T00:00:00&before=2020-09-01T00:00:00';
      await archiveOf(`${POSTS}?${own}#years`, site);
      expect(site.asked.map(plain).slice(2)).to.deep.equal([
        `${POSTS}?after=2019-12-31T23:59:59&before=2020-09-01T00:00:00&per_page=1`,
        `${POSTS}?after=2018-12-31T23:59:59&before=2020-01-01T00:00:00&per_page=1`,
        `${POSTS}?after=2018-04-01T00:00:00&before=2019-01-01T00:00:00&per_page=1`,
      ]);
    });

    it('are counted six at a time', async () => {
      const underWay: number[] = [];
      let now = 0;
      const site = siteOf('2007-05-01T10:00:00', {});
      await readPosts(`${POSTS}#years`, async (address) => {
        underWay.push(++now);
        return site.ask(address).finally(() => now--);
      });
      expect(underWay).to.have.length(16);
      expect(Math.max(...underWay)).to.equal(6);
    });
  });

  describe('reads', () => {
    /** Sites are remembered that do not count, so each test has one of its own. */
    const countersOf = (site: string): [string, string][] => [
      [`https://${site}/wp-json/wp/v2/posts`, `https://${site}/wp-json/top-10/v1/counter/17#reads`],
      [`https://${site}/?rest_route=/wp/v2/posts`, `https://${site}/?rest_route=/top-10/v1/counter/17#reads`],
    ];

    for (const [, address] of countersOf('counted.example'))
      it(`are a bare number: ${address}`, async () => {
        const {ask, asked} = aSite(() => ({text: '5544'}));
        const {json} = await readPosts(address, ask);
        const [story] = parseJsonFeed(json, address).stories;
        expect(story).to.deep.include({id: '17', reads: {total: 5544, today: undefined, asOf: undefined}});
        expect(asked).to.deep.equal([address]);
      });

    for (const text of ['null', '"x"', '-1', '{}', '[]', '1.5'])
      it(`are none where the counter answers ${text}`, async () => {
        const [[, address]] = countersOf('uncertain.example') as [[string, string]];
        const {json} = await readPosts(address, aSite(() => ({text})).ask);
        expect(parseJsonFeed(json, address).stories.map(({reads}) => reads)).to.deep.equal([undefined]);
      });

    it('are not asked for again of a site that does not count them', async () => {
      for (const [index, [posts, address]] of countersOf('uncounted.example/blog').entries()) {
        // Both are the same site.
        const {ask, asked} = aSite(() => httpError(404));
        for (let time = 0; time < 2; time++) {
          const {json} = await readPosts(address, ask);
          expect(parseJsonFeed(json, address).stories).to.deep.equal([]);
        }
        expect(asked).to.have.length(index ? 0 : 1);
        expect((await read(anAnswer([aPost()]), posts)).readsUrl).to.equal(undefined);
      }
      const [[posts]] = countersOf('uncounted.example/other') as [[string, string]];
      expect((await read(anAnswer([aPost()]), posts)).readsUrl).to.contain('/other/wp-json/top-10/');
    });

    for (const error of [httpError(500), httpError(401), new FeedError('network', 'It broke.')])
      it(`fail as their counter does, and are asked for again: ${error.message}`, async () => {
        const [[posts, address]] = countersOf('failing.example') as [[string, string]];
        const {ask, asked} = aSite(() => error);
        for (let time = 0; time < 2; time++) expect(await failureOf(readPosts(address, ask))).to.equal(error);
        expect(asked).to.have.length(2);
        expect((await read(anAnswer([aPost()]), posts)).readsUrl).to.contain('counter');
      });
  });

  describe('what a site may answer', () => {
    const WARNING =
      '<br />\n<b>Warning</b>:  Undefined variable $x in <b>/www/wp-content/plugins/x.php</b> on line <b>3</b><br />\n';

    for (const before of ['', WARNING, `\n${WARNING}${WARNING}`, ' \n'])
      it(`is read after ${JSON.stringify(before)}`, async () => {
        const {text} = anAnswer([aPost()]);
        expect((await read({text: before + text})).stories.map(({id}) => id)).to.deep.equal(['5']);
        const {text: post} = anAnswer(aPost());
        expect((await read({text: before + post})).stories.map(({id}) => id)).to.deep.equal(['5']);
        const reads = 'https://warning.example/wp-json/top-10/v1/counter/17#reads';
        expect((await read({text: `${before}5544`}, reads)).stories[0]!.reads?.total).to.equal(5544);
      });

    it('is a feed without stories where there are no posts', async () => {
      expect((await read({text: '[]'})).stories).to.deep.equal([]);
    });

    for (const text of [
      ...[
        '',
        '<!doctype html><p>Not found',
        WARNING,
        '[{"id": 5',
        'null',
        '{}',
        '5',
        '"x"',
        '[[]]',
        '[null]',
      ],
      ...['{"code":"rest_no_route","data":{"status":404}}', '[{"id":5}]', '[{"id":"x","title":{}}]'],
      ...['[{"id":5,"title":"x"}]', '{"name":"Site","routes":{}}'],
    ])
      it(`is no feed: ${text.slice(0, 50)}`, async () => {
        for (const address of [POSTS, `${POSTS}?page=2`])
          expect(await failureOf(read({text}, address))).to.be.instanceOf(FeedFormatError);
      });

    it('leaves out what is no post', async () => {
      const posts = [null, 5, {}, {id: 1}, aPost({id: '6'}), [], aPost({id: {}}), aPost({title: null})];
      expect((await read(anAnswer(posts))).stories.map(({id}) => id)).to.deep.equal(['6']);
    });

    it('may be anything', async () => {
      const keys = fc.constantFrom(
        ...(
          'id date link title rendered content protected excerpt categories tags _embedded wp:featuredmedia wp:term ' +
          'source_url alt_text media_details sizes width taxonomy name code __proto__ constructor toString'
        ).split(' '),
      );
      const scalars = fc.oneof(
        fc.constantFrom(
          '',
          ' ',
          '<a class="more-link">',
          '[&hellip;]',
          '</a>',
          'post_tag',
          '2020-08-20',
          '\ud800',
        ),
        ...[fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null)],
      );
      const objectOf = (entries: readonly (readonly [string, unknown])[]): Json =>
        JSON.parse(
          `{${entries.map((entry) => entry.map((each) => JSON.stringify(each)).join(':')).join()}}`,
        ) as Json;
      const {value: anything, object} = fc.letrec<{value: unknown; list: unknown[]; object: Json}>((tie) => ({
        value: fc.oneof({depthSize: 'medium'}, scalars, tie('list'), tie('object')),
        list: fc.array(tie('value'), {maxLength: 4}),
        object: fc.array(fc.tuple(keys, tie('value')), {maxLength: 8}).map(objectOf),
      }));
      const posts = fc.array(
        fc.tuple(fc.nat(), object, object).map(([id, title, fields]) => ({...aPost(), ...fields, id, title})),
        {maxLength: 3},
      );
      const addresses = fc.constantFrom(
        ...[POSTS, `${POSTS}?page=2#year`, `${POSTS}#years`, `${POSTS}#years=x`],
        ...[
          'https://site.example/?rest_route=/wp/v2/posts',
          'https://any.example/wp-json/top-10/v1/counter/1#reads',
        ],
      );
      const headers = fc.constantFrom('', '3', '-1', 'x', '1e400');
      let read = 0;
      await fc.assert(
        fc.asyncProperty(fc.oneof(posts, anything), addresses, headers, async (value, address, total) => {
          const {ask} = aSite(() => anAnswer(value, {'X-WP-Total': total, 'X-WP-TotalPages': total}));
          try {
            const {json, document} = await readPosts(address, ask);
            read += parseJsonFeed(json, document.address).stories.map(fieldsOf).length;
          } catch (error) {
            expect(error).to.be.instanceOf(FeedFormatError);
          }
        }),
        {numRuns: 500, seed: 20260301},
      );
      expect(read).to.be.above(100);
    });
  });

  it('reads own properties alone on a page that has polluted every object', async () => {
    const polluted = {
      ...aPost({tags: [7], categories: [3], excerpt: {rendered: 'x'}}),
      ...{
        rendered: 'x',
        protected: true,
        source_url: '/x.jpg',
        alt_text: 'x',
        taxonomy: 'post_tag',
        name: 'x',
      },
      ...{sizes: {x: {source_url: '/x.jpg', width: 1}}, media_details: {}, width: 1},
      _embedded: {
        'wp:term': [[{taxonomy: 'post_tag', name: 'x'}]],
        'wp:featuredmedia': [{source_url: '/x.jpg'}],
      },
      ...{'wp:term': [[{}]], 'wp:featuredmedia': [{}]},
    };
    const posts = [
      {id: 5, title: {}},
      {id: 6, title: {}, content: {}, excerpt: {}, _embedded: {}},
      {id: 7, title: {}, _embedded: {'wp:term': [[{}]], 'wp:featuredmedia': [{}]}},
    ];
    const {ask} = aSite(() => new Error('It was asked.'));
    const document = {address: POSTS, ...anAnswer([...posts, {id: 8}, {title: {}}])};
    const fieldsIn = (json: unknown): readonly Story[] => parseJsonFeed(json, POSTS).stories.map(fieldsOf);
    const {json} = await readPosts(POSTS, ask, document);
    const read = await onPollutedPage(polluted, () => readPosts(POSTS, ask, document));
    expect(read.json).to.deep.equal(json);
    expect(fieldsIn(json)).to.have.length(3);
    expect(onPollutedPage(polluted, () => fieldsIn(read.json))).to.deep.equal(fieldsIn(json));
  });
});
