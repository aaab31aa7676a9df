import type { Browser } from 'playwright-core';
import { startStation } from '../processes/station.ts';
import { openContext } from './browser.ts';
import type { StationDriver } from './station-driver.ts';

/** The browser shell with a page paired by the address it printed. */
export async function chromiumStation(browser: Browser, data: string, officeUrl: string): Promise<StationDriver> {
  const station = await startStation({ data, officeUrl });
  const context = await openContext(browser, {
    viewport: { width: 1280, height: 860 },
    locale: 'zh-CN',
    geolocation: { latitude: 31.8206, longitude: 117.2272, accuracy: 12 },
    permissions: ['geolocation', 'camera'],
  });
  const page = await context.newPage();
  await page.goto(station.pairingUrl());
  const startAgain = async (): Promise<void> => {
    await station.startAgain();
    await page.reload();
  };
  return {
    shell: 'chromium',
    ask: station.ask,
    call: station.call,
    page: () => page,
    data,
    killStation: () => station.kill(),
    startAgain,
    killAllAndStartAgain: async () => {
      await station.kill();
      await startAgain();
    },
    close: async () => {
      await context.close();
      await station.stop();
    },
  };
}
