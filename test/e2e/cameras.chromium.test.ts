import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../processes/poll.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';
import { giveCameras, type ToldCameras } from './given-cameras.ts';
import { stepPlace } from './step-place.ts';

/** A device with two cameras, one of them with a light: what no fake of the browser's own has. */
let browser: Browser;
let field: Field;
let station: FieldStation;
let page: Page;
let step: string;
beforeAll(async () => {
  browser = await openBrowser();
  field = await openField();
  station = await field.station('tech1');
  const orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await workByCalls(station, { orderId, until: 'dropCable' });
  step = stepPlace(orderId, 'dropCable.photos');
  const context = await openContext(browser, { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  page = await context.newPage();
  await giveCameras(page);
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
  await goThere();
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
});

async function goThere(): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, step);
  await page.getByTestId('photo-add-start').click();
  await page.locator('[data-testid="viewfinder-video"][data-ready="true"]').waitFor();
}
const told = () => page.evaluate(() => (window as unknown as { readonly toldCameras: ToldCameras }).toldCameras);
const torch = () => page.getByTestId('camera-torch');

it('offers the light of the camera that has one, turns it on and off, and says how it stands', async () => {
  expect(await torch().getAttribute('aria-pressed')).toBe('false');
  await torch().click();
  await until('the light on', async () => (await told()).torch.join() === 'true');
  expect(await torch().getAttribute('aria-pressed')).toBe('true');
  await torch().click();
  await until('the light off', async () => (await told()).torch.join() === 'true,false');
  expect(await torch().getAttribute('aria-pressed')).toBe('false');
});

it('changes to the other camera, which has no light, and remembers it over a reload', async () => {
  await page.getByTestId('camera-other').click();
  await until('the other camera to film', async () => (await told()).filming.join() === 'front');
  await page.locator('[data-testid="viewfinder-video"][data-ready="true"]').waitFor();
  expect(await torch().count()).toBe(0);

  await page.reload();
  await goThere();
  expect((await told()).filming).toEqual(['front']);
  expect((await told()).asked).toEqual(['front']);
});

it('finds the chosen camera by its name when its id has changed, and another one when it is gone', async () => {
  const context = page.context();
  const other = await context.newPage();
  await giveCameras(other, { front: 'front-with-another-id' });
  page = other;
  await page.goto(`${station.url}`);
  await page.getByTestId('tab-today').waitFor();
  await goThere();
  await until('the camera of that name', async () => (await told()).filming.join() === 'front-with-another-id');

  const without = await context.newPage();
  await giveCameras(without, { front: null });
  page = without;
  await page.goto(`${station.url}`);
  await page.getByTestId('tab-today').waitFor();
  await goThere();
  await until('the camera that is left', async () => (await told()).filming.join() === 'rear');
  expect(await torch().count()).toBe(1);
});
