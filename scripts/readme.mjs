// Writes into the README's script tag what the built file is checked by: a part of `npm run build`.
import {readFileSync, writeFileSync} from 'node:fs';

const {'hhc-widgets.js': integrity} = JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8'));
const readme = readFileSync('README.md', 'utf8');
const updated = readme.replace(/(?<=\bintegrity=")sha384-[^"]*/g, integrity);
if (updated !== readme) {
  writeFileSync('README.md', updated);
  console.log('README.md: the integrity of hhc-widgets.js has changed; commit it with what changed it.');
}
