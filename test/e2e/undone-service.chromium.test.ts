import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidencePath } from '../../bridge/station.ts';
import { poppler } from '../../main/station/report/ink.ts';
import { http } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { stationToken } from '../processes/station.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';
import { type Camera, languages, openCamera, picturesFolder, sizes } from './camera.ts';
import { openConsole } from './console-page.ts';
import { drawSignature } from './technician.ts';

/** An order whose IPTV was not opened: what the customer signs, what the report says, how the order ends, and what the office reads (ADR 0029). */
let browser: Browser;
let field: Field;
let station: FieldStation;
let page: Page;
let orderId: string;

const notOpened = {
  'activation.iptv': { result: 'failed', failReason: 'setTopBox', channel: null },
  'demoSpeedTest.demonstration': { shown: { web: true, wifi: true, iptv: true } },
};

beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  field = await openField();
  station = await field.station('tech1');
  const context = await openContext(browser, { viewport: sizes.wide, locale: 'zh-CN' });
  page = await context.newPage();
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
  orderId = await field.assigned(station);
  await workByCalls(station, { orderId, until: 'signOff', over: notOpened });
  await station.call('step.submit', {
    orderId,
    step: 'signOff.summary',
    fields: { materials: [{ name: '皮线光缆', quantity: 38, unit: 'm' }], satisfaction: 4 },
  });
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
});

const goTo = (hash: string): Promise<void> =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

/** Pictures of the page in each size, portrait and a tablet at 150 % too, and what axe holds against it. */
async function look(name: string, at: Page = page): Promise<void> {
  for (const [label, size] of Object.entries({
    portrait: { width: 768, height: 1024 },
    scaled: { width: 853, height: 533 },
  })) {
    await at.setViewportSize(size);
    await at.screenshot({ path: `${picturesFolder}/${name}.zh-CN.${label}.png` });
  }
  const found: string[] = [];
  for (const language of [...languages].reverse()) {
    await station.call('settings.set', { language });
    await at.locator(`html[lang="${language}"]`).waitFor();
    const camera: Camera = openCamera(at, language);
    await camera.look(name);
    found.push(...camera.found);
  }
  await at.setViewportSize(sizes.wide);
  expect(found).toEqual([]);
}

it('what was not opened is not offered as shown, and was not stored', async () => {
  await goTo(`#/order/${orderId}/work/demoSpeedTest.demonstration`);
  await page.getByTestId('field-shown').waitFor();
  expect(await page.getByTestId('option-shown-web').count()).toBe(1);
  expect(await page.getByTestId('option-shown-iptv').count()).toBe(0);
  expect(await page.getByTestId('check-all-shown').count()).toBe(0);
  const { view } = await station.open(orderId);
  const shown = view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === 'demoSpeedTest.demonstration')
    ?.values.shown;
  expect(shown).toEqual({ web: true, wifi: true });
});

it('the customer signs what became of each service, with the reason of the one that is not opened', async () => {
  await goTo(`#/order/${orderId}/work/signOff.signature`);
  const iptv = page.getByTestId('customer-summary').getByTestId('service-iptv');
  await iptv.waitFor();
  expect(await iptv.getAttribute('data-state')).toBe('notDone');
  expect(await iptv.textContent()).toContain('机顶盒');
  await look('sign-off-undone');
  await drawSignature(page);
  await page.getByTestId('sign-confirm').click();
  await page.getByTestId('signed-off').waitFor();
});

it('the report says the same, and the order is ended in part, not completed', async () => {
  await goTo(`#/order/${orderId}/work/signOff.report`);
  await page.getByTestId('make-report').click();
  await page.getByTestId('report-1').waitFor({ timeout: 20_000 });
  const { view } = await station.open(orderId);
  const [made] = view.fold.reports;
  const { body } = await http(`${station.url}${evidencePath(made?.evidenceId ?? '', 'view')}`, {
    headers: { authorization: `Bearer ${stationToken}` },
  });
  const [copy = '', ...record] = poppler('pdftotext', body)
    .split('\f')
    .map((text) => text.replace(/\s+/g, ''));
  for (const words of ['客户联', 'IPTV', '未开通', '原因：机顶盒', '客户已核对本页内容并签字', '服务热线'])
    expect(copy).toContain(words);
  expect(copy).not.toContain('记录有过更改');
  expect(record.join('')).toContain('生成时条件均已满足');
  expect(record.join('')).not.toContain('未通过关口');
  await page.getByTestId('pass-stage').click();
  await page.getByTestId('main-completePartially').waitFor();
  expect(await page.getByTestId('complete-order').count()).toBe(0);
  expect(await page.getByTestId('ending-advice').textContent()).toContain('部分完工');
  await look('report-undone');
  // Neither does the station take it from elsewhere.
  expect(await station.ask('workOrder.complete', { orderId })).toMatchObject({
    ok: false,
    problem: { code: 'order.servicesUndone', details: { services: ['iptv'] } },
  });
  await page.getByTestId('main-completePartially').click();
  await page.getByTestId('confirm-move').waitFor();
  // What remains is filled in already: the service, with its reason beside it.
  const left = page.getByTestId('remaining-iptv');
  expect(await left.getByRole('checkbox').isChecked()).toBe(true);
  expect(await left.textContent()).toContain('机顶盒');
});

it('the office reads results and reasons by service', async () => {
  await station.synchronised(60_000);
  const { page: desk } = await openConsole(browser, field.office.url, 'disp1');
  await desk.goto(`${field.office.url}/#/orders/${orderId}`);
  const iptv = desk.getByTestId('services-panel').getByTestId('service-iptv');
  await until('the results at the office', async () => (await iptv.getAttribute('data-state')) === 'notDone');
  expect(await iptv.textContent()).toContain('机顶盒');
  await desk.screenshot({ path: `${picturesFolder}/console-services.zh-CN.png` });
});

it('an order with broadband alone has one service, nothing said of it yet', async () => {
  const other = await field.assigned(station, { products: { broadbandMbps: 100, iptv: false, voice: false } });
  await goTo(`#/order/${other}/facts`);
  const services = page.getByTestId('service-results');
  await services.waitFor();
  expect(await services.locator('li').count()).toBe(1);
});
