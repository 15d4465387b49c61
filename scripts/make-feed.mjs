/**
 * Feeds of any size, for trying out how the elements bear them: `npm run make:feed -- --stories 10000 --out folder`, then
 * `npm start -- --feed folder/feed.json`. The same count makes the same feed.
 */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

/** 2011 is left out: not every archive has every year. */
const YEARS = [2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012, 2010];

/** Stories of the first document. */
const NEWEST = 20;

const SAMPLE = fileURLToPath(new URL('../stories/feeds/hhc.json', import.meta.url));

/** The words of the sample's bodies, in their order, over and over; the function returned takes so many of them. */
export function wordsOfSample() {
  const {items} = JSON.parse(readFileSync(SAMPLE, 'utf8'));
  const text = items.map(({content_html: body = ''}) => body.replace(/<[^>]*>/g, ' ')).join(' ');
  const words = text.split(/\s+/).filter((word) => word && !/[<>&]/.test(word));
  let at = 0;
  return (count) => Array.from({length: count}, () => words[at++ % words.length]).join(' ');
}

/** The texts of story number `index`; each has others, and all are about as long. */
function makeWriter() {
  const words = wordsOfSample();
  const texts = Array.from({length: 97}, () => ({
    title: words(8),
    summary: words(12),
    body: `<p>${words(25)}</p><p>${words(10)}</p>`,
  }));
  return (index) => texts[index % texts.length];
}

/**
 * A feed of so many stories, newest first, spread evenly over the years.
 * @param {number} count
 * @param {boolean} isWhole All stories in the one document, not documents by year and by story.
 * @returns {Map<string, () => object>} Its documents by their paths, each made when it is asked for.
 */
export function makeFeed(count, isWhole = false) {
  const write = makeWriter();
  const begins = YEARS.map((_, at) => Math.round((at * count) / YEARS.length));
  const countOf = (at) => (begins[at + 1] ?? count) - begins[at];

  const item = (index, {withBody}) => {
    const at = begins.findLastIndex((begin) => begin <= index);
    // From New Year's Eve backwards, all within the year.
    const share = (index - begins[at] + 0.5) / countOf(at);
    const published = new Date(Date.UTC(YEARS[at] + 1, 0) - Math.round(share * 365 * 24 * 3600) * 1000);
    const {title, summary, body} = write(index);
    return {
      id: `${count - index}`,
      url: `/news/${count - index}`,
      title: `${count - index}. ${title}`,
      date_published: published.toISOString(),
      tags: [`Тема ${index % 7}`],
      ...(withBody && {summary, content_html: body}),
    };
  };
  const items = (begin, length, options) =>
    Array.from({length: Math.max(0, Math.min(length, count - begin))}, (_, index) =>
      item(begin + index, options),
    );
  const document = (items, extension) => ({
    version: 'https://jsonfeed.org/version/1.1',
    title: `${count} истории`,
    language: 'bg',
    home_page_url: '/',
    ...(extension && {_hhc: extension}),
    items,
  });

  if (isWhole) return new Map([['feed.json', () => document(items(0, count, {withBody: true}))]]);
  const archive = YEARS.map((year, at) => ({year, count: countOf(at), url: `years/${year}.json`}));
  return new Map([
    [
      'feed.json',
      () =>
        document(items(0, NEWEST, {withBody: true}), {
          archive: archive.filter(({count}) => count),
          story_url: 'stories/{id}.json',
        }),
    ],
    ...YEARS.map((year, at) => [
      `years/${year}.json`,
      () => document(items(begins[at], countOf(at), {withBody: false})),
    ]),
    ...Array.from({length: count}, (_, index) => [
      `stories/${count - index}.json`,
      () => document([item(index, {withBody: true})]),
    ]),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {values} = parseArgs({
    options: {
      stories: {type: 'string', default: '1000'},
      out: {type: 'string'},
      whole: {type: 'boolean', default: false},
    },
  });
  const count = Number(values.stories);
  if (!Number.isInteger(count) || count < 1 || !values.out) {
    console.error('Usage: npm run make:feed -- --stories 1000 --out FOLDER [--whole]');
    process.exit(2);
  }
  for (const [path, make] of makeFeed(count, values.whole)) {
    const file = join(values.out, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, JSON.stringify(make()));
  }
  console.log(`${join(values.out, 'feed.json')}: ${count} stories`);
}
