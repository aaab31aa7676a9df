import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../../build/root.ts';
import type { StationDriver } from './station-driver.ts';

export const resultsFolder: string = path.join(root, 'test-results');

/** After a failure: what stood on every page, in `test-results/failed/`. */
export async function keepPictures(browser: Browser, driver: StationDriver): Promise<void> {
  const folder = path.join(resultsFolder, 'failed');
  await mkdir(folder, { recursive: true });
  const pages = [...browser.contexts().flatMap((context) => context.pages()), driver.page()];
  for (const [i, page] of [...new Set(pages)].entries()) {
    const picture = path.join(folder, `${driver.shell}-${i}.png`);
    await page.screenshot({ path: picture, timeout: 5_000 }).catch(() => undefined);
  }
  process.stdout.write(`pictures of the pages: ${folder}\n`);
}
