import {expect, fixture, html} from '@open-wc/testing';
import {emulateMedia} from '@web/test-runner-commands';
import '../../src/define.js';
import type {FeedElement} from '../../src/elements/feed-element.js';
import {FeedError, type FeedErrorCode} from '../../src/feed/feed-error.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import type {FetchedDocument} from '../../src/feed/fetch-document.js';
import {statusOf, textIn} from '../elements/rendering.js';
import {aFeedOf, anItem} from '../fixtures.js';
import {
  DEADLINE,
  CUTS,
  ENGINE,
  itExcept,
  LoadingClock,
  mount,
  prepared,
  readerBy,
  seen,
  SENTENCES,
  Session,
  TAGS,
  turn,
  warnings,
  watchPage,
  type Engine,
  type Mounted,
  type Tag,
} from './harness.js';

interface Outcome {
  /** What the element tells the page. */
  readonly tells: FeedErrorCode | 'load';
  /** How often the server is asked; once unless it says. */
  readonly asked?: number;
  /** Milliseconds between the attempts. */
  readonly pauses?: readonly number[];
}

interface Fault extends Outcome {
  /** As it is numbered in the list of faults that the elements are built for. */
  readonly number: number;
  readonly title: string;
  /** Name and options of the fault, as the server knows them. */
  readonly of: readonly [fault: string, query?: Record<string, string>];
  /** The feed is sound but has no stories. */
  readonly isEmpty?: boolean;
  /** There is never an answer, so that time has to pass. */
  readonly isEndless?: boolean;
  /** What engines make of it that see the fault as another. */
  readonly in?: Partial<Record<Engine, Outcome>>;
}

/** Two retries of a random length, which here is in the middle. */
const JITTER = [500, 1000];
/** After the retries, the browser's copy is asked for. */
const NETWORK: Outcome = {tells: 'network', asked: 4, pauses: JITTER};
const ONCE_MORE_AND_AGAIN: Outcome = {tells: 'http', asked: 3, pauses: JITTER};

const typed = (type: string): Fault['of'] => ['document', {headers: JSON.stringify({'Content-Type': type})}];
const status = (code: number, after?: string, query = {}): Fault['of'] => [
  'status',
  {status: String(code), ...(after === undefined ? {} : {after}), ...query},
];

const FAULTS: readonly Fault[] = [
  {number: 1, title: 'headers that never come', of: ['silent'], tells: 'timeout', isEndless: true},
  {number: 2, title: 'a body that stalls', of: ['stalled'], tells: 'timeout', isEndless: true},
  {number: 3, title: 'truncated JSON', of: ['truncated'], tells: 'not-a-feed'},
  {number: 3, title: 'a cut connection', of: ['cut'], ...NETWORK, asked: 4 * CUTS},
  {
    number: 3,
    title: 'a body cut short of its length',
    of: ['cut-body'],
    ...NETWORK,
    // To libsoup, what has come is all there is.
    in: {webkit: {tells: 'not-a-feed'}},
  },
  {
    number: 3,
    title: 'a body cut between chunks',
    of: ['cut-body', {chunked: ''}],
    ...NETWORK,
    in: {webkit: {tells: 'not-a-feed'}},
  },
  {
    number: 3,
    title: 'one cut connection',
    of: ['flaky', {times: '1'}],
    tells: 'load',
    asked: 2,
    pauses: [500],
    // Which asks again by itself.
    in: {firefox: {tells: 'load', asked: 2}},
  },

  ...['text/html', 'text/plain', 'image/png', 'application/octet-stream', ''].map((type) => ({
    number: 4,
    title: `JSON as "${type}"`,
    of: typed(type),
    tells: 'load' as const,
  })),
  ...['text/html', 'application/json', 'application/feed+json'].map((type) => ({
    number: 4,
    title: `HTML as "${type}"`,
    of: ['html', {type}] as const,
    tells: 'not-a-feed' as const,
  })),

  {number: 5, title: 'a byte order mark', of: ['bom'], tells: 'load'},
  {number: 5, title: 'UTF-16', of: ['utf-16'], tells: 'not-a-feed'},
  {number: 5, title: 'UTF-16, the other way round', of: ['utf-16', {big: ''}], tells: 'not-a-feed'},
  {
    number: 5,
    title: 'UTF-16 that says so',
    of: ['utf-16', {type: 'application/json; charset=utf-16le'}],
    tells: 'not-a-feed',
  },

  {number: 6, title: '300 kB that unpack to 300 MB', of: ['bomb'], tells: 'too-large'},
  {number: 7, title: '200 MB', of: ['flood'], tells: 'too-large'},

  ...[404, 410, 401, 403, 400, 451].map((code) => ({
    number: 8,
    title: String(code),
    of: status(code),
    tells: 'http' as const,
  })),

  {number: 9, title: '429', of: status(429), ...ONCE_MORE_AND_AGAIN},
  {number: 9, title: '408', of: status(408), ...ONCE_MORE_AND_AGAIN},
  {number: 9, title: '429, after 1 s', of: status(429, '1'), tells: 'http', asked: 3, pauses: [1500, 1500]},
  {number: 9, title: '429, after 120 s', of: status(429, '120'), tells: 'http'},
  {
    number: 9,
    title: '429, after an instant 3 s ahead',
    of: status(429, 'Sun, 01 Mar 2026 12:00:03 GMT', {times: '1'}),
    tells: 'load',
    asked: 2,
    pauses: [3500],
  },
  {number: 9, title: '429, after a day', of: status(429, 'Mon, 02 Mar 2026 12:00:00 GMT'), tells: 'http'},
  {number: 9, title: '429, after "soon"', of: status(429, 'soon'), ...ONCE_MORE_AND_AGAIN},
  {
    number: 9,
    title: '429, after a time that the page may not read',
    of: status(429, '120', {hidden: ''}),
    ...ONCE_MORE_AND_AGAIN,
  },

  ...[500, 502, 503, 504].map((code) => ({
    number: 10,
    title: String(code),
    of: status(code),
    ...ONCE_MORE_AND_AGAIN,
  })),
  {
    number: 10,
    title: '503 twice',
    of: status(503, undefined, {times: '2'}),
    tells: 'load',
    asked: 3,
    pauses: JITTER,
  },

  {number: 11, title: '204', of: ['empty', {status: '204'}], tells: 'load', isEmpty: true},
  {number: 11, title: 'an empty body', of: ['empty'], tells: 'load', isEmpty: true},

  {number: 12, title: 'redirects in a circle', of: ['circle'], ...NETWORK},
  {number: 12, title: 'a redirect to another port', of: ['moved'], tells: 'load'},

  {number: 13, title: 'no leave to read', of: ['private'], ...NETWORK},
];

/** Links of a next page, none of which is asked for: nobody has asked for a second page. */
const NEXT = (session: Session): readonly string[] => [
  'feed.json',
  'second.json',
  session.address('document', {}, 'feed.json', session.servers.other),
  `javascript:fetch(${JSON.stringify(session.address('document'))})`,
  'data:application/json,{"items":[]}',
  '//[',
];

const HOUR = 3_600_000;

for (const tag of TAGS) {
  /** An element whose archive is opened, so that each shows its stories. */
  const show = (src: string, options: Partial<Parameters<typeof mount>[1]> = {}): Promise<Mounted> =>
    mount(tag, {src, ...options, attributes: {open: '2020', limit: '20', ...options.attributes}});

  describe(`Faults of <${tag}>`, () => {
    watchPage();

    for (const fault of FAULTS) {
      const {number, title, of, isEmpty, isEndless} = fault;
      const {tells, asked = 1, pauses = []} = fault.in?.[ENGINE] ?? fault;
      it(`${number}. ${title}: ${tells}`, async () => {
        const session = await Session.begin();
        const [name, query] = of;
        const {element, region, clock, patience, told, next} = await show(session.address(name, query));
        if (isEndless) {
          await session.log({asked: 1});
          clock.wind(DEADLINE);
        }
        expect(await next()).to.equal(tells);

        const isShown = tells === 'load' && !isEmpty;
        expect(seen(element)).to.deep.equal({
          fallback: !isShown,
          content: isShown,
          says: tells === 'load' ? (isEmpty ? SENTENCES.empty : '') : SENTENCES[tells],
          retry: tells !== 'load',
        });
        expect(element.renderRoot.querySelector('[role="status"]') === region, 'the same region').to.equal(
          true,
        );
        expect(told).to.deep.equal([tells]);
        expect(element.status).to.equal(tells === 'load' ? 'complete' : 'error');

        const log = (await session.log({over: asked})).filter(({path}) => path.endsWith(`${name}/feed.json`));
        expect(log, 'requests').to.have.length(asked);
        if (isEndless) expect(log[0]!.end).to.equal('gone');
        // WebKit takes in what comes while the page is still busy with what came before.
        if (ENGINE !== 'webkit') expect(log[0]!.sent).to.be.below(100e6);
        expect(clock.pauses).to.deep.equal(pauses);
        // Nothing is left that could ask once more, or change what is said; a story waits to be read.
        expect(clock.tasks.size, 'timers').to.equal(0);
        if (!isShown) expect(patience.tasks.size, 'timers').to.equal(0);
        expect(warnings).to.have.length(tells === 'load' ? 0 : 1);
      });
    }

    it('10. asks once a round for ten elements that show one feed', async () => {
      const session = await Session.begin();
      const clock = new LoadingClock();
      const store = new FeedStore(readerBy(clock));
      const src = session.address('status', {status: '503'});
      const all = await Promise.all(Array.from({length: 10}, () => show(src, {store})));
      for (const {element, next} of all) {
        expect(await next()).to.equal('http');
        expect(statusOf(element)).to.equal(SENTENCES.http);
      }
      expect(await session.log()).to.have.length(3);
      expect(warnings).to.have.length(1);
    });

    it('13. names to the page’s author, once, what to look at', async () => {
      const session = await Session.begin();
      for (let count = 0; count < 3; count++) {
        const {next} = await show(session.address('private'));
        await next();
      }
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.include('Access-Control-Allow-Origin').and.include('connect-src');
    });

    // Of a page on https, which cannot be had here, what counts is the scheme in its address. A worker, unlike a page,
    // can be given another.
    it('14. says of an http feed on an https page, before asking, that it cannot be had', async () => {
      const session = await Session.begin();
      const src = session.address('document');
      const secure = workerOn('https:');
      const {element, next} = await show(src, {store: new FeedStore(secure.read)});
      expect(await next()).to.equal('blocked-address');
      expect(seen(element)).to.deep.equal({
        fallback: true,
        content: false,
        says: SENTENCES['blocked-address'],
        retry: false,
      });
      expect(warnings.join()).to.include('use an https address');
      secure.end();

      const plain = workerOn('http:');
      const other = await show(src, {store: new FeedStore(plain.read)});
      expect(await other.next()).to.equal('load');
      plain.end();
      expect(await session.log()).to.have.length(1);
    });

    it('15. asks for no next page', async () => {
      const session = await Session.begin();
      for (const next_url of NEXT(session)) {
        const src = await session.put(aFeedOf([anItem()], {next_url}));
        await session.put(
          aFeedOf([anItem({id: 'second'})], {next_url: 'feed.json'}),
          undefined,
          'second.json',
        );
        const {element, next} = await show(src);
        expect(await next()).to.equal('load');
        // Whatever the first answer led to would be asked for before this.
        await element.reload();
        expect(await next()).to.equal('load');
      }
      const asked = NEXT(session).flatMap(() => ['document/feed.json', 'document/feed.json']);
      expect(await session.asked()).to.deep.equal(asked);
    });

    // How long that takes depends on the machine; that it grows with the number of items is tested in test/feed.
    it('16. draws of 10,000 items what a reader can look at', async () => {
      const session = await Session.begin();
      const items = Array.from({length: 10_000}, (_, id) =>
        anItem({id, title: `История ${id}`, date_published: `${2011 + (id % 10)}-08-20T10:00:00+03:00`}),
      );
      const {element, next} = await show(await session.put(aFeedOf(items)));
      expect(await next()).to.equal('load');
      expect(seen(element)).to.include({content: true, says: ''});
      expect(element.feed?.stories).to.have.length(10_000);
      expect(element.renderRoot.querySelectorAll('*').length).to.be.below(500);
    });

    for (const [title, content_html] of [
      ['a text of 4.9 MB', '<p>Думи. </p>'.repeat(275_000)],
      ['100,000 open tags', '<b><div>'.repeat(50_000)],
      ['100,000 tables in each other', '<table><tr><td>'.repeat(33_000)],
    ] as const) {
      it(`17. shows the first words and the way to ${title}, and other stories whole`, async () => {
        const session = await Session.begin();
        const src = await session.put(
          aFeedOf([
            anItem({id: 'huge', title: 'Огромна', summary: 'Първи думи', content_html}),
            anItem({id: 'other', title: 'Другата'}),
          ]),
        );
        const attributes = tag === 'hhc-story' ? {'story-id': 'huge'} : {};
        const {element, next} = await show(src, {attributes});
        expect(await next()).to.equal('load');
        expect(titlesIn(element, tag)).to.deep.equal(
          tag === 'hhc-story' ? ['Огромна'] : ['Огромна', 'Другата'],
        );
        if (tag !== 'hhc-story') return;
        expect(textIn(element, '[part="body"]')).to.deep.equal([]);
        expect(textIn(element, '[part="excerpt"]')).to.deep.equal(['Първи думи']);
        expect(textIn(element, '[part="more"]')).to.include('Прочетете още …');
        element.setAttribute('story-id', 'other');
        expect(await next()).to.equal('load');
        expect(textIn(element, '[part="body"]')).to.deep.equal(['Децата пускат хвърчила.']);
      });
    }

    it('18. keeps stories apart whose ids are missing, numbers, or names of an object’s own', async () => {
      const session = await Session.begin();
      const ids = ['a', 7, '7.0', '__proto__', 'toString', 'constructor', 'hasOwnProperty'];
      const items = ids.map((id) => anItem({id, title: `Под ${id}`}));
      items.splice(1, 0, anItem({id: 'a', title: 'Двойник'}));
      items.push({title: 'Без нищо', date_published: '2020-08-20'});
      items.push({title: 'С адрес', url: 'https://site.example/own', date_published: '2020-08-20'});
      // A key that is written into the text, because objects in a program have no such key of their own.
      const text = JSON.stringify(aFeedOf(items)).replaceAll(
        '"url"',
        '"__proto__": {"polluted": true}, "url"',
      );
      const src = await session.put(text);
      const {element, next} = await show(src);
      expect(await next()).to.equal('load');
      expect(({} as {polluted?: true}).polluted).to.equal(undefined);
      const titles = [...ids.map((id) => `Под ${id}`), 'Без нищо', 'С адрес'];
      if (tag !== 'hhc-story') {
        expect(titlesIn(element, tag).sort()).to.deep.equal(titles.sort());
        return;
      }
      for (const id of ids) {
        element.setAttribute('story-id', String(id));
        expect(await next()).to.equal('load');
        expect(titlesIn(element, tag)).to.deep.equal([`Под ${id}`]);
      }
      element.setAttribute('story-id', 'https://site.example/own');
      expect(await next()).to.equal('load');
      expect(titlesIn(element, tag)).to.deep.equal(['С адрес']);
      element.setAttribute('story-id', 'valueOf');
      expect(await next()).to.equal('no-story');
      expect(seen(element)).to.include({fallback: true, says: SENTENCES['no-story'], retry: false});
    });

    it('19. shows no date that is none, and stories of one date in the order they have', async () => {
      const session = await Session.begin();
      const dates = {
        'Година 0': '0000-01-01T00:00:00Z',
        Невалидна: 'вчера',
        Втора: '2020-08-20T12:00:00',
        Трета: '2020-08-20T12:00:00+03:00',
        Първа: '2020-08-21',
        'Година 9999': '9999-12-31T23:59:59Z',
        Число: 20200820,
        'Няма такъв ден': '2020-02-31T10:00:00Z',
        Празна: '',
      };
      const items = Object.entries(dates).map(([title, date_published]) =>
        anItem({id: title, title, date_published}),
      );
      const {element, next} = await show(await session.put(aFeedOf(items)));
      expect(await next()).to.equal('load');
      expect(element.renderRoot.textContent).not.to.match(/invalid|NaN|undefined|null/i);
      const dated = ['Първа', 'Втора', 'Трета'];
      const undated = Object.keys(dates).filter((title) => !dated.includes(title));
      expect(titlesIn(element, tag).filter((title) => title !== 'Няма такъв ден')).to.deep.equal(
        tag === 'hhc-story'
          ? ['Първа']
          : tag === 'hhc-related'
            ? [...dated, ...undated.filter((title) => title !== 'Няма такъв ден')]
            : dated,
      );
    });

    it('19. does not take a story of the future for the newest', async () => {
      const session = await Session.begin();
      const items = [
        anItem({id: 'ahead', title: 'След век', date_published: '2999-08-20T10:00:00Z'}),
        anItem({id: 'now', title: 'Сега'}),
      ];
      const {element, next} = await show(await session.put(aFeedOf(items)));
      expect(await next()).to.equal('load');
      expect(titlesIn(element, tag)[0]).to.equal('Сега');
    });

    it('20. keeps what turns, hides or breaks letters within the title', async () => {
      const session = await Session.begin();
      const titles = [
        'Начало \u202eобърнато',
        'Нула\u200b\u200d\u2060ширина',
        'Половин X',
        'щ'.repeat(10_000),
      ];
      const items = titles.map((title, id) => anItem({id, title, summary: title}));
      const text = JSON.stringify(aFeedOf(items)).replaceAll('Половин X', 'Половин \\ud83d');
      const src = await session.put(text);
      const parent = await fixture(html`<div style="width: 320px"></div>`);
      for (const [id] of tag === 'hhc-story' ? items.entries() : [[0]]) {
        const attributes = tag === 'hhc-story' ? {'story-id': String(id)} : {};
        const {element, next} = await show(src, {parent, attributes});
        expect(await next()).to.equal('load');
        const names = [...element.renderRoot.querySelectorAll('[part~="title"] bdi, [part~="link"] bdi')];
        expect(names.length).to.be.at.least(1);
        for (const name of names) expect(getComputedStyle(name).unicodeBidi).to.equal('isolate');
        for (const excerpt of element.renderRoot.querySelectorAll('[part~="excerpt"]')) {
          expect(getComputedStyle(excerpt).unicodeBidi).to.equal('isolate');
        }
        expect(element.renderRoot.textContent.isWellFormed()).to.equal(true);
        expect(overflowOf(element)).to.be.at.most(0);
        element.remove();
      }
    });

    // Pages that follow one another are not read; what a feed and a document that it names have in common can shift.
    it('21. shows a story once that is in the feed and in the document it leads to', async () => {
      const session = await Session.begin();
      const later = [anItem({id: 'kites'}), anItem({id: 'third', title: 'Трета'}), anItem({id: 'third'})];
      await session.put(aFeedOf(later), undefined, '2020.json');
      const src = await session.put(
        aFeedOf([anItem(), anItem({id: 'second', title: 'Втора'})], {
          _hhc: {archive: [{year: 2020, count: 3, url: '2020.json'}], story_url: '2020.json?{id}'},
        }),
      );
      const attributes = tag === 'hhc-archive' ? {} : {'story-id': 'third'};
      const {element, next} = await show(src, {attributes});
      expect(await next()).to.equal('load');
      await session.log({over: 2});
      const titles = {
        'hhc-story': ['Трета'],
        'hhc-related': ['Хвърчила над града', 'Втора'],
        'hhc-archive': ['Хвърчила над града', 'Трета'],
      };
      await drawn(() => titlesIn(element, tag).length === titles[tag].length, element);
      expect(titlesIn(element, tag)).to.deep.equal(titles[tag]);
    });

    it('22. gives up what is asked for when it is taken out, and asks anew when it is put back', async () => {
      const session = await Session.begin();
      const mounted = await show(session.address('gated'));
      const {element, region, told, next} = mounted;
      const parent = element.parentElement!;
      await session.log({asked: 1});
      await prepared(mounted);
      element.remove();
      await session.log({over: 1});
      expect(told).to.deep.equal([]);
      expect(region.textContent.trim()).to.equal('');
      parent.append(element);
      await session.log({asked: 2});
      await session.command('go');
      expect(await next()).to.equal('load');
      expect(seen(element).content).to.equal(true);
      expect((await session.log()).map(({end}) => end)).to.deep.equal(['gone', 'answered']);
      expect(told).to.deep.equal(['load']);
    });

    it('22. asks nothing again when it is moved while it waits', async () => {
      const session = await Session.begin();
      const {element, told, next} = await show(session.address('halved'));
      await session.log({asked: 1});
      const place = await fixture(html`<div></div>`);
      place.append(element);
      await turn();
      place.parentElement!.prepend(element);
      await turn();
      await session.command('go');
      expect(await next()).to.equal('load');
      expect((await session.log({over: 1})).map(({end}) => end)).to.deep.equal(['answered']);
      expect(told).to.deep.equal(['load']);
    });

    it('23. shows the last address when it changes to and fro', async () => {
      const session = await Session.begin();
      await session.put(aFeedOf([anItem({title: 'Първата'})]), undefined, 'a.json');
      await session.put(aFeedOf([anItem({title: 'Втората'})]), undefined, 'b.json');
      const [a, b] = ['a.json', 'b.json'].map((name) => session.address('gated', {}, name));
      const {element, told, next} = await show(a!);
      await session.log({asked: 1});
      for (const [index, src] of [b!, a!].entries()) {
        element.src = src;
        await session.log({asked: index + 2});
      }
      await session.command('go');
      expect(await next()).to.equal('load');
      expect(titlesIn(element, tag)).to.deep.equal(['Първата']);
      const log = await session.log({over: 3});
      expect(log.map(({path, end}) => `${path.at(-6)!} ${end}`)).to.deep.equal([
        'a gone',
        'b gone',
        'a answered',
      ]);
      expect(told).to.deep.equal(['load']);
    });

    // What two versions and a tag that is taken come to is tested in test/define.test.ts.
    for (const [title, before] of [
      ['is loaded twice', ''],
      ['finds a frozen registry', 'Object.freeze(customElements)'],
    ] as const) {
      it(`24. is well where the script ${title}`, async () => {
        const session = await Session.begin();
        const page = await aPage(tag, session.address('document'), before);
        expect(await page.outcome).to.equal('hhc-load');
        expect(page.element().renderRoot.textContent).to.include('2020');
        expect(page.errors).to.deep.equal([]);
        expect(await session.log()).to.have.length(1);
      });
    }

    it('25. gives the request up when the page is written over', async () => {
      const session = await Session.begin();
      const {frame, errors} = await aPage(tag, session.address('gated'));
      await session.log({asked: 1});
      const page = frame.contentDocument!;
      page.open();
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- pages that do are the fault
      page.write('<!doctype html><p>Друга страница');
      page.close();
      expect((await session.log({over: 1}))[0]!.end).to.equal('gone');
      expect(errors).to.deep.equal([]);
    });

    // A polluted `Object.prototype` is tested in test/elements/polluted-page.test.ts.
    it('25. is there on a page that hides everything', async () => {
      const session = await Session.begin();
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`.hostile ${tag} { display: none !important }`);
      document.adoptedStyleSheets.push(sheet);
      try {
        const parent = await fixture(html`<div class="hostile"></div>`);
        const {element, next} = await show(session.address('document'), {parent});
        expect(await next()).to.equal('load');
        expect(element.offsetHeight).to.be.above(10);
        element.hidden = true;
        expect(element.offsetHeight).to.equal(0);
      } finally {
        document.adoptedStyleSheets.pop();
      }
    });

    it('25. shows its error and the way on also on a page that hides and resets everything', async () => {
      const session = await Session.begin();
      const parent = await fixture(
        html`<div>
          <style>
            .hostile * {
              display: none !important;
              visibility: hidden;
              font-size: 0;
            }
            .hostile ${tag} {
              all: unset !important;
              visibility: visible !important;
              font-size: 1rem !important;
            }
          </style>
          <div class="hostile"></div>
        </div>`,
      );
      const {element, region, next} = await show(session.address('status', {status: '404'}), {
        parent: parent.querySelector('.hostile')!,
      });
      expect(await next()).to.equal('http');
      expect((region as HTMLElement).offsetHeight).to.be.above(10);
      expect(element.renderRoot.querySelector('button')!.offsetHeight).to.be.above(10);
      // What the page's author wrote is the page's own, and so are the rules for it.
      expect(seen(element)).to.deep.equal({
        fallback: false,
        content: false,
        says: SENTENCES.http,
        retry: true,
      });
      element.remove();
    });

    for (const [title, style, direction] of [
      // As pages have that count in hundredths of a root em.
      ['a root font of 100 px', 'html { font-size: 100px } body { font-size: 16px }', 'ltr'],
      ['a zoom of 4', 'body { zoom: 4 }', 'ltr'],
      ['a page from right to left', '', 'rtl'],
    ] as const) {
      it(`25. stays in its box with ${title}, well or not`, async () => {
        const session = await Session.begin();
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        document.adoptedStyleSheets.push(sheet);
        const parent = await fixture(html`<div dir=${direction} style="width: 320px"></div>`);
        try {
          for (const src of [session.address('document'), session.address('status', {status: '404'})]) {
            const {element, next} = await show(src, {parent});
            await next();
            expect(overflowOf(element)).to.be.at.most(0);
            const box = element.getBoundingClientRect();
            for (const part of element.renderRoot.querySelectorAll('[role="status"]:not(.unseen), button')) {
              const {left, right} = part.getBoundingClientRect();
              expect(left).to.be.at.least(box.left - 1);
              expect(right).to.be.at.most(box.right + 1);
            }
            expect(getComputedStyle(element.renderRoot.querySelector('.root')!).direction).to.equal('ltr');
          }
        } finally {
          document.adoptedStyleSheets.pop();
        }
      });
    }

    itExcept(
      {
        firefox: 'cannot be told to print here',
        webkit: 'cannot be told to print here',
      },
      '25. prints its sentence, and no button',
      async () => {
        const session = await Session.begin();
        const {element, region, next} = await show(session.address('status', {status: '404'}));
        await next();
        await emulateMedia({media: 'print'});
        try {
          expect((region as HTMLElement).offsetHeight).to.be.above(10);
          expect(element.renderRoot.querySelector('button')!.offsetHeight).to.equal(0);
          expect(seen(element).fallback).to.equal(true);
        } finally {
          await emulateMedia({media: 'screen'});
        }
      },
    );

    // The cache itself cannot be had here, because a tab that is driven from outside is not put there; what a page
    // that comes out of it hears can.
    it('25. is brought up to date when the page comes back after hours', async () => {
      const session = await Session.begin();
      const {element, patience, next} = await show(await session.put(aFeedOf([anItem({title: 'Стара'})])));
      expect(await next()).to.equal('load');
      dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));
      await session.put(aFeedOf([anItem({title: 'Нова'})]));
      patience.wind(HOUR);
      dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
      document.dispatchEvent(new Event('visibilitychange'));
      expect(await next()).to.equal('load');
      expect(titlesIn(element, tag)).to.deep.equal(['Нова']);
      expect(await session.log()).to.have.length(2);
    });

    itExcept(
      {webkit: 'its automated sessions keep no answers'},
      'shows the browser’s own copy, marked, where the network fails, and the new one when it is asked to',
      async () => {
        const session = await Session.begin();
        const src = await session.put(aFeedOf([anItem({title: 'Стара'})]), {
          'Cache-Control': 'max-age=0',
          ETag: '"1"',
        });
        const first = await show(src);
        expect(await first.next()).to.equal('load');
        first.element.remove();

        await session.command('fault', 'cut');
        const {element, region, next} = await show(src);
        expect([await next(), await next()]).to.deep.equal(['load', 'network']);
        expect(seen(element)).to.deep.equal({
          fallback: false,
          content: true,
          says: SENTENCES.stale,
          retry: true,
        });
        expect(region.className).to.equal('');
        expect(element.matches(':state(stale)')).to.equal(true);
        expect(titlesIn(element, tag)).to.deep.equal(['Стара']);
        expect(await session.log()).to.have.length(1 + 3 * CUTS);

        await session.command('fault');
        await session.put(aFeedOf([anItem({title: 'Нова'})]));
        element.renderRoot.querySelector<HTMLElement>('.root > button')!.click();
        expect(await next()).to.equal('load');
        expect(titlesIn(element, tag)).to.deep.equal(['Нова']);
        expect(element.matches(':state(stale)')).to.equal(false);
        expect(seen(element).retry).to.equal(false);
      },
    );
  });
}

/** The titles of the stories that are shown, in order. */
function titlesIn(element: FeedElement, tag: Tag): string[] {
  return textIn(element, `[part~="${tag === 'hhc-archive' ? 'stories' : 'title'}"] bdi`);
}

/** Pixels by which an element is too wide; a story's text has a quarter of a root em of its own around it. */
function overflowOf({scrollWidth, clientWidth}: FeedElement): number {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return scrollWidth - clientWidth - Math.ceil(rem / 4);
}

/** Resolves when what is drawn is as it should be; each drawing is a change in the shadow tree. */
async function drawn(isDone: () => boolean, element: FeedElement): Promise<void> {
  if (isDone()) return;
  await new Promise<void>((resolve) => {
    new MutationObserver((_, observer) => {
      if (!isDone()) return;
      observer.disconnect();
      resolve();
    }).observe(element.renderRoot, {childList: true, subtree: true, characterData: true});
  });
}

/** The library's own loading in a worker that takes itself for one of a page with that scheme. */
function workerOn(protocol: string): {read: (address: string) => Promise<FetchedDocument>; end: () => void} {
  const module = new URL('../../src/feed/fetch-document.ts', import.meta.url).href;
  const source = `
    import {fetchDocument} from ${JSON.stringify(module)};
    Object.defineProperty(self, 'location', {value: {protocol: ${JSON.stringify(protocol)}}});
    onmessage = ({data}) =>
      fetchDocument(data, new AbortController().signal)
        .then((document) => postMessage({document}), ({code, message}) => postMessage({code, message}));
    postMessage('ready');
  `;
  const address = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
  const worker = new Worker(address, {type: 'module'});
  const next = (): Promise<unknown> =>
    new Promise((resolve) => worker.addEventListener('message', ({data}) => resolve(data), {once: true}));
  const ready = next();
  return {
    async read(address) {
      await ready;
      worker.postMessage(address);
      const {document, code, message} = (await next()) as {
        document?: FetchedDocument;
        code: FeedErrorCode;
        message: string;
      };
      if (!document) throw new FeedError(code, message);
      return document;
    },
    end() {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}

interface Page {
  readonly frame: HTMLIFrameElement;
  readonly errors: readonly string[];
  /** The name of the first event that the element told. */
  readonly outcome: Promise<string>;
  readonly element: () => FeedElement;
}

/** A page of its own with the script on it, twice, and one element. */
async function aPage(tag: Tag, src: string, before = ''): Promise<Page> {
  const frame = await fixture<HTMLIFrameElement>(html`<iframe title="Страница"></iframe>`);
  const page = frame.contentDocument!;
  const errors: string[] = [];
  const view = frame.contentWindow as Window & typeof globalThis;
  view.addEventListener('error', ({message}) => void errors.push(message));
  view.addEventListener('unhandledrejection', ({reason}) => void errors.push(String(reason)));
  const element = page.createElement(tag);
  for (const [name, value] of Object.entries({src, lang: 'bg', loading: 'eager', open: '2020'})) {
    element.setAttribute(name, value);
  }
  const outcome = new Promise<string>((resolve) => {
    for (const name of ['hhc-load', 'hhc-error']) element.addEventListener(name, ({type}) => resolve(type));
  });
  const script = page.createElement('script');
  script.textContent = before;
  page.head.append(script);
  for (const version of ['1', '2']) {
    const module = page.createElement('script');
    module.type = 'module';
    module.src = `${new URL('../../src/define.ts', import.meta.url).href}?version=${version}`;
    page.head.append(module);
  }
  page.body.append(element);
  return {frame, errors, outcome, element: () => element};
}
