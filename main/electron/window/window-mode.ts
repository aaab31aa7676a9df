import { app, type BrowserWindow } from 'electron';
import type { StationSettings } from '../../../bridge/station.ts';

export type WindowMode = StationSettings['windowMode'];

/** A kiosk does not close by hand; a shutdown of the system, or of the program, still ends it. */
let isEnding = false;
app.on('before-quit', () => {
  isEnding = true;
});
const guarded = new WeakSet<BrowserWindow>();

/** Brings the window into the mode of the settings; the same mode again changes nothing, so that F11 is not undone by a text size. */
export function applyMode(window: BrowserWindow, mode: WindowMode): void {
  if (window.isDestroyed()) return;
  if (!guarded.has(window)) {
    guarded.add(window);
    window.on('close', (event) => {
      if (window.isKiosk() && !isEnding) event.preventDefault();
    });
  }
  if (window.isKiosk() !== (mode === 'kiosk')) window.setKiosk(mode === 'kiosk');
  if (window.isFullScreen() !== (mode !== 'window')) window.setFullScreen(mode !== 'window');
  window.setMenuBarVisibility(mode !== 'kiosk');
}
