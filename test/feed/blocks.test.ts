import {expect} from '@open-wc/testing';
import {blocksOf, bodyOf, hasTypedList, htmlOf} from '../../src/feed/blocks.js';
import {growthOf, LINEAR_GROWTH} from '../fixtures.js';

const outline = (html: string): string[] => blocksOf(html).map(({tag, text}) => `${tag}: ${text}`);

describe('blocksOf', () => {
  it('divides a body into its outermost blocks', () => {
    expect(outline('<h2>А</h2><p>Б <b>в</b></p><ul><li>Г<ul><li>д</li></ul></li></ul>Е')).to.deep.equal([
      'h2: А',
      'p: Б в',
      'ul: Г\nд',
      'p: Е',
    ]);
  });

  it('passes over what merely wraps blocks', () => {
    expect(outline('<div><section><p>А</p></section> <article>Б</article></div>')).to.deep.equal([
      'p: А',
      'p: Б',
    ]);
  });

  it('leaves what is in other elements where it is, to go with them', () => {
    const inside = '<p>б</p><img src="/t.jpg">';
    for (const tag of ['noscript', 'template', 'svg', 'math', 'object', 'form', 'select', 'my-box', 'x'])
      expect(blocksOf(`<p>А</p><${tag}>${inside}</${tag}><p>В</p>`).map(({html}) => html)).to.deep.equal([
        'А',
        `<${tag}>${inside}</${tag}>`,
        'В',
      ]);
    for (const tag of ['link', 'meta', 'input', 'embed'])
      expect(blocksOf(`А<${tag}>В`).map(({html}) => html)).to.deep.equal(['А', `<${tag}>`, 'В']);
  });

  it('parts lines at breaks and knows which are of one paragraph', () => {
    const blocks = blocksOf('<p>А<br>Б<br/><br>В</p><p>Г</p>');
    const paragraphs = blocks.map(({paragraph}) => paragraph);
    expect(blocks.map(({text}) => text)).to.deep.equal(['А', 'Б', 'В', 'Г']);
    expect(new Set(paragraphs.slice(0, 3)).size).to.equal(1);
    expect(paragraphs[3]).not.to.equal(paragraphs[0]);
  });

  it('keeps pictures, rules and empty blocks of other kinds, drops empty paragraphs', () => {
    expect(
      blocksOf('<p><img src="a.jpg"></p><p>&nbsp;</p><hr><p> </p><iframe></iframe>').map(({html}) => html),
    ).to.deep.equal(['<img src="a.jpg">', '<hr>', '<iframe></iframe>']);
  });

  it('keeps a block whole in which another of its kind stands', () => {
    const quote = '<blockquote>А<blockquote>Б</blockquote>В</blockquote>';
    expect(blocksOf(`${quote}<p>Г</p>`).map(({html}) => html)).to.deep.equal([quote, 'Г']);
  });

  it('keeps what is never closed', () => {
    expect(outline('<table><tr><td>А<p>Б')).to.deep.equal(['table: А\nБ']);
    expect(outline('А<p title="x')).to.deep.equal(['p: А']);
  });

  it('does not take what stands in a script for a block', () => {
    expect(
      outline('<p>А</p><script>if (a <b) c = "<ul>";</script><p>Б</p>').filter((block) =>
        block.startsWith('p'),
      ),
    ).to.deep.equal(['p: А', 'p: Б']);
  });
});

describe('htmlOf', () => {
  for (const [text, html] of [
    ['Едно', '<p>Едно</p>'],
    ['Едно\nдве\n\nтри', '<p>Едно<br>две</p><p>три</p>'],
    ['Едно\r\nдве\r\n \r\n\r\nтри\r', '<p>Едно<br>две</p><p>три</p>'],
    ['Едно\rдве', '<p>Едно<br>две</p>'],
    ['Книги &amp; &lt;b&gt; <i>', '<p>Книги &#38; &#60;b&#62; &#60;i&#62;</p>'],
    ['• а;\n• б.', '<ul><li>а;</li><li>б.</li></ul>'],
    ['•а\n•б', '<ul><li>а</li><li>б</li></ul>'],
    ['· а\n· б', '<ul><li>а</li><li>б</li></ul>'],
    ['- а\n- б', '<ul><li>а</li><li>б</li></ul>'],
    ['– а\n– б', '<ul><li>а</li><li>б</li></ul>'],
    ['* а\n* б', '<ul><li>а</li><li>б</li></ul>'],
    ['o a\no b', '<ul><li>a</li><li>b</li></ul>'],
    ['&bull; а\n&bull; б', '<ul><li>а</li><li>б</li></ul>'],
    ['• само един', '<ul><li>само един</li></ul>'],
    ['Три неща:\n- а\n\n\n- б\n\nКрай', '<p>Три неща:</p><ul><li>а</li><li>б</li></ul><p>Край</p>'],
    ['– Здравей!\nказа той', '<p>– Здравей!</p><p>каза той</p>'],
    ['- само едно тире', '<p>- само едно тире</p>'],
    ['o само една буква', '<p>o само една буква</p>'],
    ['-5 градуса\n-7 градуса', '<p>-5 градуса<br>-7 градуса</p>'],
    ['on time\non foot', '<p>on time<br>on foot</p>'],
    ['', ''],
    [' \n\n ', ''],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(htmlOf(text)).to.equal(html);
    });
  }
});

describe('bodyOf', () => {
  for (const [typed, mended] of [
    ['<p>• а</p><p>•&nbsp;б</p>', '<ul><li>а</li><li>б</li></ul>'],
    ['<p>Три:<br>- а<br>- б</p><p>Край</p>', '<p>Три:</p><ul><li>а</li><li>б</li></ul><p>Край</p>'],
    ['<p><b>• а</b></p><p>&nbsp;</p><p>&bull; б</p>', '<ul><li><b>а</b></li><li>б</li></ul>'],
    ['<p>&ndash; а</p><p>&#8211; б</p>', '<ul><li>а</li><li>б</li></ul>'],
    ['<p>o a</p><p>o b</p>', '<ul><li>a</li><li>b</li></ul>'],
    ['<p>• а</p><h2>Б</h2><p>• в</p>', '<ul><li>а</li></ul><h2>Б</h2><ul><li>в</li></ul>'],
  ] as const) {
    it(`makes a list of ${typed}`, () => {
      const blocks = blocksOf(typed);
      expect(hasTypedList(blocks)).to.equal(true);
      expect(bodyOf(blocks)).to.equal(mended);
    });
  }

  for (const plain of [
    '<p>Едно</p><p>Две</p>',
    '<p>– Здравей!</p><p>каза той</p>',
    '<ul><li>а</li></ul>',
    '<p>5 - 3<br>4 - 2</p>',
  ])
    it(`sees no typed list in ${plain}`, () => {
      expect(hasTypedList(blocksOf(plain))).to.equal(false);
      expect(bodyOf(blocksOf(plain))).to.equal(plain);
    });

  it('writes the language of a block on it', () => {
    const [line, list] = blocksOf('<p>Word</p><ul><li>word</li></ul>');
    expect(bodyOf([{...line!, language: 'en'}])).to.equal('<p lang="en">Word</p>');
    expect(bodyOf([{...list!, language: 'en'}])).to.equal('<div lang="en"><ul><li>word</li></ul></div>');
  });

  it('does not join lines of two languages', () => {
    const [first, second] = blocksOf('<p>Дума<br>Word</p>');
    expect(bodyOf([first!, {...second!, language: 'en'}])).to.equal('<p>Дума</p><p lang="en">Word</p>');
  });
});

describe('Reading blocks', () => {
  const PARTS = [
    ' ',
    '<',
    '<p>',
    '<br>',
    '<ul>',
    '<!--',
    '&',
    '&nbsp;',
    '<b> ',
    '<p>• a',
    '<p>- a',
    '<p>- a<hr>',
    '•',
    '- \n',
    'o ',
    '<img ',
    '<script>',
    'x\n\n',
  ];

  for (const [name, read] of [
    ['blocksOf', blocksOf],
    ['bodyOf', (source: string): unknown => bodyOf(blocksOf(`${source}• x`))],
    ['hasTypedList', (source: string): unknown => hasTypedList(blocksOf(`${source}• x`))],
    ['htmlOf', htmlOf],
  ] as const) {
    it(`takes ${name} eight times longer for eight times as much of anything`, () => {
      for (const part of PARTS)
        expect(
          growthOf(1000, (size) => part.repeat(size), read),
          JSON.stringify(part),
        ).to.be.below(LINEAR_GROWTH);
    });
  }
});
