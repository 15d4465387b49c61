import {expect} from '@open-wc/testing';
import {baseOf, beginsWith, pictureOf} from '../../src/feed/picture.js';
import {ADDRESS, aFeed, anItem, aStory, growthOf, LINEAR_GROWTH} from '../fixtures.js';

type Fields = Parameters<typeof anItem>[0];

const BASE = 'https://site.example/kites';

function pictureOfStory(fields: Fields, feedFields: Fields = {}): ReturnType<typeof pictureOf> {
  const feed = aFeed([anItem(fields)], feedFields);
  return pictureOf(feed.stories[0]!, feed);
}

describe('baseOf', () => {
  it('is the story’s page, else the home page, else the document', () => {
    const baseWith = (fields: Fields, feedFields: Fields): string => {
      const feed = aFeed([anItem(fields)], feedFields);
      return baseOf(feed.stories[0]!, feed);
    };
    expect(baseWith({}, {})).to.equal(BASE);
    expect(baseWith({url: undefined}, {})).to.equal('https://site.example/');
    expect(baseWith({url: undefined}, {home_page_url: undefined})).to.equal(ADDRESS);
  });
});

describe('pictureOf', () => {
  it('is the story’s own', () => {
    const picture = pictureOfStory({image: 'a.jpg', content_html: '<img src="b.jpg">'});
    expect(picture?.src).to.equal('https://feed.example/news/a.jpg');
  });

  it('is else the first one of the body, relative to the story’s page', () => {
    const content_html = '<p>Думи</p><img alt="Две &amp; три" src="b.jpg?a=1&amp;b=2"><img src="c.jpg">';
    expect(pictureOfStory({content_html})).to.deep.equal({
      src: 'https://site.example/b.jpg?a=1&b=2',
      alt: 'Две & три',
      sizes: [],
    });
  });

  it('passes over pictures without an address that may be used', () => {
    const content_html = `<img><img data-src="x.jpg"><img src="data:image/gif;base64,R0lGOD"><img src='b.jpg'>`;
    expect(pictureOfStory({content_html})?.src).to.equal('https://site.example/b.jpg');
  });

  it('is none that no reader is shown, nor what another attribute says', () => {
    for (const body of [
      '<!-- <img src="/t.jpg"> -->',
      '<noscript><img src="/t.jpg"></noscript>',
      '<template><img src="/t.jpg"></template>',
      '<textarea><img src="/t.jpg"></textarea>',
      '<x-y><img src="/t.jpg"></x-y>',
      '<p title="<img src=/t.jpg>">А</p>',
      '<img alt="a src=/t.jpg b">',
    ])
      expect(pictureOf(aStory({content_html: body}), aFeed()), body).to.equal(undefined);
  });

  it('is nothing where there is none', () => {
    expect(pictureOfStory({content_html: '<p>Думи</p><imgx src="b.jpg">'})).to.equal(undefined);
  });
});

describe('beginsWith', () => {
  const picture = {
    src: 'https://site.example/a-960.jpg',
    alt: '',
    sizes: [{src: 'https://site.example/b.jpg', width: 480}],
  };

  for (const body of [
    '<img src="a-960.jpg"><p>Думи</p>',
    '<figure> <a href="#"><img src="https://site.example/a-960.jpg?ver=1"></a></figure>',
    '<p>&nbsp;<img src="a-960-300x200.jpg"></p>',
    '<p><img src="a-960-scaled.jpg"></p>',
    '<p><img src="b.jpg"></p>',
  ]) {
    it(`sees it in ${body}`, () => {
      expect(beginsWith(body, picture, BASE)).to.equal(true);
    });
  }

  for (const body of [
    '',
    '<p>Думи</p><img src="a-960.jpg">',
    '<img src="c.jpg"><img src="a-960.jpg">',
    '<p>Думи</p>',
  ]) {
    it(`does not see it in ${body || 'an empty body'}`, () => {
      expect(beginsWith(body, picture, BASE)).to.equal(false);
    });
  }

  for (const part of ['<img ', '<img src="', '<img src=x', '<img src="-1x1.', ' src=']) {
    it(`takes eight times longer for eight times as many ${JSON.stringify(part)}`, () => {
      const growth = growthOf(
        2000,
        (size) => `<img ${part.repeat(size)}`,
        (body) => beginsWith(body, picture, BASE),
      );
      expect(growth).to.be.below(LINEAR_GROWTH);
    });
  }
});
