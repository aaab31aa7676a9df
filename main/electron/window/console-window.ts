import { BrowserWindow, screen, session } from 'electron';
import { letShow } from '../security/navigation.ts';
import { isOf } from '../security/own-origin.ts';
import { safePreferences } from '../security/web-preferences.ts';

/** The office's console: a window on the office's own origin, with cookies of its own, no preload and no permission. */
export const consolePartition = 'persist:office-console';

let open: BrowserWindow | null = null;

export function openConsoleWindow(officeUrl: string): BrowserWindow {
  if (open && !open.isDestroyed()) {
    open.focus();
    return open;
  }
  const own = session.fromPartition(consolePartition);
  own.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write'),
  );
  own.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  own.setDevicePermissionHandler(() => false);
  const window = new BrowserWindow({
    // As large as a desk wants it, and never larger than what a small screen has.
    width: Math.min(1440, screen.getPrimaryDisplay().workArea.width),
    height: Math.min(900, screen.getPrimaryDisplay().workArea.height),
    title: '线务通调度台 Linework office',
    backgroundColor: '#f5f7fa',
    webPreferences: { ...safePreferences, session: own },
  });
  const ofOffice = (url: string): boolean => isOf(officeUrl, url);
  letShow(window.webContents, ofOffice, ofOffice);
  window.webContents.on('did-create-window', (child) => letShow(child.webContents, ofOffice));
  void window.loadURL(`${officeUrl}/`).catch(() => undefined);
  open = window;
  return window;
}
