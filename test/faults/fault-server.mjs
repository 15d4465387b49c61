import {once} from 'node:events';
import {createServer} from 'node:http';
import {createGzip} from 'node:zlib';

const MEGABYTE = 1 << 20;

/** The feed that is served where a test has put no other. */
const FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Новини',
  language: 'bg',
  home_page_url: 'https://site.example/',
  items: [
    {
      id: 'kites',
      url: 'https://site.example/kites',
      title: 'Хвърчила над града',
      content_html: '<p>Децата пускат хвърчила.</p>',
      date_published: '2020-08-20T10:00:00+03:00',
    },
  ],
});

/** Unless a test wants it otherwise, so that whatever is asked for is asked of the server. */
const UNCACHED = {'Cache-Control': 'no-store'};

const HTML = '<!doctype html><html lang="bg"><title>Няма такава страница</title><p>Няма такава страница.</p>';

let bomb;

/** About 300 kB that unpack to 300 MB: the beginning of a feed, and blanks. */
async function makeBomb() {
  const gzip = createGzip({level: 9});
  const packed = [];
  gzip.on('data', (chunk) => packed.push(chunk));
  gzip.write('{"version": "https://jsonfeed.org/version/1.1", "items": [');
  const blanks = Buffer.alloc(MEGABYTE, ' ');
  for (let megabytes = 0; megabytes < 300; megabytes++) {
    if (!gzip.write(blanks)) await once(gzip, 'drain');
  }
  gzip.end(']}');
  await once(gzip, 'end');
  return Buffer.concat(packed);
}

/** What a test has set up, and what was asked of it. A test has a session of its own. */
class Session {
  documents = new Map();
  /** By path: how often it was asked for. */
  counts = new Map();
  log = [];
  /** A fault that stands before all others. */
  fault = '';
  #waiting = new Set();
  #opened = 0;

  documentAt(name) {
    return this.documents.get(name) ?? {text: FEED, headers: UNCACHED};
  }

  note(entry) {
    this.log.push(entry);
    this.changed();
  }

  changed() {
    for (const check of [...this.#waiting]) check();
  }

  /** Resolves when `isTrue`, which may be at once. */
  until(isTrue) {
    return new Promise((resolve) => {
      const check = () => {
        if (!isTrue()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Resolves when the gate is opened the next time. */
  atGate() {
    const before = this.#opened;
    return this.until(() => this.#opened > before);
  }

  open() {
    this.#opened++;
    this.changed();
  }
}

/** The ways to answer, by the name that stands second in the path. */
const FAULTS = {
  /** The document that the test has put there, or the feed; conditional requests are answered as servers do. */
  document({request, response, session, name, query}) {
    const {text, headers: own} = session.documentAt(name);
    const headers = {...own, ...JSON.parse(query.get('headers'))};
    const isKnown =
      (headers.ETag && request.headers['if-none-match'] === headers.ETag) ||
      (headers['Last-Modified'] && request.headers['if-modified-since'] === headers['Last-Modified']);
    response.writeHead(isKnown ? 304 : 200, {'Content-Type': 'application/json', ...headers});
    response.end(isKnown ? undefined : text);
  },

  /** Answers when the test opens the gate, with what is then the fault of the session. */
  async gated(context) {
    await context.session.atGate();
    FAULTS[context.session.fault || 'document'](context);
  },

  /** Answers one half, and the other when the test opens the gate. */
  async halved({response, session, name}) {
    const body = Buffer.from(session.documentAt(name).text);
    response.writeHead(200, {'Content-Type': 'application/json', ...UNCACHED});
    response.write(body.subarray(0, body.length / 2));
    await session.atGate();
    response.end(body.subarray(body.length / 2));
  },

  silent() {},

  stalled({response}) {
    response.writeHead(200, {'Content-Type': 'application/json', ...UNCACHED});
    response.write('{');
  },

  truncated({response}) {
    response.writeHead(200, {'Content-Type': 'application/json', ...UNCACHED});
    response.end(FEED.slice(0, FEED.length / 2));
  },

  cut({request}) {
    request.socket.destroy();
  },

  /** Cut in the middle: with its length told before, or in chunks. */
  async 'cut-body'({request, response, query}) {
    const body = Buffer.from(FEED);
    response.writeHead(Number(query.get('status') ?? 200), {
      'Content-Type': 'application/json',
      ...UNCACHED,
      ...(query.has('chunked') ? {} : {'Content-Length': body.length}),
    });
    // In pieces, so that what is cut is the body rather than the headers.
    await new Promise((resolve) => response.write(body.subarray(0, body.length / 2), resolve));
    request.socket.destroySoon();
  },

  html({response, query}) {
    response.writeHead(200, {'Content-Type': query.get('type') ?? 'text/html; charset=utf-8'});
    response.end(HTML);
  },

  bom({response}) {
    response.writeHead(200, {'Content-Type': 'application/json'});
    response.end(`\uFEFF${FEED}`);
  },

  'utf-16'({response, query}) {
    const body = Buffer.from(`\uFEFF${FEED}`, 'utf16le');
    response.writeHead(200, {'Content-Type': query.get('type') ?? 'application/json'});
    response.end(query.has('big') ? body.swap16() : body);
  },

  'windows-1251'({response, query}) {
    const line = query.has('line') ? '<?xml version="1.0" encoding="windows-1251"?>' : '';
    const name = Buffer.from([0xc4, 0xee, 0xec]);
    response.writeHead(200, {'Content-Type': query.get('type') ?? 'text/xml'});
    response.end(
      Buffer.concat([
        Buffer.from(`${line}<rss version="2.0"><channel><title>`),
        name,
        Buffer.from('</title></channel></rss>'),
      ]),
    );
  },

  async bomb({response}) {
    bomb ??= makeBomb();
    const body = await bomb;
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      'Content-Length': body.length,
    });
    response.end(body);
  },

  /** 200 MB as they are, for as long as anyone reads them. */
  flood({response, entry}) {
    const blanks = Buffer.alloc(MEGABYTE / 4, ' ');
    const send = () => {
      while (entry.sent < 200 * MEGABYTE) {
        entry.sent += blanks.length;
        if (!response.write(blanks)) return;
      }
      response.end();
    };
    response.writeHead(200, {'Content-Type': 'application/json'});
    response.on('drain', send);
    send();
  },

  /** So many bytes of a feed, padded with blanks; with `gzip` they are packed. */
  sized({response, query}) {
    const text = Buffer.from(FEED);
    const body = Buffer.concat([text, Buffer.alloc(Number(query.get('bytes')) - text.length, ' ')]);
    const isPacked = query.has('gzip');
    response.writeHead(200, {
      'Content-Type': 'application/json',
      ...(isPacked ? {'Content-Encoding': 'gzip'} : {}),
    });
    if (!isPacked) return void response.end(body);
    const gzip = createGzip();
    gzip.pipe(response);
    gzip.end(body);
  },

  /** An error status, with `headers`: always, or so many `times`, and `then` the feed or another fault. */
  status({response, query, count, ...rest}) {
    if (count > Number(query.get('times') ?? Infinity)) {
      return FAULTS[query.get('then') ?? 'document']({response, query, ...rest});
    }
    const after = query.get('after');
    response.writeHead(Number(query.get('status') ?? 404), {
      'Content-Type': 'text/html',
      'Cache-Control': 'no-store',
      ...(after === null ? {} : {'Retry-After': after}),
      ...(query.has('hidden') ? {} : {'Access-Control-Expose-Headers': 'Retry-After'}),
      ...JSON.parse(query.get('headers')),
    });
    response.end(HTML);
  },

  empty({response, query}) {
    response.writeHead(Number(query.get('status') ?? 200), {'Content-Type': 'application/json'});
    response.end();
  },

  /** To and fro without end; how often the browser follows is its own affair. */
  circle({response, session, name}) {
    const next = name === 'there' ? 'back' : 'there';
    response.writeHead(302, {Location: `/${session.name}/circle/${next}`, 'Cache-Control': 'no-store'});
    response.end();
  },

  /** To the same session on the other port. */
  moved({response, session, addresses}) {
    response.writeHead(302, {
      Location: `${addresses.other}/${session.name}/document/moved.json`,
      'Cache-Control': 'no-store',
    });
    response.end();
  },

  /** A sound answer that the page is not allowed to read. */
  private({response}) {
    response.removeHeader('Access-Control-Allow-Origin');
    response.writeHead(200, {'Content-Type': 'application/json', ...UNCACHED});
    response.end(FEED);
  },

  /** Fails `times` times as the network does, and then gives the feed. */
  flaky(context) {
    if (context.count > Number(context.query.get('times'))) FAULTS.document(context);
    else FAULTS.cut(context);
  },
};

/** What a test asks of the server itself, by the name that stands second in the path. */
const COMMANDS = {
  /** The requests so far; waits until there are `asked`, of which `over` are over: answered, cut or given up. */
  async log({session, query}) {
    await session.until(
      () =>
        session.log.length >= Number(query.get('asked') ?? 0) &&
        session.log.filter(({end}) => end).length >= Number(query.get('over') ?? 0),
    );
    return session.log;
  },

  async put({request, session, name, query}) {
    const text = Buffer.concat(await request.toArray());
    const headers = JSON.parse(query.get('headers')) ?? UNCACHED;
    session.documents.set(name, {text, headers});
  },

  go({session}) {
    session.open();
  },

  /** From now on that fault is the answer to everything, or each address its own again. */
  fault({session, name}) {
    session.fault = name;
  },
};

/**
 * A plugin for the test runner: a feed server on which everything can go wrong, on ports of its own, so that to the
 * pages of the tests it is another origin. Tests learn its addresses from `/__faults.json`.
 *
 * An address is `/<session>/<fault>/<name>?<how>`. A second port answers the same, for what leads to another host;
 * a third takes commands, so that a test can ask what was asked for while connections to the others hang; a fourth is
 * closed at the command of `close`, so that connections to it are refused.
 */
export function faultServer() {
  const sessions = new Map();
  const addresses = {};
  const servers = [];

  const partsOf = ({url}) => {
    const {pathname, searchParams: query} = new URL(url, 'http://localhost');
    const [, sessionName, action, name = ''] = pathname.split('/');
    if (!sessions.has(sessionName)) {
      sessions.set(sessionName, Object.assign(new Session(), {name: sessionName}));
    }
    return {session: sessions.get(sessionName), action, name, query, path: pathname};
  };

  const allow = (response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    // A browser asks a second time by itself where a connection that was used before breaks: none is used twice.
    response.setHeader('Connection', 'close');
  };

  const answer = async (request, response) => {
    const {session, action, path, ...rest} = partsOf(request);
    const count = (session.counts.get(path) ?? 0) + 1;
    session.counts.set(path, count);
    const {method, headers} = request;
    const entry = {path, method, headers, status: 0, sent: 0, end: ''};
    session.note(entry);
    response.on('close', () => {
      entry.status = response.headersSent ? response.statusCode : 0;
      entry.end = response.writableFinished ? 'answered' : 'gone';
      session.changed();
    });
    allow(response);
    const fault = FAULTS[session.fault || action];
    await fault({request, response, session, count, entry, addresses, ...rest});
  };

  const obey = async (request, response) => {
    const {session, action, ...rest} = partsOf(request);
    allow(response);
    response.setHeader('Cache-Control', 'no-store');
    if (action === 'open') {
      const [address, server] = await listen(answer);
      session.closing = server;
      return void response.end(JSON.stringify(address));
    }
    if (action === 'close') {
      session.closing.closeAllConnections();
      await new Promise((resolve) => session.closing.close(resolve));
      return void response.end('null');
    }
    const result = await COMMANDS[action]({request, session, ...rest});
    response.end(JSON.stringify(result ?? null));
  };

  const listen = async (handle) => {
    const server = createServer((request, response) => {
      handle(request, response).catch((error) => {
        // A client that has gone is what these servers are for; anything else is a fault of their own.
        if (!response.destroyed) console.error(error);
        response.destroy();
      });
    });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return [`http://127.0.0.1:${server.address().port}`, server];
  };

  return {
    name: 'fault-server',

    async serverStart() {
      for (const [name, handle] of Object.entries({feeds: answer, other: answer, commands: obey})) {
        [addresses[name]] = await listen(handle);
      }
    },

    async serverStop() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },

    serve({path}) {
      return path === '/__faults.json' ? {body: JSON.stringify(addresses), type: 'json'} : undefined;
    },
  };
}
