// A real WordPress on loopback, out of Debian's packages: database, PHP and web server of its own, in a folder of its own.
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';

const WORDPRESS = '/usr/share/wordpress';
const PHP_FPM = ['8.4', '8.3', '8.2', '8.1']
  .map((version) => `/usr/sbin/php-fpm${version}`)
  .find((file) => existsSync(file));
const SEED = fileURLToPath(new URL('seed.php', import.meta.url));

export const PACKAGES = [
  ...['wordpress', 'wordpress-l10n', 'mariadb-server', 'nginx-light'],
  ...['php-fpm', 'php-cli', 'php-mysql', 'php-gd', 'php-xml', 'php-mbstring'],
];

/** Why there can be no WordPress here; `false` where there can. */
export function whyNot() {
  const files = [WORDPRESS, '/usr/sbin/mariadbd', '/usr/sbin/nginx', '/usr/bin/php'];
  if (!PHP_FPM || !files.every((file) => existsSync(file)))
    return `WordPress is not installed (Debian: apt-get install ${PACKAGES.join(' ')})`;
  return process.getuid() === 0 ? false : 'the servers are started as root';
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function until(what, isTrue) {
  for (let tries = 0; tries < 300; tries++) {
    if (await isTrue()) return;
    await setTimeout(100);
  }
  throw new Error(`Not within 30 seconds: ${what}`);
}

function run(command, ...args) {
  const {status, stdout, stderr} = spawnSync(command, args, {encoding: 'utf8'});
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

const wpConfig = (socket, address) => `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', '${address}');
define('WP_SITEURL', '${address}');
define('WPLANG', 'bg_BG');
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $key)
  define($key, $key);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

const fpmConfig = (folder) => `[global]
error_log = ${folder}/php-fpm.log
daemonize = no
[www]
user = root
group = root
listen = ${folder}/php.sock
pm = static
pm.max_children = 4
; What a test has written counts at once.
php_admin_value[opcache.revalidate_freq] = 0
`;

// Debian's fastcgi_params drops the port from HTTP_HOST, and WordPress would lead everybody to the address without it.
const nginxConfig = (folder, port) => `user root;
worker_processes 1;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log;
events {}
http {
  include /etc/nginx/mime.types;
  log_format requests '$request_method $request_uri';
  access_log ${folder}/requests.log requests;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/site;
    index index.php;
    location / { try_files $uri $uri/ /index.php?$args; }
    location ~ \\.php$ {
      include /etc/nginx/fastcgi_params;
      fastcgi_param HTTP_HOST $http_host;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_pass unix:${folder}/php.sock;
    }
  }
}
`;

/** Brings a site up and fills it (see seed.php). It stays until `stop`, or until this process ends. */
export async function startSite() {
  const folder = mkdtempSync(join(tmpdir(), 'hhc-wordpress-'));
  const helpers = [];
  const start = (command, ...args) => {
    const helper = spawn(command, args, {stdio: 'ignore'});
    helpers.push(helper);
    return helper;
  };
  const kill = () => {
    for (const {pid, exitCode} of helpers) if (exitCode === null) process.kill(pid, 'SIGTERM');
    rmSync(folder, {recursive: true, force: true});
  };
  process.once('exit', kill);

  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const socket = join(folder, 'mysql.sock');
  const data = join(folder, 'data');
  mkdirSync(data);
  // prettier-ignore
  run('mariadb-install-db', '--no-defaults', '--user=root', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db');
  // prettier-ignore
  const database = start('/usr/sbin/mariadbd', '--no-defaults', '--user=root', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking', `--pid-file=${folder}/mysql.pid`, '--innodb-flush-log-at-trx-commit=0');
  await until('the database is up', () => existsSync(socket));
  run(
    'mariadb',
    '--no-defaults',
    `--socket=${socket}`,
    '-e',
    'CREATE DATABASE wordpress CHARACTER SET utf8mb4',
  );

  const site = join(folder, 'site');
  cpSync(WORDPRESS, site, {
    recursive: true,
    dereference: true,
    filter: (from) => !from.endsWith('wp-config.php'),
  });
  writeFileSync(join(site, 'wp-config.php'), wpConfig(socket, address));
  const theme = join(site, 'wp-content/themes/plain');
  mkdirSync(theme, {recursive: true});
  mkdirSync(join(site, 'wp-content/mu-plugins'), {recursive: true});
  writeFileSync(join(theme, 'style.css'), '/* Theme Name: Plain */');
  writeFileSync(join(theme, 'index.php'), '<?php get_header();');
  const seeded = JSON.parse(run('php', SEED, site).trim().split('\n').at(-1));

  writeFileSync(join(folder, 'php-fpm.conf'), fpmConfig(folder));
  start(PHP_FPM, '-R', '-F', '-y', join(folder, 'php-fpm.conf'));
  await until('PHP is up', () => existsSync(join(folder, 'php.sock')));
  writeFileSync(join(folder, 'nginx.conf'), nginxConfig(folder, port));
  start('/usr/sbin/nginx', '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'nginx.log'));
  await until('the site answers', () =>
    fetch(`${address}/?rest_route=/wp/v2/posts&per_page=1`).then(
      ({ok}) => ok,
      () => false,
    ),
  );

  let marks = 0;
  return {
    address,
    /** What the seed has made, by name. */
    seeded,
    /** The requests since the last time, as the server has seen them: method and address. */
    async requests() {
      const file = join(folder, 'requests.log');
      // A request is written down when it is over, which the browser may know before; they are in the order of their ends.
      const mark = `/readme.html?mark=${++marks}`;
      await (await fetch(address + mark)).text();
      const read = () => readFileSync(file, 'utf8').trim().split('\n');
      await until('the requests are written down', () => read().includes(`GET ${mark}`));
      const lines = read().filter((line) => line && line !== `GET ${mark}`);
      writeFileSync(file, '');
      return lines;
    },
    /** Adds PHP that runs with every request; `''` takes it away. */
    plugin(code) {
      writeFileSync(join(site, 'wp-content/mu-plugins/test.php'), `<?php\n${code}`);
    },
    async stop() {
      // By their own process ids: another database or web server of this machine is none of ours.
      for (const helper of [...helpers].reverse()) {
        if (helper.exitCode !== null) continue;
        helper.kill('SIGTERM');
        await once(helper, 'exit');
      }
      process.off('exit', kill);
      rmSync(folder, {recursive: true, force: true});
      return database.exitCode;
    },
  };
}
