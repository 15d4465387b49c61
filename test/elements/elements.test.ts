import {expect, fixture, html, nextFrame} from '@open-wc/testing';
import '../../src/define.js';
import type {FeedElement} from '../../src/elements/feed-element.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import {FeedError} from '../../src/feed/feed-error.js';
import {ADDRESS, aFeedOf, anItem, deferred, storeOf, storeOfFeed} from '../fixtures.js';
import {anElement, nextEvent, settled, statusOf, textIn} from './rendering.js';

/** What is true of every element that shows a feed. */
for (const tag of ['hhc-story', 'hhc-related', 'hhc-archive'] as const) {
  describe(`<${tag}>`, () => {
    it('shows the fallback until there is an answer, and then the feed', async () => {
      const answer = deferred<string>();
      const store = new FeedStore(async (address) => ({address, text: await answer.promise}));
      const element = await anElement(tag, {store, fallback: html`<p>Новини от партньора</p>`});
      expect(element.status).to.equal('pending');
      expect(element.matches(':state(pending)')).to.equal(true);
      expect(isShown(element, 'p')).to.equal(true);

      answer.resolve(JSON.stringify(aFeedOf([anItem()])));
      await settled(element);
      expect(element.status).to.equal('complete');
      expect(element.matches(':state(complete)')).to.equal(true);
      expect(element.matches(':state(pending)')).to.equal(false);
      expect(isShown(element, 'p')).to.equal(false);
      await expect(element).to.be.accessible();
    });

    it('shows of a protected story its title, and that it is protected', async () => {
      const store = storeOf({
        [ADDRESS]: aFeedOf(
          [
            anItem({
              title: 'Защитено: Само за дарители',
              summary: 'Тайна.',
              content_html: '<p>Тайна. (прочетено 5)</p>',
              image: 'secret.png',
              attachments: [{url: 'secret.pdf'}],
              date_published: '2020-08-20T10:00:00+03:00',
              _hhc: {protected: true},
            }),
          ],
          {_hhc: {reads_url: 'reads/{id}.json', story_url: 'stories/{id}.json'}},
        ),
      });
      const element = await anElement(tag, {store});
      if (tag === 'hhc-archive') element.setAttribute('open', '2020');
      await settled(element);
      const text = element.renderRoot.textContent;
      expect(text).to.include('Само за дарители').and.to.include('Защитена с парола');
      expect(text).not.to.match(/Защитено:|Тайна|прочетено|secret/);
      expect(element.renderRoot.querySelectorAll('img')).to.have.length(0);
      expect(store.asked).to.deep.equal([ADDRESS]);
      await expect(element).to.be.accessible();
    });

    it('says that there are no stories yet, beside the fallback', async () => {
      const element = await anElement(tag, {
        store: storeOfFeed([]),
        fallback: html`<p>Новини от партньора</p>`,
      });
      await settled(element);
      expect(element.status).to.equal('complete');
      expect(statusOf(element)).to.equal('Все още няма истории.');
      expect(isShown(element, 'p')).to.equal(true);
      await expect(element).to.be.accessible();
    });

    it('links to the publisher where there is neither a story nor a fallback', async () => {
      const element = await anElement(tag, {store: storeOfFeed([])});
      await settled(element);
      expect(element.renderRoot.querySelector('a')?.href).to.equal('https://site.example/');
    });

    for (const [code, document] of [
      ['http', undefined],
      ['not-a-feed', '<!doctype html><title>Not found</title>'],
      ['not-a-feed', {status: 'ok'}],
      ['timeout', new FeedError('timeout', 'Too slow.')],
    ] as const) {
      it(`shows the fallback, a sentence and a way to try again for ${code}`, async () => {
        const store = storeOf(document === undefined ? {} : {[ADDRESS]: document});
        const element = await anElement(tag, {store, fallback: html`<p>Новини от партньора</p>`});
        const event = await nextEvent(element, 'hhc-error');
        expect(event.code).to.equal(code);
        expect(event.bubbles).to.equal(false);
        expect(element.status).to.equal('error');
        expect(statusOf(element)).to.match(/^Историите .+\.$/);
        expect(isShown(element, 'p')).to.equal(true);
        expect(textIn(element, 'button')).to.deep.equal(['Опитай отново']);
        await expect(element).to.be.accessible();
      });
    }

    it('says so when nothing tells where the feed is', async () => {
      const element = await anElement(tag, {src: '', store: storeOf({})});
      const {code} = await nextEvent(element, 'hhc-error');
      expect(code).to.equal('no-address');
      expect(statusOf(element)).to.equal('Не е посочено откъде да се заредят историите.');
      expect(textIn(element, 'button')).to.deep.equal([]);
    });

    it('refuses an address that is no document of the web', async () => {
      const element = await anElement(tag, {src: 'javascript:alert(1)', store: new FeedStore()});
      const {code} = await nextEvent(element, 'hhc-error');
      expect(code).to.equal('blocked-address');
    });

    it('finds the feed that the page links to', async () => {
      const link = Object.assign(document.createElement('link'), {
        rel: 'alternate',
        type: 'application/feed+json',
        href: ADDRESS,
      });
      document.head.append(link);
      try {
        const store = storeOfFeed();
        await settled(await anElement(tag, {src: '', store}));
        expect(store.asked).to.deep.equal([ADDRESS]);
      } finally {
        link.remove();
      }
    });

    it('tries again when asked to, and is well afterwards', async () => {
      const documents: Record<string, unknown> = {};
      const element = await anElement(tag, {store: storeOf(documents)});
      await nextEvent(element, 'hhc-error');
      documents[ADDRESS] = aFeedOf([anItem()]);
      const loaded = nextEvent(element, 'hhc-load');
      element.renderRoot.querySelector('button')!.click();
      const {feed} = await loaded;
      expect(feed.stories).to.have.length(1);
      expect(statusOf(element)).to.equal('Историите са заредени.');
      expect(textIn(element, 'button')).not.to.include('Опитай отново');
    });

    it('keeps what it shows when a reload fails, and says that it may be old', async () => {
      const documents: Record<string, unknown> = {[ADDRESS]: aFeedOf([anItem()])};
      const element = await anElement(tag, {store: storeOf(documents)});
      await settled(element);
      delete documents[ADDRESS];
      await element.reload();
      await element.updateComplete;
      expect(element.matches(':state(stale)')).to.equal(true);
      expect(element.feed?.stories).to.have.length(1);
      expect(element.renderRoot.querySelector('[part~="heading"], [part~="title"]')).to.exist;
      expect(statusOf(element)).to.match(/по-нови/);
    });

    it('shows the last address when it changes twice', async () => {
      const slow = deferred<string>();
      const other = 'https://feed.example/other.json';
      const store = new FeedStore(async (address) => ({
        address,
        text: address === ADDRESS ? await slow.promise : JSON.stringify(aFeedOf([anItem({id: 'other'})])),
      }));
      const element = await anElement(tag, {store});
      element.src = other;
      await settled(element);
      expect(element.feed?.stories[0]?.id).to.equal('other');
      slow.resolve(JSON.stringify(aFeedOf([anItem({id: 'late'})])));
      await slow.promise;
      await element.updateComplete;
      expect(element.feed?.stories[0]?.id).to.equal('other');
    });

    it('asks nothing again when it is moved', async () => {
      const store = storeOfFeed();
      const element = await anElement(tag, {store});
      const place = await fixture(html`<div></div>`);
      place.append(element);
      await settled(element);
      place.parentElement!.append(element);
      await element.updateComplete;
      expect(store.asked).to.deep.equal([ADDRESS]);
      expect(element.status).to.equal('complete');
    });

    it('gives the request up when it is removed while waiting', async () => {
      const aborted = deferred<boolean>();
      const store = new FeedStore((_, signal) => {
        signal.addEventListener('abort', () => aborted.resolve(true));
        return new Promise(() => undefined);
      });
      const element = await anElement(tag, {store});
      element.remove();
      expect(await aborted.promise).to.equal(true);
    });

    it('waits until it is near the view', async () => {
      const store = storeOfFeed();
      const place = await fixture(html`<div style="margin-top: 1000vh"></div>`);
      const element = document.createElement(tag);
      Object.assign(element, {src: ADDRESS, store});
      place.append(element);
      await element.updateComplete;
      // One round of the browser's own observer, which tells every observed element its place at least once.
      await new Promise<void>((resolve) => {
        new IntersectionObserver((_, observer) => {
          observer.disconnect();
          resolve();
        }).observe(element);
      });
      expect(store.asked).to.deep.equal([]);
      expect(element.status).to.equal('initial');
      element.scrollIntoView();
      await nextEvent(element, 'hhc-load');
      expect(store.asked).to.deep.equal([ADDRESS]);
    });

    it('speaks the nearest language, through shadow roots', async () => {
      const host = await fixture<HTMLElement>(html`<div lang="en"></div>`);
      const element = document.createElement(tag);
      Object.assign(element, {src: ADDRESS, store: storeOfFeed([]), loading: 'eager'});
      host.attachShadow({mode: 'open'}).append(element);
      await settled(element);
      expect(statusOf(element)).to.equal('There are no stories yet.');
      element.lang = 'bg';
      // The observer of the language is told in a microtask that is already queued.
      await Promise.resolve();
      await element.updateComplete;
      expect(statusOf(element)).to.equal('Все още няма истории.');
    });

    it('speaks English where it has not the language, and the feed’s where the page names none', async () => {
      const french = await anElement(tag, {store: storeOfFeed([]), lang: 'fr'});
      await settled(french);
      expect(statusOf(french)).to.equal('There are no stories yet.');

      const page = document.documentElement.lang;
      document.documentElement.removeAttribute('lang');
      try {
        const element = await anElement(tag, {store: storeOfFeed([], {language: 'en'}), lang: ''});
        await settled(element);
        expect(statusOf(element)).to.equal('There are no stories yet.');
      } finally {
        document.documentElement.lang = page;
      }
    });

    it('follows the colour of the page’s links', async () => {
      const page = await fixture(
        html`<div>
          <style>
            .notice a {
              color: rgb(1, 2, 3);
            }
          </style>
          <div class="notice"></div>
        </div>`,
      );
      const element = document.createElement(tag);
      Object.assign(element, {
        src: ADDRESS,
        store: storeOfFeed([anItem()], {_hhc: {section: {title: 'Новини', url: '/'}}}),
        loading: 'eager',
      });
      if (tag === 'hhc-archive') element.setAttribute('open', '2020');
      page.querySelector('.notice')!.append(element);
      await settled(element);
      expect(getComputedStyle(element.renderRoot.querySelector('a')!).color).to.equal('rgb(1, 2, 3)');
      expect(element.childElementCount).to.equal(0);
    });

    it('holds against the page’s rules, and can still be hidden', async () => {
      const page = await fixture(
        html`<div>
          <style>
            .hostile * {
              display: none !important;
            }
            ${tag} {
              all: unset;
            }
          </style>
          <div class="hostile"></div>
        </div>`,
      );
      const element = document.createElement(tag);
      Object.assign(element, {src: ADDRESS, store: storeOfFeed(), loading: 'eager'});
      page.querySelector('.hostile')!.append(element);
      await settled(element);
      expect(getComputedStyle(element).display).to.equal('block');
      element.hidden = true;
      expect(getComputedStyle(element).display).to.equal('none');
    });

    it('shows the page’s own heading also when there is nothing else to show', async () => {
      const element = await anElement(tag, {
        store: storeOf({}),
        fallback: html`<h4 slot="heading">Наш надслов</h4>`,
      });
      await settled(element);
      expect(element.status).to.equal('error');
      expect(isShown(element, 'h4')).to.equal(true);
    });

    it('notices a fallback that comes late', async () => {
      const element = await anElement(tag, {store: storeOfFeed([])});
      await settled(element);
      expect(element.renderRoot.querySelector('a')).to.exist;
      const changed = new Promise((resolve) =>
        element.renderRoot.querySelector('slot:not([name])')!.addEventListener('slotchange', resolve),
      );
      element.append('Новини от партньора');
      await changed;
      await element.updateComplete;
      expect(element.renderRoot.querySelector('a')).to.equal(null);
    });

    it('follows a page that turns dark by a class of its own', async () => {
      const page = await fixture(
        html`<div>
          <style>
            .notice a {
              color: rgb(1, 2, 3);
            }
            .dark .notice a {
              color: rgb(4, 5, 6);
            }
          </style>
          <div class="notice"></div>
        </div>`,
      );
      const element = document.createElement(tag);
      Object.assign(element, {src: ADDRESS, store: storeOf({}), loading: 'eager'});
      page.querySelector('.notice')!.append(element);
      await settled(element);
      document.documentElement.classList.add('dark');
      try {
        // Before what is next painted, and the frame after that at the latest.
        await nextFrame();
        await nextFrame();
        expect(getComputedStyle(element.renderRoot.querySelector('button')!).color).to.equal('rgb(4, 5, 6)');
      } finally {
        document.documentElement.classList.remove('dark');
      }
    });

    it('makes one view, however often what it loads changes before that has come', async () => {
      const element = await anElement(tag, {store: storeOfFeed()});
      element.src = 'https://feed.example/other.json';
      await element.updateComplete;
      element.src = ADDRESS;
      await settled(element);
      expect(element.shadowRoot!.adoptedStyleSheets).to.have.length(2);
    });

    it('keeps what it shows when it is taken out while a reload fails', async () => {
      const documents: Record<string, unknown> = {[ADDRESS]: aFeedOf([anItem()])};
      const element = await anElement(tag, {store: storeOf(documents)});
      await settled(element);
      delete documents[ADDRESS];
      await element.reload();
      const place = element.parentElement!;
      element.remove();
      await Promise.resolve();
      const failed = nextEvent(element, 'hhc-error');
      place.append(element);
      await failed;
      expect(element.feed?.stories).to.have.length(1);
      expect(statusOf(element)).to.match(/по-нови/);
    });

    it('can be told its heading by the page', async () => {
      const element = await anElement(tag, {
        store: storeOfFeed(),
        fallback: html`<h4 slot="heading">Наш надслов</h4>`,
      });
      await settled(element);
      expect(isShown(element, 'h4')).to.equal(true);
    });

    for (const [given, level] of [
      ['1', 'H1'],
      ['3', 'H3'],
      ['9', 'H6'],
      ['x', 'H2'],
      ['0', 'H2'],
      ['-3', 'H1'],
    ] as const) {
      it(`takes heading-level="${given}" for ${level}`, async () => {
        const element = await anElement(tag, {store: storeOfFeed()});
        element.setAttribute('heading-level', given);
        await settled(element);
        expect(element.renderRoot.querySelector('h1, h2, h3, h4, h5, h6')?.tagName).to.equal(level);
      });
    }

    it('shows the beginning of a title of 10,000 letters within its box', async () => {
      const title = 'щ'.repeat(10_000);
      const element = await anElement(tag, {store: storeOfFeed([anItem({title})])});
      if (tag === 'hhc-archive') element.setAttribute('open', '2020');
      await settled(element);
      expect(element.renderRoot.textContent)
        .to.include(`${'щ'.repeat(500)}…`)
        .and.not.include('щ'.repeat(501));
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    });
  });
}

function isShown(element: FeedElement, selector: string): boolean {
  return !!element.querySelector<HTMLElement>(selector)?.offsetParent;
}
