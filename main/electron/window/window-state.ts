import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle, Screen } from 'electron';

export type WindowState = { readonly bounds: Rectangle; readonly maximized: boolean };

const smallest = { width: 1024, height: 720 } as const;

/** As it was left; null when it never was, cannot be read, or lies where there is no screen any more. */
export function readWindowState(file: string, screen: Pick<Screen, 'getAllDisplays'>): WindowState | null {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowState>;
    if (!bounds || ![bounds.x, bounds.y, bounds.width, bounds.height].every(Number.isFinite)) return null;
    const seen = screen.getAllDisplays().some(({ workArea: area }) => {
      const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
      const down = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
      return across >= 200 && down >= 100;
    });
    return seen ? { bounds, maximized: maximized === true } : null;
  } catch {
    return null;
  }
}

/** Kept at each change that has come to rest, so that a killed window is remembered too. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  let rest: NodeJS.Timeout | undefined;
  const keep = (): void => {
    if (window.isDestroyed()) return;
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch {
      // Where the window stood is not worth an error.
    }
  };
  const soon = (): void => {
    clearTimeout(rest);
    rest = setTimeout(keep, 400);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', keep);
}

export const minimumSize = smallest;
