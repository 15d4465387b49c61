import {fileURLToPath} from 'node:url';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {browsers} from './scripts/browsers.mjs';
import {countReporter} from './scripts/count-reporter.mjs';
import {faultServer} from './test/faults/fault-server.mjs';
import {trapServer} from './test/hostile/trap-server.mjs';

/** `npm test` needs one browser; `npm run test:all` names them all. */
const names = (process.env.BROWSERS ?? 'chromium').split(',');
/** A browser in which `npm test` has just run: what is left for it are the attacks. */
const tested = process.env.TESTED;
const launch = (names) => Promise.all(names.map((name) => browsers[name]()));

/** How many inputs the property tests invent; `RUNS=1000000 npm run test:properties` takes its time. */
const runs = Number(process.env.RUNS ?? 0);

export default {
  // The attacks take their time, and run in all engines that there are: `npm run test:all`.
  files: ['test/**/*.test.ts', ...(process.env.BROWSERS ? [] : ['!test/hostile/**'])],
  browsers: await launch(names.filter((name) => name !== tested)),
  groups: tested
    ? [{name: 'attacks', files: 'test/hostile/**/*.test.ts', browsers: await launch([tested])}]
    : [],
  nodeResolve: {exportConditions: ['development', 'browser', 'import']},
  plugins: [
    faultServer(),
    trapServer(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      define: {RUNS_BY_HAND: JSON.stringify(runs)},
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    }),
  ],
  // A machine that does much else may need long for a new page.
  browserStartTimeout: 120_000,
  testsFinishTimeout: runs ? 24 * 3_600_000 : 900_000,
  // The first accessibility check of a page takes longer than Mocha's 2 s.
  testFramework: {config: {timeout: 15_000}},
  reporters: [defaultReporter(), countReporter()],
  filterBrowserLogs: ({args}) => !String(args[0]).includes('Lit is in dev mode'),
  // Chromium alone reports what its tests have covered.
  coverage: names.join() === 'chromium' && !process.argv.includes('--files'),
  coverageConfig: {
    include: ['src/**/*.ts'],
    reporters: ['text-summary', 'lcovonly'],
    // V8 leaves out of its report a branch that was taken as often as what is around it, and merging the reports
    // of all test files then counts it as never taken: 28 branches of a file whose own tests leave 3.
    threshold: {statements: 98, branches: 90, functions: 97, lines: 98},
  },
};
