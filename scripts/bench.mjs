// How long the gate for markup takes beside the browser's own parsing of the same story: `npm run bench`. Fails when
// it is more than it may be. A ratio within one run, because times depend on the machine and on what else it does.
import {existsSync} from 'node:fs';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {parseArgs} from 'node:util';
import puppeteer from 'puppeteer-core';
import {build} from 'vite';
import {FIREFOX} from './browsers.mjs';
import {findChromium} from './chromium.mjs';
import {wordsOfSample} from './make-feed.mjs';

/**
 * How many times as long as `Document.parseHTML(markup)` the whole gate with the browser's sanitizer may take in
 * Chromium. In Firefox each call from script into the document costs more beside a parser that is faster: told only.
 */
const LIMIT = 3;

const {values: options} = parseArgs({options: {rounds: {type: 'string', default: '7'}}});

// ---------------------------------------------------------------------------------------------------- the story

/** A long story as editors make them: 33 KB with 849 elements. */
const BYTES = 33 * 1024;
const ELEMENTS = 849;

const countElements = (markup) => markup.match(/<[a-z]/g).length;

/** Writes sections with everything that stories are made of until there are enough elements. */
function writeStory(length) {
  const words = wordsOfSample();
  const address = (index) => `https://hopeandhomes.example/news/${2010 + (index % 13)}/story-${index}`;
  const link = (index) => `<a href="${address(index)}" target="_blank">${words(2)}</a>`;
  const picture = (index) => `/pictures/picture-${index}`;
  const list = (count, item) => Array.from({length: count}, (_, index) => item(index)).join('');
  const section = (n) => [
    `<h2 class="wp-block-heading">${words(3)}</h2>`,
    ...[0, 1].map(
      (index) =>
        `<p>${words(length)} <strong>${words(2)}</strong> ${words(length)} ${link(8 * n + index)}, ` +
        `<em>${words(1)}</em> ${words(length)}<br><b>${words(1)}</b> ${words(length)} <i>${words(1)}</i></p>`,
    ),
    `<figure><img src="${picture(n)}-960.jpg" alt="${words(3)}" width="960" height="540" ` +
      `srcset="${picture(n)}-480.jpg 480w, ${picture(n)}-960.jpg 960w, ${picture(n)}-1440.jpg 1440w" ` +
      `sizes="(min-width: 45rem) 45rem, 100vw"><figcaption>${words(4)}</figcaption></figure>`,
    `<ul>${list(5, () => `<li>${words(length)} <b>${words(1)}</b></li>`)}</ul>`,
    `<blockquote><p style="text-align: center">${words(length)}</p></blockquote>`,
    `<ol>${list(3, (index) => `<li>${link(8 * n + index + 2)}</li>`)}</ol>`,
    `<table><tbody>${list(6, () => `<tr><th scope="row">${words(1)}</th>${list(3, () => `<td>${words(1)}</td>`)}</tr>`)}</tbody></table>`,
    `<h3>${words(2)}</h3>`,
    `<p><span style="color: #333">${words(length)}</span> <u>${words(1)}</u><sup>${n}</sup></p>`,
  ];
  const parts = ['<iframe src="https://www.youtube.com/embed/aaaaaaaaaaa"></iframe>'];
  let elements = 1;
  for (let n = 1; elements < ELEMENTS; n++) {
    for (const part of section(n)) {
      const count = countElements(part);
      if (elements + count > ELEMENTS) continue;
      elements += count;
      parts.push(part);
    }
    // What is left is less than any of the parts.
    if (n > ELEMENTS) break;
  }
  return parts.join('\n');
}

/** The story with sentences of the length that brings it nearest to its size. */
function makeStory() {
  const size = (markup) => Math.abs(Buffer.byteLength(markup) - BYTES);
  return Array.from({length: 30}, (_, index) => writeStory(index + 1)).sort((a, b) => size(a) - size(b))[0];
}

// --------------------------------------------------------------------------------------------------- the program

/** Bundles the gate, with what it is made of open to view. */
async function bundle() {
  const gate = /src\/html\/sanitize\.ts$/;
  const {output} = (
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: [
        {
          name: 'open',
          enforce: 'pre',
          transform: (code, id) =>
            gate.test(id) &&
            `${code}\nexport {${[...code.matchAll(/^function\*? (\w+)/gm)].map(([, name]) => name)}};`,
        },
      ],
      build: {write: false, lib: {entry: 'src/html/sanitize.ts', formats: ['es'], fileName: 'gate'}},
    })
  )[0];
  return new Map(output.map(({fileName, code}) => [`/${fileName}`, code]));
}

async function serve(files) {
  const server = createServer(({url}, response) => {
    // A page of its own world has a finer clock.
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Content-Type', files.has(url) ? 'text/javascript' : 'text/html');
    response.end(files.get(url) ?? '<!doctype html><link rel="icon" href="data:,">');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Runs in the page: milliseconds of each contender, round by round; all of them in turn in every round. */
async function measure({gate, markup, rounds}) {
  const module = await import(gate);
  if (!Document.parseHTML) return undefined;
  const gateOptions = {
    base: 'https://site.example/news/',
    headingLevel: 2,
    frameLabel: (host) => `Video on ${host}`,
  };
  const native = module.nativeEngine();
  const purify = await module.loadPurify();
  await module.prepareSanitizer();
  const {sanitize, sanitizeWith} = module;

  /** Milliseconds of a run that do not count. */
  let skipped = 0;
  /** The whole gate, of which one part counts. */
  const part = (name) => () => {
    let [begin, entered, left] = [performance.now(), 0, 0];
    const result = sanitizeWith(
      (source) => {
        entered = performance.now();
        const tree = native(source);
        left = performance.now();
        return tree;
      },
      markup,
      gateOptions,
    );
    const end = performance.now();
    skipped += end - begin - {before: entered - begin, engine: left - entered, after: end - left}[name];
    return result;
  };

  const contenders = {
    parseHTML: () => Document.parseHTML(markup),
    'parseHTML, our configuration': () => native(markup),
    sanitize: () => sanitize(markup, gateOptions),
    '· before the engine': part('before'),
    '· engine': part('engine'),
    '· rebuild': part('after'),
    'sanitize with DOMPurify': () => sanitizeWith(purify, markup, gateOptions),
  };

  const TURNS = 25;
  const names = Object.keys(contenders);
  let kept;
  const time = (name, count) => {
    const run = contenders[name];
    skipped = 0;
    const begin = performance.now();
    for (let index = 0; index < count; index++) kept = run();
    return (performance.now() - begin - skipped) / count;
  };
  // Long enough that the clock's own grain does not count, short enough that a disturbance hits few of them.
  const counts = Object.fromEntries(
    names.map((name) => {
      time(name, 20);
      return [name, Math.min(40, Math.ceil(1 / time(name, 20)))];
    }),
  );
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const inRound = Object.fromEntries(names.map((name) => [name, []]));
    for (let turn = 0; turn < TURNS; turn++) {
      // Whoever comes first this time comes last the next.
      const order = names.map((_, index) => names[(index + turn) % names.length]);
      for (const name of order) inRound[name].push(time(name, counts[name]));
      // A turn of the event loop lets the browser collect what is left.
      await new Promise((resolve) => setTimeout(resolve));
    }
    // The shortest: what else the machine does only ever makes a turn longer.
    for (const name of names) times[name].push(Math.min(...inRound[name]));
  }
  const result = sanitize(markup, gateOptions);
  return {times, elements: result.querySelectorAll('*').length, isKept: !!kept};
}

// ---------------------------------------------------------------------------------------------------- the report

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function report(name, {times, elements}) {
  const ratios = (contender) => times[contender].map((time, round) => time / times.parseHTML[round]);
  const row = (contender) => {
    const all = ratios(contender);
    return {
      milliseconds: median(times[contender]).toFixed(2),
      ratio: median(all).toFixed(2),
      'min..max': `${Math.min(...all).toFixed(2)}..${Math.max(...all).toFixed(2)}`,
      'of sanitize': `${((100 * median(times[contender])) / median(times.sanitize)).toFixed(0)} %`,
    };
  };
  console.log(`\n${name}: ${elements} elements come out`);
  console.table(Object.fromEntries(Object.keys(times).map((contender) => [contender, row(contender)])));
  const ratio = median(ratios('sanitize'));
  const isLimited = name.startsWith('Chrome');
  const limit = isLimited ? `; the limit is ${LIMIT}` : '';
  console.log(`sanitize() takes ${ratio.toFixed(2)} times as long as Document.parseHTML()${limit}.`);
  if (isLimited && !(ratio < LIMIT)) process.exitCode = 1;
}

const markup = makeStory();
console.log(`A story of ${Buffer.byteLength(markup)} bytes with ${countElements(markup)} elements`);
const files = await bundle();
const server = await serve(files);
const page = `http://127.0.0.1:${server.address().port}/`;
const [gate] = files.keys();

const browsers = {
  chromium: await findChromium(),
  ...(existsSync(FIREFOX) && {firefox: {browser: 'firefox', executablePath: FIREFOX}}),
};
for (const launch of Object.values(browsers)) {
  const browser = await puppeteer.launch({...launch, protocolTimeout: 600_000});
  try {
    const tab = await browser.newPage();
    await tab.goto(page);
    const measured = await tab.evaluate(measure, {gate, markup, rounds: Number(options.rounds)});
    const name = await browser.version();
    if (measured) report(name, measured);
    else console.log(`\n${name} has no Document.parseHTML to compare with.`);
  } finally {
    await browser.close();
  }
}
server.close();
server.closeAllConnections();
