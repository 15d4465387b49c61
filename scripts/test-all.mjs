// `npm run test:all`: the tests in Chromium, Firefox and WebKit. On Debian, as root, it installs what is missing;
// elsewhere it says what it had to leave out.
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {setTimeout} from 'node:timers/promises';
import {FIREFOX, WEBKIT_DRIVER, WEBKIT_ENVIRONMENT, WEBKIT_PORT} from './browsers.mjs';
import {installPackages} from './debian.mjs';

const DISPLAY = ':97';

const wanted = [
  {name: 'firefox', packages: ['firefox-esr'], isThere: () => existsSync(FIREFOX)},
  {
    name: 'webkit',
    packages: ['webkit2gtk-driver', 'xvfb'],
    isThere: () => existsSync(WEBKIT_DRIVER) && existsSync('/usr/bin/Xvfb'),
  },
];

/** WebKit has no way to run without a screen, so it gets one in memory. Returns what must be ended afterwards. */
async function startWebKitDriver() {
  const options = {stdio: 'ignore', env: {...process.env, ...WEBKIT_ENVIRONMENT, DISPLAY}};
  const started = [spawn('Xvfb', [DISPLAY, '-screen', '0', '1280x1024x24'], options)];
  await setTimeout(1000);
  started.push(spawn(WEBKIT_DRIVER, [`--port=${WEBKIT_PORT}`], options));
  for (let tries = 0; tries < 50; tries++) {
    await setTimeout(200);
    if (
      await fetch(`http://127.0.0.1:${WEBKIT_PORT}/status`).then(
        ({ok}) => ok,
        () => false,
      )
    )
      break;
  }
  return started;
}

installPackages(wanted.filter(({isThere}) => !isThere()).flatMap(({packages}) => packages));
const engines = ['chromium', ...wanted.filter(({isThere}) => isThere()).map(({name}) => name)];
const skipped = wanted.filter(({isThere}) => !isThere());
const helpers = engines.includes('webkit') ? await startWebKitDriver() : [];
const tests = spawn(
  process.execPath,
  ['node_modules/@web/test-runner/dist/bin.js', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: {...process.env, BROWSERS: engines.join()},
  },
);
tests.on('exit', (code) => {
  for (const helper of helpers) helper.kill();
  process.exitCode = code ?? 1;
});
console.log(`Engines: ${engines.join(', ')}`);
for (const {name, packages} of skipped) {
  console.log(`Skipped: ${name}, which is not installed (on Debian: apt-get install ${packages.join(' ')})`);
}
