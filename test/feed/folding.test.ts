import {expect} from '@open-wc/testing';
import {fold} from '../../src/feed/folding.js';
import {growthOf, LINEAR_GROWTH} from '../fixtures.js';

describe('fold', () => {
  const SAME: readonly (readonly [string, string])[] = [
    ['Хасково', 'Haskovo'],
    ['София', 'Sofia'],
    ['Стара Загора', 'STARA ZAGORA'],
    ['Пазарджик', 'Pazardzhik'],
    ['Враца', 'Vratsa'],
    ['Свищов', 'Svishtov'],
    ['Кюстендил', 'Kyustendil'],
    ['Ямбол', 'Yambol'],
    ['Николай', 'Nikolay'],
    ['Кьосев', 'Kyosev'],
    ['Мария', 'Maria'],
    ['café', 'CAFÉ'.normalize('NFD')],
    ['семейство', 'се\u00adмейство'],
    ['№ 5', 'no 5'],
  ];
  for (const [a, b] of SAME) it(`is the same for „${a}“ and "${b}"`, () => expect(fold(a)).to.equal(fold(b)));

  it('tells apart what differs', () => {
    const words = ['деца', 'дела', 'ръка', 'река', 'рака', 'жена', 'зена', 'шум', 'чум', 'щъркел', 'шъркел'];
    expect(new Set(words.map(fold)).size).to.equal(words.length);
  });

  it('leaves other scripts as they are', () => {
    expect(fold('Ελλάδα 家 😀')).to.equal('ελλαδα 家 😀');
  });

  it('takes eight times longer for eight times as long a text', () => {
    expect(growthOf(500, (size) => 'Семейство и деца '.repeat(size), fold)).to.be.below(LINEAR_GROWTH);
  });
});
