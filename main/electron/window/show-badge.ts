import { app, type BrowserWindow } from 'electron';

/** How many orders have news, where the system shows it: dock (macOS, some Linux docks), taskbar (Windows: it flashes). */
export function makeBadge(window: () => BrowserWindow | null): (badge: number) => void {
  let before = 0;
  return (badge) => {
    app.setBadgeCount(badge);
    const shown = window();
    if (badge > before && shown && !shown.isDestroyed() && !shown.isFocused()) shown.flashFrame(true);
    before = badge;
  };
}
