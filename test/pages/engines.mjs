// A page of its own in Chromium, Firefox and WebKit, each driven in the way that the engine understands.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {createServer} from 'node:net';
import {after, before, describe} from 'node:test';
import {setTimeout} from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import {FIREFOX, WEBKIT_DRIVER, WEBKIT_ENVIRONMENT} from '../../scripts/browsers.mjs';
import {findChromium} from '../../scripts/chromium.mjs';

const XVFB = '/usr/bin/Xvfb';

async function launchByPuppeteer(options) {
  const browser = await puppeteer.launch(options);
  const page = await browser.newPage();
  return {
    open: (address) => page.goto(address),
    evaluate: (script, ...values) => page.evaluate(script, ...values),
    press: (key) => page.keyboard.press(key),
    click: (x, y) => page.mouse.click(x, y),
    close: () => browser.close(),
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The keys that tests press, as W3C WebDriver names them. */
const KEYS = {Tab: '\uE004', Enter: '\uE007', PageDown: '\uE00F'};

/** Starts a helper that ends with the tests, however they end. */
function startHelper(command, args, options) {
  const helper = spawn(command, args, options);
  const kill = () => helper.kill();
  process.once('exit', kill);
  helper.once('exit', () => process.off('exit', kill));
  return helper;
}

/** WebKit by the few commands of W3C WebDriver that are needed here, on a screen in memory. */
async function launchWebKit() {
  // It takes the first display that is free, and says which when it is ready.
  const screen = startHelper(XVFB, ['-displayfd', '3', '-terminate', '-screen', '0', '1280x1024x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = await once(screen.stdio[3], 'data', {signal: AbortSignal.timeout(20_000)});
  const port = await freePort();
  const driver = startHelper(WEBKIT_DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    env: {...process.env, ...WEBKIT_ENVIRONMENT, DISPLAY: `:${String(display).trim()}`},
  });

  const send = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const {value} = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const isReady = () =>
    send('GET', '/status').then(
      () => true,
      () => false,
    );
  while (driver.exitCode === null && !(await isReady())) await setTimeout(50);

  const {sessionId} = await send('POST', '/session', {capabilities: {alwaysMatch: {}}});
  const session = `/session/${sessionId}`;
  return {
    open: (url) => send('POST', `${session}/url`, {url}),
    async evaluate(script, ...values) {
      const call = typeof script === 'string' ? script : `(${script})(...values)`;
      const {value, error} = await send('POST', `${session}/execute/async`, {
        script: `
          const values = [...arguments];
          const done = values.pop();
          (async () => ${call})().then((value) => done({value}), (error) => done({error: String(error)}));
        `,
        args: values,
      });
      if (error) throw new Error(error);
      return value ?? undefined;
    },
    press: (key) => {
      const actions = ['keyDown', 'keyUp'].map((type) => ({type, value: KEYS[key]}));
      return send('POST', `${session}/actions`, {actions: [{type: 'key', id: 'keyboard', actions}]});
    },
    click: (x, y) => {
      const move = {type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y)};
      const press = ['pointerDown', 'pointerUp'].map((type) => ({type, button: 0}));
      const actions = [move, ...press];
      return send('POST', `${session}/actions`, {actions: [{type: 'pointer', id: 'mouse', actions}]});
    },
    async close() {
      await send('DELETE', session);
      for (const helper of [driver, screen]) {
        helper.kill();
        if (helper.exitCode === null && helper.signalCode === null) await once(helper, 'exit');
      }
    },
  };
}

const missing = (packages, ...files) =>
  files.every((file) => existsSync(file))
    ? false
    : `it is not installed (Debian: apt-get install ${packages})`;

const ENGINES = {
  Chromium: {
    skip: false,
    launch: async () => launchByPuppeteer(await findChromium()),
  },
  WebKit: {
    skip: missing('webkit2gtk-driver xvfb', WEBKIT_DRIVER, XVFB),
    launch: launchWebKit,
  },
  Firefox: {
    skip: missing('firefox-esr', FIREFOX),
    launch: () => launchByPuppeteer({browser: 'firefox', executablePath: FIREFOX}),
  },
};

/**
 * The same tests in each engine that there is. They share one page of it:
 * `open(address)` resolves when the page is loaded, so that its module scripts, too, have run;
 * `evaluate(script, ...values)` calls a function in it, or evaluates a string, and awaits the result;
 * `press(key)` and `click(x, y)` are those of a reader.
 */
export function inEachEngine(title, tests) {
  for (const [engine, {skip, launch}] of Object.entries(ENGINES)) {
    // All at once: one starts while another is tested.
    const launching = skip ? undefined : launch();
    launching?.catch(() => undefined);
    // Also where its tests are left out by name.
    after(async () => (await launching)?.close());

    describe(`${title}, in ${engine}`, {skip}, () => {
      let browser;
      before(async () => (browser = await launching));
      tests({
        engine,
        open: (address) => browser.open(address),
        evaluate: (script, ...values) => browser.evaluate(script, ...values),
        press: (key) => browser.press(key),
        click: (x, y) => browser.click(x, y),
      });
    });
  }
}
