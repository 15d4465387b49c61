import {expect} from '@open-wc/testing';
import {fill, formatsFor} from '../../src/locale/formats.js';
import {onPollutedPage} from '../fixtures.js';

const NBSP = '\u00a0';
const SOFIA = 'Europe/Sofia';
const DAY = new Date('2020-08-20T13:40:00Z');
const unbroken = (text: string): string => text.replaceAll(' ', NBSP);

describe('formatsFor', () => {
  it('writes dates, never broken across lines', () => {
    expect(formatsFor('bg').date(DAY, SOFIA)).to.equal(unbroken('20 август 2020 г.'));
    expect(formatsFor('en').date(DAY, SOFIA)).to.equal(unbroken('20 August 2020'));
    expect(formatsFor('en-US').date(DAY, SOFIA)).to.equal(unbroken('August 20, 2020'));
    expect(formatsFor('EN').date(DAY, SOFIA)).to.equal(unbroken('20 August 2020'));
  });

  it('writes the day of the zone', () => {
    const late = new Date('2020-08-31T22:30:00Z');
    expect(formatsFor('en').date(late, SOFIA)).to.equal(unbroken('1 September 2020'));
    expect(formatsFor('en').date(late, 'America/New_York')).to.equal(unbroken('31 August 2020'));
    expect(formatsFor('en').day(late, SOFIA)).to.equal(unbroken('1 September'));
    expect(formatsFor('en').day(late, 'Europe/London')).to.equal(unbroken('31 August'));
  });

  it('writes days without the year', () => {
    expect(formatsFor('bg').day(DAY, SOFIA)).to.equal(unbroken('20 август'));
    expect(formatsFor('en').day(DAY, SOFIA)).to.equal(unbroken('20 August'));
  });

  it('writes months as headings', () => {
    const months = Array.from({length: 12}, (_, index) => formatsFor('bg').month(index + 1));
    expect(months.join(' ')).to.equal(
      'Януари Февруари Март Април Май Юни Юли Август Септември Октомври Ноември Декември',
    );
    expect([1, 12].map(formatsFor('en').month)).to.deep.equal(['January', 'December']);
  });

  it('counts years as Europe does, in whatever language', () => {
    expect(formatsFor('th').date(DAY, SOFIA)).to.contain('2020');
    expect(formatsFor('fa-u-nu-latn').date(DAY, SOFIA)).to.contain('2020');
  });

  it('parts thousands as the language does', () => {
    expect(formatsFor('bg').number(55_440)).to.equal(unbroken('55 440'));
    expect(formatsFor('en').number(55_440)).to.equal('55,440');
    expect(formatsFor('bg').number(168)).to.equal('168');
    expect(formatsFor('bg').number(0)).to.equal('0');
  });

  it('knows the plural', () => {
    expect([0, 1, 2, 11, 21, 101].map(formatsFor('bg').plural)).to.deep.equal([
      ...['other', 'one', 'other', 'other', 'other', 'other'],
    ]);
    expect([0, 1, 2].map(formatsFor('en').plural)).to.deep.equal(['other', 'one', 'other']);
  });

  it('writes sizes of files in the unit that suits', () => {
    const {fileSize} = formatsFor('en');
    expect([0, 512, 40_006, 999_000, 1_000_000, 1_240_000, 12_000_000].map(fileSize)).to.deep.equal(
      ['0 kB', '0.51 kB', '40 kB', '1,000 kB', '1 MB', '1.2 MB', '12 MB'].map(unbroken),
    );
    expect(formatsFor('bg').fileSize(1_240_000)).to.match(/^1,2\u00a0\S+$/);
    expect(formatsFor('bg').fileSize(40_006)).to.match(/^40\u00a0\S+$/);
  });

  it('joins names as the language does', () => {
    expect(formatsFor('bg').list(['Боряна', 'Валерия'])).to.equal('Боряна и Валерия');
    expect(formatsFor('en').list(['A', 'B', 'C'])).to.equal('A, B and C');
    expect(formatsFor('bg').list(['Боряна'])).to.equal('Боряна');
    expect(formatsFor('bg').list([])).to.equal('');
  });

  it('names a language in its own words', () => {
    expect(formatsFor('bg').languageName).to.equal('Български');
    expect(formatsFor('en').languageName).to.equal('English');
    expect(formatsFor('en-GB').languageName).to.equal('English');
    expect(formatsFor('bg-BG').languageName).to.equal('Български');
    expect(formatsFor('de').languageName).to.equal('Deutsch');
  });

  it('finds some way for a language that the browser does not know', () => {
    const formats = formatsFor('xq');
    expect(formats.date(DAY, SOFIA)).to.contain('2020');
    expect(formats.number(1234)).to.match(/^1.?234$/);
    expect(formats.month(8)).to.match(/\p{L}{3}/u);
    expect(formats.fileSize(40_006)).to.contain('40');
    expect(formats.plural(2)).to.equal('other');
    expect(formats.list(['A'])).to.equal('A');
    expect(formats.languageName.toLowerCase()).to.contain('xq');
  });

  it('writes the same on a page that has polluted every object', () => {
    const options = {
      era: 'long',
      weekday: 'long',
      timeStyle: 'full',
      style: 'percent',
      type: 'ordinal',
      calendar: 'buddhist',
      timeZone: 'UTC',
    };
    const written = onPollutedPage(
      {...options, numberingSystem: 'thai', minimumFractionDigits: 3, notation: 'compact'},
      () => {
        // A language of its own, because formatters are kept.
        const formats = formatsFor('en-IE');
        return [
          formats.date(DAY, SOFIA),
          formats.day(DAY, SOFIA),
          formats.month(8),
          formats.number(55_440),
          formats.fileSize(40_006),
          formats.plural(2),
          formats.list(['A', 'B']),
        ];
      },
    );
    expect(written).to.deep.equal([
      ...['20 August 2020', '20 August'].map(unbroken),
      ...['August', '55,440', unbroken('40 kB'), 'other', 'A and B'],
    ]);
  });

  it('keeps formatters, each with its own options', () => {
    const made: unknown[] = [];
    const {NumberFormat} = Intl;
    const counting = new Proxy(NumberFormat, {
      construct(target, args, newTarget) {
        made.push(args[0]);
        return Reflect.construct(target, args, newTarget) as object;
      },
    });
    Object.assign(Intl, {NumberFormat: counting});
    try {
      for (let round = 0; round < 3; round++) {
        expect(formatsFor('en-NZ').number(1234)).to.equal('1,234');
        expect(formatsFor('en-NZ').fileSize(1234)).to.equal(unbroken('1.2 kB'));
      }
    } finally {
      Object.assign(Intl, {NumberFormat});
    }
    expect(made).to.deep.equal(['en-NZ', 'en-NZ']);
  });
});

describe('fill', () => {
  it('puts values in their places', () => {
    expect(fill('(прочетено {0}, {1} прочетено днес)', '168', '1')).to.equal(
      '(прочетено 168, 1 прочетено днес)',
    );
    expect(fill('{1} {0} {1}', 'a', 'b')).to.equal('b a b');
  });

  it('takes what is in a value for text', () => {
    expect(fill('Още: {0}', '{0} $& $1 \\1')).to.equal('Още: {0} $& $1 \\1');
  });

  it('leaves nothing where a value is missing', () => {
    expect(fill('{0}, {1}', 'a')).to.equal('a, ');
  });
});
