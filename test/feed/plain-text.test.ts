import {expect} from '@open-wc/testing';
import {attributeIn, decodeEntities, escapeText, textOf, tokensOf} from '../../src/feed/plain-text.js';
import {growthOf, LINEAR_GROWTH} from '../fixtures.js';

describe('decodeEntities', () => {
  for (const [source, text] of [
    ['Книги &amp; приказки', 'Книги & приказки'],
    ['&lt;5k&gt; &quot;x&quot; &apos;y&apos;', '<5k> "x" \'y\''],
    ['It&#8217;s &#x2014; so', 'It’s — so'],
    ['a&nbsp;b&shy;c', 'a\u00a0b\u00adc'],
    ['&bdquo;Дом&ldquo; &ndash; &hellip;', '„Дом“ – …'],
    ['&amp;amp;', '&amp;'],
    ['&#x1F600;', '😀'],
    ['&#0;&#xD800;&#x110000;', '\ufffd\ufffd\ufffd'],
    ['AT&T; R&D &unknown; &; &#; &#x;', 'AT&T; R&D &unknown; &; &#; &#x;'],
    ['&constructor; &__proto__; &toString;', '&constructor; &__proto__; &toString;'],
  ] as const) {
    it(`reads ${source}`, () => {
      expect(decodeEntities(source)).to.equal(text);
    });
  }
});

describe('escapeText', () => {
  it('writes what HTML reads as the same text', () => {
    const text = '<b title="x">&amp; \'y\'</b>';
    const template = document.createElement('template');
    template.innerHTML = `<p title="${escapeText(text)}">${escapeText(text)}</p>`;
    const paragraph = template.content.firstElementChild as HTMLElement;
    expect(paragraph.textContent).to.equal(text);
    expect(paragraph.title).to.equal(text);
    expect(decodeEntities(escapeText(text))).to.equal(text);
  });
});

describe('attributeIn', () => {
  for (const [attributes, value] of [
    [' src="a.jpg"', 'a.jpg'],
    [" src='a.jpg'", 'a.jpg'],
    [' src=a.jpg', 'a.jpg'],
    [' SRC = "a.jpg"', 'a.jpg'],
    ['src="a.jpg"', 'a.jpg'],
    [' alt="x"\n\tsrc="a.jpg" ', 'a.jpg'],
    [' src="a.jpg?b=1&amp;c=2"', 'a.jpg?b=1&c=2'],
    [' src=""', ''],
    [' data-src="b.jpg" src="a.jpg"', 'a.jpg'],
    [' data-src="b.jpg"', undefined],
    [' src', undefined],
    [' srcset="b.jpg"', undefined],
    ['', undefined],
  ] as const) {
    it(`finds ${JSON.stringify(value)} in ${JSON.stringify(attributes)}`, () => {
      expect(attributeIn(attributes, 'src')).to.equal(value);
    });
  }
});

describe('tokensOf', () => {
  it('leaves nothing of the source out', () => {
    for (const source of [
      '<p class="a">Едно<br/>две</P>',
      'a < b <3 <> </> </ p> <!doctype html><?php x ?>',
      '<!-- <p> --><p>x</p><!-- never closed <p>',
      '<p title="never closed>x',
      '<',
      '',
    ]) {
      expect([...tokensOf(source)].map((token) => token.source).join('')).to.equal(source);
    }
  });

  it('knows names, ends and what does not end a line', () => {
    const tokens = [...tokensOf('<P class=a>x<B>y</B></P>')].map(({name, isEnd, isInline}) => [
      name,
      isEnd,
      isInline,
    ]);
    expect(tokens).to.deep.equal([
      ['p', false, false],
      ['', false, true],
      ['b', false, true],
      ['', false, true],
      ['b', true, true],
      ['p', true, false],
    ]);
  });
});

describe('textOf', () => {
  for (const [html, text] of [
    ['<p>Едно</p><p>две</p>', 'Едно\nдве'],
    ['<p>Едно<br>две</p>', 'Едно\nдве'],
    ['<p>Едно <b>и</b><i>две</i></p>', 'Едно идве'],
    [' <div>\n <p>Едно\n  две</p>\n\n </div> <hr>', 'Едно две'],
    ['A &lt;5k&gt; run &amp; more', 'A <5k> run & more'],
    ['a < b <5k> c', 'a < b <5k> c'],
    ['Едно<!-- <p>две</p> -->три', 'Еднотри'],
    ['<script>if (a <b) c();</script>Едно<style>p > b {}</style>', 'Едно'],
    ['<SCRIPT type="x">a</b>c</SCRIPT >Едно', 'Едно'],
    ['<script>var never = "closed";<p>Едно</p>', ''],
    ['<figure><img alt="x"><figcaption>Надпис</figcaption></figure>Едно', 'Едно'],
    ['<p class="wp-caption-text">Надпис <b>под</b> снимка</p>Едно', 'Едно'],
    ['<noscript><img></noscript><svg><title>x</title></svg><select><option>y</select>Едно', 'Едно'],
    ['<form>Парола <input></form><iframe src="x">y</iframe><object>z</object>Едно', 'Едно'],
    ['Едно<p title="never closed', 'Едно'],
    ['', ''],
  ] as const) {
    it(`reads ${html}`, () => {
      expect(textOf(html)).to.equal(text);
    });
  }
});

/** What makes a careless pattern look back again and again: a beginning that does not end, repeated. */
const TAGS = [' ', '<', '<p', '<!--', '"', '&', '<p>', '<script', '<script>', '<b> ', '\u00a0\n'];
const REFERENCES = ['&', '&#', '&#x', '&a', '&amp;'];
const ATTRIBUTES = [' ', ' src', ' src =', ' src="', " src='", 'src', '='];

describe('Reading text', () => {
  for (const [name, size, parts, read] of [
    ['textOf', 4000, TAGS, textOf],
    ['decodeEntities', 25_000, REFERENCES, decodeEntities],
    ['escapeText', 4000, REFERENCES, escapeText],
    ['attributeIn', 12_500, ATTRIBUTES, (source: string): unknown => attributeIn(` src${source}`, 'src')],
  ] as const) {
    it(`takes ${name} eight times longer for eight times as much of anything`, () => {
      for (const part of parts) {
        const growth = growthOf(size, (size) => part.repeat(size), read);
        expect(growth, JSON.stringify(part)).to.be.below(LINEAR_GROWTH);
      }
    });
  }
});
