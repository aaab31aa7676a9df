import path from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { letShow } from '../security/navigation.ts';
import { isOwn, ownOrigin } from '../security/own-origin.ts';
import { safePreferences } from '../security/web-preferences.ts';
import { keepWindowState, minimumSize, readWindowState } from './window-state.ts';

/** The technician's window. Shown when it has something to show; where it stood last time. */
export function openStationWindow(preload: string, userData: string): BrowserWindow {
  const stateFile = path.join(userData, 'window.json');
  const state = readWindowState(stateFile, screen);
  const window = new BrowserWindow({
    ...(state ? state.bounds : { width: 1280, height: 860 }),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: '线务通 Linework',
    backgroundColor: '#f5f7fa',
    webPreferences: { ...safePreferences, preload },
  });
  letShow(window.webContents, isOwn);
  keepWindowState(window, stateFile);
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    window.show();
  });
  void window.loadURL(`${ownOrigin}/`).catch(() => undefined);
  return window;
}
