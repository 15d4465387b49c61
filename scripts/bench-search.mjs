// How long an answer of the archive's search takes: `npm run bench` after `npm run build`. It is measured as a reader has
// it, from the letter to the list that is drawn, and told as a ratio to the plainest search there could be, one pass
// over lower-cased titles and summaries, which draws nothing: so a slow machine does not fail it.
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import puppeteer from 'puppeteer-core';
import {findChromium} from './chromium.mjs';
import {makeFeed} from './make-feed.mjs';

const STORIES = 5_000;

/** How many times longer than the plain pass an answer may take, and how many milliseconds. */
const RATIO_LIMIT = 3;
const LIMIT = 50;

/** Milliseconds of a task while the stories are made ready, as in bench-feed.mjs. */
const TASK_LIMIT = 200;

const ROUNDS = 15;

/** As they are typed: in Cyrillic, in Latin letters, several words, a part of one, and what is nowhere. */
const QUERIES = ['семейство', 'semejstvo', 'деца родители', 'deca', 'ко', 'няма такова', '4999'];

const feed = JSON.stringify(makeFeed(STORIES, true).get('feed.json')());
const server = createServer(({url}, response) => {
  const isScript = url.startsWith('/cdn/');
  response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
  response.end(
    isScript
      ? readFileSync(`dist${url}`)
      : url === '/feed.json'
        ? feed
        : '<!doctype html><script type="module" src="/cdn/hhc-widgets.js"></script>',
  );
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${server.address().port}/`;

/** Runs in the page: shows an archive, and makes its search ready. */
async function prepare() {
  await customElements.whenDefined('hhc-archive');
  const element = document.createElement('hhc-archive');
  Object.assign(element, {src: '/feed.json', loading: 'eager', search: true});
  const loaded = new Promise((resolve, reject) => {
    element.addEventListener('hhc-load', resolve);
    element.addEventListener('hhc-error', ({error}) => reject(error));
  });
  document.body.append(element);
  await loaded;
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({type: 'longtask'});
  // The element's own first drawing is over.
  for (let frames = 0; frames < 30; frames++) await new Promise(requestAnimationFrame);
  tasks.length = 0;
  const begun = performance.now();
  const box = element.shadowRoot.querySelector('input');
  box.value = 'семейство';
  box.dispatchEvent(new InputEvent('input'));
  await element.updateComplete;
  while (/Търсене …|Searching …/.test(element.shadowRoot.textContent))
    await new Promise(requestAnimationFrame);
  const ready = performance.now() - begun;
  // The browser tells of a task when it is over.
  for (let frames = 0; frames < 30; frames++) await new Promise(requestAnimationFrame);
  return {ready, longest: Math.max(0, ...tasks.map(({duration}) => duration))};
}

/** Runs in the page: how long an answer takes, and how long the plain pass over the same texts. */
async function measure(query) {
  const element = document.querySelector('hhc-archive');
  const box = element.shadowRoot.querySelector('input');
  const {stories} = element.feed;
  const type = async (text) => {
    box.value = text;
    box.dispatchEvent(new InputEvent('input'));
    await element.updateComplete;
  };
  await type('');
  const begun = performance.now();
  await type(query);
  const searched = performance.now();
  const found = stories.filter(({title, summary}) => `${title} ${summary}`.toLowerCase().includes(query));
  return {answer: searched - begun, plain: performance.now() - searched, isFound: !!found.length};
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

const browser = await puppeteer.launch(await findChromium());
const page = await browser.newPage();
await page.goto(address);
const {ready, longest} = await page.evaluate(prepare);
const rows = {};
for (const query of QUERIES) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await page.evaluate(measure, query));
  const [answer, plain] = ['answer', 'plain'].map((name) => median(rounds.map((round) => round[name])));
  rows[query] = {
    'answer, ms': answer.toFixed(1),
    'plain pass, ms': plain.toFixed(1),
    ratio: (answer / plain).toFixed(1),
  };
  if (answer / plain > RATIO_LIMIT || answer > LIMIT) process.exitCode = 1;
}
if (longest > TASK_LIMIT) process.exitCode = 1;
console.log(
  `\n${await browser.version()}: search in ${STORIES} stories, drawn; at most ${RATIO_LIMIT} times a plain pass, and ${LIMIT} ms`,
);
console.table(rows);
console.log(
  `Ready to search in ${ready.toFixed()} ms; longest task meanwhile ${longest.toFixed()} ms of ${TASK_LIMIT}`,
);
await browser.close();
server.close();
server.closeAllConnections();
