import {expect} from '@open-wc/testing';
import {bg as bgMessages} from '../../src/locale/bg.js';
import {en as enMessages} from '../../src/locale/en.js';
import {labelsFor, type Labels} from '../../src/locale/labels.js';
import {messagesFor, type Messages} from '../../src/locale/messages.js';

/** Everything that the elements say. */
const bg = {...bgMessages, ...labelsFor('bg')};
const en = {...enMessages, ...labelsFor('en')};

/** Every text by its path: `errors.network`, `stories.one`. */
function textsIn(messages: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]: [string, unknown]) =>
      value !== null && typeof value === 'object'
        ? [...textsIn(value, `${path}${key}.`)]
        : [[`${path}${key}`, value]],
    ),
  );
}

/** Paths without the plural category, in which languages differ. */
const placesIn = (messages: Messages & Labels): string[] => [
  ...new Set(
    [...textsIn(messages).keys()].map((path) => path.replace(/\.(?:zero|one|two|few|many)$/, '.other')),
  ),
];

describe('messagesFor', () => {
  for (const language of ['bg', 'BG', 'bg-BG', 'bg-Latn'])
    it(`speaks Bulgarian for ${language}`, () => {
      expect(messagesFor(language)).to.equal(bgMessages);
      expect(labelsFor(language).archive).to.equal('Архив');
    });

  for (const language of ['en', 'en-GB', 'de', 'bgx', 'fr-BG', ''])
    it(`speaks English for ${JSON.stringify(language)}`, () => {
      expect(messagesFor(language)).to.equal(enMessages);
      expect(labelsFor(language).archive).to.equal('Archive');
    });
});

describe('The messages', () => {
  it('say the same things in both languages', () => {
    expect(placesIn(bg).sort()).to.deep.equal(placesIn(en).sort());
  });

  for (const messages of [bg, en]) {
    describe(`in ${messages.language}`, () => {
      it('have words everywhere', () => {
        for (const [path, text] of textsIn(messages))
          expect(text, path).to.be.a('string').and.match(/\p{L}/u);
      });

      it('are written in the letters of the language', () => {
        const foreign = messages === bg ? /\p{Script=Latin}/u : /\p{Script=Cyrillic}/u;
        for (const [path, text] of textsIn(messages))
          if (path !== 'language') expect(text, path).not.to.match(foreign);
      });

      it('have a text for each plural category of the language', () => {
        const {pluralCategories} = new Intl.PluralRules(messages.language).resolvedOptions();
        expect([...pluralCategories].sort()).to.deep.equal(['one', 'other']);
        for (const path of [...textsIn(messages).keys()].filter((path) => path.endsWith('.one')))
          expect(textsIn(messages).has(path.replace(/one$/, 'other')), path).to.equal(true);
      });
    });
  }

  it('have the same places to fill in both languages, from {0} on', () => {
    const slotsIn = (text: unknown): string[] => [...new Set(String(text).match(/\{\d*\}?/g))].sort();
    const slotsOf = (messages: Messages & Labels): Record<string, string[]> =>
      Object.fromEntries(
        [...textsIn(messages)].map(([path, text]) => [path.replace(/\.one$/, '.other'), slotsIn(text)]),
      );
    expect(slotsOf(bg)).to.deep.equal(slotsOf(en));
    for (const messages of [bg, en])
      for (const [path, text] of textsIn(messages))
        expect(slotsIn(text), path).to.deep.equal(['{0}', '{1}'].slice(0, slotsIn(text).length));
  });

  it('use the site’s own words', () => {
    expect(bg).to.deep.include({
      archive: 'Архив',
      archiveYear: 'Годишен архив за {0}',
      readToday: {other: '(прочетено {0}, {1} прочетено днес)'},
      backTo: 'Върни се обратно в {0}',
    });
    expect(en).to.include({archive: 'Archive', archiveYear: 'Archive for {0}', backTo: 'Back to {0}'});
    expect(en.readToday.other).to.equal('(read {0} times, {1} today)');
  });
});
