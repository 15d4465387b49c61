// A browsing context that is watched: every request goes through a proxy, and the interfaces for storage and network
// tell who uses them.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, request as ask} from 'node:http';

/** What a reader's browser holds of the sites before the tour; nothing may be added, and no feed may be told. */
const COOKIES = ['lax', 'strict'].map((name) => ({
  name,
  value: 'set-by-the-site',
  domain: '127.0.0.1',
  path: '/',
  sameSite: name === 'lax' ? 'Lax' : 'Strict',
}));

/** What browsers send of themselves; any other header of a request for a feed is one of ours. */
const BROWSER_HEADER =
  /^(?:host|connection|proxy-connection|user-agent|accept|accept-encoding|accept-language|origin|referer|if-none-match|if-modified-since|sec-(?:ch-ua|fetch)-?.*)$/;

export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/**
 * A browsing context that is watched. What pages may ask for: `isOwn` tells their own files; `feeds` are addresses of
 * feed documents; the pictures, and further documents, are those that the feeds name which the pages have read.
 */
export async function watch(browser, {isOwn, feeds = []}) {
  const allowed = {feeds: new Set(feeds), images: new Set(), templates: new Set(), ids: new Set(['apart'])};
  const seen = [];
  const asked = [];
  const uses = [];
  const windows = [];
  let kept = [];

  const proxy = await startProxy(seen, allowed);
  const context = await browser.newContext({
    viewport: {width: 1280, height: 900},
    // Requests to this machine as well: browsers leave them out otherwise.
    proxy: {server: proxy.origin, bypass: '<-loopback>'},
  });
  await context.addCookies(COOKIES);
  await context.exposeBinding('tellUse', (_, use) => uses.push(use));
  await context.addInitScript(instrument, INTERFACES);
  context.on('page', (opened) => windows.push(opened));
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({request, type, initiator}) =>
    asked.push({method: request.method, url: request.url, type, by: initiatorOf(initiator)}),
  );

  return {
    context,
    page,
    allowed,
    /** The addresses that were asked for since the last `begin`, as the proxy has them. */
    get addresses() {
      return seen.map(({url}) => url);
    },

    /** Forgets what was found so far. */
    begin() {
      for (const list of [seen, asked, uses]) list.length = 0;
      kept = [];
    },

    /** Everything that the page did and should not have done, one line each. */
    async findings() {
      kept = await readKept(session);
      const cookies = (await context.cookies())
        .map(({name, value}) => `${name}=${value}`)
        .filter((cookie) => !COOKIES.some(({name, value}) => cookie === `${name}=${value}`));
      return [
        ...new Set([
          ...uses.filter(isUnasked).map(({name, detail, by}) => `use of ${name} ${detail} by ${by}`),
          ...kept.map((what) => `kept: ${what}`),
          ...cookies.map((cookie) => `cookie: ${cookie}`),
          ...windows.slice(1).map((opened) => `window: ${opened.url()}`),
          ...judgeRequests(asked, seen, {isOwn, ...allowed}),
        ]),
      ];
    },

    async close() {
      await context.close();
      await proxy.close();
    },
  };
}

/** The reader names the story in the address, which a page asks for with `param`: no other page loads it. */
const isUnasked = ({name, by}) => name !== 'History.pushState' || !by.includes('/chunks/reader-');

/** Passes on what is asked of this machine, answers for the rest of the world, and writes down all of it. */
async function startProxy(seen, allowed) {
  const server = createServer((incoming, response) => {
    const {method, url, headers} = incoming;
    const entry = {method, url, headers, setCookie: undefined};
    seen.push(entry);
    const {hostname} = new URL(url);
    if (hostname !== '127.0.0.1') {
      incoming.resume();
      const isPicture = /\.(?:jpg|png)$/.test(url);
      response.writeHead(isPicture ? 200 : 404, {
        'Access-Control-Allow-Origin': '*',
        'Content-Type': isPicture ? 'image/gif' : 'text/plain',
      });
      return response.end(isPicture ? PIXEL : '');
    }
    const outgoing = ask(url, {method, headers}, (answer) => {
      entry.setCookie = answer.headers['set-cookie'];
      if (!allowed.feeds.has(url)) {
        response.writeHead(answer.statusCode, answer.headers);
        return answer.pipe(response);
      }
      // A cookie that a feed's server sets is not for keeping either.
      response.writeHead(answer.statusCode, {...answer.headers, 'set-cookie': 'by-feed=1; Path=/'});
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        // Before the page has it, so that nothing it names is asked for before it is allowed.
        allow(allowed, Buffer.concat(chunks).toString(), url);
        response.end(Buffer.concat(chunks));
      });
    });
    outgoing.on('error', () => response.writeHead(502).end());
    incoming.pipe(outgoing);
  });
  // https and web sockets: no page of this tour has any business with them.
  server.on('connect', ({url, headers}, socket) => {
    seen.push({method: 'CONNECT', url: `https://${url}/`, headers});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Allows what a feed document names: further documents, and pictures. */
export function allow({feeds, images, templates, ids}, text, base) {
  let feed;
  try {
    feed = JSON.parse(text);
  } catch {
    return;
  }
  const add = (set, address) => {
    if (typeof address === 'string' && URL.canParse(address, base)) set.add(new URL(address, base).href);
  };
  const {archive = [], story_url: story, reads_url: reads} = feed._hhc ?? {};
  for (const {url} of archive) add(feeds, url);
  add(feeds, feed.next_url);
  for (const {id} of feed.items ?? []) ids.add(id);
  if (story) templates.add(story);
  for (const template of templates) for (const id of ids) add(feeds, template.replace('{id}', id));
  if (reads) for (const {id} of feed.items) add(feeds, reads.replace('{id}', id));
  for (const item of feed.items ?? []) {
    const {image_sizes: sizes = [], translations = []} = item._hhc ?? {};
    const pictures = (item.attachments ?? []).filter(({mime_type: type}) => /^image\//.test(type));
    for (const address of [item.image, item.banner_image]) add(images, address);
    for (const {url} of [...sizes, ...pictures]) add(images, url);
    for (const {content_html: body = ''} of [item, ...translations]) {
      for (const address of imagesIn(body)) add(images, address);
    }
  }
}

/** The addresses of the pictures in a body; what stands in these elements is not for being seen. */
function imagesIn(body) {
  const seen = body.replace(/<(iframe|math|noscript|svg|template)\b.*?<\/\1>/gs, '');
  return [...seen.matchAll(/<(img|source)\b([^>]*)>/gi)].flatMap(([, name, attributes]) => {
    const value = (attribute) => new RegExp(`\\s${attribute}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    const candidates = value('srcset').split(/,\s+/);
    return [
      ...(name === 'img' ? [value('src')] : []),
      ...candidates.map((candidate) => candidate.trim().split(' ')[0]),
    ].filter(Boolean);
  });
}

/** By the browser's account for who asked, and by the proxy's for what was sent. */
function judgeRequests(asked, seen, {isOwn, feeds, images}) {
  const byOf = new Map(asked.map(({url, by}) => [url, by]));
  const judged = [
    ...asked.map((each) => ({...each, isImage: each.type === 'Image', isFetch: each.type === 'Fetch'})),
    // Browsers name the destination to servers too, but not where there is no https; what they accept tells as much.
    ...seen.map((each) => {
      const {accept = ''} = each.headers;
      return {...each, isImage: accept.startsWith('image/'), isFetch: accept === '*/*'};
    }),
  ].filter(({url}) => !/^(?:data|blob|about):/.test(url));

  return judged.flatMap(({method, url, headers = {}, setCookie, isImage, isFetch}) => {
    const isFeed = isFetch && feeds.has(url);
    const isPicture = isImage && images.has(url);
    const found = [];
    const report = (kind, detail = '') => found.push(`${kind}: ${method} ${url} ${detail}`.trim());
    if (method !== 'GET' || !(isOwn(url) || isFeed || isPicture) || headers['sec-purpose']) {
      report('request', `by ${byOf.get(url) ?? 'nobody that the browser names'}`);
    }
    if (setCookie) report('cookie set by a response', setCookie);
    if (isFeed) {
      for (const name of Object.keys(headers)) if (!BROWSER_HEADER.test(name)) report('header', name);
      if (headers.accept && headers.accept !== '*/*') report('header', `accept ${headers.accept}`);
    }
    if ((isFeed || isPicture) && headers.referer) report('referrer', headers.referer);
    if (isPicture && headers.authorization) report('header', 'authorization');
    return found;
  });
}

function initiatorOf({type, url, stack}) {
  for (let trace = stack; trace; trace = trace.parent) {
    const [frame] = trace.callFrames;
    if (frame) return `${frame.url}:${frame.lineNumber + 1}:${frame.columnNumber + 1}`;
  }
  return [type, url].filter(Boolean).join(' ');
}

/** Everything that can keep or send something, by the name of its interface; `set` and `get` are for accessors. */
const INTERFACES = {
  methods: {
    Storage: 'getItem setItem removeItem clear key',
    IDBFactory: 'open deleteDatabase databases',
    CacheStorage: 'open match has keys delete',
    CookieStore: 'get getAll set delete',
    StorageManager: 'getDirectory persist',
    StorageBucketManager: 'open',
    ServiceWorkerContainer: 'register',
    Navigator: 'sendBeacon getBattery share registerProtocolHandler requestMIDIAccess',
    Geolocation: 'getCurrentPosition watchPosition',
    Permissions: 'query',
    PushManager: 'subscribe',
    MediaDevices: 'getUserMedia getDisplayMedia enumerateDevices',
    Clipboard: 'read readText write writeText',
    CredentialsContainer: 'get create store',
    NavigatorUAData: 'getHighEntropyValues',
    HTMLCanvasElement: 'toDataURL toBlob',
    HTMLFormElement: 'submit requestSubmit',
    Document: 'requestStorageAccess hasStorageAccess browsingTopics',
    History: 'pushState replaceState',
  },
  accessors: {Document: 'cookie referrer'},
  /** These are the window's own. */
  windowMethods: 'open postMessage',
  windowAccessors: 'localStorage sessionStorage indexedDB caches cookieStore name',
  statics: {Notification: 'requestPermission'},
  constructors:
    'WebSocket WebTransport EventSource XMLHttpRequest RTCPeerConnection BroadcastChannel Worker SharedWorker ' +
    'Notification PaymentRequest IdleDetector AudioContext OfflineAudioContext',
};

/** Runs in each page before its scripts: makes the interfaces tell of their use, and work as before. */
function instrument({methods, accessors, windowMethods, windowAccessors, statics, constructors}) {
  const {tellUse} = globalThis;
  const tell = (name, [first = '']) => {
    const by = new Error().stack.split('\n').slice(3, 5);
    tellUse({name, detail: String(first).slice(0, 80), by: by.map((line) => line.trim()).join(' < ')});
  };
  const wrap = (object, owner, names) => {
    for (const name of names.split(' ')) {
      const descriptor = object && Object.getOwnPropertyDescriptor(object, name);
      if (!descriptor) continue;
      const wrapped = {...descriptor};
      for (const key of ['value', 'get', 'set']) {
        const original = descriptor[key];
        if (typeof original !== 'function') continue;
        wrapped[key] = function (...values) {
          tell(key === 'value' ? `${owner}.${name}` : `${owner}.${name} (${key})`, values);
          return original.apply(this, values);
        };
      }
      Object.defineProperty(object, name, wrapped);
    }
  };
  for (const [owner, names] of [...Object.entries(methods), ...Object.entries(accessors)]) {
    wrap(globalThis[owner]?.prototype, owner, names);
  }
  for (const [owner, names] of Object.entries(statics)) wrap(globalThis[owner], owner, names);
  wrap(globalThis, 'window', windowMethods);
  wrap(globalThis, 'window', windowAccessors);
  for (const name of constructors.split(' ')) {
    if (!globalThis[name]) continue;
    globalThis[name] = new Proxy(globalThis[name], {
      construct(target, values, newTarget) {
        tell(`new ${name}`, values);
        return Reflect.construct(target, values, newTarget);
      },
    });
  }
}

/** What is kept for the origin of the page and by the page itself, read in a world without the instruments. */
async function readKept(session) {
  const {frameTree} = await session.send('Page.getFrameTree');
  const {executionContextId: contextId} = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  const {result, exceptionDetails} = await session.send('Runtime.evaluate', {
    contextId,
    expression: `(${listKept})()`,
    awaitPromise: true,
    returnByValue: true,
  });
  assert.equal(exceptionDetails, undefined);
  return result.value;
}

async function listKept() {
  if (location.protocol === 'about:') return [];
  const list = (name, entries) => [...entries].map((entry) => `${name} ${entry}`);
  const {usage, usageDetails} = await navigator.storage.estimate();
  const directory = await navigator.storage.getDirectory();
  const files = [];
  for await (const name of directory.keys()) files.push(name);
  return [
    ...list('localStorage', Object.keys(localStorage)),
    ...list('sessionStorage', Object.keys(sessionStorage)),
    ...list(
      'indexedDB',
      (await indexedDB.databases()).map(({name}) => name),
    ),
    ...list('cache', await caches.keys()),
    ...list(
      'service worker',
      (await navigator.serviceWorker.getRegistrations()).map(({scope}) => scope),
    ),
    ...list('file', files),
    ...(usage ? [`storage ${JSON.stringify(usageDetails)}`] : []),
    ...(window.name ? [`window.name ${window.name}`] : []),
    ...(history.state === null ? [] : [`history.state ${JSON.stringify(history.state)}`]),
  ];
}
