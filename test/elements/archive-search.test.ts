import {expect, nextFrame} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../src/define.js';
import type {ArchiveElement} from '../../src/elements/archive-element.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import {ADDRESS, aFeedOf, anItem, deferred, HandClock, storeOf, storeOfFeed} from '../fixtures.js';
import {anElement, settled, statusOf, textIn} from './rendering.js';
import {sampleStore} from './sample.js';

const FOLDER = 'https://feed.example/news/';
const yearAddress = (year: number): string => `${FOLDER}years/${year}.json`;

async function anArchive(
  store: FeedStore,
  attributes: Record<string, string> = {},
  lang = 'bg',
): Promise<ArchiveElement> {
  const element = await anElement('hhc-archive', {store, lang});
  for (const [name, value] of Object.entries({search: '', ...attributes})) element.setAttribute(name, value);
  await settled(element);
  return element;
}

function boxOf(element: ArchiveElement): HTMLInputElement {
  return element.renderRoot.querySelector('input')!;
}

/** Types as a reader does, and waits until the stories are searched. */
async function search(element: ArchiveElement, text: string): Promise<void> {
  const box = boxOf(element);
  box.focus();
  box.value = text;
  box.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
  await element.updateComplete;
  await searched(element);
}

async function searched(element: ArchiveElement): Promise<void> {
  while (/Търсене …|Searching …/.test(textIn(element, 'p.meta').join())) await nextFrame();
  await element.updateComplete;
}

const foundIn = (element: ArchiveElement): string[] => textIn(element, '[part="results"] [part="link"]');
const buttonIn = (element: ArchiveElement, name: string): HTMLButtonElement | undefined =>
  [...element.renderRoot.querySelectorAll('button')].find(({textContent}) => textContent.trim() === name);

/** A feed whose years have documents of their own, each with one story of that year. */
function byYear(...years: readonly number[]): Record<string, unknown> {
  const storyOf = (year: number): Record<string, unknown> =>
    anItem({id: `${year}`, title: `Деца през ${year}`, date_published: `${year}-05-01`});
  const archive = years.map((year) => ({year, count: 1, url: `years/${year}.json`}));
  return {
    [ADDRESS]: aFeedOf([], {_hhc: {archive}}),
    ...Object.fromEntries(years.map((year) => [yearAddress(year), aFeedOf([storyOf(year)])])),
  };
}

describe('<hhc-archive search>', () => {
  it('has a box above the years, and none without the attribute', async () => {
    const element = await anArchive(await sampleStore());
    const box = boxOf(element);
    expect(box.labels![0]!.textContent.trim()).to.equal('Търсене в архива');
    expect(box.getBoundingClientRect().height).to.be.at.least(44);
    expect(element.renderRoot.querySelectorAll('[role="search"]')).to.have.length(1);
    await expect(element).to.be.accessible();
    element.search = false;
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('input, search')).to.have.length(0);
  });

  it('shows what it finds in the place of the years, and the years again when the box is emptied', async () => {
    const element = await anArchive(await sampleStore(), {open: '2020'});
    const before = textIn(element, '.years');
    await search(element, 'haskovo');
    expect(foundIn(element).join()).to.match(/^Обучение в Хасково/);
    expect(textIn(element, '[part="results"] [part="date"]')).to.deep.equal(['20 август 2020 г.']);
    expect(textIn(element, 'p.meta')).to.deep.equal(['Намерена е 1 история.']);
    expect(element.renderRoot.querySelectorAll('details')).to.have.length(0);
    await expect(element).to.be.accessible();
    await search(element, 'h');
    expect(textIn(element, '.years')).to.deep.equal(before);
    expect(foundIn(element)).to.deep.equal([]);
  });

  it('brings the years back at Escape, which the page hears only when the box is empty', async () => {
    const element = await anArchive(await sampleStore());
    await search(element, 'хвърчила');
    let heard = 0;
    const listen = (): void => {
      heard++;
    };
    document.addEventListener('keydown', listen);
    try {
      await sendKeys({press: 'Escape'});
      await element.updateComplete;
      expect([boxOf(element).value, heard]).to.deep.equal(['', 0]);
      expect(element.renderRoot.querySelectorAll('details')).to.have.length(12);
      expect(element.shadowRoot!.activeElement === boxOf(element)).to.equal(true);
      await sendKeys({press: 'Escape'});
      expect(heard).to.equal(1);
    } finally {
      document.removeEventListener('keydown', listen);
    }
  });

  it('finds the titles of the reader’s language', async () => {
    const element = await anArchive(await sampleStore(), {}, 'en');
    await search(element, 'kites');
    expect(foundIn(element)).to.deep.equal(['Kite Day: a sky for everyone']);
    expect(textIn(element, 'p.meta')).to.deep.equal(['1 story was found.']);
  });

  it('says how many were found when the typing pauses, not at each letter', async () => {
    const clock = new HandClock();
    const text = JSON.stringify(aFeedOf([anItem(), anItem({id: 2, title: 'Хвърчило'})]));
    const store = new FeedStore(async (address) => ({address, text}), clock);
    const element = await anArchive(store);
    await search(element, 'хвърчи');
    await search(element, 'хвърчил');
    clock.wind(499);
    await element.updateComplete;
    expect(statusOf(element)).to.equal('');
    clock.wind(1);
    await element.updateComplete;
    expect(statusOf(element)).to.equal('Намерени са 2 истории.');
    await search(element, 'хвърчилата');
    await search(element, 'няма такова');
    clock.wind(500);
    await element.updateComplete;
    expect(statusOf(element)).to.equal('Няма намерени истории.');
    await search(element, '');
    clock.wind(500);
    await element.updateComplete;
    expect(statusOf(element)).to.equal('');
  });

  it('draws as many as the limit says, then more by a button', async () => {
    const items = Array.from({length: 5}, (_, id) => anItem({id, title: `История ${id}`}));
    const element = await anArchive(storeOfFeed(items), {limit: '2'});
    await search(element, 'история');
    expect(foundIn(element)).to.have.length(2);
    buttonIn(element, 'Покажи още')!.click();
    await element.updateComplete;
    await nextFrame();
    expect(foundIn(element)).to.have.length(4);
    expect(statusOf(element)).to.equal('Показани са още 2 истории.');
    expect(element.shadowRoot!.activeElement?.textContent).to.equal('История 2');
    buttonIn(element, 'Покажи още')!.click();
    await element.updateComplete;
    expect(foundIn(element)).to.have.length(5);
    expect(buttonIn(element, 'Покажи още') === undefined).to.equal(true);
    await search(element, 'истори');
    expect(foundIn(element)).to.have.length(2);
  });

  it('keeps what was typed through a reload, and searches what has come', async () => {
    const documents: Record<string, unknown> = {[ADDRESS]: aFeedOf([anItem()])};
    const element = await anArchive(storeOf(documents));
    await search(element, 'хвърчи');
    expect(foundIn(element)).to.have.length(1);
    documents[ADDRESS] = aFeedOf([anItem(), anItem({id: 'new', title: 'Нови хвърчила'})]);
    await element.reload();
    await element.updateComplete;
    expect(boxOf(element).value).to.equal('хвърчи');
    await searched(element);
    expect(foundIn(element)).to.have.length(2);
    element.headingLevel = 4;
    await element.updateComplete;
    expect(boxOf(element).value).to.equal('хвърчи');
  });

  it('does nothing with a choice that the page keeps for itself', async () => {
    const element = await anArchive(await sampleStore());
    await search(element, 'хвърчила');
    const chosen: string[] = [];
    element.addEventListener('hhc-select', (event) => {
      event.preventDefault();
      chosen.push(event.story.id);
    });
    element.renderRoot.querySelector<HTMLElement>('[part="results"] a')!.click();
    expect(chosen).to.deep.equal(['2022-09-kite-day']);
  });

  describe('of a feed in several documents', () => {
    it('asks for them when there is something to search, each once', async () => {
      const store = storeOf(byYear(2022, 2021, 2012));
      const element = await anArchive(store);
      boxOf(element).focus();
      await search(element, 'д');
      expect(store.asked).to.deep.equal([ADDRESS]);
      await search(element, 'деца');
      expect(foundIn(element)).to.deep.equal(['Деца през 2022', 'Деца през 2021', 'Деца през 2012']);
      await search(element, 'деца 2012');
      expect(foundIn(element)).to.deep.equal(['Деца през 2012']);
      expect([...store.asked].sort()).to.deep.equal([ADDRESS, ...[2012, 2021, 2022].map(yearAddress)]);
    });

    it('shows what it has while others are on their way', async () => {
      const late = deferred<undefined>();
      const documents = byYear(2022, 2012);
      const store = new FeedStore(async (address) => {
        if (address === yearAddress(2012)) await late.promise;
        return {address, text: JSON.stringify(documents[address])};
      });
      const element = await anArchive(store);
      const box = boxOf(element);
      box.value = 'деца';
      box.dispatchEvent(new InputEvent('input'));
      while (!foundIn(element).length) await nextFrame();
      expect(foundIn(element)).to.deep.equal(['Деца през 2022']);
      expect(textIn(element, 'p.meta')).to.deep.equal(['Търсене …']);
      late.resolve(undefined);
      await searched(element);
      expect(foundIn(element)).to.deep.equal(['Деца през 2022', 'Деца през 2012']);
    });

    it('leaves what a reader has reached with the keyboard where it is', async () => {
      const late = deferred<undefined>();
      const documents = byYear(2012, 2022);
      const store = new FeedStore(async (address) => {
        if (address === yearAddress(2022)) await late.promise;
        return {address, text: JSON.stringify(documents[address])};
      });
      const element = await anArchive(store);
      const box = boxOf(element);
      box.value = 'деца';
      box.dispatchEvent(new InputEvent('input'));
      while (!foundIn(element).length) await nextFrame();
      element.renderRoot.querySelector<HTMLElement>('[part="results"] a')!.focus();
      late.resolve(undefined);
      await searched(element);
      expect(element.shadowRoot!.activeElement!.textContent).to.equal('Деца през 2012');
      expect(foundIn(element)).to.deep.equal(['Деца през 2012', 'Деца през 2022']);
    });

    it('says that not all years could be searched, and tries again', async () => {
      const documents = byYear(2022, 2021);
      const missing = documents[yearAddress(2021)];
      delete documents[yearAddress(2021)];
      const clock = new HandClock();
      const store = storeOf(documents);
      Object.assign(store, {clock});
      const element = await anArchive(store);
      await search(element, 'деца');
      expect(textIn(element, 'p')).to.deep.equal([
        'Намерена е 1 история.',
        'Не всички години можаха да бъдат претърсени.',
      ]);
      clock.wind(500);
      await element.updateComplete;
      expect(statusOf(element)).to.equal(
        'Намерена е 1 история. Не всички години можаха да бъдат претърсени.',
      );
      await expect(element).to.be.accessible();

      const retry = buttonIn(element, 'Опитай отново')!;
      documents[yearAddress(2021)] = missing;
      retry.focus();
      retry.click();
      while (retry.isConnected) await nextFrame();
      await nextFrame();
      expect(foundIn(element)).to.have.length(2);
      expect(textIn(element, 'p')).to.deep.equal(['Намерени са 2 истории.']);
      expect(element.shadowRoot!.activeElement === boxOf(element)).to.equal(true);
      // Only what had failed was asked for again.
      expect(store.asked.filter((address) => address === yearAddress(2022))).to.have.length(1);
    });

    it('does not try again where the page has not named the host', async () => {
      const archive = [{year: 2020, url: 'https://other.example/2020.json'}];
      const store = storeOf({[ADDRESS]: aFeedOf([], {_hhc: {archive}})});
      const element = await anArchive(store);
      await search(element, 'деца');
      expect(textIn(element, 'p')).to.include('Не всички години можаха да бъдат претърсени.');
      expect(element.renderRoot.querySelectorAll('button')).to.have.length(0);
      expect(store.asked).to.deep.equal([ADDRESS]);
    });

    it('reads the pages where they are fewer than the years', async () => {
      const years = [2022, 2021, 2020, 2019, 2018];
      const item = (year: number): Record<string, unknown> =>
        anItem({id: `${year}`, title: `Деца ${year}`, date_published: `${year}-05-01`});
      const archive = years.map((year) => ({year, count: 1, url: `years/${year}.json`}));
      const store = storeOf({
        [ADDRESS]: aFeedOf([2022, 2021, 2020].map(item), {_hhc: {archive}, next_url: '2.json'}),
        [`${FOLDER}2.json`]: aFeedOf([2020, 2019, 2018].map(item), {next_url: 'feed.json'}),
      });
      const element = await anArchive(store);
      await search(element, 'деца');
      expect(foundIn(element)).to.have.length(5);
      expect(store.asked).to.deep.equal([ADDRESS, `${FOLDER}2.json`]);
    });

    it('asks for sixty documents at most at a time', async () => {
      const years = Array.from({length: 100}, (_, index) => 2022 - index);
      const store = storeOf(byYear(...years));
      const element = await anArchive(store);
      await search(element, 'деца');
      expect(store.asked).to.have.length(61);
      expect(textIn(element, 'p')).to.include('Не всички години можаха да бъдат претърсени.');
      buttonIn(element, 'Опитай отново')!.click();
      await element.updateComplete;
      await searched(element);
      expect(store.asked).to.have.length(101);
    });

    it('asks no more on behalf of a feed that has come anew', async () => {
      const late = deferred<undefined>();
      const documents = byYear(...Array.from({length: 9}, (_, index) => 2022 - index));
      const asked: string[] = [];
      const store = new FeedStore(async (address) => {
        asked.push(address);
        if (address !== ADDRESS) await late.promise;
        return {address, text: JSON.stringify(documents[address])};
      });
      const element = await anArchive(store);
      const box = boxOf(element);
      box.value = 'деца';
      box.dispatchEvent(new InputEvent('input'));
      while (asked.length < 4) await nextFrame();
      documents[ADDRESS] = aFeedOf([anItem({title: 'Деца'})]);
      await element.reload();
      await element.updateComplete;
      late.resolve(undefined);
      await searched(element);
      for (let frames = 0; frames < 3; frames++) await nextFrame();
      expect(asked).to.have.length(5);
      expect(foundIn(element)).to.deep.equal(['Деца']);
    });

    it('asks for nothing more, and complains of nothing, when the element is gone', async () => {
      const late = deferred<undefined>();
      const documents = byYear(...Array.from({length: 9}, (_, index) => 2022 - index));
      const asked: string[] = [];
      const store = new FeedStore(async (address) => {
        asked.push(address);
        if (address !== ADDRESS) await late.promise;
        return {address, text: JSON.stringify(documents[address])};
      });
      const element = await anArchive(store);
      const box = boxOf(element);
      box.value = 'деца';
      box.dispatchEvent(new InputEvent('input'));
      while (asked.length < 4) await nextFrame();
      const parent = element.parentElement!;
      element.remove();
      await nextFrame();
      late.resolve(undefined);
      await nextFrame();
      expect(asked).to.have.length(4);
      parent.append(element);
      await element.updateComplete;
      expect(statusOf(element)).to.equal('');
      expect(textIn(element, 'p')[1]).to.equal('Не всички години можаха да бъдат претърсени.');
      expect(boxOf(element).value).to.equal('деца');
    });
  });
});
