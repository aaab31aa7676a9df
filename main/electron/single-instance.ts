import type { App, BrowserWindow } from 'electron';

/** One process owns the data folder: a second launch brings the first window forward and ends. */
export function holdSingleInstance(app: App, window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return false;
  }
  app.on('second-instance', () => {
    const first = window();
    if (!first) return;
    if (first.isMinimized()) first.restore();
    first.show();
    first.focus();
  });
  return true;
}
