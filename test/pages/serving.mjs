import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {chromium} from 'playwright';
import {findChromium} from '../../scripts/chromium.mjs';

/** Starts `npm start` as a user does, and says where its pages are. */
export async function start(...options) {
  const server = spawn(process.execPath, ['scripts/start.mjs', ...options], {
    env: {...process.env, PORT: String(20_000 + Math.floor(Math.random() * 20_000))},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const addresses = [];
  for await (const line of createInterface({input: server.stdout})) {
    addresses.push(...(line.match(/https?:\/\/\S+/g) ?? []));
    if (line.includes('Ctrl-C')) break;
  }
  const [partner, mainSite, feed] = addresses;
  return {
    partner,
    mainSite,
    feed,
    async stop() {
      server.kill('SIGINT');
      const [code] = await once(server, 'exit');
      return code;
    },
  };
}

/** A browser of the kind that `npm test` uses. */
export async function launchChromium() {
  const {executablePath, args} = await findChromium();
  return chromium.launch({executablePath, args});
}

/** Opens a page and notes what it asks for and what goes wrong on it. */
export async function open(browser, address, {prepare, ...options} = {}) {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}, ...options});
  const asked = [];
  const errors = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => errors.push(error));
  await prepare?.(page);
  // Not the end of loading, which some pages here never reach.
  await page.goto(address, {waitUntil: 'commit'});
  await page.locator('footer').last().waitFor();
  return {page, asked, errors};
}

/** Resolves when an element of the page has an answer, whichever it is. */
export async function settled(page, tag) {
  await page.locator(tag).scrollIntoViewIfNeeded();
  await page.waitForFunction(
    (tag) => ['complete', 'error'].includes(document.querySelector(tag)?.status),
    tag,
  );
}
