import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

let updated = false;

export function hasCommand(name: string): boolean {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The one command a person without root has to run. */
export const aptCommand = (packages: readonly string[]) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/** Installs Debian packages where we are root and there is an apt; false where not, or where it failed. */
export function aptInstall(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !hasCommand('apt-get')) return false;
  if (!updated) updated = apt('update', '-qq');
  process.stdout.write(`installing ${packages.join(' ')}\n`);
  return apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

function apt(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], { env, encoding: 'utf8' });
  if (done.status !== 0) process.stdout.write(`${done.stdout}${done.stderr}`);
  return done.status === 0;
}
