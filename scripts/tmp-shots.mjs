import {createServer} from 'node:http';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import sirv from 'sirv';
import {chromium} from 'playwright';
import {findChromium} from './chromium.mjs';
const lib = sirv('dist/cdn', {dev: true}); const feeds = sirv('stories/feeds', {dev: true});
const fig = (n, c) => `<figure><img src="pictures/${n}-960.jpg" srcset="pictures/${n}-480.jpg 480w, pictures/${n}-1440.jpg 1440w" sizes="40rem" alt="Картина: ${n}">${c ? `<figcaption>${c}</figcaption>` : ''}</figure>`;
const feed = {version: 'https://jsonfeed.org/version/1.1', title: 'Новини', language: 'bg', home_page_url: '/x', _hhc: {reads_url: '/reads/{id}', section: {title: 'Новини', url: '/n'}}, items: [{id: 'a', url: '/story', title: 'Хвърчила над града', date_published: '2020-08-20T10:00:00+03:00', authors: [{name: 'Ана'}], tags: ['деца', 'лято'],
 attachments: [{url: '/a.pdf', title: 'Програма', mime_type: 'application/pdf', size_in_bytes: 123456}], image: 'pictures/doorstep-960.jpg',
 content_html: `<p>Децата пускат хвърчила, а вятърът закъсня.</p><p><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></p>${fig('kites', 'Три деца в гръб пускат хвърчила над хълмовете край селото, точно преди вятърът да утихне.')}${fig('bridge')}<p>Между тях.</p>${fig('orchard', 'Ябълката')}<p><a href="https://vimeo.com/123456">Дълго име на филм, което не се събира на един ред: „Ключът под изтривалката“</a></p>`}]};
const page = (dark) => `<!doctype html><html lang="bg"><meta charset=utf-8><meta name=viewport content="width=device-width"><title>t</title><style>:root{color-scheme:${dark ? 'dark' : 'light'}}body{font:16px/1.5 sans-serif;margin:16px}</style><script type=module src="/hhc-widgets.js"></script><hhc-story src="/f.json" count-reads structured-data></hhc-story>`;
const server = createServer((q, r) => {
  const p = q.url.split('?')[0];
  if (p === '/f.json') { r.setHeader('content-type', 'application/json'); return r.end(JSON.stringify(feed)); }
  if (p === '/' || p === '/dark') { r.setHeader('content-type', 'text/html'); return r.end(page(p === '/dark')); }
  lib(q, r, () => feeds(q, r, () => r.writeHead(404).end()));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const o = `http://127.0.0.1:${server.address().port}`;
const {executablePath, args} = await findChromium();
const browser = await chromium.launch({executablePath, args});
for (const [w, h] of [[360, 740], [1280, 800]]) for (const mode of ['', 'dark', 'forced']) {
  const ctx = await browser.newContext({viewport: {width: w, height: h}, colorScheme: mode === 'dark' ? 'dark' : 'light', forcedColors: mode === 'forced' ? 'active' : 'none', hasTouch: w === 360, isMobile: w === 360});
  const p = await ctx.newPage();
  p.on('console', (m) => console.log(m.text())); p.on('pageerror', (e) => console.log(String(e)));
  const asked = []; p.on('request', (r) => { if (!r.url().startsWith(o)) asked.push(r.url()); });
  await p.goto(`${o}/${mode === 'dark' ? 'dark' : ''}`);
  await p.locator('hhc-story footer').waitFor();
  await p.waitForTimeout(400);
  await p.screenshot({path: `/tmp/h2-shot-${w}-${mode}-page.png`, fullPage: true});
  await p.locator('hhc-story a.zoom').first().click();
  await p.locator('hhc-story dialog').waitFor();
  await p.waitForTimeout(400);
  await p.screenshot({path: `/tmp/h2-shot-${w}-${mode}-gallery.png`});
  await p.keyboard.press('ArrowRight'); await p.keyboard.press('ArrowRight'); await p.waitForTimeout(400);
  await p.screenshot({path: `/tmp/h2-shot-${w}-${mode}-gallery3.png`});
  console.log(w, mode, asked);
  await ctx.close();
}
await browser.close(); server.close();
