import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where the tests' runtime is kept: outside node_modules, because `npm ci` empties that. */
export function runtimeFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return process.env.LINEWORK_ELECTRON_RUNTIME || path.join(cache, 'linework', 'electron-runtime');
}

/**
 * The Electron executable on this machine, or undefined: a folder named in the environment, the `electron` package's
 * own runtime under `root` where it was downloaded, the tests' runtime. Never downloads (the package's own `index.js` does).
 */
export function locateElectron(root: string): string | undefined {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folders = [...(override ? [override] : []), path.join(root, 'node_modules/electron/dist'), runtimeFolder()];
  const names = ['electron', 'electron.exe', 'Electron.app/Contents/MacOS/Electron'];
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => existsSync(file));
}

/** The same for tests, which skip what needs it when `prepare.ts` found that it cannot start here. */
export function electronForTests(root: string): string | undefined {
  return process.env.LINEWORK_WITHOUT_ELECTRON ? undefined : locateElectron(root);
}

/** As root Chromium's sandbox cannot start; there is no GPU to talk to in a container. */
export const electronFlags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] as const;

/** Debian 12; what a bare machine lacks to start Electron. */
export const electronLibraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
  'libatspi2.0-0',
  'libdrm2',
] as const;
