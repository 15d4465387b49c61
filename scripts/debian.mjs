import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';

const run = (command, ...args) => spawnSync(command, args, {stdio: 'inherit'}).status === 0;

/** Installs packages on Debian, as root; elsewhere it does nothing. */
export function installPackages(packages) {
  if (!packages.length || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing ${packages.join(', ')} …`);
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  run('apt-get', 'update', '-qq');
  run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages);
}
