import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../../build/root.ts';
import type { StationDriver } from './station-driver.ts';

export const resultsFolder: string = path.join(root, 'test-results');

/** How much of a page's text is printed: its head and the first panel, which say what the page is. */
const printedCharacters = 700;

/**
 * Keeps a picture of every page in `test-results/failed/` after a failure, and prints each page's address and the beginning of its text,
 * since of a run elsewhere only the printed lines come back.
 */
export async function keepPictures(browser: Browser, driver: StationDriver): Promise<void> {
  const folder = path.join(resultsFolder, 'failed');
  await mkdir(folder, { recursive: true });
  const pages = [...browser.contexts().flatMap((context) => context.pages()), driver.page()];
  for (const [i, page] of [...new Set(pages)].entries()) {
    const picture = path.join(folder, `${driver.shell}-${i}.png`);
    await page.screenshot({ path: picture, timeout: 5_000 }).catch(() => undefined);
    const text = await page
      .evaluate(() => document.body.innerText)
      .catch((reason: unknown) => `its text cannot be read: ${String(reason)}`);
    process.stdout.write(`page ${i} at ${page.url()}: ${text.replaceAll(/\s+/g, ' ').slice(0, printedCharacters)}\n`);
  }
  process.stdout.write(`pictures of the pages: ${folder}\n`);
}
