import {writeSync} from 'node:fs';

/**
 * Prints "N passed, N failed" alone on the last line. A test file that could not be run counts as one failure, and
 * so does a run without any test.
 */
export function countReporter() {
  return {
    stop({sessions}) {
      const counts = {passed: 0, failed: 0, skipped: 0};
      for (const session of sessions) {
        const {failed} = counts;
        if (session.testResults) countSuite(session.testResults, counts);
        if (!session.passed && counts.failed === failed) counts.failed++;
      }
      if (counts.passed + counts.failed === 0) {
        counts.failed = 1;
        process.exitCode = 1;
      }
      const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
      // At the exit, because the runner prints its own progress after this.
      process.once('exit', () =>
        writeSync(1, `\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`),
      );
    },
  };
}

function countSuite({tests, suites}, counts) {
  for (const test of tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const suite of suites) countSuite(suite, counts);
}
