import {expect, nextFrame} from '@open-wc/testing';
import '../../src/define.js';
import type {ArchiveElement} from '../../src/elements/archive-element.js';
import {FeedStore} from '../../src/feed/feed-store.js';
import {ADDRESS, aFeedOf, anItem, deferred, storeOf, storeOfFeed} from '../fixtures.js';
import {anElement, settled, statusOf, textIn} from './rendering.js';
import {sampleStore} from './sample.js';

const YEAR_ADDRESS = 'https://feed.example/news/years/2020.json';
const years = {
  _hhc: {
    archive: [
      {year: 2020, count: 2, url: 'years/2020.json'},
      {year: 2019, count: 1},
    ],
  },
};

async function anArchive(
  store: FeedStore,
  attributes: Record<string, string> = {},
  lang = 'bg',
): Promise<ArchiveElement> {
  const element = await anElement('hhc-archive', {store, lang});
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await settled(element);
  return element;
}

function yearOf(element: ArchiveElement, index: number): HTMLDetailsElement {
  return element.renderRoot.querySelectorAll('details')[index]!;
}

/** Opens a year as a reader does. */
async function open(element: ArchiveElement, index: number): Promise<void> {
  const year = yearOf(element, index);
  const toggled = new Promise((resolve) => year.addEventListener('toggle', resolve, {once: true}));
  year.querySelector('summary')!.click();
  await toggled;
  await element.updateComplete;
}

/** Resolves when the answer for the year's document is drawn. */
async function drawn(store: FeedStore, element: ArchiveElement): Promise<void> {
  await store.load(YEAR_ADDRESS).catch(() => undefined);
  // Whoever else waits for the answer has it within a frame.
  await nextFrame();
  await element.updateComplete;
}

describe('<hhc-archive>', () => {
  it('shows the years that have stories, newest first, and no other', async () => {
    const element = await anArchive(await sampleStore());
    const expected = [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012, 2010];
    expect(textIn(element, 'summary > span:first-of-type')).to.deep.equal(
      expected.map((year) => `Годишен архив за ${year}`),
    );
    expect(textIn(element, '[part="heading"]')).to.deep.equal(['Архив']);
    expect(textIn(element, '[part="count"]')[0]).to.equal('3');
    await expect(element).to.be.accessible();
  });

  it('lists a year by month when it is opened', async () => {
    const element = await anArchive(await sampleStore());
    expect(textIn(element, '[part="link"]')).to.deep.equal([]);
    await open(element, 2);
    expect(textIn(element, '[part="month"]')).to.deep.equal(['Декември', 'Август', 'Април']);
    expect(textIn(element, '[part="date"]')[1]).to.equal('20 август');
    expect(textIn(element, '[part="link"]')[1]).to.match(/^Обучение в Хасково/);
    await expect(element).to.be.accessible();
    await open(element, 2);
    expect(textIn(element, '[part="link"]')).to.deep.equal([]);
  });

  it('speaks English on an English page', async () => {
    const element = await anArchive(await sampleStore(), {open: '2022'}, 'en');
    expect(textIn(element, 'summary > span:first-of-type')[0]).to.equal('Archive for 2022');
    expect(textIn(element, '[part="month"]')[0]).to.equal('November');
    expect(textIn(element, '[part="link"]')[0]).to.equal('A responsible partnership');
  });

  it('opens the year that the page names, and lets the reader close it', async () => {
    const element = await anArchive(await sampleStore(), {open: '2021'});
    expect(yearOf(element, 1).open).to.equal(true);
    await open(element, 1);
    expect(yearOf(element, 1).open).to.equal(false);
    element.setAttribute('open', '2010');
    await element.updateComplete;
    expect(yearOf(element, 11).open).to.equal(true);
    expect(yearOf(element, 1).open).to.equal(false);
  });

  it('counts the years from the stories where the feed does not tell', async () => {
    const items = ['2012-05-01', '2010-12-31T23:30:00Z', '2012-06-01', null].map((date_published, id) =>
      anItem({id, date_published}),
    );
    const element = await anArchive(storeOfFeed(items));
    // The last half hour of 2010 in Greenwich is 2011 in Sofia.
    expect(textIn(element, 'summary')).to.deep.equal(['Годишен архив за 2012 2', 'Годишен архив за 2011 1']);
  });

  it('asks for a year’s document when it is first opened, and once', async () => {
    const store = storeOf({
      [ADDRESS]: aFeedOf([anItem()], years),
      [YEAR_ADDRESS]: aFeedOf([anItem({id: 1, title: 'Първа'}), anItem({id: 2, title: 'Втора'})]),
    });
    const element = await anArchive(store);
    expect(store.asked).to.deep.equal([ADDRESS]);
    await open(element, 0);
    await drawn(store, element);
    expect(textIn(element, '[part="link"]')).to.deep.equal(['Първа', 'Втора']);
    await open(element, 0);
    await open(element, 0);
    expect(store.asked).to.deep.equal([ADDRESS, YEAR_ADDRESS]);
  });

  it('says in its place that a year could not be loaded, and tries again', async () => {
    const documents: Record<string, unknown> = {[ADDRESS]: aFeedOf([anItem()], years)};
    const store = storeOf(documents);
    const element = await anArchive(store, {open: '2020'});
    await drawn(store, element);
    const year = yearOf(element, 0);
    expect(year.querySelector('.months')?.textContent).to.include('Историите не са достъпни в момента.');
    expect(statusOf(element)).to.equal('Историите не са достъпни в момента.');
    expect(element.status).to.equal('complete');
    documents[YEAR_ADDRESS] = aFeedOf([anItem({title: 'Все пак'})]);
    year.querySelector('button')!.click();
    await drawn(store, element);
    expect(textIn(element, '[part="link"]')).to.deep.equal(['Все пак']);
  });

  it('asks no other host for a year’s document than those that the page names', async () => {
    const elsewhere = 'https://other.example:8443/2020.json';
    const store = storeOf({
      [ADDRESS]: aFeedOf([anItem()], {_hhc: {archive: [{year: 2020, url: elsewhere}]}}),
      [elsewhere]: aFeedOf([anItem({title: 'Отдругаде'})]),
    });
    const {warn} = console;
    const warnings: string[] = [];
    console.warn = (message: string): void => void warnings.push(message);
    try {
      const element = await anArchive(store, {open: '2020'});
      await nextFrame();
      await element.updateComplete;
      expect(textIn(element, '.months p')).to.deep.equal([
        'Историите не могат да се заредят от посочения адрес.',
      ]);
      // Trying again could not change it.
      expect(textIn(element, 'button')).to.deep.equal([]);
      expect(warnings.join()).to.include('allow-hosts="other.example:8443"');
      expect(store.asked).to.deep.equal([ADDRESS]);

      const allowed = await anArchive(store, {open: '2020', 'allow-hosts': 'a.example OTHER.example:8443'});
      await store.load(elsewhere);
      await nextFrame();
      expect(textIn(allowed, '[part="link"]')).to.deep.equal(['Отдругаде']);
      expect(warnings).to.have.length(1);
    } finally {
      console.warn = warn;
    }
  });

  it('draws as many stories of a year as the limit says, then more by a button', async () => {
    const items = Array.from({length: 5}, (_, id) => anItem({id, title: `История ${id}`}));
    const element = await anArchive(storeOfFeed(items), {limit: '2', open: '2020'});
    expect(textIn(element, '[part="link"]')).to.have.length(2);
    element.renderRoot.querySelector('button')!.click();
    await element.updateComplete;
    expect(textIn(element, '[part="link"]')).to.have.length(4);
    expect(statusOf(element)).to.equal('Показани са още 2 истории.');
    element.renderRoot.querySelector('button')!.click();
    await element.updateComplete;
    expect(textIn(element, '[part="link"]')).to.have.length(5);
    expect(statusOf(element)).to.equal('Показана е още 1 история.');
    expect(textIn(element, 'button')).to.deep.equal([]);
  });

  it('keeps a reader’s place when more stories are shown', async () => {
    const items = Array.from({length: 3}, (_, id) => anItem({id, title: `История ${id}`}));
    const element = await anArchive(storeOfFeed(items), {limit: '2', open: '2020'});
    const button = element.renderRoot.querySelector('button')!;
    button.focus();
    button.click();
    await element.updateComplete;
    expect((element.renderRoot as ShadowRoot).activeElement?.textContent).to.equal('История 2');
  });

  it('keeps opened years open when the feed comes anew', async () => {
    const element = await anArchive(await sampleStore());
    await open(element, 2);
    await element.reload();
    await element.updateComplete;
    expect(yearOf(element, 2).open).to.equal(true);
    expect(textIn(element, '[part="link"]')).to.have.length(3);
  });

  it('does not show a year of an earlier feed that comes late', async () => {
    const late = deferred<string>();
    const other = 'https://feed.example/other.json';
    const store = new FeedStore(async (address) => {
      const text =
        address === YEAR_ADDRESS
          ? await late.promise
          : JSON.stringify(aFeedOf([anItem()], address === ADDRESS ? years : {}));
      return {address, text};
    });
    const element = await anArchive(store, {open: '2020'});
    element.src = other;
    await settled(element);
    late.resolve(JSON.stringify(aFeedOf([anItem({title: 'Закъсняла'})])));
    await drawn(store, element);
    expect(textIn(element, '[part="link"]')).to.deep.equal(['Хвърчила над града']);
  });

  describe('of a feed in pages', () => {
    const PAGES = 'https://feed.example/news/';
    const dated = (id: string, day: string): Record<string, unknown> =>
      anItem({id, title: `История ${id}`, date_published: `${day}T10:00:00+02:00`});
    const pages = (): Record<string, unknown> => ({
      [ADDRESS]: aFeedOf([dated('a', '2022-05-01'), dated('b', '2021-05-01')], {next_url: '2.json'}),
      [`${PAGES}2.json`]: aFeedOf([dated('b', '2021-05-01'), dated('c', '2021-04-01')], {
        next_url: '3.json',
      }),
      [`${PAGES}3.json`]: aFeedOf([dated('d', '2012-05-01')]),
    });
    const older = (element: ArchiveElement): HTMLButtonElement | undefined =>
      [...element.renderRoot.querySelectorAll('button')].find(
        ({textContent}) => textContent.trim() === 'По-стари истории',
      );

    /** Presses the button for older stories, and waits for what comes of it. */
    async function readOn(element: ArchiveElement): Promise<void> {
      older(element)!.click();
      await element.updateComplete;
      while (older(element)?.ariaDisabled === 'true') await nextFrame();
      await nextFrame();
      await element.updateComplete;
    }

    it('asks for a page when a reader wants older stories, and counts only when it has all', async () => {
      const store = storeOf(pages());
      const element = await anArchive(store);
      expect(store.asked).to.deep.equal([ADDRESS]);
      expect(textIn(element, 'summary > span')).to.deep.equal([
        'Годишен архив за 2022',
        'Годишен архив за 2021',
      ]);
      await open(element, 1);
      expect(textIn(element, '[part="link"]')).to.deep.equal(['История b']);
      await expect(element).to.be.accessible();

      await readOn(element);
      expect(store.asked).to.deep.equal([ADDRESS, `${PAGES}2.json`]);
      expect(textIn(element, '[part="link"]')).to.deep.equal(['История b', 'История c']);
      expect(textIn(element, '[part="count"]')).to.deep.equal([]);
      expect(statusOf(element)).to.equal('Заредена е още 1 история.');

      await readOn(element);
      expect(store.asked).to.have.length(3);
      expect(textIn(element, 'summary > span')).to.deep.equal([
        'Годишен архив за 2022',
        '1',
        'Годишен архив за 2021',
        '2',
        'Годишен архив за 2012',
        '1',
      ]);
      expect(older(element)).to.equal(undefined);
      // The button is gone; the focus it had is on what has come.
      expect(element.shadowRoot!.activeElement?.textContent).to.include('2012');
    });

    it('says in its place what went wrong, and goes on when it is asked again', async () => {
      const documents = pages();
      const page = documents[`${PAGES}2.json`];
      delete documents[`${PAGES}2.json`];
      const element = await anArchive(storeOf(documents));
      await readOn(element);
      expect(textIn(element, '.older p')).to.deep.equal(['Историите не са достъпни в момента.']);
      expect(statusOf(element)).to.equal('Историите не са достъпни в момента.');
      documents[`${PAGES}2.json`] = page;
      await readOn(element);
      expect(textIn(element, '.older p')).to.deep.equal([]);
      await open(element, 1);
      expect(textIn(element, '[part="link"]')).to.deep.equal(['История b', 'История c']);
    });

    it('leads to no other host', async () => {
      const store = storeOf({
        [ADDRESS]: aFeedOf([dated('a', '2022-05-01')], {next_url: 'https://x.example/2'}),
      });
      const element = await anArchive(store);
      await readOn(element);
      expect(store.asked).to.deep.equal([ADDRESS]);
      expect(textIn(element, '.older p')).to.deep.equal([
        'Историите не могат да се заредят от посочения адрес.',
      ]);
    });

    it('keeps what a reader has read when the feed comes anew', async () => {
      const store = storeOf(pages());
      const element = await anArchive(store);
      await readOn(element);
      await readOn(element);
      await open(element, 2);
      await element.reload();
      await settled(element);
      while (older(element)) await nextFrame();
      await element.updateComplete;
      expect(textIn(element, 'summary > span:first-of-type')).to.have.length(3);
      expect(textIn(element, '[part="link"]')).to.deep.equal(['История d']);
    });

    it('needs none where each year has a document of its own', async () => {
      const archive = [{year: 2020, count: 2, url: 'years/2020.json'}];
      const element = await anArchive(
        storeOf({[ADDRESS]: aFeedOf([anItem()], {next_url: '2.json', _hhc: {archive}})}),
      );
      expect(older(element)).to.equal(undefined);
    });

    it('shows further pages of a year only as a reader wants more of it', async () => {
      const archive = [{year: 2020, count: 5, url: 'years/2020.json'}];
      const year = (ids: readonly string[], next_url?: string): unknown =>
        aFeedOf(
          ids.map((id) => dated(id, '2020-05-01')),
          {next_url},
        );
      const store = storeOf({
        [ADDRESS]: aFeedOf([], {_hhc: {archive}}),
        [YEAR_ADDRESS]: year(['1', '2'], '2020-2.json'),
        [`${PAGES}years/2020-2.json`]: year(['3', '4'], '2020-3.json'),
        [`${PAGES}years/2020-3.json`]: year(['5']),
      });
      const element = await anArchive(store, {limit: '2', open: '2020'});
      await drawn(store, element);
      expect(store.asked).to.deep.equal([ADDRESS, YEAR_ADDRESS]);
      expect(textIn(element, '[part="link"]')).to.have.length(2);
      for (const [requests, stories] of [
        [3, 4],
        [4, 5],
      ] as const) {
        element.renderRoot.querySelector('button')!.click();
        while (textIn(element, '[part="link"]').length < stories) await nextFrame();
        expect(store.asked).to.have.length(requests);
      }
      expect(element.renderRoot.querySelector('button')).to.equal(null);
      expect(element.shadowRoot!.activeElement?.textContent).to.include('История 5');
    });
  });
});
