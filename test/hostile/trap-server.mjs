import {once} from 'node:events';
import {createServer} from 'node:http';

/** A picture of one pixel. */
const PICTURE = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/**
 * Servers that write down what they are asked, for the tests with hostile feeds: real ones, on ports of their own,
 * because only what arrives tells what a browser has sent.
 *
 * Each page of tests opens two, its publisher and a trap, so that pages at the same time see nothing of each other.
 * A page talks to this plugin below `/__trap/`.
 */
export function trapServer() {
  const servers = new Map();
  return {
    name: 'trap-server',
    async serve({path}) {
      const [, command, port] = /^\/__trap\/(\w+)(?:\/(\d+))?$/.exec(path) ?? [];
      if (!command) return undefined;
      const answer = command === 'open' ? await open(servers) : servers.get(Number(port))?.log;
      return {body: JSON.stringify(answer ?? null), type: 'json', headers: {'cache-control': 'no-store'}};
    },
    async serverStop() {
      for (const {server} of servers.values()) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** A server that answers every page of every site, and the port it got. */
async function open(servers) {
  const log = {connections: 0, requests: []};
  const server = createServer(({method, url, headers}, response) => {
    log.requests.push({
      method,
      path: url,
      destination: headers['sec-fetch-dest'],
      referrer: headers.referer,
      cookie: headers.cookie,
    });
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cache-control', 'no-store');
    if (url.includes('broken')) response.writeHead(404).end();
    else response.setHeader('content-type', 'image/gif').end(PICTURE);
  });
  server.on('connection', () => log.connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  servers.set(port, {server, log});
  return {port};
}
