import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceHealth } from '../../bridge/station.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import { formSteps, sampleOf } from '../builders/answers.ts';
import { until } from '../processes/poll.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, officeView, openField } from '../sync/field.ts';
import { openBrowser } from './browser.ts';

/** Ways in which an order leaves the technician's hands other than completed, and what the bar warns of: sent through the screens. */
let browser: Browser;
let field: Field;
let station: FieldStation;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  field = await openField();
  station = await field.station('tech1');
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  page = await context.newPage();
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
});

/** An order under way, on the screen. */
async function underWay(): Promise<string> {
  const orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await workByCalls(station, { orderId, until: 'dropCable' });
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/order/${orderId}`);
  const { view } = await station.open(orderId);
  await page.locator(`[data-testid="order-screen"][data-order="${view.number}"]`).waitFor();
  return orderId;
}

type Move = { readonly name: string; readonly reason: string; readonly note: string };

/** Opens the dialog, says why, and sends it with two quick clicks: it is one move all the same. */
async function send({ name, reason, note }: Move, more: () => Promise<unknown> = async () => undefined): Promise<void> {
  await page.getByTestId('moves-menu').click();
  await page.getByTestId(`move-${name}`).click();
  const confirm = page.getByTestId('confirm-move');
  await confirm.waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await page.locator('label', { has: page.getByTestId(`reason-${reason}`) }).click();
  await more();
  await page.getByRole('dialog').getByTestId('move-note').fill(note);
  await confirm.dblclick();
  await confirm.waitFor({ state: 'detached' });
}

/** The office has it, written once; answers the event's payload. */
async function arrived(
  orderId: string,
  kind: string,
): Promise<{ readonly view: OrderView; readonly payload: unknown }> {
  const view = await until(`${kind} at the office`, async () => {
    const seen = await officeView(field.dispatcher, orderId);
    return seen.fold.history.some(({ event }) => event.kind === kind) && seen;
  });
  const events = view.fold.history.filter(({ event }) => event.kind === kind);
  expect(events).toHaveLength(1);
  return { view, payload: events[0]?.event.payload };
}

describe('an order ends otherwise, on the screen', () => {
  it('handed over to a colleague: it waits at dispatch, and stands in the list of what was handed over', async () => {
    const orderId = await underWay();
    const colleague = field.technicians.tech2 ?? '';
    await send({ name: 'handOver', reason: 'shiftEnd', note: '下班，余下熔接' }, () =>
      page.getByTestId('hand-over-to').selectOption(colleague),
    );
    const { payload } = await arrived(orderId, 'handedOver');
    expect(payload).toMatchObject({ toTechnicianId: colleague, reasonCode: 'shiftEnd', note: '下班，余下熔接' });
    const { needs } = await field.dispatcher.call('orders.needs', {});
    expect(needs.filter((need) => need.orderId === orderId).map(({ reason }) => reason)).toContain('handedOver');
    await page.getByTestId('note-read-only').waitFor();
    await page.getByTestId('back-to-list').click();
    await page.getByTestId('tab-handedOver').click();
    await page.locator(`[data-order-id="${orderId}"]`).waitFor();
  });

  it('completed partly: what remains is named, and the reviewer gets it', async () => {
    const orderId = await underWay();
    await send({ name: 'completePartially', reason: 'material', note: '缺皮线光缆' }, async () => {
      for (const stage of ['业务开通', '客户签字']) await page.getByRole('checkbox', { name: stage }).check();
    });
    const { payload, view } = await arrived(orderId, 'partiallyCompleted');
    expect(payload).toMatchObject({ reasonCode: 'material', remaining: ['activation', 'signOff'] });
    expect([view.fold.phase, view.fold.reviewState]).toEqual(['partial', 'received']);
    await page.getByTestId('note-read-only').waitFor();
    expect(await page.getByTestId('submit-step').count()).toBe(0);
  });

  it('failed: with its reason, and nothing on it can be changed', async () => {
    const orderId = await underWay();
    await send({ name: 'fail', reason: 'technical', note: '主干光缆中断' });
    const { payload, view } = await arrived(orderId, 'failed');
    expect(payload).toMatchObject({ reasonCode: 'technical', note: '主干光缆中断' });
    expect(view.fold.phase).toBe('failed');
    await page.getByTestId('note-read-only').waitFor();
    const [step = ''] = formSteps('dropCable');
    const refused = await station.ask('step.submit', { orderId, step, fields: { ...sampleOf(step) } });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'order.readOnly' } });
  });
});

describe('what the technician is warned of', () => {
  it.each([
    ['warn', 1_400_000_000, 'low-space', '1.3 GB'],
    ['blockPhotos', 300_000_000, 'no-photos', '286.1 MB'],
  ] as const)('space: %s', async (lowSpace, freeBytes, banner, size) => {
    // No test fills a disk: what the machine says of its disk is changed on the way to the page.
    await page.route('**/call/device.health', async (route) => {
      const answer = await route.fetch();
      const said = (await answer.json()) as { readonly value: DeviceHealth };
      await route.fulfill({ response: answer, json: { ...said, value: { ...said.value, lowSpace, freeBytes } } });
    });
    await page.reload();
    const shown = page.getByTestId(`banner-${banner}`);
    await shown.waitFor();
    expect(await shown.innerText()).toContain(size);
    await page.unroute('**/call/device.health');
    await page.reload();
    await page.getByTestId('free-space').waitFor();
    expect(await page.locator('[data-testid^="banner-"]').count()).toBe(0);
  });

  it('a revoked device: it hands over what it held, is locked, says why, and does not open again', async () => {
    const orderId = await underWay();
    await station.synchronised();
    station.link.set('cut');
    await until('the chip to say offline', async () => (await station.sync()).state === 'offline');
    const [step = ''] = formSteps('dropCable');
    await station.call('step.submit', { orderId, step, fields: { ...sampleOf(step) } });
    const admin = await field.office.signIn('admin1');
    const { devices } = await admin.call('devices.list', {});
    for (const { deviceId } of devices) await admin.call('devices.revoke', { deviceId });
    station.link.set('open');
    await page.getByTestId('device-revoked').waitFor({ timeout: 45_000 });
    await until('what it held at the office', async () => {
      const view = await officeView(field.dispatcher, orderId);
      return view.stages.flatMap(({ steps }) => steps).some(({ key, heads }) => key === step && heads.length === 1);
    });
    await page.getByTestId('signin-password').fill('linework');
    await page.getByTestId('signin-submit').click();
    await page.locator('[data-testid="problem"][data-code="session.deviceRevoked"]').waitFor();
  });
});
