import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {chromeLauncher} from '@web/test-runner-chrome';
import {countReporter} from './scripts/count-reporter.mjs';

/** Debian's Chromium or Google's Chrome where there is one, else the one that comes with the npm packages. */
async function chromium() {
  const installed = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
  if (installed) return {executablePath: installed, args: chromiumArguments};
  const {default: packaged} = await import('@sparticuz/chromium');
  return {executablePath: await packaged.executablePath(), args: packaged.args, headless: 'shell'};
}

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

export const base = {
  files: 'test/**/*.test.ts',
  nodeResolve: {exportConditions: ['development', 'browser', 'import']},
  plugins: [
    esbuildPlugin({ts: true, json: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url))}),
  ],
  // The first accessibility check of a page takes longer than Mocha's 2 s.
  testFramework: {config: {timeout: 10_000}},
  reporters: [defaultReporter(), countReporter()],
  filterBrowserLogs: ({args}) => !String(args[0]).includes('Lit is in dev mode'),
};

const launchOptions = await chromium();
console.log(`Browser: ${launchOptions.executablePath}`);

export default {
  ...base,
  browsers: [chromeLauncher({launchOptions})],
  coverage: true,
  coverageConfig: {
    include: ['src/**/*.ts'],
    reporters: ['text-summary', 'lcovonly'],
    threshold: {statements: 90, branches: 85, functions: 90, lines: 90},
  },
};
