import {expect, fixture, nextFrame} from '@open-wc/testing';
import '../../src/define.js';
import type {StoryElement} from '../../src/elements/story-element.js';
import type {StorySelectEvent} from '../../src/events.js';
import {nativeEngine} from '../../src/html/sanitize.js';
import {FeedError} from '../../src/feed/feed-error.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import {ADDRESS, aFeedOf, anItem, deferred, storeOf, storeOfFeed} from '../fixtures.js';
import {anElement, nextEvent, settled, statusOf, textIn} from './rendering.js';
import {sampleStore} from './sample.js';

const HASKOVO = '2020-08-haskovo-training';

async function aStoryElement(
  item: Record<string, unknown>,
  attributes: Record<string, string> = {},
): Promise<StoryElement> {
  return shown(await anElement('hhc-story', {store: storeOfFeed([anItem(item)])}), attributes);
}

async function shown(element: StoryElement, attributes: Record<string, string>): Promise<StoryElement> {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await settled(element);
  return element;
}

function buttonOf(element: StoryElement, language: string): HTMLButtonElement {
  return element.renderRoot.querySelector<HTMLButtonElement>(`button[lang="${language}"]`)!;
}

describe('<hhc-story> with the Haskovo training', () => {
  it('shows the Bulgarian part by itself, with its list as a list', async () => {
    const element = await shown(await anElement('hhc-story', {store: await sampleStore()}), {
      'story-id': HASKOVO,
    });
    const body = element.renderRoot.querySelector('[part="body"]')!;
    expect(body.getAttribute('lang')).to.equal('bg');
    expect(body.querySelectorAll('ul > li')).to.have.length(3);
    expect(body.textContent).not.to.match(/[a-z]{8}/);
    expect(body.textContent).not.to.include('прочетено 168');
    expect(textIn(element, '[part="date"]')).to.deep.equal(['20 август 2020 г.']);
    expect(textIn(element, '[part="reads"]')).to.deep.equal(['(прочетено 168, 1 прочетено днес)']);
    await expect(element).to.be.accessible();
  });

  it('shows the English part on an English page, with labels, date and counter in English', async () => {
    const element = await shown(await anElement('hhc-story', {store: await sampleStore(), lang: 'en'}), {
      'story-id': HASKOVO,
    });
    const body = element.renderRoot.querySelector('[part="body"]')!;
    expect(body.getAttribute('lang')).to.equal('en');
    expect(body.querySelectorAll('ul > li')).to.have.length(3);
    expect(body.textContent).not.to.match(/[а-я]{3}/);
    expect(element.renderRoot.querySelector('h2')?.getAttribute('lang')).to.equal('en');
    expect(textIn(element, '[part="date"]')).to.deep.equal(['20 August 2020']);
    expect(textIn(element, '[part="reads"]')).to.deep.equal(['(read 168 times, 1 today)']);
    await expect(element).to.be.accessible();
  });

  it('keeps the language that a reader has chosen for the stories that follow', async () => {
    const element = await shown(await anElement('hhc-story', {store: await sampleStore()}), {
      'story-id': HASKOVO,
    });
    buttonOf(element, 'en').click();
    await element.updateComplete;
    element.storyId = '2022-11-lidl-partnership';
    await settled(element);
    expect(element.renderRoot.querySelector('[part="title"]')?.getAttribute('lang')).to.equal('en');
    element.storyId = '2010-12-letters';
    await settled(element);
    expect(element.renderRoot.querySelector('[part="title"]')?.getAttribute('lang')).to.equal('bg');
  });

  it('keeps a language button where it is, whatever the other title’s length', async () => {
    const element = await aStoryElement({
      title: 'Кратко',
      content_html: '<p>Текст</p>'.repeat(200),
      _hhc: {
        translations: [
          {
            language: 'en',
            title: 'A title of many words '.repeat(12),
            content_html: '<p>Text</p>'.repeat(200),
          },
        ],
      },
    });
    const {top} = buttonOf(element, 'en').getBoundingClientRect();
    buttonOf(element, 'en').click();
    await element.updateComplete;
    await nextFrame();
    expect(Math.abs(buttonOf(element, 'en').getBoundingClientRect().top - top)).to.be.below(2);
    expect(scrollY).to.be.above(0);
    scrollTo(0, 0);
  });

  it('changes the story’s own text by a language button, and nothing else', async () => {
    const element = await shown(await anElement('hhc-story', {store: await sampleStore()}), {
      'story-id': HASKOVO,
    });
    expect(textIn(element, '[part="languages"] button')).to.deep.equal(['Български', 'English']);
    expect(buttonOf(element, 'bg').getAttribute('aria-pressed')).to.equal('true');
    buttonOf(element, 'en').click();
    await element.updateComplete;
    expect(buttonOf(element, 'bg').getAttribute('aria-pressed')).to.equal('false');
    expect(buttonOf(element, 'en').getAttribute('aria-pressed')).to.equal('true');
    expect(element.renderRoot.querySelector('[part="body"]')?.getAttribute('lang')).to.equal('en');
    expect(textIn(element, '[part="date"]')).to.deep.equal(['20 август 2020 г.']);
    buttonOf(element, 'bg').click();
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('[part="body"] li')).to.have.length(3);
  });

  it('shows each language under its own heading of the same level with translations="all"', async () => {
    const element = await shown(await anElement('hhc-story', {store: await sampleStore()}), {
      'story-id': HASKOVO,
      translations: 'all',
    });
    const headings = [...element.renderRoot.querySelectorAll('[part="title"]')];
    expect(headings.map(({tagName}) => tagName)).to.deep.equal(['H2', 'H2']);
    expect(headings.map((heading) => heading.getAttribute('lang'))).to.deep.equal(['bg', 'en']);
    const bodies = [...element.renderRoot.querySelectorAll('[part="body"]')];
    expect(bodies.map((body) => body.getAttribute('lang'))).to.deep.equal(['bg', 'en']);
    expect(bodies.map((body) => body.querySelectorAll('li').length)).to.deep.equal([3, 3]);
    expect(textIn(element, 'button[lang]')).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('shows one language and no buttons with translations="none"', async () => {
    const element = await shown(await anElement('hhc-story', {store: await sampleStore()}), {
      'story-id': HASKOVO,
      translations: 'none',
    });
    expect(element.renderRoot.querySelectorAll('[part="body"]')).to.have.length(1);
    expect(textIn(element, 'button[lang]')).to.deep.equal([]);
  });
});

describe('<hhc-story>', () => {
  it('shows the newest story where none is named', async () => {
    const store = storeOfFeed([
      anItem({id: 'old', date_published: '2012-01-01T10:00:00+02:00'}),
      anItem({id: 'ahead', date_published: '2999-01-01T10:00:00+02:00'}),
      anItem({id: 'new', date_published: '2022-01-01T10:00:00+02:00'}),
    ]);
    const element = await shown(await anElement('hhc-story', {store}), {});
    expect(element.story?.id).to.equal('new');
  });

  it('leaves out what is not known', async () => {
    const element = await aStoryElement({
      date_published: null,
      url: null,
      id: 'x',
      authors: [],
      _hhc: {reads: {total: 0}},
    });
    for (const part of [
      'date',
      'authors',
      'image',
      'attachments',
      'tags',
      'reads',
      'more',
      'back',
      'languages',
    ]) {
      expect(element.renderRoot.querySelector(`[part="${part}"]`), part).to.equal(null);
    }
    expect(element.renderRoot.textContent).not.to.match(/null|undefined|NaN|Invalid/);
  });

  it('shows authors, topics, attachments, the original and the way back', async () => {
    const store = storeOfFeed(
      [
        anItem({
          authors: [{name: 'Ана'}, {name: 'Борис'}],
          tags: ['обучение', 'обучение', 'партньори'],
          attachments: [
            {url: 'files/a.pdf', mime_type: 'application/pdf', title: 'Програма', size_in_bytes: 1_234_567},
          ],
        }),
      ],
      {_hhc: {section: {title: 'Новини', url: '/news'}}},
    );
    const element = await shown(await anElement('hhc-story', {store}), {});
    expect(textIn(element, '[part="authors"]')).to.deep.equal(['Ана и Борис']);
    expect(textIn(element, '[part="tags"] li')).to.deep.equal(['обучение', 'партньори']);
    expect(textIn(element, '[part="attachments"] li')).to.deep.equal(['Програма (PDF, 1,2 MB)']);
    expect(hrefs(element, '[part="attachments"] a')).to.deep.equal(['https://feed.example/news/files/a.pdf']);
    expect(hrefs(element, '[part="more"]')).to.deep.equal(['https://site.example/kites']);
    expect(textIn(element, '[part="back"]')).to.deep.equal(['Върни се обратно в Новини']);
    expect(hrefs(element, '[part="back"]')).to.deep.equal(['https://feed.example/news']);
    await expect(element).to.be.accessible();
  });

  it('leads back where the page says', async () => {
    const element = await aStoryElement({}, {'back-href': 'https://partner.example/children'});
    expect(hrefs(element, '[part="back"]')).to.deep.equal(['https://partner.example/children']);
    expect(textIn(element, '[part="back"]')).to.deep.equal(['Върни се обратно']);
  });

  it('says "today" only on the day that was counted', async () => {
    const reads = (as_of?: string): Record<string, unknown> => ({
      _hhc: {reads: {total: 5544, today: 3, as_of}},
    });
    const today = await aStoryElement(reads(new Date().toISOString()));
    const yesterday = await aStoryElement(reads(new Date(Date.now() - 48 * 3_600_000).toISOString()));
    const never = await aStoryElement(reads());
    const counter = (element: StoryElement): string =>
      textIn(element, '[part="reads"]')[0]!.replace(/\u00a0/g, ' ');
    expect(counter(today)).to.equal('(прочетено 5544, 3 прочетено днес)');
    expect(counter(yesterday)).to.equal('(прочетено 5544)');
    expect(counter(never)).to.equal('(прочетено 5544)');
  });

  it('reads on in place where a story has no address', async () => {
    const element = await aStoryElement(
      {url: undefined, content_html: `<p>${'дума '.repeat(100)}</p><p>Край.</p>`},
      {view: 'excerpt'},
    );
    const button = element.renderRoot.querySelector<HTMLButtonElement>('button[part="more"]')!;
    expect(button.getAttribute('aria-label')).to.match(/^Прочетете още: /);
    await expect(element).to.be.accessible();
    button.click();
    await element.updateComplete;
    await element.updateComplete;
    expect(textIn(element, '[part="body"]')[0]).to.include('Край.');
    expect(element.renderRoot.querySelectorAll('[part="excerpt"], button[part="more"]')).to.have.length(0);
    expect((element.renderRoot as ShadowRoot).activeElement?.getAttribute('part')).to.equal('body');
  });

  it('cuts at a word in the excerpt view, and names the story in the link on', async () => {
    const element = await aStoryElement(
      {content_html: `<p>${'Дълга дума. '.repeat(60)}</p>`},
      {view: 'excerpt'},
    );
    const [excerpt] = textIn(element, '[part="excerpt"]');
    expect(excerpt).to.match(/дума\.?\s…$/);
    expect(excerpt!.length).to.be.within(200, 242);
    const link = element.renderRoot.querySelector('[part="more"]')!;
    expect(link.textContent.trim()).to.equal('Прочетете още …');
    expect(link.getAttribute('aria-label')).to.equal('Прочетете още: Хвърчила над града');
    expect(element.renderRoot.querySelector('[part="body"]')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('shows a picture once that also begins the text', async () => {
    const image = 'https://site.example/photo.jpg';
    const once = await aStoryElement({
      image,
      content_html: '<p><img src="/photo-300x200.jpg" alt=""></p><p>Текст</p>',
    });
    expect(once.renderRoot.querySelectorAll('img')).to.have.length(1);
    const twice = await aStoryElement({
      image,
      content_html: '<p>Текст</p><p><img src="/photo-300x200.jpg" alt=""></p>',
    });
    expect(twice.renderRoot.querySelectorAll('img')).to.have.length(2);
  });

  it('offers the sizes of a picture, its text, and tells nobody who looks', async () => {
    const element = await aStoryElement({
      image: 'a-960.jpg',
      _hhc: {
        image_alt: 'Къща',
        image_sizes: [
          {url: 'a-960.jpg', width: 960},
          {url: 'a-480.jpg', width: 480},
        ],
      },
    });
    const image = element.renderRoot.querySelector('img')!;
    expect(image.srcset).to.equal(
      'https://feed.example/news/a-480.jpg 480w, https://feed.example/news/a-960.jpg 960w',
    );
    // As it was when the picture was first drawn: a bar to scroll by may have come since.
    const [, share] = /^min\((\d+)vw, 45rem\)$/.exec(image.sizes)!;
    expect(Number(share)).to.be.within(Math.ceil((100 * element.clientWidth) / innerWidth), 100);
    expect(image).to.include({alt: 'Къща', loading: 'lazy', referrerPolicy: 'no-referrer'});
  });

  it('finds the story on a further page of a feed that has no documents of single stories', async () => {
    const store = storeOf({
      [ADDRESS]: aFeedOf([anItem()], {next_url: '2.json'}),
      'https://feed.example/news/2.json': aFeedOf([anItem({id: 'second'})], {next_url: '3.json'}),
      'https://feed.example/news/3.json': aFeedOf([anItem({id: 'third', title: 'Трета'})], {
        next_url: '4.json',
      }),
    });
    const element = await shown(await anElement('hhc-story', {store}), {'story-id': 'third'});
    expect(textIn(element, 'h2')).to.deep.equal(['Трета']);
    expect(store.asked).to.have.length(3);
  });

  describe('whose reads are counted apart', () => {
    const READS = 'https://feed.example/news/reads/kites.json';
    const counted = (reads?: unknown): unknown =>
      aFeedOf([anItem({_hhc: reads ? {reads} : {}})], {_hhc: {reads_url: 'reads/{id}.json'}});

    it('shows the new count in the place of the old one, and moves nothing', async () => {
      const answer = deferred<unknown>();
      const asked: string[] = [];
      const store = new FeedStore(async (address) => {
        asked.push(address);
        const document = address === READS ? await answer.promise : counted();
        return {address, text: JSON.stringify(document)};
      });
      const element = await shown(await anElement('hhc-story', {store}), {});
      await element.updateComplete;
      expect(asked).to.deep.equal([ADDRESS, READS]);
      expect(textIn(element, '[part="reads"]')).to.deep.equal([]);
      const {offsetHeight} = element;
      answer.resolve(aFeedOf([{id: 'kites', _hhc: {reads: {total: 169}}}]));
      while (!textIn(element, '[part="reads"]').length) await nextFrame();
      expect(textIn(element, '[part="reads"]')).to.deep.equal(['(прочетено 169)']);
      expect(element.offsetHeight).to.equal(offsetHeight);
      expect(asked).to.have.length(2);
    });

    it('keeps the count of the feed where there is none', async () => {
      const store = storeOf({[ADDRESS]: counted({total: 168})});
      const element = await shown(await anElement('hhc-story', {store}), {});
      await element.updateComplete;
      await store.load(READS).catch(() => undefined);
      await nextFrame();
      expect(textIn(element, '[part="reads"]')).to.deep.equal(['(прочетено 168)']);
      expect(element.status).to.equal('complete');
    });

    it('asks for none where only the first words are shown', async () => {
      const store = storeOf({[ADDRESS]: counted({total: 168})});
      const element = await anElement('hhc-story', {store});
      element.setAttribute('view', 'excerpt');
      await settled(element);
      await element.updateComplete;
      expect(store.asked).to.deep.equal([ADDRESS]);
    });
  });

  it('takes the story out of its own document where the feed has not got it', async () => {
    const store = storeOf({
      [ADDRESS]: aFeedOf([anItem()], {_hhc: {story_url: 'stories/{id}.json'}}),
      'https://feed.example/news/stories/a%2Fb.json': aFeedOf([anItem({id: 'a/b', title: 'Стара история'})]),
    });
    const element = await shown(await anElement('hhc-story', {store}), {'story-id': 'a/b'});
    expect(textIn(element, 'h2')).to.deep.equal(['Стара история']);
  });

  for (const [hosts, isAsked] of [
    ['', false],
    ['stories.example:8443 feed.example', false],
    ['elsewhere.stories.example', false],
    ['stories.example', true],
    [' https://STORIES.example/anything ', true],
  ] as const) {
    it(`${isAsked ? 'asks' : 'does not ask'} another host for a story where allow-hosts is "${hosts}"`, async () => {
      const address = 'https://stories.example/9.json';
      const store = storeOf({
        [ADDRESS]: aFeedOf([anItem()], {_hhc: {story_url: 'https://stories.example/{id}.json'}}),
        [address]: aFeedOf([anItem({id: 9, title: 'Отдругаде'})]),
      });
      const element = document.createElement('hhc-story');
      Object.assign(element, {store, src: ADDRESS, storyId: '9', loading: 'eager', allowHosts: hosts});
      const answered = isAsked ? nextEvent(element, 'hhc-load') : nextEvent(element, 'hhc-error');
      await fixture(element);
      const event = await answered;
      expect(store.asked).to.deep.equal(isAsked ? [ADDRESS, address] : [ADDRESS]);
      expect('code' in event ? event.code : element.story?.title).to.equal(
        isAsked ? 'Отдругаде' : 'blocked-address',
      );
    });
  }

  it('asks again when the page names another host', async () => {
    const address = 'https://stories.example/9.json';
    const store = storeOf({
      [ADDRESS]: aFeedOf([anItem()], {_hhc: {story_url: 'https://stories.example/{id}.json'}}),
      [address]: aFeedOf([anItem({id: 9, title: 'Отдругаде'})]),
    });
    const element = await anElement('hhc-story', {store});
    element.storyId = '9';
    await nextEvent(element, 'hhc-error');
    // Trying again could not change it.
    expect(textIn(element, 'button')).to.deep.equal([]);
    element.allowHosts = 'stories.example';
    await nextEvent(element, 'hhc-load');
    expect(element.story?.title).to.equal('Отдругаде');
  });

  it('follows no document from https to http', async () => {
    const src = 'https://feed.example/feed.json';
    const store = storeOf({
      [src]: aFeedOf([anItem()], {_hhc: {story_url: 'http://feed.example/{id}.json'}}),
      'http://feed.example/9.json': aFeedOf([anItem({id: 9})]),
    });
    const element = await anElement('hhc-story', {store, src});
    element.storyId = '9';
    expect((await nextEvent(element, 'hhc-error')).code).to.equal('blocked-address');
    expect(store.asked).to.deep.equal([src]);
  });

  it('takes nothing of the page beside it, however wide a letter is', async () => {
    const wide = '\u1100'.repeat(450);
    const place = await fixture<HTMLElement>('<div style="width: 300px; font-size: 16px"></div>');
    for (const tag of ['hhc-story', 'hhc-related', 'hhc-archive'] as const) {
      const element = document.createElement(tag);
      const item = {
        title: wide,
        tags: [wide],
        authors: [{name: wide}],
        attachments: [{url: '/a', mime_type: wide}],
      };
      Object.assign(element, {
        store: storeOfFeed([anItem(item)]),
        src: ADDRESS,
        loading: 'eager',
        open: 2020,
      });
      place.replaceChildren(element);
      await settled(element);
      const {top, right, bottom} = element.getBoundingClientRect();
      for (let y = Math.max(0, top); y < Math.min(bottom, innerHeight); y += 8)
        expect(document.elementFromPoint(right + 40, y), `${tag} at ${y}`).not.to.equal(element);
    }
  });

  it('follows documents to the host that the feed was redirected to', async () => {
    const address = 'https://www.feed.example/stories/9.json';
    const store = new FeedStore(async (asked) => ({
      address: asked === ADDRESS ? 'https://www.feed.example/feed.json' : asked,
      text: JSON.stringify(
        asked === address
          ? aFeedOf([anItem({id: 9, title: 'Преместена'})])
          : aFeedOf([anItem()], {_hhc: {story_url: 'stories/{id}.json'}}),
      ),
    }));
    const element = await shown(await anElement('hhc-story', {store}), {'story-id': '9'});
    expect(textIn(element, 'h2')).to.deep.equal(['Преместена']);
  });

  it('says that a story is not there, and offers the newest', async () => {
    const element = await anElement('hhc-story', {store: storeOfFeed()});
    element.storyId = 'gone';
    const event = await nextEvent(element, 'hhc-error');
    expect(event.code).to.equal('no-story');
    expect(statusOf(element)).to.equal('Тази история не е намерена.');
    expect(hrefs(element, '[part="more"]')).to.deep.equal(['https://site.example/kites']);
    await expect(element).to.be.accessible();
  });

  it('does not show the story before for one that cannot be had', async () => {
    const store = storeOf({
      [ADDRESS]: aFeedOf([anItem()], {_hhc: {story_url: 'stories/{id}.json'}}),
      'https://feed.example/news/stories/9.json': new FeedError('timeout', 'Too slow.'),
    });
    const element = await shown(await anElement('hhc-story', {store}), {'story-id': 'kites'});
    element.storyId = '9';
    const {code} = await nextEvent(element, 'hhc-error');
    expect(code).to.equal('timeout');
    expect(element.story).to.equal(undefined);
    expect(textIn(element, 'h2')).to.deep.equal([]);
    expect(element.matches(':state(stale)')).to.equal(false);
  });

  it('changes the story with its attribute', async () => {
    const store = storeOfFeed([anItem(), anItem({id: 'two', title: 'Втора'})]);
    const element = await shown(await anElement('hhc-story', {store}), {'story-id': 'kites'});
    element.setAttribute('story-id', 'two');
    await nextEvent(element, 'hhc-load');
    expect(textIn(element, 'h2')).to.deep.equal(['Втора']);
    expect(store.asked).to.deep.equal([ADDRESS]);
  });

  it('lets the page stop a link from being followed', async () => {
    const element = await aStoryElement({}, {view: 'excerpt', 'story-href': '#story-{id}'});
    const selected: StorySelectEvent[] = [];
    element.addEventListener('hhc-select', (event) => {
      event.preventDefault();
      selected.push(event);
    });
    const link = element.renderRoot.querySelector<HTMLAnchorElement>('[part="more"]')!;
    link.click();
    expect(selected).to.have.length(1);
    expect(selected[0]).to.deep.include({href: '#story-kites', bubbles: false});
    expect(selected[0]!.story.id).to.equal('kites');
    expect(location.hash).to.equal('');
  });

  it('shows first words and the way on where the markup may not be shown', async () => {
    const element = await aStoryElement({content_html: `<p>Начало на историята.</p>${'<b>'.repeat(5_001)}`});
    expect(element.renderRoot.querySelector('[part="body"]')).to.equal(null);
    expect(textIn(element, '[part="excerpt"]')).to.deep.equal(['Начало на историята.']);
    expect(hrefs(element, '[part="more"]')).to.include('https://site.example/kites');
  });

  it('shows the text in its own language where a translation is but a title and a summary', async () => {
    const element = await aStoryElement({
      _hhc: {translations: [{language: 'en', title: 'Kites', summary: 'Children fly kites.'}]},
    });
    element.lang = 'en';
    await Promise.resolve();
    await element.updateComplete;
    expect(textIn(element, 'h2')).to.deep.equal(['Kites']);
    expect(textIn(element, '[part="excerpt"]')).to.deep.equal(['Children fly kites.']);
    expect(element.renderRoot.querySelector('[part="body"]')?.getAttribute('lang')).to.equal('bg');
    expect(textIn(element, '[part="body"]')).to.deep.equal(['Децата пускат хвърчила.']);
  });

  it('puts the headings of a text below its own title', async () => {
    const element = await aStoryElement(
      {content_html: '<h2>Едно</h2><h3>Две</h3><h4>Три</h4>'},
      {'heading-level': '3'},
    );
    const headings = [...element.renderRoot.querySelectorAll('[part="body"] :is(h1,h2,h3,h4,h5,h6)')];
    expect(headings.map(({tagName}) => tagName)).to.deep.equal(['H4', 'H5', 'H6']);
  });
});

function hrefs(element: StoryElement, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll<HTMLAnchorElement>(selector)].map(({href}) => href);
}

describe('<hhc-story> and its sanitizer', () => {
  it('asks for DOMPurify only where the browser has no sanitizer of its own', async () => {
    await aStoryElement({});
    const asked = performance.getEntriesByType('resource').some(({name}) => name.includes('dompurify'));
    expect(asked).to.equal(!nativeEngine());
  });
});

describe('<hhc-story> in view', () => {
  it('tells that it was read', async () => {
    const element = await aStoryElement({});
    const {story} = await nextEvent(element, 'hhc-read');
    expect(story.id).to.equal('kites');
  });
});
