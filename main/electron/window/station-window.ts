import path from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { letShow } from '../security/navigation.ts';
import { isOwn, ownOrigin } from '../security/own-origin.ts';
import { safePreferences } from '../security/web-preferences.ts';
import { applyMode, type WindowMode } from './window-mode.ts';
import { areaFor, keepWindowState, openingState, smallestOn } from './window-state.ts';

/** The technician's window. Shown when it has something to show; where it stood last time, within the screens that are there. */
export function openStationWindow(preload: string, userData: string, mode: WindowMode): BrowserWindow {
  const stateFile = path.join(userData, 'window.json');
  const state = openingState(stateFile, screen);
  const least = smallestOn(areaFor(state.bounds, screen));
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: least.width,
    minHeight: least.height,
    show: false,
    title: '线务通 Linework',
    backgroundColor: '#f5f7fa',
    webPreferences: { ...safePreferences, preload },
  });
  letShow(window.webContents, isOwn);
  keepWindowState(window, stateFile);
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize();
    applyMode(window, mode);
    window.show();
  });
  void window.loadURL(`${ownOrigin}/`).catch(() => undefined);
  return window;
}
