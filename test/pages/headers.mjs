// Pages of a strict partner: with any headers, on three origins, with everything noted that is asked and that goes
// wrong.
import {once} from 'node:events';
import {readdirSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import sirv from 'sirv';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const CDN = join(root, 'dist/cdn');
export const ENTRY = 'hhc-widgets.js';
export const FEED = '/hhc.json';
/** It has a picture in its text, and an English translation. */
export const STORY = '2015-12-lights';
export const NONCE = 'c3VtbWVy';
export const TAGS = ['hhc-story', 'hhc-related', 'hhc-archive'];

/** What nothing on a page needs, whatever else its policy says. */
export const REST = "base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'";

/** What is recorded on a page where nothing goes wrong. */
export const NOTHING = {violations: [], errors: [], rejections: [], console: []};

/** The first script of each page. It runs there, so it uses nothing of this file. */
function recorder() {
  const recorded = {violations: [], errors: [], rejections: [], console: []};
  // The address of an image that no page here allows, and that nothing but `heard` asks for.
  const SENTINEL = 'data:,';
  const isSentinel = ({blockedURI}) => blockedURI === 'data' || blockedURI === SENTINEL;
  const sentinelError = new Error('sentinel');

  addEventListener('securitypolicyviolation', (event) => {
    const {effectiveDirective, blockedURI, disposition, sample, sourceFile} = event;
    // Some browsers ask for an icon on their own account.
    if (isSentinel(event) || blockedURI.endsWith('/favicon.ico')) return;
    recorded.violations.push({effectiveDirective, blockedURI, disposition, sample, sourceFile});
  });
  addEventListener('error', ({message}) => recorded.errors.push(message));
  addEventListener('unhandledrejection', ({reason}) => {
    if (reason !== sentinelError) recorded.rejections.push(String(reason));
  });
  for (const method of ['warn', 'error']) {
    console[method] = (...values) => recorded.console.push(values.map(String).join(' '));
  }

  const fail = (message) => {
    throw new Error(`${message}; recorded: ${JSON.stringify(recorded)}`);
  };

  async function until(check, what) {
    const end = performance.now() + 15_000;
    while (!check()) {
      if (performance.now() > end) fail(`It never came to this: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /**
   * What was recorded, complete: the page's own violation and rejection, made now, come after all earlier ones.
   * They also show that this browser reports such things on this page.
   */
  async function heard() {
    const violation = new Promise((resolve) => {
      addEventListener('securitypolicyviolation', (event) => isSentinel(event) && resolve());
    });
    const rejection = new Promise((resolve) => {
      addEventListener('unhandledrejection', (event) => event.reason === sentinelError && resolve());
    });
    new Image().src = SENTINEL;
    Promise.reject(sentinelError);
    await Promise.all([violation, rejection]);
    return recorded;
  }

  /** Brings elements into view, waits for their answers, and says what each is and tells a reader. */
  async function settled(tags) {
    const answers = [];
    for (const tag of tags) {
      // The page is loaded, so that its scripts have run.
      if (!customElements.get(tag)) fail(`${tag} is not defined`);
      const element = document.querySelector(tag);
      element.scrollIntoView();
      await until(() => /complete|error/.test(element.status), `${tag} has an answer`);
      await element.updateComplete;
      const said = element.shadowRoot.querySelector('[part=status]').textContent;
      answers.push(`${tag} ${element.status} ${said}`.trim());
    }
    return answers;
  }

  /** Does on the page what a reader does, and says what there is to read. */
  async function read(pictures = 'loaded') {
    const tags = ['hhc-story', 'hhc-related', 'hhc-archive'];
    const answers = await settled(tags);
    if (String(answers) !== String(tags.map((tag) => `${tag} complete`))) fail(answers);
    const [story, related, archive] = tags.map((tag) => document.querySelector(tag).shadowRoot);

    const wordsIn = async (language) => {
      const button = story.querySelector(`button[lang=${language}]`);
      button.click();
      await until(() => button.ariaPressed === 'true', `the story is shown in ${language}`);
      return {
        title: story.querySelector('[part=title]').textContent.trim(),
        text: story.querySelector('[part=body]')?.textContent,
        markup: [...story.querySelectorAll('[part=body] > div *')].map(({localName}) => localName),
      };
    };
    const words = {en: await wordsIn('en'), bg: await wordsIn('bg')};

    archive.querySelector('summary').click();
    await until(() => archive.querySelector('details[open] .months a'), 'the year is open');

    // Only the library's own pictures say that they did not come.
    const selector = pictures === 'loaded' ? 'img' : 'img[part=image]';
    const images = [story, related, archive].flatMap((shadow) => [...shadow.querySelectorAll(selector)]);
    for (const image of images) {
      image.scrollIntoView();
      await until(
        () => (pictures === 'loaded' ? image.naturalWidth : image.matches('.broken')),
        `${image.src} is ${pictures}`,
      );
    }
    return {
      ...words,
      pictures: images.filter(({naturalWidth}) => naturalWidth).length,
      related: related.querySelectorAll('a[part=link]').length,
      years: archive.querySelectorAll('summary').length,
      stories: archive.querySelectorAll('.months a').length,
    };
  }

  /** The markup of the story's body, after a click on all of it that leads nowhere. */
  async function bodyAfterClicks() {
    const body = document.querySelector('hhc-story').shadowRoot.querySelector('[part=body] > div');
    for (const element of body.querySelectorAll('*:not([href])')) element.click?.();
    for (const image of body.querySelectorAll('img')) {
      image.scrollIntoView();
      await until(() => image.complete, `${image.src} has an answer`);
    }
    for (const element of body.querySelectorAll('details')) element.open = true;
    return body.innerHTML;
  }

  /** Plays the films of the story, opens a picture and prints, and says what came of it. */
  async function useStory() {
    const shadow = document.querySelector('hhc-story').shadowRoot;
    const all = (selector) => [...shadow.querySelectorAll(selector)];
    const boxes = all('.film').length;
    const followed = [];
    addEventListener('click', (event) => {
      const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
      if (link && !event.defaultPrevented) followed.push(link.href);
      if (link) event.preventDefault();
    });
    for (let count = 1; count <= boxes; count++) {
      all('.film a')[0].click();
      await until(() => followed.length === count, 'the link of a film is followed');
    }
    const frames = all('iframe, video').length;

    all('.zoom')[0].click();
    await until(() => all('dialog:modal').length, 'the pictures are open');
    const large = () => all('dialog img').filter(({naturalWidth}) => naturalWidth);
    await until(() => large().length === 2, 'the pictures are loaded');
    const pictures = large().map(({alt}) => alt);
    shadow.querySelector('dialog').close();

    const printing = new Promise((resolve) => {
      new MutationObserver(() => {
        const view = all('iframe')[0]?.contentWindow;
        if (!view) return;
        view.print = () => {
          const heading = view.document.querySelector('h2');
          resolve([heading.textContent.trim(), view.getComputedStyle(heading).fontWeight]);
          view.dispatchEvent(new Event('afterprint'));
        };
      }).observe(shadow, {childList: true});
    });
    all('[part=print]')[0].click();
    const [printed, weight] = await printing;
    return {boxes, frames, followed, pictures, printed, weight};
  }

  /** What the story's block of data calls it. */
  async function headline() {
    const block = () => document.querySelector('hhc-story > script');
    await until(block, 'there is a block of data');
    return JSON.parse(block().textContent).headline;
  }

  /** What of the fallbacks a reader sees. */
  const fallbacks = () =>
    [...document.querySelectorAll('.fallback')]
      .filter((fallback) => fallback.checkVisibility())
      .map(({parentElement}) => parentElement.localName);

  window.recorder = {heard, settled, read, bodyAfterClicks, useStory, headline, fallbacks};
}

const TYPES = {js: 'text/javascript', json: 'application/feed+json', html: 'text/html'};
const typeOf = (path) => `${TYPES[/\w+$/.exec(path)[0]]}; charset=utf-8`;
/** For scripts, too: without it a page in a sandbox may not have a module, and hears nothing of a script's errors. */
const FOR_ALL = {'Access-Control-Allow-Origin': '*'};

/**
 * Starts three sites: a partner's and a CDN's have the library in `/hhc-widgets/`, a publisher's and the partner's the
 * feed and its pictures.
 */
export async function startSites() {
  const asked = [];
  const added = new Map();
  const feeds = sirv(join(root, 'stories/feeds'), {
    dev: true,
    setHeaders: (response, path) =>
      path.endsWith('.json') && response.setHeader('Content-Type', typeOf(path)),
  });

  function answer(site, request, response) {
    const {method, url, headers} = request;
    const path = url.split('?')[0];
    asked.push({method, path, headers});
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const fail = (status) => response.writeHead(status).end();
    // As on a plain file server, a preflight is not answered.
    if (method !== 'GET') return fail(405);
    const found = added.get(`${site}${path}`);
    if (found) return response.writeHead(200, found.headers).end(found.body);
    if (site === 'cdn') return fail(404);
    response.setHeader('Access-Control-Allow-Origin', '*');
    feeds(request, response, () => fail(404));
  }

  const servers = [];
  const origins = {};
  for (const site of ['partner', 'cdn', 'publisher']) {
    const server = createServer((request, response) => answer(site, request, response));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    origins[site] = `http://127.0.0.1:${server.address().port}`;
    servers.push(server);
  }

  /** Puts a document on a site and returns its address. */
  function add(site, path, body, headers) {
    added.set(`${site}${path}`, {body, headers: {'Content-Type': typeOf(path), ...headers}});
    return `${origins[site]}${path}`;
  }

  /** Puts the library in a folder of the two sites, each of its files as `edit(text, name)` returns it. */
  function addLibrary(folder, edit = (text) => text) {
    for (const name of readdirSync(CDN, {recursive: true}).filter((name) => name.endsWith('.js'))) {
      const text = edit(readFileSync(join(CDN, name), 'utf8'), name);
      for (const site of ['partner', 'cdn']) add(site, `/${folder}/${name}`, text, FOR_ALL);
    }
  }
  addLibrary('hhc-widgets');

  function addScript(path, body) {
    add('partner', path, body, FOR_ALL);
    return `<script src="${path}" nonce="${NONCE}" crossorigin="anonymous"></script>`;
  }
  const recorderTag = addScript('/recorder.js', `(${recorder})();`);

  /**
   * Puts a page with the three elements on the partner's site and returns its address.
   * @param policy its Content-Security-Policy
   * @param headers its other headers
   * @param scripts addresses of module scripts, or script tags as they are
   * @param feed address of its feed
   * @param before a script that runs before all others but the recorder
   */
  function addPage({
    policy,
    headers,
    scripts = [`${origins.cdn}/hhc-widgets/${ENTRY}`],
    feed = `${origins.publisher}${FEED}`,
    before = '',
  }) {
    const number = added.size;
    const tags = scripts.map((script) =>
      script.startsWith('<') ? script : `<script type="module" src="${script}" nonce="${NONCE}"></script>`,
    );
    const elements = TAGS.map((tag) => {
      const story = tag === 'hhc-archive' ? '' : `story-id="${STORY}"`;
      return `<${tag} src="${feed}" ${story}><p class="fallback">Новините на издателя</p></${tag}>`;
    });
    const body = `<!DOCTYPE html>
      <html lang="bg" xmlns="http://www.w3.org/1999/xhtml">
        <head>
          <meta charset="utf-8" />
          <title>Partner</title>
          ${recorderTag} ${before && addScript(`/before-${number}.js`, before)} ${tags.join('\n')}
        </head>
        <body>${elements.join('\n')}</body>
      </html>`;
    return add('partner', `/page-${number}.html`, body, {
      // The second is for the violation by which the recorder knows that it has heard all others.
      'Content-Security-Policy': [...(policy ? [policy] : []), 'img-src http:'],
      ...headers,
    });
  }

  function stop() {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  return {...origins, asked, add, addLibrary, addPage, stop};
}
