/**
 * `npm run package`: installers for this system into `dist/packages/`. Where the installer tools cannot be had, or with
 * `--dir`, the unpacked application alone. `ELECTRON_OVERRIDE_DIST_PATH` packs an Electron from a folder: to try the
 * packing without the network, never for what is shipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { build, DIR_TARGET, Platform } from 'electron-builder';
import { packagesBeside } from './bundles.ts';
import { configuration } from './electron-builder.ts';
import { entries } from './entries.ts';
import { root } from './root.ts';

const onlyFolder = process.argv.includes('--dir');
const electronDist = process.env.ELECTRON_OVERRIDE_DIST_PATH;

/** The runtime that is packed: the folder's, where one is named, else that of the `electron` package. */
function electronOf(folder: string | undefined): { electronVersion: string; electronDist?: string } {
  if (folder)
    return { electronVersion: readFileSync(path.join(folder, 'version'), 'utf8').trim(), electronDist: folder };
  const manifest = readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8');
  return { electronVersion: (JSON.parse(manifest) as { version: string }).version };
}

async function pack(target: string | undefined): Promise<readonly string[]> {
  const targets = Platform.current().createTarget(target);
  // A copy each time: electron-builder writes into the configuration it is given.
  const config = { ...structuredClone(configuration), ...electronOf(electronDist) };
  return build({ projectDir: root, targets, publish: 'never', config });
}

/** What runs in the packed application. */
const shipped = entries.filter(({ output }) => /^dist\/electron\//.test(output));

/** Packages that the bundles of the shell import and the archive does not hold. */
async function lackingIn(archive: string): Promise<string[]> {
  const packed = new Set(listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/')));
  const names = new Set((await Promise.all(shipped.map(packagesBeside))).flat());
  names.delete('electron');
  return [...names].filter((name) => !packed.has(`/node_modules/${name}`));
}

const built = spawnSync(process.execPath, ['--import', 'tsx', path.join(root, 'build/build.ts'), '--strict'], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);

/** Never ends in a stack: what fails here is nearly always the network. */
async function packOrSay(target: string | undefined): Promise<readonly string[] | undefined> {
  try {
    return await pack(target);
  } catch (error) {
    const kind = target === undefined ? 'installers' : 'unpacked application';
    process.stderr.write(`package: no ${kind}: ${(error as Error).message.split('\n')[0]}\n`);
    return undefined;
  }
}

const made = (onlyFolder ? undefined : await packOrSay(undefined)) ?? (await packOrSay(DIR_TARGET));
if (!made) {
  process.stderr.write(
    'package: ELECTRON_OVERRIDE_DIST_PATH names a folder with an Electron where none can be fetched\n',
  );
  process.exit(1);
}
for (const file of made) process.stdout.write(`${path.relative(root, file)}\n`);
const systems: Partial<Record<NodeJS.Platform, string>> = { win32: 'win-unpacked', linux: 'linux-unpacked' };
const unpacked = path.join(root, 'dist/packages', systems[process.platform] ?? 'none');
if (existsSync(unpacked)) {
  const lacking = await lackingIn(path.join(unpacked, 'resources/app.asar'));
  for (const name of lacking) process.stderr.write(`package: the station imports ${name}, which is not packed\n`);
  if (lacking.length > 0) process.exitCode = 1;
  process.stdout.write(`${path.relative(root, unpacked)}\n`);
}
