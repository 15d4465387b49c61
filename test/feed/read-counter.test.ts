import {expect} from '@open-wc/testing';
import {takeCounter} from '../../src/feed/read-counter.js';
import {growthOf, LINEAR_GROWTH} from '../fixtures.js';

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
      expect(takeCounter(`(прочетено ${digits}, 1 прочетено днес)`).reads).to.include({
        total: 5544,
        today: 1,
      });
    });
  }

  it('takes the elements along that held nothing else', () => {
    expect(takeCounter('<p>Край.</p><p class="c"><em>(прочетено 168)</em></p><p>x</p>').rest).to.equal(
      '<p>Край.</p><p>x</p>',
    );
  });

  it('leaves text without a counter alone', () => {
    const source = '<p>Прочетено на глас (1 път), read twice.</p>';
    expect(takeCounter(source)).to.deep.equal({rest: source, reads: undefined});
  });

  it('takes every counter out and believes the first', () => {
    const {rest, reads} = takeCounter(
      'А (прочетено 5) Б <p>(read 7 times)</p> В <b> <i>(прочетена 9 пъти)</i> </b>',
    );
    expect(rest).to.equal('А  Б  В ');
    expect(reads).to.include({total: 5, today: undefined});
  });

  it('leaves elements that hold something else', () => {
    expect(takeCounter('<p>Край. (прочетено 5)</p>').rest).to.equal('<p>Край. </p>');
    expect(takeCounter('<p>(прочетено 5) Край.</p>').rest).to.equal('<p> Край.</p>');
    expect(takeCounter('<p>(прочетено 5)(прочетено 6)</p>').rest).to.equal('<p></p>');
    expect(takeCounter('<pre>(прочетено 5)</p>').rest).to.equal('<pre></p>');
  });

  for (const part of [
    ' ',
    '&nbsp;',
    '(',
    '(read ',
    '(read 1',
    ',111',
    '1',
    ' 111',
    '<b>(read 1)</b>',
    'Дума (read 1)</b>',
    '(read 1)</b></b>',
    '<b> ',
  ]) {
    it(`takes eight times longer for eight times as much of ${JSON.stringify(part)}`, () => {
      for (const [before, after] of [
        ['', ''],
        ['(read 1', 'x'],
        ['(прочетено', ')'],
        ['<b ', '(read 1)</b>'],
      ] as const)
        expect(
          growthOf(12_500, (size) => before + part.repeat(size) + after, takeCounter),
          before,
        ).to.be.below(LINEAR_GROWTH);
    });
  }
});
