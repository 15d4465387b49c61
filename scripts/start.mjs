/**
 * `npm start`: builds the library where it is stale, and shows the example pages on two origins, as in life: a
 * partner's site, and the publisher's site that has the feed.
 */
import {once} from 'node:events';
import {accessSync, constants, readdirSync, readFileSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {basename, dirname, extname, join, resolve, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import sirv from 'sirv';
import {buildStale} from './building.mjs';

const usage = `Usage: npm start -- [--feed ADDRESS-OR-FILE]

  --feed   show another feed in the example pages: an http(s) address, or a file,
           whose folder is readable through this server while it runs
  --help   print this

PORT=8000 is the partner's site; the publisher's site is on the next port.`;

const root = fileURLToPath(new URL('..', import.meta.url));
const [examples, feeds, cdn] = ['examples', 'stories/feeds', 'dist/cdn'].map((folder) => join(root, folder));

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/feed+json; charset=utf-8',
};
const sampleStory = '2020-08-haskovo-training';

/** Ends with one line; 2 says that the command was given wrongly. */
function fail(message, exitCode = 2) {
  console.error(message);
  process.exit(exitCode);
}

function readOptions() {
  try {
    return parseArgs({options: {feed: {type: 'string'}, help: {type: 'boolean'}}}).values;
  } catch (error) {
    return fail(`${error.message.split('. ')[0]}. See npm start -- --help`);
  }
}

function readPort() {
  const text = process.env.PORT || '8000';
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : fail(`PORT must be a number from 1 to 65535, not “${text}”.`);
}

/** The feed that the pages show instead of the sample, as an address or as a file; nothing for the sample. */
function readFeed(given) {
  if (given === undefined) return {};
  if (/^https?:/i.test(given)) {
    return URL.canParse(given) ? {address: given} : fail(`--feed: ${given} is not an address.`);
  }
  // npm runs this in the package's folder; a relative name is meant from where the command was typed.
  const typedIn = process.env.npm_lifecycle_event === 'start' ? process.env.INIT_CWD : '';
  const file = resolve(typedIn, given);
  return isReadable(file) ? {file} : fail(`--feed: there is no file ${file} that can be read.`);
}

function isReadable(file) {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

const pathOf = (request) => request.url.split('?')[0];

/** Serves the text files of a folder that end in `extension`, each sent as `edit` returns it. */
function edited(folder, extension, edit) {
  return (request, response, next) => {
    // Only what the listing holds is ever read, so no address leads out of the folder.
    const names = readdirSync(folder, {recursive: true}).filter((name) => name.endsWith(extension));
    const found = names.find((name) => `/${name.split(sep).join('/')}` === pathOf(request));
    if (!found) return next();
    response.setHeader('Content-Type', types[extension]);
    response.end(edit(readFileSync(join(folder, found), 'utf8')));
  };
}

/** Serves the files of a folder as they are. */
function files(folder) {
  const setHeaders = (response, pathname) => {
    const type = types[extname(pathname)];
    if (type) response.setHeader('Content-Type', type);
  };
  return sirv(folder, {dev: true, etag: true, extensions: [], setHeaders});
}

/** Answers below `prefix` as `handler` does at the root. */
function mounted(prefix, handler) {
  return (request, response, next) => {
    if (!request.url.startsWith(`${prefix}/`)) return next();
    request.url = request.url.slice(prefix.length);
    handler(request, response, next);
  };
}

/** Shows `page` at the root of a site. */
function home(page) {
  return (request, response, next) => {
    request.url = request.url.replace(/^\/(?=\?|$)/, `/${page}`);
    next();
  };
}

function hidden(request, response, next) {
  // The folder of a feed may be anybody's, and every page in the browser may read it here.
  const isHidden = /[/\\](\.|%2e)/i.test(pathOf(request));
  return isHidden ? notFound(request, response) : next();
}

function notFound(request, response) {
  response.writeHead(404, {'Content-Type': 'text/plain; charset=utf-8'}).end('Not found\n');
}

/** A site asks its handlers in turn, until one answers. */
function site(headers, handlers) {
  return createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // These files are small, and sirv throws at a range that runs backwards.
    delete request.headers.range;
    const remaining = [hidden, ...handlers, notFound].values();
    const next = () => remaining.next().value(request, response, next);
    next();
  });
}

/** Writes the addresses of this run into a page that was written for the usual ones. */
function addressPage(page, {partner, publisher, feed}) {
  const attribute = feed.replace(/[&"<]/g, (character) => `&#${character.charCodeAt(0)};`);
  const addresses = {8000: partner, 8001: publisher, '8001/hhc.json': attribute};
  const addressed = page.replace(
    /http:\/\/127\.0\.0\.1:(8000|8001(?:\/hhc\.json)?)/g,
    (_, key) => addresses[key],
  );
  // Another feed has no such story: without the attribute the newest one shows.
  return feed === `${publisher}/hhc.json`
    ? addressed
    : addressed.replaceAll(` story-id="${sampleStory}"`, '');
}

/** Brings a feed document of the sample to the present moment. */
function addressFeed(document, {publisher}) {
  // A real site counts reads as they happen; a sample whose count is of another day would never show „днес“.
  const counted = document.replace(/("as_of":\s*)"[^"]*"/g, `$1"${new Date().toISOString()}"`);
  return counted.replaceAll('http://127.0.0.1:8001', publisher);
}

/** Listens on the wanted port or the next one that is free; resolves to the origin. */
async function listen(server, wanted) {
  // After the last port comes 0: any that is free.
  for (let port = wanted; !server.listening; port = (port + 1) % 65536) {
    const listening = once(server, 'listening');
    server.listen(port, '127.0.0.1');
    await listening.catch(({code}) => code === 'EADDRINUSE' || fail(`Port ${port} cannot be used: ${code}.`));
  }
  const {port} = server.address();
  if (port !== wanted) console.log(`Port ${wanted} is taken; using ${port}.`);
  return `http://127.0.0.1:${port}`;
}

function closeOnSignal(servers) {
  const close = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  // Not once: npm passes Ctrl-C on, so that it can come twice, and the second must not end it as killed.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, close);
}

async function serve(port, {address, file}) {
  const run = {};
  const pages = edited(examples, '.html', (page) => addressPage(page, run));
  const sample = edited(feeds, '.json', (document) => addressFeed(document, run));
  const built = [files(examples), files(cdn)];
  const given = file ? [mounted('/feed', files(dirname(file)))] : [];

  const partner = site({'Cache-Control': 'no-cache'}, [home('index.html'), pages, ...built]);
  const publisher = site({'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*'}, [
    home('main-site.html'),
    pages,
    sample,
    files(feeds),
    ...built,
    ...given,
  ]);
  // The publisher first: it keeps its place beside a partner's port that turns out to be taken.
  run.publisher = await listen(publisher, port < 65535 ? port + 1 : port - 1);
  run.feed = address ?? `${run.publisher}/${file ? `feed/${encodeURI(basename(file))}` : 'hhc.json'}`;
  run.partner = await listen(partner, port);
  closeOnSignal([partner, publisher]);
  return run;
}

const options = readOptions();
if (options.help) {
  console.log(usage);
} else {
  const [port, feed] = [readPort(), readFeed(options.feed)];
  if (!buildStale()) fail('The build failed (see above); nothing is served.', 1);
  const {partner, publisher, feed: shown} = await serve(port, feed);
  console.log(`
Partner's page  ${partner}/partner.html
Main site       ${publisher}/main-site.html
Feed            ${shown}

All examples    ${partner}/
Ctrl-C ends it.`);
}
