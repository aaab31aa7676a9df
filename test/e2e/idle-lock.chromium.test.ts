import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../builders/answers.ts';
import { until } from '../processes/poll.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';
import { picturesFolder } from './camera.ts';
import { stepPlace } from './step-place.ts';

/** A tablet that is put down locks itself: why is said, nothing typed is lost, and who signs or writes is not broken off (ADR 0033). */
let browser: Browser;
let field: Field;
let station: FieldStation;
let orderId: string;
let page: Page;
/** a second and a half, in minutes: what a device may be set up with, if not by hand */
const short = 0.025;
/** So many words that somebody is there are more than the whole time until the lock. */
const oneLockLong = 6;
let told = 0;

beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await workByCalls(station, { orderId, until: 'signOff' });
  const context = await openContext(browser, { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  page = await context.newPage();
  page.on('request', (request) => {
    if (request.url().endsWith('/call/session.active')) told += 1;
  });
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
});

const state = async (): Promise<string> => (await station.call('session.state', {})).state;
const lockAfter = (lockAfterMinutes: number | null) => station.call('settings.set', { lockAfterMinutes });
const holdFor = (lockHeldAfterMinutes: number) => station.call('settings.set', { lockHeldAfterMinutes });
const isLocked = () => until('the device to lock itself', async () => (await state()) === 'locked');
async function goTo(hash: string, shown: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await page.getByTestId(shown).first().waitFor();
}
async function unlock(): Promise<void> {
  await lockAfter(null);
  await page.getByTestId('signin-password').fill('linework');
  await page.getByTestId('signin-submit').click();
  await page.getByTestId('nav-settings').waitFor();
}
/** It stays open although nobody touches it, for longer than the time until it would lock. */
async function staysOpen(what: string): Promise<void> {
  const before = told;
  await until(`${what} to be told`, () => told >= before + oneLockLong);
  expect(await state()).toBe('open');
}

describe('a device without a touch', () => {
  it('locks itself, says why, and comes back to the same place with what was typed', async () => {
    await goTo(stepPlace(orderId, 'signOff.summary'), 'step-title');
    const words = page.getByTestId('field-customerWords');
    await words.fill('门口的鞋柜挡住了光猫');
    await lockAfter(short);
    await isLocked();
    await page.getByTestId('locked-itself').waitFor();
    expect(await page.getByTestId('locked-itself').innerText()).toContain('没有操作');
    expect(await page.getByText('鞋柜').count()).toBe(0);
    await page.screenshot({ path: `${picturesFolder}/locked-itself.png` });
    await unlock();
    expect(await words.inputValue()).toBe('门口的鞋柜挡住了光猫');
  });

  it('does not while a customer signs, and does when the pad is left and nothing else is shown', async () => {
    await station.call('step.submit', { orderId, step: 'signOff.summary', fields: { ...sampleOf('signOff.summary') } });
    await goTo(stepPlace(orderId, 'signOff.signature'), 'open-pad');
    await page.getByTestId('open-pad').click();
    await page.getByTestId('signature-pad').waitFor();
    await lockAfter(short);
    await staysOpen('who signs');
    await page.keyboard.press('Escape');
    await goTo('#/', 'tab-today');
    await isLocked();
    await unlock();
  });

  it('does not while words stand in a dialog that are kept nowhere else', async () => {
    await goTo(`#/order/${orderId}`, 'moves-menu');
    await page.getByTestId('moves-menu').click();
    await page.getByTestId('move-note').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('textarea').first().fill('请带一把长梯');
    await lockAfter(short);
    await staysOpen('who writes');
    expect(await dialog.locator('textarea').first().inputValue()).toBe('请带一把长梯');
    // The order would go on at the customer's signature, which holds too.
    await page.keyboard.press('Escape');
    await goTo('#/', 'tab-today');
    await isLocked();
    await unlock();
  });

  it('does when nobody touches an open pad or dialog for the longest time, and what was written is still there', async () => {
    await goTo(`#/order/${orderId}`, 'moves-menu');
    await page.getByTestId('moves-menu').click();
    await page.getByTestId('move-note').click();
    await page.getByTestId('move-note').last().fill('梯子在地下室');
    await holdFor(short * 3);
    await lockAfter(short);
    await isLocked();
    await page.getByTestId('locked-itself').waitFor();
    expect(await page.getByText('梯子').count()).toBe(0);
    await unlock();
    await page.getByTestId('moves-menu').click();
    await page.getByTestId('move-note').first().click();
    expect(await page.getByRole('dialog').locator('textarea').first().inputValue()).toBe('梯子在地下室');
    await page.keyboard.press('Escape');
    await goTo(stepPlace(orderId, 'signOff.signature'), 'open-pad');
    await page.getByTestId('open-pad').click();
    await page.getByTestId('signature-pad').waitFor();
    await lockAfter(short);
    await isLocked();
    await unlock();
    await holdFor(30);
    await goTo('#/', 'tab-today');
  });

  it('a second window in which somebody works keeps the session of both open', async () => {
    const other = await page.context().newPage();
    await other.goto(station.pairingUrl());
    await other.getByTestId('tab-today').waitFor();
    await lockAfter(short);
    let words = 0;
    other.on('request', (request) => {
      if (request.url().endsWith('/call/session.active')) words += 1;
    });
    let touches = 0;
    await until('touches for longer than the time until the lock', async () => {
      touches += 1;
      await other.mouse.move(touches % 500, 300);
      return words >= oneLockLong;
    });
    expect(await state()).toBe('open');
    await other.close();
    await isLocked();
    await unlock();
  });
});

it('is chosen in the settings: five, fifteen, thirty minutes or never', async () => {
  await goTo('#/settings', 'lock-after-15');
  await page.getByTestId('lock-after-30').click();
  await until('the setting', async () => (await station.call('settings.get', {})).lockAfterMinutes === 30);
  // A press on what is chosen changes nothing: the page has to show the new choice before another is pressed.
  await page.locator('label:has([data-testid="lock-after-30"]) input:checked').waitFor({ state: 'attached' });
  await page.getByTestId('lock-after-0').click();
  await until('the setting', async () => (await station.call('settings.get', {})).lockAfterMinutes === null);
});
