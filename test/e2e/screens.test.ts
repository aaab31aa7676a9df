import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { openBrowser, openContext } from './browser.ts';
import { type Camera, languages, openCamera, picturesFolder, sizes } from './camera.ts';
import { openConsole } from './console-page.ts';
import { consolePlaces, lookAtAll, stationPlaces } from './places.ts';
import { openShowcase, type Showcase } from './showcase.ts';
import { signInOnScreen } from './technician.ts';

/** Every screen, in one language or in both (`isLookedAt`): pictures to look at in `test-results/screens/`, and nothing serious by axe. */
let browser: Browser;
let show: Showcase;
beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  show = await openShowcase();
});
afterAll(async () => {
  await browser.close();
  await show.close();
});

// A page of the console and one of the station at a time; the language belongs to the whole station.
describe.concurrent('every screen', () => {
  it('of the station', async () => {
    for (const language of languages) {
      await show.station.call('settings.set', { language });
      const context = await openContext(browser, { viewport: sizes.wide, locale: language });
      const page = await context.newPage();
      const camera = openCamera(page, language);
      await page.goto(show.station.url);
      await camera.look('station-pairing');
      await page.goto(show.station.pairingUrl());
      await page.getByTestId('tab-today').waitFor();
      await camera.goTo('#/sign-in', 'signin-submit');
      await camera.look('station-sign-in');
      await lookAtAll(page, camera, 'station', stationPlaces(show.orders));
      await context.close();
      expect(camera.found).toEqual([]);
    }
  });

  it.each(languages)('of the console, %s', async (language) => {
    for (const [username, places] of Object.entries(consolePlaces(show.orders))) {
      const { page, context } = await openConsole(browser, show.officeUrl, username, { language, size: sizes.wide });
      const camera = openCamera(page, language);
      await lookAtAll(page, camera, 'console', places);
      if (username === 'admin1') {
        await page.getByTestId('user-menu').click();
        await page.getByTestId('menu-sign-out').click();
        await page.getByTestId('signin-submit').waitFor();
        await camera.look('console-sign-in');
      }
      await context.close();
      expect(camera.found).toEqual([]);
    }
  });
});

describe.each(languages)('a station, %s', (language) => {
  it('offline, and locked', async () => {
    await show.station.call('settings.set', { language });
    const context = await openContext(browser, { viewport: sizes.wide, locale: language });
    const page = await context.newPage();
    const camera = openCamera(page, language);
    await page.goto(show.station.pairingUrl());
    await page.getByTestId('tab-today').waitFor();
    show.station.link.set('cut');
    await show.station.call('workOrder.note', { orderId: show.orders.working, text: '离线备注' });
    const chip = page.getByTestId('sync-chip');
    await until('the chip to say offline', async () => (await chip.getAttribute('data-state')) === 'offline');
    await camera.look('station-offline');
    await camera.goTo('#/sync', 'sync-item');
    await camera.look('station-offline-sync');
    show.station.link.set('open');
    await page.getByTestId('lock').click();
    await page.getByTestId('signin-submit').waitFor();
    await camera.look('station-locked');
    await page.getByTestId('signin-password').fill('linework');
    await page.getByTestId('signin-submit').click();
    await page.getByTestId('technician').waitFor();
    await context.close();
    expect(camera.found).toEqual([]);
  });
});

it('a new device', async () => {
  const office = await startOffice({ data: `${show.folder}/empty-office` });
  const station = await show.anotherStation(office.url);
  const context = await openContext(browser, { viewport: sizes.wide });
  const page = await context.newPage();
  await page.goto(station.pairingUrl());
  const found: string[] = [];
  const inEach = async (shown: string, look: (camera: Camera) => Promise<void>): Promise<void> => {
    for (const language of languages) {
      const camera = openCamera(page, language);
      await station.call('settings.set', { language });
      await page.reload();
      await page.getByTestId(shown).waitFor();
      await look(camera);
      found.push(...camera.found);
    }
  };
  await inEach('signin-submit', (camera) => camera.look('station-new-device'));
  await signInOnScreen(page, 'tech2');
  await inEach('tab-today', async (camera) => {
    await camera.look('station-no-orders');
    await camera.goTo('#/settings', 'sign-out');
    await page.getByTestId('sign-out').click();
    await page.getByRole('dialog').waitFor();
    await camera.look('station-sign-out');
    await camera.goTo('#/', 'tab-today');
  });
  await context.close();
  await station.stop();
  await office.stop();
  expect(found).toEqual([]);
});
