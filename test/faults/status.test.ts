import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../src/define.js';
import type {FeedElement} from '../../src/elements/feed-element.js';
import {aFeedOf, anItem} from '../fixtures.js';
import {statusOf} from '../elements/rendering.js';
import {mount, seen, SENTENCES, Session, TAGS, watchPage, type Mounted} from './harness.js';

/** What the status region says from now on, each sentence once. */
function listenTo({region}: Mounted): string[] {
  const said: string[] = [];
  new MutationObserver(() => {
    const text = region.textContent.trim();
    if (text !== said.at(-1)) said.push(text);
  }).observe(region, {childList: true, subtree: true, characterData: true});
  return said;
}

function retryIn(element: FeedElement): HTMLButtonElement {
  return [...element.renderRoot.querySelectorAll('button')].find(
    ({textContent}) => textContent.trim() === 'Опитай отново',
  )!;
}

/** The element within that has the focus. */
function focusIn(element: FeedElement): Element | null {
  return (element.renderRoot as ShadowRoot).activeElement;
}

/** Watches frame by frame how far an element is from the top of the page; returns where it has been. */
function watchPlaceOf(element: Element): () => readonly number[] {
  const places = new Set<number>();
  const note = (): number => {
    places.add(element.getBoundingClientRect().top + scrollY);
    return requestAnimationFrame(() => (request = note()));
  };
  let request = note();
  return () => {
    cancelAnimationFrame(request);
    return [...places];
  };
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

for (const tag of TAGS) {
  describe(`Trying again in <${tag}>`, () => {
    watchPage();

    /** An element whose feed was refused; from now on it comes when the gate is opened. */
    async function refused(): Promise<Mounted & {readonly session: Session}> {
      const session = await Session.begin();
      await session.command('fault', 'status');
      const mounted = await mount(tag, {src: session.address('gated')});
      expect(await mounted.next()).to.equal('http');
      await session.command('fault');
      return {...mounted, session};
    }

    for (const [name, key] of [
      ['Enter', 'Enter'],
      ['the space bar', ' '],
    ] as const) {
      it(`says by ${name} that it loads, and then that it has; the focus stays within`, async () => {
        const mounted = await refused();
        const {element, region, session, next} = mounted;
        const said = listenTo(mounted);
        const button = retryIn(element);
        button.focus();
        await sendKeys({press: key});
        await session.log({asked: 2});
        expect(statusOf(element)).to.equal(SENTENCES.loading);
        expect(region.className, 'for eyes as well').to.equal('');
        expect(focusIn(element) === button).to.equal(true);

        await session.command('go');
        expect(await next()).to.equal('load');
        expect(seen(element)).to.deep.equal({
          fallback: false,
          content: true,
          says: SENTENCES.loaded,
          retry: false,
        });
        expect(region.className).to.equal('unseen');
        expect(said).to.deep.equal([SENTENCES.loading, SENTENCES.loaded]);
        // Told after the event, in microtasks of the button's own.
        await frame();
        expect(document.activeElement === element).to.equal(true);
        expect(focusIn(element)?.classList.contains('root')).to.equal(true);
      });
    }

    it('says the error again where it has failed again; the focus stays on the button', async () => {
      const mounted = await refused();
      const {element, region, session, next} = mounted;
      const said = listenTo(mounted);
      await session.command('fault', 'status');
      const button = retryIn(element);
      button.focus();
      await sendKeys({press: 'Enter'});
      expect(await next()).to.equal('http');
      expect(said).to.deep.equal([SENTENCES.loading, SENTENCES.http]);
      expect(region.className).to.equal('');
      await frame();
      expect(focusIn(element) === button).to.equal(true);
      expect(retryIn(element) === button).to.equal(true);
    });

    it('asks once, however often the button is pressed', async () => {
      const {element, session, told, next} = await refused();
      const button = retryIn(element);
      button.focus();
      for (let presses = 0; presses < 3; presses++) await sendKeys({press: 'Enter'});
      await session.log({asked: 2});
      await session.command('go');
      expect(await next()).to.equal('load');
      expect(await session.log()).to.have.length(2);
      expect(told).to.deep.equal(['http', 'load']);
    });

    it('says that it loads when that takes a second, and no more when it has', async () => {
      const session = await Session.begin();
      const mounted = await mount(tag, {src: session.address('gated')});
      const {element, region, patience, next} = mounted;
      const said = listenTo(mounted);
      await session.log({asked: 1});
      patience.wind(999);
      await element.updateComplete;
      expect(statusOf(element)).to.equal('');
      patience.wind(1);
      await element.updateComplete;
      expect(statusOf(element)).to.equal(SENTENCES.loading);
      // What it would move, eyes see as a bar.
      expect(region.className).to.equal('unseen');
      expect(seen(element).fallback).to.equal(true);
      await session.command('go');
      expect(await next()).to.equal('load');
      expect(said).to.deep.equal([SENTENCES.loading, '']);
    });

    it('leaves the focus where it is, whatever comes', async () => {
      const field = await fixture<HTMLInputElement>(html`<input aria-label="Търсене" />`);
      field.focus();
      const moves: EventTarget[] = [];
      const note = ({target}: Event): void => void moves.push(target!);
      document.addEventListener('focusin', note);
      document.addEventListener('focusout', note);
      try {
        const session = await Session.begin();
        await session.command('fault', 'private');
        const {element, next} = await mount(tag, {src: session.address('document')});
        expect(await next()).to.equal('network');
        await session.command('fault');
        dispatchEvent(new Event('online'));
        expect(await next()).to.equal('load');
        await session.command('fault', 'status');
        await element.reload();
        expect(await next()).to.equal('http');
        await session.command('fault');
        // By a mouse in an engine that gives buttons no focus, or by a program.
        retryIn(element).click();
        expect(await next()).to.equal('load');
        await frame();
        expect(document.activeElement === field).to.equal(true);
        expect(moves.length, 'moves of the focus').to.equal(0);
      } finally {
        document.removeEventListener('focusin', note);
        document.removeEventListener('focusout', note);
      }
    });

    it('leaves the focus on a link of what is shown when that comes anew', async () => {
      const session = await Session.begin();
      const items = [anItem({attachments: [{url: 'a.pdf', mime_type: 'application/pdf'}]})];
      const src = await session.put(aFeedOf(items));
      const {element, next} = await mount(tag, {src, attributes: {open: '2020'}});
      expect(await next()).to.equal('load');
      const link = element.renderRoot.querySelector('a')!;
      link.focus();
      await element.reload();
      expect(await next()).to.equal('load');
      await session.command('fault', 'status');
      await element.reload();
      expect(await next()).to.equal('http');
      await frame();
      expect(focusIn(element) === link).to.equal(true);
    });

    for (const [title, height] of [
      ['what its author wrote is as high', ''],
      ['the page keeps room', '500px'],
    ] as const) {
      it(`moves nothing below where ${title}`, async () => {
        const session = await Session.begin();
        const sample = await mount(tag, {src: session.address('document')});
        expect(await sample.next()).to.equal('load');
        const room = `${sample.element.getBoundingClientRect().height}px`;
        sample.element.remove();

        const parent = await fixture(html`<div></div>`);
        const {element, next} = await mount(tag, {src: session.address('gated'), parent});
        element.style.minHeight = height;
        const fallback = element.querySelector<HTMLElement>('.fallback')!;
        // Margins at the edges are no part of the room that is kept.
        fallback.style.margin = '0';
        if (!height) fallback.style.height = room;
        parent.insertAdjacentHTML('beforeend', '<p>Под новините</p>');
        const places = watchPlaceOf(parent.lastElementChild!);

        await session.log({asked: 1});
        if (height) {
          await session.command('fault', 'status');
          await session.command('go');
          expect(await next()).to.equal('http');
          await frame();
          await session.command('fault');
          void element.reload();
          await session.log({asked: 2});
          await frame();
        }
        await session.command('go');
        expect(await next()).to.equal('load');
        await frame();
        await frame();
        expect(places()).to.have.length(1);
      });
    }

    it('leaves what its author wrote where it stood before there was an element', async () => {
      const session = await Session.begin();
      const parent = await fixture(html`
        <div style="font: 20px/2 serif; letter-spacing: 2px; text-align: right"><p>Над новините</p></div>
      `);
      const {element, next} = await mount(tag, {src: session.address('gated'), parent});
      const fallback = element.querySelector('.fallback')!;
      fallback.setAttribute('style', 'margin: 40px 0');
      const pasted = document.createElement('x-pasted');
      pasted.append(fallback.cloneNode(true));
      parent.append(pasted, Object.assign(document.createElement('p'), {textContent: 'Под новините'}));
      const {top} = parent.getBoundingClientRect();
      const boxes = (of: Element): number[] =>
        [of.firstElementChild!, parent.lastElementChild!].flatMap((each) => {
          const {x, y, width, height} = each.getBoundingClientRect();
          return [x, y - top, width, height];
        });
      element.hidden = true;
      const before = boxes(pasted);
      pasted.remove();
      element.hidden = false;
      await session.log({asked: 1});
      await frame();
      expect(element.status).to.equal('pending');
      expect(boxes(element)).to.deep.equal(before);
      await session.command('go');
      expect(await next()).to.equal('load');
    });
  });
}
