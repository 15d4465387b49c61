import {existsSync} from 'node:fs';

/** A browser that asks nobody but the test server; without a sandbox, because tests may run as root. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const places = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** How to start Debian's Chromium or Google's Chrome where there is one, else the one of the npm packages. */
export async function findChromium() {
  const installed = places.find((path) => path && existsSync(path));
  if (installed) return {executablePath: installed, args: chromiumArguments};
  const {default: packaged} = await import('@sparticuz/chromium');
  // Not with its own arguments: in the single process that they ask for, the first page that is closed ends all.
  return {executablePath: await packaged.executablePath(), args: chromiumArguments, headless: 'shell'};
}
