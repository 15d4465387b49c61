import {expect} from '@open-wc/testing';
import {loadPurify, nativeEngine, sanitizeWith} from '../../src/html/sanitize.js';
import {trustedTypesPolicy} from '../../src/trusted-types.js';

const engine = nativeEngine() ?? (await loadPurify(trustedTypesPolicy()));
const options = {base: 'https://site.example/', headingLevel: 1, frameLabel: (host: string) => host};
const safe = (markup: string): HTMLElement | undefined => sanitizeWith(engine, markup, options);
/** To compare with an element itself would have it printed, with all that it is of. */
const isRefused = (markup: string): boolean => !safe(markup);

describe('The limits of markup', () => {
  it('let nothing through behind a comment that a parser ends sooner', () => {
    expect(safe('<!--><p>x</p>-->')!.textContent).to.equal('');
  });

  it('refuse more end tags, and more attributes of a tag, than a parser can take', () => {
    expect(isRefused('</p>'.repeat(10_001))).to.equal(true);
    const names = Array.from({length: 600}, (_, index) => `a${index}`).join(' ');
    const {warn} = console;
    console.warn = (): void => undefined;
    try {
      expect(isRefused(`<p ${names}>`)).to.equal(true);
      expect(isRefused(`<p ${names.replaceAll(' ', '=""')}>`)).to.equal(true);
      expect(isRefused(`<textarea><p a="</textarea><p ${names}>">`)).to.equal(true);
    } finally {
      console.warn = warn;
    }
  });

  it('leave eight marks on a letter that has them by number', () => {
    expect(safe(`<p>а${'&#769;'.repeat(100)}</p>`)!.textContent).to.have.length(9);
  });

  it('leave fifty levels, and what is deeper beside them', () => {
    const body = safe(`${'<q>'.repeat(80)}дом<br>`)!;
    expect(body.querySelectorAll('q')).to.have.length(50);
    expect(body.querySelector('br')).to.exist;
    expect(body.textContent).to.equal('дом');
  });

  it('leave no disclosure in a summary', () => {
    const body = safe('<details><summary>а<details>б</details></summary>в</details>')!;
    expect(body.querySelectorAll('details')).to.have.length(1);
    expect(body.textContent).to.equal('абв');
  });

  it('take names away, not what stands in values', () => {
    const body = safe('<p title="New style = good" style="color:red" onclick=x>а<!-- б --></p>')!;
    expect(body.innerHTML).to.equal('<p title="New style = good">а</p>');
    expect(
      safe('<a href="/online=yes/style=2" onclick="x">а</a>')!.querySelector('a')!.getAttribute('href'),
    ).to.equal('https://site.example/online=yes/style=2');
  });

  it('take long conditions of pictures away', () => {
    const image = safe(`<img src="/a" sizes="${'('.repeat(300)}">`)!.firstElementChild!;
    expect(image.hasAttribute('sizes')).to.equal(false);
  });
});

describe('trustedTypesPolicy', () => {
  it('is one for all copies on a page, by a symbol that no markup can take', () => {
    const policy = trustedTypesPolicy();
    expect(trustedTypesPolicy()).to.equal(policy);
    const shared = (globalThis as Record<symbol, unknown>)[Symbol.for('hhc-widgets.trusted-types-policy')];
    expect(shared).to.equal(policy);
  });
});
