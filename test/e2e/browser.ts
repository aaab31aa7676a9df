import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { chromiumFlags, locateChromium } from '../../build/needs/chromium.ts';

/** The machine's own Chromium, without a window. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = locateChromium();
  if (!executablePath) throw new Error('no Chromium; `npm test` installs one');
  return chromium.launch({ executablePath, args: [...chromiumFlags] });
}

/** A person who wants no motion: on a busy machine a click would meet a menu or a dialog on its way to its place, and miss. */
export const openContext = (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({ reducedMotion: 'reduce', ...options });
