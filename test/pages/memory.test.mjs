// What a tab has to remember: by the browser's own protocol, which Chromium alone speaks.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {after, before, describe, it} from 'node:test';
import {createGzip} from 'node:zlib';
import {launchChromium} from './serving.mjs';

const TAGS = ['hhc-story', 'hhc-related', 'hhc-archive'];
const MB = 2 ** 20;

/** 300 kB on the wire that unpack to 300 MB. */
async function makeBomb() {
  const gzip = createGzip({level: 9});
  const packed = gzip.toArray();
  const blanks = Buffer.alloc(MB, ' ');
  for (let megabytes = 0; megabytes < 300; megabytes++) if (!gzip.write(blanks)) await once(gzip, 'drain');
  gzip.end();
  return Buffer.concat(await packed);
}

describe('the memory of a tab', () => {
  const asked = [];
  let server, browser, page, protocol, bomb;

  before(async () => {
    bomb = await makeBomb();
    assert.ok(bomb.length < 400_000);
    server = createServer((request, response) => {
      const {pathname} = new URL(request.url, 'http://host');
      asked.push(pathname);
      if (pathname.startsWith('/cdn/')) {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(readFileSync(`dist${pathname}`));
      } else if (pathname === '/feed.json') {
        response.end(readFileSync('stories/feeds/hhc.json'));
      } else if (pathname === '/bomb.json') {
        response.setHeader('Content-Encoding', 'gzip');
        response.end(bomb);
      } else {
        response.setHeader('Content-Type', 'text/html');
        response.end('<!doctype html><script type="module" src="/cdn/hhc-widgets.js"></script><main></main>');
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    protocol = await page.context().newCDPSession(page);
    await protocol.send('Performance.enable');
    await protocol.send('HeapProfiler.enable');
    // What is loaded once and stays: the chunks, the sheets, the feed in the store.
    await show(TAGS, 'feed.json');
    await clear();
  });

  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  /** Puts elements on the page and resolves to how each ended. */
  const show = (tags, feed) =>
    page.evaluate(
      ([tags, feed]) =>
        Promise.all(
          tags.map(
            (tag, index) =>
              new Promise((resolve) => {
                const element = document.createElement(tag);
                element.src = index < 3 && feed.startsWith('bomb') ? `${feed}?${index}` : feed;
                element.loading = 'eager';
                element.addEventListener('hhc-load', () => resolve('load'));
                element.addEventListener('hhc-error', ({code}) => resolve(code));
                document.querySelector('main').append(element);
              }),
          ),
        ),
      [tags, feed],
    );

  const clear = () =>
    page.evaluate(async () => {
      document.querySelector('main').replaceChildren();
      // What ends with the elements ends a task later.
      await new Promise((resolve) => setTimeout(resolve));
      await new Promise(requestAnimationFrame);
    });

  /** What is left when all that nobody holds is gone. */
  async function measure() {
    for (let times = 0; times < 3; times++) await protocol.send('HeapProfiler.collectGarbage');
    const {metrics} = await protocol.send('Performance.getMetrics');
    const {usedSize, embedderHeapUsedSize, backingStorageSize} = await protocol.send('Runtime.getHeapUsage');
    const {Nodes: nodes, JSEventListeners: listeners} = Object.fromEntries(
      metrics.map(({name, value}) => [name, value]),
    );
    return {nodes, listeners, bytes: usedSize + (embedderHeapUsedSize ?? 0) + (backingStorageSize ?? 0)};
  }

  /** How many elements of a tag there are, on the page or off it. */
  async function count(tag) {
    const {result: prototype} = await protocol.send('Runtime.evaluate', {
      expression: `customElements.get('${tag}').prototype`,
    });
    const {objects} = await protocol.send('Runtime.queryObjects', {prototypeObjectId: prototype.objectId});
    const {result} = await protocol.send('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: 'function () { return this.length; }',
    });
    await protocol.send('Runtime.releaseObject', {objectId: objects.objectId});
    return result.value;
  }

  it('is back where it was after 200 elements that were shown and taken out', async () => {
    const earlier = await measure();
    const requests = () => asked.filter((path) => path === '/feed.json').length;
    assert.equal(requests(), 1);
    const ends = await show(
      Array.from({length: 200}, (_, index) => TAGS[index % 3]),
      'feed.json',
    );
    assert.deepEqual(new Set(ends), new Set(['load']));
    assert.equal(requests(), 1, 'the page has the feed');
    for (const tag of TAGS) assert.ok((await count(tag)) >= 66);

    await clear();
    const later = await measure();
    for (const tag of TAGS) assert.equal(await count(tag), 0, tag);
    assert.equal(later.listeners, earlier.listeners, 'listeners');
    assert.ok(later.nodes <= earlier.nodes + 5, `${later.nodes} nodes, ${earlier.nodes} before`);
    assert.ok(later.bytes < earlier.bytes + MB, `${later.bytes} bytes, ${earlier.bytes} before`);
  });

  it('never holds an answer of 300 MB', async () => {
    const {processInfo} = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(
      ({type, id}) => type === 'renderer' && existsSync(`/proc/${id}/status`),
    );
    const peak = () =>
      Math.max(
        ...renderers.map(({id}) =>
          Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]),
        ),
      ) * 1024;
    // Linux forgets the highest that was so far.
    for (const {id} of renderers) writeFileSync(`/proc/${id}/clear_refs`, '5');

    const [earlier, peakBefore] = [await measure(), renderers.length && peak()];
    assert.deepEqual(await show(TAGS, 'bomb.json'), ['too-large', 'too-large', 'too-large']);
    await clear();
    const later = await measure();
    assert.ok(later.bytes < earlier.bytes + MB, `${later.bytes} bytes, ${earlier.bytes} before`);
    if (renderers.length) {
      const more = peak() - peakBefore;
      assert.ok(more < 150 * MB, `${(more / MB).toFixed()} MB more at its highest`);
    }
    // And it lives.
    assert.deepEqual(await show(['hhc-story'], 'feed.json'), ['load']);
    await clear();
  });
});
