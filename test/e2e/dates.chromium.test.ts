import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { addedDay } from '../../forms/engine/days.ts';
import { layOut } from '../../forms/engine/json-text.ts';
import { stepViewOf } from '../../forms/engine/steps-of.ts';
import { dayKey, isoOf } from '../../renderer/form/fields/day-time.ts';
import { datedStep, datedType } from '../builders/dated-type.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { openBrowser } from './browser.ts';
import { openCamera } from './camera.ts';
import { openConsole, type Shown } from './console-page.ts';

/** Every kind of date on the screen, by keys and by fingers: over midnight, over a year's end, and refused with the bound (ADR 0037). */
let folder: TemporaryFolder;
let office: OfficeProcess;
let browser: Browser;
let dispatcher: OfficeClient;

beforeAll(async () => {
  folder = await temporaryFolder('dates');
  office = await startOffice({ data: path.join(folder.path, 'office') });
  dispatcher = await officeClient(() => office.url, 'disp1');
  const administrator = await officeClient(() => office.url, 'admin1');
  await administrator.call('orderTypes.publish', { text: layOut(datedType as unknown as Json) });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
  await folder?.remove();
});

type AtStep = { readonly page: Page; readonly within: Locator; readonly orderId: string };

async function openStep(shown: Shown): Promise<AtStep> {
  const { samples, key } = datedType;
  const { orderId } = await dispatcher.call(
    'workOrder.create',
    newOrder({
      orderType: key,
      products: samples['order.products'] ?? {},
      resources: samples['order.resources'] ?? {},
    }),
  );
  const { page } = await openConsole(browser, office.url, 'disp1', shown);
  await page.goto(`${office.url}/#/orders/${orderId}`);
  const within = page.getByTestId(`work-${datedStep}`);
  await within.waitFor();
  return { page, within, orderId };
}

const stored = async (orderId: string) =>
  stepViewOf((await dispatcher.call('workOrder.open', { orderId })).view, datedStep)?.values;

async function submitted({ within }: AtStep): Promise<void> {
  await within.getByTestId(`submit-${datedStep}`).click();
  await until(
    'the dates to be submitted',
    async () =>
      (await within.getAttribute('data-state')) === 'submitted' ||
      Promise.reject(new Error(await within.innerText({ timeout: 1000 }))),
  );
}

it('is filled in by typing; what lies outside a bound is refused with the bound', async () => {
  const at = await openStep({ language: 'zh-CN', size: { width: 1280, height: 800 } });
  const { within } = at;
  const today = dayKey(new Date().toISOString());
  const type = async (testId: string, text: string): Promise<void> => {
    await within.getByTestId(testId).fill(text);
    await within.getByTestId(testId).blur();
  };
  const problem = (key: string) => within.getByTestId(`problem-${key}`);

  await type('field-signed', addedDay(today, 2));
  expect(await problem('signed').innerText()).toContain(`最晚 ${today}`);
  await type('field-signed', '2026-02-30');
  expect(await problem('signed').innerText()).toContain('看不出是哪一天');
  expect(await within.getByTestId('field-signed').inputValue()).toBe('2026-02-30');
  await type('field-signed', '26-3-2');
  await problem('signed').waitFor({ state: 'detached' });

  await type('field-ends', '20260301');
  expect(await problem('ends').innerText()).toContain('最早 2026-03-02');
  await type('field-ends', '20290301');
  await type('field-trial-from', '2026年12月20日');
  await type('field-trial-to', '2027-01-20');
  expect(await problem('trial').innerText()).toContain('最长 30 天');
  await type('field-trial-to', '2027-01-10');
  await type('day-happened', '2025-12-31');
  await type('field-happened', '2330');

  await within.getByTestId('field-cutover-other').click();
  await type('field-cutover-start-day', '2026-12-31');
  await within.getByTestId('field-cutover-start').selectOption('23:00');
  await within.getByTestId('field-cutover-end').selectOption('05:00');
  expect(await within.getByTestId('field-cutover-end').innerText()).toContain('次日 05:00');
  await submitted(at);
  expect(await stored(at.orderId)).toMatchObject({
    signed: '2026-03-02',
    ends: '2029-03-01',
    trial: { from: '2026-12-20', to: '2027-01-10' },
    happened: isoOf('2025-12-31', '23:30'),
    cutover: { start: isoOf('2026-12-31', '23:00'), end: isoOf('2027-01-01', '05:00') },
  });
});

it('is filled in by fingers, from calendars of large days', async () => {
  const at = await openStep({ language: 'en', size: { width: 853, height: 533 }, hasTouch: true });
  const { page, within } = at;
  const tap = async (testId: string): Promise<void> => within.getByTestId(testId).tap();
  const today = dayKey(new Date().toISOString());
  const thisYear = Number(today.slice(0, 4));

  await tap('field-signed-open');
  await within.getByTestId(`field-signed-pick-${today}`).waitFor();
  expect(await within.getByTestId('field-signed-bounds').innerText()).toBe(`${today} at the latest`);
  const box = await within.getByTestId(`field-signed-pick-${today}`).boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await tap('field-signed-nextMonth');
  const later = within.locator(`[data-testid^="field-signed-pick-"][aria-disabled="true"]`).last();
  await later.tap({ force: true });
  expect(await within.getByTestId('field-signed').inputValue()).toBe('');
  await tap('field-signed-previousMonth');
  const camera = openCamera(page, 'en');
  await camera.look('dates-calendar');
  expect(camera.found).toEqual([]);
  await tap(`field-signed-pick-${today}`);

  // Over the year's end, by year.
  await tap('field-ends-open');
  await tap('field-ends-nextYear');
  await tap(`field-ends-pick-${thisYear + 1}${today.slice(4, 7)}-15`);
  await tap('field-trial-from-open');
  await tap(`field-trial-from-pick-${today}`);
  await tap('field-trial-to-open');
  await tap(`field-trial-to-pick-${today}`);
  await tap('now-happened');
  await within.locator('[data-testid^="field-cutover-day-"]').first().check({ force: true });
  await within.getByTestId('field-cutover-start').selectOption('22:00');
  await within.getByTestId('field-cutover-end').selectOption('04:30');
  await submitted(at);
  expect(await stored(at.orderId)).toMatchObject({
    signed: today,
    ends: `${thisYear + 1}${today.slice(4, 7)}-15`,
    trial: { from: today, to: today },
    cutover: { start: isoOf(today, '22:00'), end: isoOf(addedDay(today, 1), '04:30') },
  });
});
