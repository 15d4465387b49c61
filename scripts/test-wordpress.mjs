// `npm run test:wordpress`: the elements against a real WordPress. On Debian, as root, it installs what is missing; elsewhere
// the tests say why they are skipped.
import {spawn} from 'node:child_process';
import {PACKAGES, whyNot} from '../test/wordpress/site.mjs';
import {installPackages} from './debian.mjs';

if (whyNot()) installPackages(PACKAGES);
const tests = spawn(
  process.execPath,
  ['--test', '--test-reporter=spec', 'test/wordpress/wordpress.test.mjs'],
  {stdio: 'inherit'},
);
tests.on('exit', (code) => (process.exitCode = code ?? 1));
