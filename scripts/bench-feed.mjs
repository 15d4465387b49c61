// How long a long feed holds a page up: `npm run bench` after `npm run build`. A task of more than 200 ms is one that a
// reader notices as a page that does not answer (Interaction to Next Paint); the bench fails where there is one.
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import puppeteer from 'puppeteer-core';
import {findChromium} from './chromium.mjs';
import {makeFeed} from './make-feed.mjs';

/** Milliseconds of a task, and from the last byte of the feed to the first story. */
const LIMIT = 200;

const ROUNDS = 5;
const TAGS = ['hhc-story', 'hhc-related', 'hhc-archive'];

/** 10,000 stories are as many as 5 MB hold when each is a title and a sentence. */
const short = makeFeed(10_000, true).get('feed.json')();
for (const item of short.items) {
  delete item.content_html;
  item.summary = item.summary.slice(0, 60);
}
const feeds = {
  'one.json': JSON.stringify(makeFeed(20, true).get('feed.json')()),
  'stories-5000.json': JSON.stringify(makeFeed(5_000, true).get('feed.json')()),
  'stories-10000.json': JSON.stringify(short),
};

const server = createServer(({url}, response) => {
  const isScript = url.startsWith('/cdn/');
  const feed = feeds[url.slice(1)];
  response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
  response.end(
    isScript
      ? readFileSync(`dist${url}`)
      : (feed ?? '<!doctype html><script type="module" src="/cdn/hhc-widgets.js"></script>'),
  );
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${server.address().port}/`;

/** Runs in the page: shows a feed, and says when there was what, and how long the tasks were. */
async function measure(tag, src) {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({type: 'longtask'});
  await customElements.whenDefined(tag);
  const element = document.createElement(tag);
  Object.assign(element, {src, loading: 'eager'});
  await new Promise((resolve, reject) => {
    element.addEventListener('hhc-load', resolve);
    element.addEventListener('hhc-error', ({error}) => reject(error));
    document.body.append(element);
  });
  await new Promise(requestAnimationFrame);
  const shown = performance.now();
  const came = performance.getEntriesByName(
    element.src.startsWith('http') ? element.src : location.href + src,
  )[0];
  // The browser tells of a task when it is over.
  for (let frames = 0; frames < 30; frames++) await new Promise(requestAnimationFrame);
  return {
    wait: shown - came.responseEnd,
    longest: Math.max(0, ...tasks.map(({duration}) => duration)),
  };
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

const browser = await puppeteer.launch(await findChromium());
const rows = {};
for (const feed of Object.keys(feeds).slice(1)) {
  for (const tag of TAGS) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const page = await browser.newPage();
      await page.goto(address);
      // The parts of the library are there, as they are while a long feed is on its way.
      await page.evaluate(measure, tag, 'one.json');
      rounds.push(await page.evaluate(measure, tag, feed));
      await page.close();
    }
    const [wait, longest] = ['wait', 'longest'].map((name) => median(rounds.map((round) => round[name])));
    rows[`${feed} (${(feeds[feed].length / 1e6).toFixed(1)} M characters) in <${tag}>`] = {
      'data to story, ms': wait.toFixed(),
      'longest task, ms': longest.toFixed(),
    };
    if (longest > LIMIT) process.exitCode = 1;
  }
}
console.log(
  `\n${await browser.version()}: long feeds in one document; no task may take more than ${LIMIT} ms`,
);
console.table(rows);
await browser.close();
server.close();
server.closeAllConnections();
