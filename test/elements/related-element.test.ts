import {expect} from '@open-wc/testing';
import '../../src/define.js';
import type {RelatedElement} from '../../src/elements/related-element.js';
import {ADDRESS, aFeedOf, anItem, storeOf, storeOfFeed} from '../fixtures.js';
import {anElement, settled, textIn} from './rendering.js';
import {sampleStore} from './sample.js';

async function related(
  store: Awaited<ReturnType<typeof sampleStore>>,
  attributes: Record<string, string>,
  lang = 'bg',
): Promise<RelatedElement> {
  const element = await anElement('hhc-related', {store, lang});
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await settled(element);
  return element;
}

const four = ['a', 'b', 'c', 'd'].map((id, index) =>
  anItem({
    id,
    title: `История ${id}`,
    date_published: `202${index}-01-01T10:00:00+02:00`,
    url: `https://site.example/${id}`,
  }),
);

describe('<hhc-related>', () => {
  it('shows the stories that a story names itself first', async () => {
    const element = await related(await sampleStore(), {'story-id': '2020-08-haskovo-training'});
    expect(textIn(element, 'h2')).to.deep.equal(['Още по темата']);
    expect(textIn(element, '[part="title"]').slice(0, 2)).to.deep.equal([
      'Лидл България отново подкрепя семейства в криза',
      'Обратно в семейството',
    ]);
    expect(textIn(element, '[part="card"]')).to.have.length(3);
    await expect(element).to.be.accessible();
  });

  it('shows titles and texts in the language of the page where it has them', async () => {
    const element = await related(await sampleStore(), {'story-id': '2020-08-haskovo-training'}, 'en');
    expect(textIn(element, 'h2')).to.deep.equal(['More on this topic']);
    expect(textIn(element, '[part="title"]')[0]).to.equal('A responsible partnership');
    expect(element.renderRoot.querySelector('[part="title"] bdi')?.getAttribute('lang')).to.equal('en');
    expect(element.renderRoot.querySelector('[part="excerpt"]')?.getAttribute('lang')).to.equal('en');
  });

  it('shows the newest where no story is named', async () => {
    const element = await related(storeOfFeed(four), {});
    expect(textIn(element, 'h2')).to.deep.equal(['Най-нови истории']);
    expect(textIn(element, '[part="title"]')).to.deep.equal(['История d', 'История c', 'История b']);
  });

  it('shows the newest where the named story is not there', async () => {
    const element = await related(storeOfFeed(four), {'story-id': 'gone'});
    expect(element.status).to.equal('complete');
    expect(textIn(element, 'h2')).to.deep.equal(['Най-нови истории']);
  });

  it('never shows the story itself', async () => {
    const element = await related(storeOfFeed(four), {'story-id': 'c', limit: '10'});
    expect(textIn(element, '[part="title"]')).to.deep.equal(['История d', 'История b', 'История a']);
  });

  it('shows no story twice that the story’s own document holds as well', async () => {
    const store = storeOf({
      [ADDRESS]: aFeedOf(four, {_hhc: {story_url: 'stories/{id}.json'}}),
      'https://feed.example/news/stories/x.json': aFeedOf([anItem({id: 'x'}), four[0]!]),
    });
    const element = await related(store, {'story-id': 'x', limit: '10'});
    expect(textIn(element, '[part="title"]')).to.deep.equal([
      'История d',
      'История c',
      'История b',
      'История a',
    ]);
  });

  for (const [limit, count] of [
    ['1', 1],
    ['2', 2],
    ['0', 3],
    ['x', 3],
    ['-1', 3],
  ] as const) {
    it(`shows ${count} with limit="${limit}"`, async () => {
      const element = await related(storeOfFeed(four), {limit});
      expect(textIn(element, '[part="card"]')).to.have.length(count);
    });
  }

  it('links to the page’s own addresses where it gives them', async () => {
    const element = await related(storeOfFeed([anItem({id: 'a b/ц'})]), {'story-href': '?story={id}'});
    expect(element.renderRoot.querySelector('a')?.getAttribute('href')).to.equal('?story=a%20b%2F%D1%86');
  });

  it('shows a story without an address as text', async () => {
    const element = await related(storeOfFeed([anItem({url: undefined})]), {});
    expect(textIn(element, 'a')).to.deep.equal([]);
    expect(textIn(element, '[part="title"]')).to.deep.equal(['Хвърчила над града']);
  });

  it('names a story without words by its date', async () => {
    const element = await related(storeOfFeed([anItem({title: '', content_html: '<img src="/a.jpg">'})]), {});
    expect(textIn(element, '[part="title"]')).to.deep.equal(['20 август 2020 г.']);
  });

  it('makes no hole where a picture does not come', async () => {
    const element = await related(
      storeOfFeed([anItem({image: new URL('/none.jpg', location.href).href})]),
      {},
    );
    const image = element.renderRoot.querySelector('img')!;
    image.scrollIntoView();
    await new Promise((resolve) => image.addEventListener('error', resolve, {once: true}));
    expect(getComputedStyle(image)).to.include({visibility: 'hidden', position: 'absolute'});
  });
});
