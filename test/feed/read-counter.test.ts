import {expect} from '@open-wc/testing';
import {takeCounter} from '../../src/feed/read-counter.js';

describe('takeCounter', () => {
  it('reads the Bulgarian form', () => {
    const {rest, reads} = takeCounter('Край. (прочетено 168, 1 прочетено днес)');
    expect(rest).to.equal('Край. ');
    expect(reads).to.include({total: 168, today: 1});
  });

  it('reads the English form', () => {
    expect(takeCounter('(read 168 times, 1 today)').reads).to.include({total: 168, today: 1});
    expect(takeCounter('(read 1 time)').reads).to.include({total: 1, today: undefined});
  });

  for (const digits of ['5 544', '5\u00a0544', '5,544', '5.544', '5&nbsp;544', '5&#160;544', '5544']) {
    it(`reads ${JSON.stringify(digits)} as 5544`, () => {
      expect(takeCounter(`(прочетено ${digits}, 1 прочетено днес)`).reads).to.include({total: 5544, today: 1});
    });
  }

  it('takes the elements along that held nothing else', () => {
    expect(takeCounter('<p>Край.</p><p class="c"><em>(прочетено 168)</em></p><p>x</p>').rest).to.equal('<p>Край.</p><p>x</p>');
  });

  it('leaves text without a counter alone', () => {
    const source = '<p>Прочетено на глас (1 път), read twice.</p>';
    expect(takeCounter(source)).to.deep.equal({rest: source, reads: undefined});
  });
});
