import {expect, fixture, html} from '@open-wc/testing';
import type {ReactiveControllerHost} from 'lit';
import {ReadController} from '../../src/controllers/read-controller.js';
import {HandClock} from '../fixtures.js';

async function aReader(height: string) {
  const place = await fixture<HTMLElement>(
    html`<div>
      <div style="height: 300vh"></div>
      <div id="host"></div>
      <div style="height: 300vh"></div>
    </div>`,
  );
  const host = place.querySelector<HTMLElement>('#host')!;
  host.style.height = height;
  const clock = new HandClock();
  const read: string[] = [];
  let shown: string | undefined = 'a';
  const controller = new ReadController(
    Object.assign(host, {addController: () => undefined}) as unknown as ReactiveControllerHost & HTMLElement,
    {
      shown: () => shown,
      onRead: () => read.push(shown!),
      clock,
    },
  );
  controller.hostConnected();
  return {
    host,
    clock,
    read,
    controller,
    show: (id: string | undefined): void => {
      shown = id;
      controller.hostUpdated();
    },
  };
}

/** Scrolls so that the element's middle, its end, or nothing of it is in view, and waits until observers were told. */
async function scrollTo(element: HTMLElement, place: 'middle' | 'away'): Promise<void> {
  if (place === 'middle') element.scrollIntoView({block: 'center'});
  else window.scrollTo(0, 0);
  for (let told = 0; told < 2; told++) {
    await new Promise<void>((resolve) => {
      new IntersectionObserver((_, observer) => {
        observer.disconnect();
        resolve();
      }).observe(element);
    });
  }
}

describe('ReadController', () => {
  for (const height of ['50vh', '900vh']) {
    it(`tells after three seconds in view what is ${height} tall, and once`, async () => {
      const {host, clock, read} = await aReader(height);
      clock.wind(10_000);
      expect(read).to.deep.equal([]);
      await scrollTo(host, 'middle');
      clock.wind(2_999);
      expect(read).to.deep.equal([]);
      clock.wind(1);
      expect(read).to.deep.equal(['a']);
      clock.wind(10_000);
      expect(read).to.deep.equal(['a']);
    });
  }

  it('adds stretches up, and does not count the time between', async () => {
    const {host, clock, read} = await aReader('50vh');
    await scrollTo(host, 'middle');
    clock.wind(2_000);
    await scrollTo(host, 'away');
    clock.wind(60_000);
    expect(read).to.deep.equal([]);
    await scrollTo(host, 'middle');
    clock.wind(999);
    expect(read).to.deep.equal([]);
    clock.wind(1);
    expect(read).to.deep.equal(['a']);
  });

  it('begins anew with another story', async () => {
    const {host, clock, read, show} = await aReader('50vh');
    await scrollTo(host, 'middle');
    clock.wind(2_000);
    show('b');
    clock.wind(2_000);
    expect(read).to.deep.equal([]);
    clock.wind(1_000);
    expect(read).to.deep.equal(['b']);
  });

  it('tells nothing of a host that shows nothing, or is gone', async () => {
    const {host, clock, read, show, controller} = await aReader('50vh');
    await scrollTo(host, 'middle');
    show(undefined);
    clock.wind(10_000);
    show('a');
    controller.hostDisconnected();
    clock.wind(10_000);
    expect(read).to.deep.equal([]);
  });
});
