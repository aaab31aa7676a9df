import { type Palette, palettes, type ThemeChoice, type ThemeName } from './palettes.ts';

const storageKey = 'linework.theme';

/** The theme that a choice means now. */
export function themeOf(choice: ThemeChoice, systemIsDark: boolean): ThemeName {
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'normal';
}

/** `inkSoft` as CSS names it: `--ink-soft`. */
export const cssName = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Writes a theme's colours where our CSS reads them, and says to the page's own controls (scroll bars) whether they are dark. */
export function writePalette(root: HTMLElement, name: ThemeName): void {
  root.dataset.theme = name;
  root.style.colorScheme = name === 'dark' ? 'dark' : 'light';
  const palette: Palette = palettes[name];
  for (const [key, colour] of Object.entries(palette)) root.style.setProperty(cssName(key), colour);
}

/** The theme of the last start: a page opens in it before the station has told the settings, so that a dark one does not flash white. */
export function rememberedTheme(storage: Pick<Storage, 'getItem'>): ThemeChoice {
  const kept = storage.getItem(storageKey);
  return kept === 'sunlight' || kept === 'dark' || kept === 'system' ? kept : 'normal';
}

export const rememberTheme = (storage: Pick<Storage, 'setItem'>, choice: ThemeChoice): void =>
  storage.setItem(storageKey, choice);
