/** The Electron shell, as the list of what it sets up. The station itself runs elsewhere; no feature lives here (DESIGN §2, §8). */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, session, shell } from 'electron';
import type { StationSettings } from '../../bridge/station.ts';
import { inBothLanguages, type Problem } from '../../domain/problem.ts';
import { limits } from '../station/evidence/limits.ts';
import { endKiosk } from '../station/settings/settings-file.ts';
import { channels } from './channels.ts';
import { readOptions } from './options.ts';
import { removePrintCopies } from './print-pdf.ts';
import { registerScheme, serveScheme } from './scheme.ts';
import { guardNavigation } from './security/navigation.ts';
import { guardPermissions } from './security/permissions.ts';
import { holdSingleInstance } from './single-instance.ts';
import { attachStation } from './station/attached.ts';
import { ownStation } from './station/owned.ts';
import { hostPictures } from './station/pictures-host.ts';
import type { StationPort } from './station/port.ts';
import { whyUnusable } from './usable-folder.ts';
import { answerVerbs } from './verbs.ts';
import { openConsoleWindow } from './window/console-window.ts';
import { setMenu } from './window/menu.ts';
import { makeBadge } from './window/show-badge.ts';
import { openStationWindow } from './window/station-window.ts';
import { applyMode, type WindowMode } from './window/window-mode.ts';

// Whatever is made from here on is for this user alone: the browser's own folder, copies for printing, and what its processes make.
process.umask(0o077);
const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const options = readOptions(process.argv.slice(app.isPackaged ? 1 : 2), process.env);
if (options.dataFolder) app.setPath('userData', path.resolve(options.dataFolder, 'electron'));
const dataFolder = path.resolve(options.dataFolder ?? app.getPath('userData'), 'station');
let window: BrowserWindow | null = null;
let mode: WindowMode = 'window';

registerScheme();
guardNavigation(app);
void begin();

async function begin(): Promise<void> {
  const why = await whyUnusable(app.getPath('userData'));
  if (why !== null) {
    await app.whenReady();
    refuseToStart(why);
  } else if (holdSingleInstance(app, () => window)) {
    await app.whenReady();
    await start();
  }
}

async function start(): Promise<void> {
  if (options.noKiosk) await endKiosk(dataFolder);
  const station = await openStation();
  guardPermissions(session.defaultSession);
  serveScheme(session.defaultSession, beside('../renderer'), station);
  answerVerbs(station, () => window);
  station.on((event) => window?.webContents.send(channels.event, event));
  const badge = makeBadge(() => window);
  station.on((event) => event.name === 'news.changed' && badge(event.badge));
  await followSettings(station);
  showWindow();
  app.on('activate', showWindow);
  app.on('window-all-closed', () => app.quit());
  endWith(station);
}

function openStation(): Promise<StationPort> {
  if (options.attach) return Promise.resolve(attachStation(options.attach.url, options.attach.token));
  return ownStation({
    script: beside('./station-process.mjs'),
    pictures: hostPictures(beside('./pictures-process.mjs'), limits.studioHeapMb),
    dataFolder,
    officeUrl: options.officeUrl,
    openPath: (file) => (existsSync(file) ? shell.openPath(file) : Promise.resolve('gone')),
    refused: refuseToStart,
  });
}

/** In a window, as nobody sees what a program with windows prints; printed too, for whoever starts it by a script. */
function refuseToStart(why: Problem): void {
  process.stderr.write(`${inBothLanguages(why)}\n`);
  dialog.showErrorBox('线务通 Linework', inBothLanguages(why));
  app.exit(1);
}

function showWindow(): void {
  if (window && !window.isDestroyed()) {
    window.focus();
    return;
  }
  window = openStationWindow(beside('./preload.cjs'), app.getPath('userData'), mode);
  window.on('closed', () => {
    window = null;
  });
}

/** The menu's language and the window's mode, now and at every change. */
async function followSettings(station: StationPort): Promise<void> {
  const menuIn = (language: unknown): void =>
    setMenu(language === 'en' ? 'en' : 'zh-CN', () => openConsoleWindow(options.officeUrl));
  const settings = await station.call('settings.get', {});
  const read = settings.ok ? (settings.value as Partial<StationSettings>) : {};
  menuIn(read.language ?? 'zh-CN');
  mode = read.windowMode ?? 'window';
  station.on((event) => {
    if (event.name !== 'settings.changed') return;
    menuIn(event.settings.language);
    if (event.settings.windowMode === mode) return;
    mode = event.settings.windowMode;
    if (window) applyMode(window, mode);
  });
}

/** Quitting waits until the station has flushed and closed what is open. */
function endWith(station: StationPort): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void Promise.all([station.close(), removePrintCopies()]).finally(() => {
      closed = true;
      app.quit();
    });
  });
}
