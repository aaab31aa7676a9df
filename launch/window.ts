import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Is there a screen to open a window on? */
export const hasDisplay = (env: Env, platform: NodeJS.Platform): boolean =>
  platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/** The Electron program: of `ELECTRON_OVERRIDE_DIST_PATH`, else what the `electron` package has unpacked; null without either. */
export function electronProgram(env: Env, platform: NodeJS.Platform): string | null {
  const name =
    { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[platform as string] ?? 'electron';
  const folders = [env.ELECTRON_OVERRIDE_DIST_PATH, path.join(root, 'node_modules/electron/dist')];
  return (
    folders.flatMap((folder) => (folder ? [path.join(folder, name)] : [])).find((file) => existsSync(file)) ?? null
  );
}

export type WindowOf = {
  readonly officeUrl: string;
  readonly stationUrl: string;
  readonly token: string;
  readonly dataFolder: string;
};

/** A window onto the running station: one owner of the data, two ways in (ADR 0006). */
export function openElectron(program: string, of: WindowOf): ChildProcess {
  // As root Chromium refuses its sandbox; nobody but a container does that.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...asRoot, root, '--data', of.dataFolder, '--office', of.officeUrl, '--station', of.stationUrl];
  const env = { ...process.env, LINEWORK_STATION_TOKEN: of.token };
  return spawn(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The system's command that opens an address, or null where it has none. */
export function browserCommand(env: Env, platform: NodeJS.Platform): readonly string[] | null {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  const found = (env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, 'xdg-open')));
  return found ? ['xdg-open'] : null;
}

export function openBrowser([program = '', ...args]: readonly string[], url: string): void {
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
