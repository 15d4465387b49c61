import {expect} from '@open-wc/testing';
import {attributeOf, ATTRIBUTES, COMMON_ATTRIBUTES, ELEMENTS, UNWRAPPED} from '../../src/html/policy.js';
import {growthOf, LINEAR_GROWTH} from '../fixtures.js';

const BASE = 'https://site.example/story/';

describe('The policy', () => {
  it('is the one that was decided', () => {
    expect([...ELEMENTS].sort().join(' ')).to.equal(
      'a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption ' +
        'figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span ' +
        'strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr',
    );
    expect([...UNWRAPPED].sort().join(' ')).to.equal(
      'acronym address article aside big center font footer header hgroup label main nav nobr search section strike tt',
    );
    expect(COMMON_ATTRIBUTES).to.deep.equal(['lang', 'dir', 'title']);
    expect(Object.fromEntries([...ATTRIBUTES].map(([name, own]) => [name, own.join(' ')]))).to.deep.equal({
      a: 'href hreflang',
      img: 'src srcset sizes alt width height',
      source: 'srcset sizes media type width height',
      td: 'colspan rowspan',
      th: 'colspan rowspan scope abbr',
      ol: 'start reversed type',
      li: 'value',
      time: 'datetime',
      ins: 'datetime',
      del: 'datetime',
      col: 'span',
      colgroup: 'span',
      details: 'open',
    });
  });

  it('lets nothing in that runs, loads, submits or styles', () => {
    const names =
      'script style iframe frame frameset object embed applet param form input button select option textarea link meta ' +
      'base svg math template slot noscript video audio track canvas map area dialog portal fencedframe title head ' +
      'html body image marquee plaintext xmp noembed noframes';
    expect(
      names.split(' ').filter((name) => ELEMENTS.includes(name) || UNWRAPPED.includes(name)),
    ).to.deep.equal([]);
  });

  it('lets no attribute in that names, styles, targets or runs', () => {
    const known = [...COMMON_ATTRIBUTES, ...[...ATTRIBUTES.values()].flat()];
    const names =
      'id name class style role tabindex slot part is popover popovertarget command commandfor form formaction nonce ' +
      'cite ping target srcdoc action background usemap contenteditable autofocus accesskey download rel';
    expect(
      known.filter((name) => /^(?:on|data-|aria-|xlink:|xml)/.test(name) || names.split(' ').includes(name)),
    ).to.deep.equal([]);
  });

  it('names each element once, and attributes of such elements alone', () => {
    const all = [...ELEMENTS, ...UNWRAPPED];
    expect(new Set(all).size).to.equal(all.length);
    expect([...ATTRIBUTES.keys()].filter((name) => !ELEMENTS.includes(name))).to.deep.equal([]);
  });
});

describe('attributeOf', () => {
  for (const [value, href] of [
    ['https://other.example/a?b=1&c=2#d', 'https://other.example/a?b=1&c=2#d'],
    ['http://other.example/', 'http://other.example/'],
    ['../b', 'https://site.example/b'],
    ['#part', 'https://site.example/story/#part'],
    ['//other.example', 'https://other.example/'],
    ['mailto:a@site.example', 'mailto:a@site.example'],
    ['tel:+35921234567', 'tel:+35921234567'],
    ['javascript:alert(1)', undefined],
    ['JaVaScRiPt:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['\tjava\tscript\r:alert(1)', undefined],
    ['\u0000\u0001 javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['vbscript:x', undefined],
    ['blob:https://site.example/1', undefined],
    ['file:///x', undefined],
    ['ftp://site.example/', undefined],
    ['sms:1', undefined],
    ['intent://x', undefined],
    ['https://', undefined],
    ['', undefined],
  ] as const) {
    it(`makes ${JSON.stringify(href)} of the link ${JSON.stringify(value)}`, () => {
      expect(attributeOf('href', value, BASE)).to.equal(href);
    });
  }

  for (const [value, src] of [
    ['a.jpg', 'https://site.example/story/a.jpg'],
    ['http://other.example/a.jpg', 'http://other.example/a.jpg'],
    ['data:image/gif;base64,R0lGOD', undefined],
    ['blob:https://site.example/1', undefined],
    ['javascript:alert(1)', undefined],
    ['mailto:a@site.example', undefined],
    ['', undefined],
  ] as const) {
    it(`makes ${JSON.stringify(src)} of the image ${JSON.stringify(value)}`, () => {
      expect(attributeOf('src', value, BASE)).to.equal(src);
    });
  }

  for (const [value, srcset] of [
    ['https://a.example/1.jpg', 'https://a.example/1.jpg'],
    ['https://a.example/1.jpg 480w', 'https://a.example/1.jpg 480w'],
    ['https://a.example/1.jpg 1.5x', 'https://a.example/1.jpg 1.5x'],
    [
      'https://a.example/1.jpg 480w, https://a.example/2.jpg 960w',
      'https://a.example/1.jpg 480w, https://a.example/2.jpg 960w',
    ],
    [
      'https://a.example/1.jpg,\nhttps://a.example/2.jpg 2x',
      'https://a.example/1.jpg, https://a.example/2.jpg 2x',
    ],
    [' ,, \n https://a.example/1.jpg\t480w ,, ,', 'https://a.example/1.jpg\t480w'],
    ['1.jpg 1x, /2.jpg 2x', 'https://site.example/story/1.jpg 1x, https://site.example/2.jpg 2x'],
    // A comma within an address belongs to it.
    ['https://a.example/w_1,h_2/1.jpg 1x', 'https://a.example/w_1,h_2/1.jpg 1x'],
    ['https://a.example/1.jpg,https://a.example/2.jpg', 'https://a.example/1.jpg,https://a.example/2.jpg'],
    // A bad candidate goes, the others stay.
    ['data:image/gif;base64,R0lGOD 1x, https://a.example/2.jpg 2x', 'https://a.example/2.jpg 2x'],
    ['javascript:alert(1) 1x, https://a.example/2.jpg 2x', 'https://a.example/2.jpg 2x'],
    ['https://a.example/1.jpg huge, https://a.example/2.jpg 2x', 'https://a.example/2.jpg 2x'],
    ['https://a.example/1.jpg 1x 2x, https://a.example/2.jpg 2x', 'https://a.example/2.jpg 2x'],
    ['https://a.example/1.jpg -1x, https://a.example/2.jpg 2x', 'https://a.example/2.jpg 2x'],
    ['data:image/gif;base64,R0lGOD', undefined],
    [',', undefined],
    [' ', undefined],
    ['', undefined],
  ] as const) {
    it(`makes ${JSON.stringify(srcset)} of the srcset ${JSON.stringify(value)}`, () => {
      expect(attributeOf('srcset', value, BASE)).to.equal(srcset);
    });
  }

  for (const name of ['width', 'height', 'colspan', 'rowspan', 'span', 'start', 'value'])
    it(`takes whole numbers alone for ${name}`, () => {
      expect(['0', '18', ' 12 '].map((value) => attributeOf(name, value, BASE))).to.deep.equal([
        '0',
        '18',
        '12',
      ]);
      for (const value of ['', '100%', '1.5', '-1', '1e3', '0x10', '480px', '123456', '１', 'NaN'])
        expect(attributeOf(name, value, BASE), value).to.equal(undefined);
    });

  it('lets no cell be higher or wider than twenty', () => {
    for (const name of ['colspan', 'rowspan', 'span'])
      expect(attributeOf(name, '65534', BASE), name).to.equal('20');
  });

  it('leaves no picture to automatic sizes', () => {
    expect(attributeOf('sizes', 'auto, (max-width: 40em) 100vw, 20em', BASE)).to.equal(
      ' (max-width: 40em) 100vw, 20em',
    );
    expect(attributeOf('sizes', ' AUTO ', BASE)).to.equal(undefined);
    expect(attributeOf('sizes', '100vw', BASE)).to.equal('100vw');
  });

  it('takes no value that is long, and of a text its beginning', () => {
    for (const name of ['sizes', 'media', 'type', 'lang', 'datetime']) {
      expect(attributeOf(name, '('.repeat(200), BASE), name).to.have.length(200);
      expect(attributeOf(name, '('.repeat(201), BASE), name).to.equal(undefined);
    }
    expect(attributeOf('alt', 'а'.repeat(2_000), BASE)).to.have.length(1_000);
  });

  it('takes no candidate whose address ends in a comma once it is parsed', () => {
    expect(attributeOf('srcset', '/a,\u0001 2x, /b 1x', BASE)).to.match(/^\S+\/b 1x$/);
  });

  it('leaves text as it is', () => {
    expect(attributeOf('title', ' "<b>" javascript:x', BASE)).to.equal(' "<b>" javascript:x');
  });

  for (const part of [',', ' ', ' ,', 'a,', 'a, ', 'a 1x,', 'a 1', '1', ', 1x'])
    it(`takes eight times longer for a srcset of eight times as many ${JSON.stringify(part)}`, () => {
      for (const [before, after] of [
        ['', ''],
        ['a', 'b'],
        ['a 1', 'x'],
      ] as const)
        expect(
          growthOf(
            1000,
            (size) => before + part.repeat(size) + after,
            (value) => attributeOf('srcset', value, BASE),
          ),
          before + after,
        ).to.be.below(LINEAR_GROWTH);
    });
});
