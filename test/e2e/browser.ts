import { type Browser, chromium } from 'playwright-core';
import { chromiumFlags, locateChromium } from '../../build/needs/chromium.ts';

/** The machine's own Chromium, without a window. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = locateChromium();
  if (!executablePath) throw new Error('no Chromium; `npm test` installs one');
  return chromium.launch({ executablePath, args: [...chromiumFlags] });
}
