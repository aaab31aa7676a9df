import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OfficeProcess } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { backUp, startRestored } from '../processes/restore.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';
import { type Camera, languages, openCamera, picturesFolder, sizes } from './camera.ts';
import { openConsole } from './console-page.ts';

let browser: Browser;
let folder: TemporaryFolder;
let field: Field;
let station: FieldStation;
let restored: OfficeProcess | undefined;
let orderId: string;
let numberOnDevice = '';

beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  folder = await temporaryFolder('new-office-screen');
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await station.synchronised();
  const copy = path.join(folder.path, 'copy');
  await backUp(path.join(path.dirname(station.data), 'office'), copy);
  await station.call('workOrder.accept', { orderId });
  const forgotten = await field.accepted(station);
  await station.call('workOrder.note', { orderId: forgotten, text: '备份之后的单' });
  await station.synchronised();
  await field.office.stop();
  restored = await startRestored(copy, path.join(folder.path, 'restored'), field.office.port);
  await until('the station to stop', async () => (await station.call('sync.now', {})).newOffice !== null);
});
afterAll(async () => {
  await browser.close();
  await field.close();
  await restored?.stop();
  await folder.remove();
});

async function openStationPage(): Promise<Page> {
  const context = await openContext(browser, { viewport: sizes.wide });
  const page = await context.newPage();
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
  return page;
}

/** The sync centre in each language, with `mark` on it; nothing that axe finds may stay. */
async function inBothLanguages(page: Page, mark: string, look: (camera: Camera) => Promise<void>): Promise<void> {
  for (const language of languages) {
    await station.call('settings.set', { language });
    const camera = openCamera(page, language);
    await camera.goTo('#/sync', mark);
    await page.locator(`html[lang="${language}"]`).waitFor();
    await look(camera);
    expect(camera.found).toEqual([]);
  }
}

it('says what happened and what either choice means, and goes on when it is accepted', async () => {
  const page = await openStationPage();
  await inBothLanguages(page, 'new-office', async (camera) => {
    await camera.look('station-new-office');
    await page.getByTestId('accept-office').click();
    await page.locator('.ant-popconfirm-buttons').waitFor();
    await camera.look('station-new-office-sure');
    await page.locator('.ant-popconfirm-buttons button').first().click();
  });
  numberOnDevice = /[0-9A-Z]{6}/.exec(await page.getByTestId('new-office').innerText())?.[0] ?? '';
  expect((await station.sync()).state).toBe('stopped');

  await page.getByTestId('accept-office').click();
  await page.locator('.ant-popconfirm-buttons button').last().click();
  await page.getByTestId('new-office').waitFor({ state: 'detached' });
  await page.getByTestId('former-order').waitFor();
  expect((await station.view(orderId)).fold.phase).toBe('accepted');
  const dispatcher = await restored?.signIn('disp1');
  await until('the office to have it again', async () => {
    const order = await dispatcher?.call('workOrder.open', { orderId });
    return order?.view.fold.phase === 'accepted';
  });
  await page.context().close();
});

it('lists an order that the office does not have, exports it whole, and discards it as one', async () => {
  const page = await openStationPage();
  await inBothLanguages(page, 'former-order', async (camera) => {
    await camera.look('station-former-orders');
    await page.getByTestId('discard-order').click();
    await page.getByTestId('discard-reason').waitFor();
    await camera.look('station-former-orders-discard');
    await page.locator('.ant-modal-footer button').first().click();
  });
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export-order').click()]);
  expect(file.suggestedFilename()).toMatch(/\.json$/);
  await page.getByTestId('discard-order').click();
  await page.getByTestId('discard-reason').fill('已导出交调度');
  await page.getByTestId('discard-sure').click();
  await page.getByTestId('confirm-discard').click();
  await page.getByTestId('former-order').waitFor({ state: 'detached' });
  await station.synchronised();
  await page.context().close();
});

it('the administrator reads the number on the screen that the technician is asked to compare', async () => {
  const console = await openConsole(browser, restored?.url ?? '', 'admin1');
  await console.page.goto(`${restored?.url}/#/health`);
  const number = console.page.getByTestId('database-number');
  await number.waitFor();
  expect((await number.innerText()).split('\n')[0]).toBe(numberOnDevice);
  await console.context.close();
});
