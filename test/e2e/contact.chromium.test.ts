import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newOrder } from '../builders/new-order.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';
import { picturesFolder } from './camera.ts';

/** Ring and navigate on a machine without a program for either. */
let browser: Browser;
let field: Field;
let station: FieldStation;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  field = await openField();
  station = await field.station('tech1');
  context = await openContext(browser, { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  await useStation();
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
});

/** A page of the station in use. */
async function useStation(): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: station.url });
  page = await context.newPage();
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
}

const sample = newOrder();
async function opened(phone: string, place: object = {}): Promise<void> {
  const orderId = await field.assigned(station, {
    customer: { ...sample.customer, phone },
    place: { ...sample.place, ...place },
  });
  await show(orderId);
}
const goTo = (hash: string): Promise<void> =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

/** By way of the list: what stands on the order before is not the next one's. */
async function show(orderId: string): Promise<void> {
  await goTo('#/');
  await page.getByTestId('tab-today').waitFor();
  await goTo(`#/order/${orderId}`);
  await page.getByTestId('contact-call').waitFor();
}
const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const picture = (name: string) => page.screenshot({ path: `${picturesFolder}/station-contact-${name}.png` });

it('several numbers, one with an extension: each large, to copy, and as a code; what cannot be known is said', async () => {
  await opened('0551-62345678转8012 / 13905511234');
  await page.getByTestId('contact-call').click();
  await page.getByTestId('contact-qr').first().waitFor();
  const codes = await page
    .getByTestId('contact-qr')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-content')));
  expect(codes).toEqual(['tel:055162345678,8012', 'tel:13905511234']);
  await page.getByTestId('copy-number').first().click();
  expect(await copied()).toBe('055162345678,8012');
  await picture('call');
  await page.getByTestId('contact-close').click();
});

it.each([
  ['no number', '', '没有电话号码'],
  ['too many digits', '139055112345', '请核对'],
])('%s is said', async (_, phone, said) => {
  await opened(phone);
  await page.getByTestId('contact-call').click();
  await until('what is said', async () => ((await page.getByRole('dialog').textContent()) ?? '').includes(said));
  await page.getByTestId('contact-close').click();
});

it('the way there: without a position it is said; a web map is offered only where one was configured', async () => {
  const { latitude: _, longitude: __, ...bare } = sample.place as { latitude?: number; longitude?: number };
  const orderId = await field.assigned(station, { place: bare as typeof sample.place });
  await show(orderId);
  await page.getByTestId('contact-navigate').click();
  await page.getByTestId('no-position').waitFor();
  expect(await page.getByTestId('open-map').count()).toBe(0);
  expect(await page.getByTestId('open-web-map').count()).toBe(0);
  expect(await page.getByTestId('contact-qr').getAttribute('data-content')).toBe(sample.place.address);
  await page.getByTestId('contact-close').click();

  const admin = await field.office.signIn('admin1');
  await admin.call('settings.publish', {
    key: 'device',
    values: {
      clockToleranceMinutes: 5,
      source: { 'zh-CN': '测试', en: 'test' },
      webMapUrl: 'https://map.example/marker?at={lng},{lat}&name={address}',
    },
  });
  // A device reads settings anew at its contacts, minutes apart; a new one has them at once.
  station = await field.station('tech2');
  await useStation();
  await opened('13905511234', { latitude: 31.82, longitude: 117.22 });
  await page.getByTestId('contact-navigate').click();
  await page.getByTestId('open-web-map').waitFor();
  const content = await page.getByTestId('contact-qr').getAttribute('data-content');
  expect(content).toContain('https://map.example/marker?at=117.22,31.82&name=');
  await picture('navigate');
  await page.getByTestId('copy-address').click();
  expect(await copied()).toBe(sample.place.address);
  await page.getByTestId('contact-close').click();
});

// Last: the browser's own question for a program, which nobody sees here, takes every later press.
it('ringing from this machine: what it means when nothing happens is said', async () => {
  await opened('13905511234');
  await page.getByTestId('contact-call').click();
  await page.getByTestId('dial').last().click();
  await page.getByTestId('contact-problem').waitFor();
});
