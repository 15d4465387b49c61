import {expect} from '@open-wc/testing';
import {cutAtWord, excerptOf} from '../../src/feed/excerpt.js';
import {aStory, growthOf, LINEAR_GROWTH} from '../fixtures.js';

const CUT = '\u00a0…';

describe('cutAtWord', () => {
  it('leaves a short text alone', () => {
    expect(cutAtWord('Едно две.', 9)).to.equal('Едно две.');
    expect(cutAtWord('', 0)).to.equal('');
  });

  it('cuts at the end of a word', () => {
    expect(cutAtWord('Едно две три', 11)).to.equal(`Едно две${CUT}`);
    expect(cutAtWord('Едно две три', 8)).to.equal(`Едно две${CUT}`);
    expect(cutAtWord('Едно две три', 7)).to.equal(`Едно${CUT}`);
  });

  it('leaves no comma, colon or dash before the mark of the cut', () => {
    expect(cutAtWord('Едно – две три', 9)).to.equal(`Едно${CUT}`);
    expect(cutAtWord('Едно, две три', 7)).to.equal(`Едно${CUT}`);
  });

  it('counts a family as one letter and never divides it', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(cutAtWord(family.repeat(5), 3)).to.equal(family.repeat(3) + CUT);
    expect(cutAtWord(family.repeat(3), 3)).to.equal(family.repeat(3));
  });

  it('never parts a letter from its marks', () => {
    const stressed = 'и\u0300';
    expect(cutAtWord(stressed.repeat(5), 2)).to.equal(stressed.repeat(2) + CUT);
    expect(cutAtWord('🇧🇬'.repeat(4), 3)).to.equal('🇧🇬'.repeat(3) + CUT);
  });

  it('cuts a word of 10,000 letters in its middle', () => {
    expect(cutAtWord('ъ'.repeat(10_000), 80)).to.equal('ъ'.repeat(80) + CUT);
  });

  it('reads no more of a text than it shows', () => {
    expect(
      growthOf(
        10_000,
        (size) => 'дума '.repeat(size),
        (text) => cutAtWord(text, 80),
      ),
    ).to.be.below(LINEAR_GROWTH);
  });
});

describe('excerptOf', () => {
  it('is the summary where there is one', () => {
    expect(excerptOf({summary: 'Накратко.', body: '<p>Надълго.</p>'}, 200)).to.equal('Накратко.');
  });

  it('is else the words of the body in one line', () => {
    expect(excerptOf({summary: '', body: '<p>Едно&nbsp;&amp; <b>две</b>.</p><p>Три.</p>'}, 200)).to.equal(
      'Едно & две. Три.',
    );
  });

  it('leaves out captions, scripts, forms and comments', () => {
    const body = `
      <script>if (a <b) c = "</p>";</script><style>p > b { color: red }</style>
      <figure><img src="a.jpg" alt="Снимка"><figcaption>Под снимката</figcaption></figure>
      <div class="wp-caption"><p class="wp-caption-text">Под снимката</p></div>
      <table><caption>Над таблицата</caption></table>
      <form><label>Парола</label> <input></form><!-- <p>Бележка</p> --><iframe>Рамка</iframe>
      <p>Думи.</p>`;
    expect(excerptOf({summary: '', body}, 200)).to.equal('Думи.');
  });

  it('leaves out the read counter', () => {
    const story = aStory({summary: '', content_html: '<p>Думи.</p><p>(прочетено 168, 1 прочетено днес)</p>'});
    expect(excerptOf(story, 200)).to.equal('Думи.');
    expect(aStory({summary: 'Думи. (прочетено 168)'}).summary).to.equal('Думи.');
  });

  it('reads half a megabyte of a body at most', () => {
    expect(excerptOf({summary: '', body: `${'<!-- -->'.repeat(2 ** 16)}<p>Думи.</p>`}, 200)).to.equal('');
  });
});
