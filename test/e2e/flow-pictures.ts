import type { Browser } from 'playwright-core';
import { type Camera, isLookedAt, languages, openCamera, sizes } from './camera.ts';
import { openConsole } from './console-page.ts';
import type { StationDriver } from './station-driver.ts';

/** Takes pictures of a screen in the languages in which it is looked at, beside the people who work on it. */
export type Album = {
  readonly console: (username: 'disp1' | 'rev1', hash: string, shown: string, name: string) => Promise<void>;
  /** what the station's page shows now */
  readonly station: (name: string) => Promise<void>;
  /** what axe found serious or critical */
  readonly found: () => readonly string[];
};

export async function openAlbum(browser: Browser, officeUrl: string, station: StationDriver): Promise<Album> {
  const cameras: Record<string, Camera[]> = {};
  for (const username of ['disp1', 'rev1'])
    cameras[username] = await Promise.all(
      languages.map(async (language) => {
        const { page } = await openConsole(browser, officeUrl, username, { language, size: sizes.wide });
        return openCamera(page, language);
      }),
    );
  const stationFound: string[] = [];
  return {
    console: async (username, hash, shown, name) => {
      for (const camera of cameras[username] ?? []) {
        if (!isLookedAt(name, camera.language)) continue;
        await camera.goTo(hash, shown);
        await camera.look(name);
      }
    },
    station: async (name) => {
      const page = station.page();
      const size = page.viewportSize();
      for (const language of languages.filter((one) => isLookedAt(name, one))) {
        await station.call('settings.set', { language });
        await page.reload();
        await page.getByTestId('order-screen').waitFor();
        const camera = openCamera(page, language);
        await camera.look(name);
        stationFound.push(...camera.found);
      }
      await station.call('settings.set', { language: 'zh-CN' });
      await page.locator('html[lang="zh-CN"]').waitFor();
      if (size !== null) await page.setViewportSize(size);
    },
    found: () => [...Object.values(cameras).flatMap((some) => some.flatMap(({ found }) => found)), ...stationFound],
  };
}
