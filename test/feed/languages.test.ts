import {expect} from '@open-wc/testing';
import {
  baseLanguageOf,
  firstWordsOf,
  languageOf,
  splitMarked,
  translationOf,
  translationsOf,
} from '../../src/feed/languages.js';
import {aStory, fieldsOf, growthOf, LINEAR_GROWTH} from '../fixtures.js';

type Fields = NonNullable<Parameters<typeof aStory>[0]>;

const BG = ['Децата пуснаха хвърчила над града.', 'Вятърът дойде едва следобед.'] as const;
const EN = ['The children flew kites above the town.', 'The wind only came in the afternoon.'] as const;
const EN_TITLE = 'Kites above the town';

const paragraphs = (...lines: readonly string[]): string => lines.map((line) => `<p>${line}</p>`).join('');
const translationsIn = (content_html: string, fields: Fields = {}): ReturnType<typeof translationsOf> =>
  translationsOf(aStory({content_html, ...fields}));
const bodiesOf = (translations: ReturnType<typeof translationsOf>): Record<string, string> =>
  Object.fromEntries(translations.map(({language, body}) => [`${language}`, body]));

describe('translationsOf', () => {
  it('parts a body in Bulgarian and English', () => {
    const [bg, en, ...others] = translationsIn(paragraphs(...BG, EN_TITLE, ...EN), {summary: 'Накратко.'});
    expect(bg).to.include({
      language: 'bg',
      title: 'Хвърчила над града',
      summary: 'Накратко.',
      body: paragraphs(...BG),
    });
    expect(en).to.include({language: 'en', title: EN_TITLE, summary: '', body: paragraphs(...EN)});
    expect(others).to.deep.equal([]);
  });

  it('parts one that is wrapped', () => {
    const bodies = bodiesOf(translationsIn(`<div class="entry">${paragraphs(...BG, EN_TITLE, ...EN)}</div>`));
    expect(bodies).to.deep.equal({bg: paragraphs(...BG), en: paragraphs(...EN)});
  });

  it('parts one whose lines are all in one paragraph', () => {
    const bodies = bodiesOf(translationsIn(`<p>${[...BG, '', EN_TITLE, ...EN].join('<br>\n')}</p>`));
    expect(bodies).to.deep.equal({bg: `<p>${BG.join('<br>')}</p>`, en: `<p>${EN.join('<br>')}</p>`});
  });

  it('parts one of plain text', () => {
    const content_text = [...BG, EN_TITLE, ...EN].join('\n\n');
    const bodies = bodiesOf(translationsIn('', {content_text}));
    expect(bodies).to.deep.equal({bg: paragraphs(...BG), en: paragraphs(...EN)});
  });

  it('takes the language of the title for the story’s own when English comes first', () => {
    const [bg, en] = translationsIn(paragraphs(...EN, 'Небе за всички', ...BG));
    expect(bg).to.include({
      language: 'bg',
      title: 'Хвърчила над града',
      body: paragraphs('Небе за всички', ...BG),
    });
    expect(en).to.include({language: 'en', title: EN.join(' '), body: paragraphs(...EN)});
  });

  it('takes English for the story’s own where its title is English', () => {
    const [en, bg] = translationsIn(paragraphs(...EN, 'Небе за всички', ...BG), {title: EN_TITLE});
    expect(en).to.include({language: 'en', title: EN_TITLE, body: paragraphs(...EN)});
    expect(bg).to.include({language: 'bg', title: 'Небе за всички', body: paragraphs(...BG)});
  });

  it('does not take three stray lines for a translation, but marks their language', () => {
    const stray = ['Save the date', 'Hope and Homes', 'Thank you'];
    const long = Array.from({length: 12}, () => BG).flat();
    const translations = translationsIn(paragraphs(...long, ...stray));
    expect(bodiesOf(translations)).to.deep.equal({
      bg: paragraphs(...long) + stray.map((line) => `<p lang="en">${line}</p>`).join(''),
    });
  });

  it('marks the other language of a list or a quotation as a whole', () => {
    const quote = `<blockquote><p>${EN[0]}</p></blockquote>`;
    const long = Array.from({length: 12}, () => BG).flat();
    const [bg] = translationsIn(paragraphs(...long) + quote + paragraphs(...BG));
    expect(bg!.body).to.equal(`${paragraphs(...long)}<div lang="en">${quote}</div>${paragraphs(...BG)}`);
  });

  it('keeps pictures, each once and with the words before it', () => {
    const figure = (number: number): string => `<figure><img src="${number}.jpg"></figure>`;
    const bg = figure(1) + paragraphs(...BG) + figure(2);
    const translations = translationsIn(bg + paragraphs(EN_TITLE, EN[0]) + figure(3) + paragraphs(EN[1]));
    expect(bodiesOf(translations)).to.deep.equal({bg, en: paragraphs(EN[0]) + figure(3) + paragraphs(EN[1])});
  });

  for (const body of [
    paragraphs(...BG),
    `<div class="x">\n${paragraphs(...BG)}<!-- x --><p>Лидл &amp; HHC, 2020</p>\n</div>`,
    '<ul><li>Едно<li>Две</ul>',
    '<p>2020 – 2022</p>',
    'Гол текст <b>с надебеляване',
    '',
  ]) {
    it(`leaves ${JSON.stringify(body)} as it is`, () => {
      expect(translationsIn(body).map((translation) => translation.body)).to.deep.equal([body]);
    });
  }

  it('mends a typed list', () => {
    const [bg] = translationsIn(paragraphs(BG[0], '• едно', '• две'));
    expect(bg!.body).to.equal(`<p>${BG[0]}</p><ul><li>едно</li><li>две</li></ul>`);
  });

  it('mends a typed list in each language', () => {
    const body = `${paragraphs(BG[0], '• едно', '• две')}${paragraphs(EN_TITLE, EN[0], 'o one', 'o two')}`;
    expect(bodiesOf(translationsIn(body))).to.deep.equal({
      bg: `<p>${BG[0]}</p><ul><li>едно</li><li>две</li></ul>`,
      en: `<p>${EN[0]}</p><ul><li>one</li><li>two</li></ul>`,
    });
  });

  it('does not take an address for another language', () => {
    for (const address of [
      'https://www.youtube.com/watch?v=aaaaaaaaaaa',
      '(www.hopeandhomes.example)',
      'news@hopeandhomes.example',
    ]) {
      const story = aStory({title: 'Заглавие', content_html: `<p>Кратък текст тук.</p><p>${address}</p>`});
      const [own, ...others] = translationsOf(story);
      expect(own!.body).to.include(address);
      expect(others).to.deep.equal([]);
    }
  });

  it('takes a heading for the title of the other language', () => {
    const [, en] = translationsIn(`${paragraphs(...BG)}<h3>${EN_TITLE}</h3>${paragraphs(...EN)}`);
    expect(en).to.include({title: EN_TITLE, body: paragraphs(...EN)});
  });

  for (const [what, line] of [
    ['a finished sentence', 'The children flew kites above the town.'],
    ['an introduction', 'What the children said above the town:'],
    ['a line of more than 200 letters', 'kites '.repeat(40).trim()],
  ] as const) {
    it(`does not take ${what} for a title`, () => {
      const [, en] = translationsIn(paragraphs(...BG, line, ...EN));
      expect(en!.body).to.equal(paragraphs(line, ...EN));
      expect(en!.title).to.contain(line.slice(0, 30)).and.have.lengthOf.at.most(82);
    });
  }

  it('does not take the only line of a language for its title', () => {
    const [, en] = translationsIn(paragraphs(BG[0], EN_TITLE));
    expect(en).to.include({title: EN_TITLE, body: paragraphs(EN_TITLE)});
  });

  it('prefers the translation that the feed names to the one the body holds', () => {
    const [bg, en, ...others] = translationsIn(paragraphs(...BG, EN_TITLE, ...EN), {
      _hhc: {translations: [{language: 'en-GB', title: 'Named', content_html: '<p>Named by the feed.</p>'}]},
    });
    expect(bg!.body).to.equal(paragraphs(...BG));
    expect(en).to.include({language: 'en-GB', title: 'Named', body: '<p>Named by the feed.</p>'});
    expect(others).to.deep.equal([]);
  });

  it('has each language once, the first that is named', () => {
    const translations = translationsIn(paragraphs(...BG), {
      _hhc: {
        translations: ['bg', 'de', 'DE-at', 'fr'].map((language) => ({language, title: language})),
      },
    });
    expect(translations.map(({title}) => title)).to.deep.equal(['Хвърчила над града', 'de', 'fr']);
  });

  it('gives the same translations for the same story', () => {
    const story = aStory({content_html: paragraphs(...BG, EN_TITLE, ...EN)});
    expect(translationsOf(story)).to.equal(translationsOf(story));
  });

  it('takes eight times longer for eight times as long a body', () => {
    for (const part of [
      paragraphs(BG[0], EN[0]),
      '<p>• а</p><p>• b',
      '<p>o a</p>',
      '<br>a',
      'ж',
      '[:bg]',
      '<b>',
    ])
      expect(
        growthOf(
          300,
          (size) => aStory({content_html: `${BG[0]}${part.repeat(size)}`}),
          (story) => translationsOf(fieldsOf(story)),
        ),
        part,
      ).to.be.below(LINEAR_GROWTH);
  });
});

describe('translationOf', () => {
  const story = aStory({content_html: paragraphs(...BG, EN_TITLE, ...EN)});

  it('is the one in the preferred language, whatever its region', () => {
    expect(translationOf(story, 'en').title).to.equal(EN_TITLE);
    expect(translationOf(story, 'EN-us').title).to.equal(EN_TITLE);
  });

  it('is else the story’s own', () => {
    expect(translationOf(story, 'bg-BG').language).to.equal('bg');
    expect(translationOf(story, 'de').language).to.equal('bg');
  });
});

describe('splitMarked', () => {
  for (const [form, [bg, en, end]] of [
    ['[:bg]', ['[:bg]', '[:en]', '[:]']],
    ['<!--:bg-->', ['<!--:bg-->', '<!--:en-->', '<!--:-->']],
    ['{:bg}', ['{:bg}', '{:en}', '{:}']],
  ] as const) {
    it(`parts text with marks as ${form}`, () => {
      expect([...splitMarked(`${bg}Дом${en}Home${end}`)]).to.deep.equal([
        ['bg', 'Дом'],
        ['en', 'Home'],
      ]);
    });

    it(`gives to each language what stands outside of marks as ${form}`, () => {
      expect([...splitMarked(`1 ${bg}Дом${end} 2 ${en}Home${end} 3`)]).to.deep.equal([
        ['bg', '1 Дом 2  3'],
        ['en', '1  2 Home 3'],
      ]);
    });
  }

  it('joins the parts of a language, as <!--:bg-->…<!--:--> around each block has them', () => {
    const source = '<!--:bg--><p>А</p><!--:--><!--:en--><p>A</p><!--:--><!--:bg--><p>Б</p><!--:-->';
    expect([...splitMarked(source)]).to.deep.equal([
      ['bg', '<p>А</p><p>Б</p>'],
      ['en', '<p>A</p>'],
    ]);
  });

  it('finds nothing in text without marks', () => {
    for (const text of ['', 'Дом [1] {2} <!-- 3 -->', '[:]', '[:bulgarian]'])
      expect(splitMarked(text).size, text).to.equal(0);
  });
});

describe('languageOf', () => {
  it('is the expected one where the letters allow it', () => {
    expect(languageOf('Дом', 'bg')).to.equal('bg');
    expect(languageOf('Дом', 'mk')).to.equal('mk');
    expect(languageOf('Home', 'de')).to.equal('de');
    expect(languageOf('2020', 'bg')).to.equal('bg');
    expect(languageOf('2020', undefined)).to.equal(undefined);
  });

  it('is else Bulgarian or English, by most letters', () => {
    expect(languageOf('Home', 'bg')).to.equal('en');
    expect(languageOf('Дом', 'en-GB')).to.equal('bg');
    expect(languageOf('Дом', undefined)).to.equal('bg');
    expect(languageOf('Домът на HHC', 'en')).to.equal('bg');
  });
});

describe('baseLanguageOf', () => {
  it('is the language part in lower case', () => {
    expect(['bg', 'EN-gb', 'zh-Hant-TW', '', undefined].map(baseLanguageOf)).to.deep.equal([
      'bg',
      'en',
      'zh',
      '',
      '',
    ]);
  });
});

describe('firstWordsOf', () => {
  it('is the beginning of the summary, else of the body, in one line', () => {
    expect(firstWordsOf('Накратко.', '<p>Надълго.</p>')).to.equal('Накратко.');
    expect(firstWordsOf('', '<p>Едно</p><p>две</p>')).to.equal('Едно две');
    expect(firstWordsOf('', paragraphs(...BG, ...BG))).to.equal(`${BG.join(' ')} Децата пуснаха\u00a0…`);
    expect(firstWordsOf('', '')).to.equal('');
  });
});
