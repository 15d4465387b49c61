// Builds dist/ where it is older than what it is made of; run as a program, before the tests of the built files.
import {spawnSync} from 'node:child_process';
import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function modified(name) {
  return statSync(join(root, name), {throwIfNoEntry: false})?.mtimeMs ?? 0;
}

function isStale() {
  // Folders count too: a deleted file shows only in the date of its folder.
  const sources = readdirSync(join(root, 'src'), {recursive: true}).map((name) => join('src', name));
  const inputs = [
    'src',
    ...sources,
    'docs/hhc-feed.schema.json',
    'rollup.config.mjs',
    'package.json',
    'package-lock.json',
  ];
  return modified('dist/cdn/hhc-widgets.js') < Math.max(...inputs.map(modified));
}

/** Builds where that is needed; false where it failed, which has been told. */
export function buildStale() {
  if (!isStale()) return true;
  console.log('Building dist/ …');
  // Not node_modules/.bin/rollup, which is no JavaScript on Windows.
  const rollup = join(root, 'node_modules/rollup/dist/bin/rollup');
  const args = [rollup, '--config', 'rollup.config.mjs'];
  return spawnSync(process.execPath, args, {cwd: root, stdio: 'inherit'}).status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !buildStale()) process.exitCode = 1;
