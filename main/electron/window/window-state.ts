import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';

export type WindowState = { readonly bounds: Rectangle; readonly maximized: boolean };

type Size = Pick<Rectangle, 'width' | 'height'>;
type Displays = {
  readonly getAllDisplays: () => readonly { readonly workArea: Rectangle }[];
  readonly getPrimaryDisplay: () => { readonly workArea: Rectangle };
};

/** What a first start wants where the screen has room for it. */
const wanted = { width: 1280, height: 860 } as const;

/** A rugged tablet of 1280×800 has 853×533 at 150 %, less what the taskbar takes, and upright 533 across at the least. */
const smallest = { width: 533, height: 400 } as const;

/** Where the window opens: as it was left, within a screen that is there now; else in the middle of the first screen, as large as fits. */
export function openingState(file: string, screen: Displays): WindowState {
  const left = readWindowState(file);
  const area = areaFor(left?.bounds ?? null, screen);
  const size = left?.bounds ?? wanted;
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  const isHere = left !== null && overlap(left.bounds, area) > 0;
  return {
    bounds: {
      x: within(isHere ? left.bounds.x : area.x + Math.floor((area.width - width) / 2), area.x, area.width - width),
      y: within(isHere ? left.bounds.y : area.y + Math.floor((area.height - height) / 2), area.y, area.height - height),
      width,
      height,
    },
    maximized: left?.maximized ?? false,
  };
}

/** A window is never forced to be larger than the screen that it stands on. */
export const smallestOn = (area: Size): Size => ({
  width: Math.min(smallest.width, area.width),
  height: Math.min(smallest.height, area.height),
});

/** The work area that holds most of the window; the first screen's where none does any more. */
export function areaFor(bounds: Rectangle | null, screen: Displays): Rectangle {
  const primary = screen.getPrimaryDisplay().workArea;
  if (bounds === null) return primary;
  return screen
    .getAllDisplays()
    .map(({ workArea }) => workArea)
    .reduce((best, area) => (overlap(bounds, area) > overlap(bounds, best) ? area : best), primary);
}

/** As it was left; null when it never was, or cannot be read. */
function readWindowState(file: string): WindowState | null {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowState>;
    if (!bounds || ![bounds.x, bounds.y, bounds.width, bounds.height].every(Number.isFinite)) return null;
    return bounds.width < 1 || bounds.height < 1 ? null : { bounds, maximized: maximized === true };
  } catch {
    return null;
  }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

const within = (at: number, from: number, room: number): number =>
  Math.min(Math.max(at, from), from + Math.max(0, room));

/** Kept at each change that has come to rest, so that a killed window is remembered too. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  let rest: NodeJS.Timeout | undefined;
  const keep = (): void => {
    // A full screen is a setting, not a place where somebody has put the window.
    if (window.isDestroyed() || window.isFullScreen() || window.isKiosk()) return;
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
