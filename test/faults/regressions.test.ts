import {expect, fixture, html} from '@open-wc/testing';
import '../../src/define.js';
import {newestOf} from '../../src/feed/archive.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import {aFeed, aFeedOf, anItem} from '../fixtures.js';
import {
  failureOf,
  itExcept,
  LoadingClock,
  mount,
  readerBy,
  seen,
  SENTENCES,
  Session,
  turn,
  watchPage,
} from './harness.js';

const NO_CACHE = {webkit: 'its automated sessions keep no answers'};
const MADE = {'Last-Modified': 'Wed, 01 Jan 2003 00:00:00 GMT'};
const KEPT = {'Cache-Control': 'max-age=0', ETag: '"1"'};

const ofNobody = (): AbortSignal => new AbortController().signal;

describe('What was wrong once', () => {
  watchPage();

  it('an element that was taken out asks nothing when one of its attributes changes', async () => {
    const session = await Session.begin();
    const {element, told} = await mount('hhc-story', {src: session.address('gated')});
    await session.log({asked: 1});
    element.remove();
    await session.log({over: 1});
    element.setAttribute('story-href', '/{id}');
    await element.updateComplete;
    await turn();
    await session.command('go');
    await readerBy(new LoadingClock())(session.address('document', {}, 'later.json'), ofNobody());
    expect(await session.asked()).to.deep.equal(['gated/feed.json', 'document/later.json']);
    expect(told).to.deep.equal([]);
  });

  it('a reader who has gone on to another field is left there when the retry is over', async () => {
    const field = await fixture<HTMLInputElement>(html`<input aria-label="Търсене" />`);
    const session = await Session.begin();
    await session.command('fault', 'status');
    const {element, next} = await mount('hhc-story', {src: session.address('gated')});
    expect(await next()).to.equal('http');
    await session.command('fault');
    const button = element.renderRoot.querySelector('button')!;
    button.focus();
    button.click();
    await session.log({asked: 2});
    field.focus();
    await session.command('go');
    expect(await next()).to.equal('load');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(document.activeElement === field).to.equal(true);
  });

  it('an element that comes after a reload that failed shows what its neighbour shows', async () => {
    const session = await Session.begin();
    const store = new FeedStore(readerBy(new LoadingClock()));
    const src = session.address('document');
    const first = await mount('hhc-story', {src, store});
    expect(await first.next()).to.equal('load');
    await session.command('fault', 'status');
    await first.element.reload();
    expect(seen(first.element)).to.include({content: true, says: SENTENCES.stale});
    const second = await mount('hhc-archive', {src, store});
    await second.next();
    expect(seen(second.element)).to.include({content: true, says: SENTENCES.stale});
  });

  itExcept(NO_CACHE, 'a kept answer that could not be asked about is marked', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem()]), MADE);
    const read = readerBy(new LoadingClock());
    await read(src, ofNobody());
    await session.command('fault', 'cut');
    expect((await read(src, ofNobody())).failure?.code).to.equal('network');
  });

  itExcept(NO_CACHE, 'a kept answer that the server has withdrawn is not shown', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem()]), MADE);
    const read = readerBy(new LoadingClock());
    await read(src, ofNobody());
    await session.command('fault', 'status');
    expect(await failureOf(read(src, ofNobody()))).to.have.property('code', 'http');
  });

  itExcept(NO_CACHE, 'who tries again from a kept answer hears that it loads, and that it has', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem()]), KEPT);
    await readerBy(new LoadingClock())(src, ofNobody());
    await session.command('fault', 'cut');
    const {element, region, next} = await mount('hhc-story', {src});
    expect([await next(), await next()]).to.deep.equal(['load', 'network']);
    await session.command('fault');
    const said = new Set<string>();
    new MutationObserver(() => said.add(region.textContent.trim())).observe(region, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    element.renderRoot.querySelector<HTMLElement>('.root > button')!.click();
    expect(await next()).to.equal('load');
    expect([...said]).to.deep.equal([SENTENCES.loading, SENTENCES.loaded]);
  });

  it('nothing is thrown at the page where the registry refuses', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="Страница"></iframe>`);
    const page = frame.contentDocument!;
    const errors: string[] = [];
    frame.contentWindow!.addEventListener('error', ({message}) => void errors.push(message));
    const script = page.createElement('script');
    script.textContent = 'customElements.define = () => { throw new Error("frozen"); }';
    const module = page.createElement('script');
    module.type = 'module';
    module.src = new URL('../../src/define.ts', import.meta.url).href;
    const loaded = new Promise<string>((resolve) => {
      for (const name of ['load', 'error']) module.addEventListener(name, ({type}) => resolve(type));
    });
    page.head.append(script, module);
    expect(await loaded).to.equal('load');
    expect(errors).to.deep.equal([]);
  });

  it('a story of the future comes before those without a date', () => {
    const feed = aFeed([
      anItem({id: 'undated', date_published: null}),
      anItem({id: 'ahead', date_published: '2999-01-01'}),
      anItem({id: 'now'}),
    ]);
    expect(newestOf(feed.stories).map(({id}) => id)).to.deep.equal(['now', 'ahead', 'undated']);
  });

  it('an archive stays in 320 px with letters of 48 px', async () => {
    const session = await Session.begin();
    const parent = await fixture(html`<div style="width: 320px; font-size: 48px"></div>`);
    const attributes = {open: '2020'};
    const {element, next} = await mount('hhc-archive', {
      src: session.address('document'),
      parent,
      attributes,
    });
    expect(await next()).to.equal('load');
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });

  it('a story is no wider than its box', async () => {
    const session = await Session.begin();
    const parent = await fixture(html`<div style="width: 320px"></div>`);
    const {element, next} = await mount('hhc-story', {src: session.address('document'), parent});
    expect(await next()).to.equal('load');
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });

  it('a title of nothing that can be seen is no title', async () => {
    const session = await Session.begin();
    const src = await session.put(aFeedOf([anItem({title: '\u200b\u200d\u2060'})]));
    const {element, next} = await mount('hhc-archive', {src, attributes: {open: '2020'}});
    expect(await next()).to.equal('load');
    expect(element.renderRoot.querySelector<HTMLElement>('[part="link"] bdi')!.offsetWidth).to.be.above(0);
  });
});
