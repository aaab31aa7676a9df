import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceHealth } from '../../bridge/station.ts';
import type { Json } from '../../domain/documents/base.ts';
import { layOut } from '../../forms/engine/json-text.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import { formSteps, sampleOf } from '../builders/answers.ts';
import { clearPhotosOnly } from '../builders/next-version.ts';
import { makeBlurredPhoto, makeSmallPhoto } from '../builders/photo.ts';
import { buildOfficeRelease } from '../processes/office-release.ts';
import { until } from '../processes/poll.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, officeView, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';
import { type Camera, languages, openCamera, picturesFolder, sizes } from './camera.ts';
import { openConsole } from './console-page.ts';

/** Ways in which an order leaves the technician's hands other than completed, what may not or cannot go to the office, and what the bar warns of: by the screens. */
let browser: Browser;
let field: Field;
let station: FieldStation;
let page: Page;
beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  field = await openField();
  station = await field.station('tech1');
  const context = await openContext(browser, { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  page = await context.newPage();
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
});

const goTo = (hash: string): Promise<void> =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

/** Looks at what is on the page in both languages; nothing serious may be wrong with it. */
async function inBothLanguages(name: string): Promise<void> {
  const found: string[] = [];
  // The language of the tests comes last.
  for (const language of [...languages].reverse()) {
    await station.call('settings.set', { language });
    await page.locator(`html[lang="${language}"]`).waitFor();
    const camera: Camera = openCamera(page, language);
    await camera.look(name);
    found.push(...camera.found);
  }
  await page.setViewportSize(sizes.wide);
  expect(found).toEqual([]);
}

/** An order under way, on the screen. */
async function underWay(until = 'dropCable'): Promise<string> {
  const orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await workByCalls(station, { orderId, until });
  await goTo(`#/order/${orderId}`);
  const { view } = await station.open(orderId);
  await page.locator(`[data-testid="order-screen"][data-order="${view.number}"]`).waitFor();
  return orderId;
}

/** The step of an order that asks for photos, on the screen. */
async function openPhotos(orderId: string): Promise<void> {
  await goTo(['#', 'order', orderId, 'work', 'dropCable.photos'].join('/'));
  await page.getByTestId('slot-route').waitFor();
}

type Move = { readonly name: string; readonly reason: string; readonly note: string };

/** Opens the dialog, says why, and sends it with two quick clicks: it is one move all the same. */
async function send({ name, reason, note }: Move, more: () => Promise<unknown> = async () => undefined): Promise<void> {
  await page.getByTestId('moves-menu').click();
  await page.getByTestId(`move-${name}`).click();
  const confirm = page.getByTestId('confirm-move');
  await confirm.waitFor();
  await confirm.click();
  const lacking = page.getByRole('dialog').getByTestId('refusal');
  await lacking.waitFor();
  await page.locator('label', { has: page.getByTestId(`reason-${reason}`) }).click();
  await more();
  await lacking.waitFor({ state: 'detached' });
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

/** One press gives a handed-over order to the colleague who was named, another asks whom else; neither is cut off by its row. */
async function bothWaysOfGivingAreThere(number: string): Promise<void> {
  const size = { width: 1024, height: 768 };
  const office = await openConsole(browser, field.office.url, 'disp1', { language: 'zh-CN', size });
  const row = office.page.getByTestId(`need-${number}`);
  for (const [width, height] of [
    [1280, 800],
    [1024, 768],
    [768, 1024],
    [853, 533],
  ] as const) {
    await office.page.setViewportSize({ width, height });
    await row.waitFor();
    const outside = await row.evaluate((element) => {
      const own = element.getBoundingClientRect();
      return [...element.querySelectorAll('button, span, small, strong')].flatMap((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const isIn = left >= own.left && right <= own.right && top >= own.top && bottom <= own.bottom;
        return isIn ? [] : [one.textContent];
      });
    });
    expect([width, outside]).toEqual([width, []]);
  }
  await row.getByTestId(`give-${number}`).waitFor();
  await row.getByTestId(`need-act-${number}-handedOver`).click();
  await office.page.getByTestId('dialog-submit').waitFor();
  await office.context.close();
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
    await bothWaysOfGivingAreThere(await station.open(orderId).then(({ view }) => view.number));
    expect(await page.getByTestId('note-handed-over').innerText()).toContain('等待调度转给');
    await page.getByTestId('back-to-list').click();
    await page.getByTestId('tab-handedOver').click();
    await page.locator(`[data-order-id="${orderId}"]`).waitFor();
  });

  it('completed partly: what remains is named by service and stage, and the reviewer gets it', async () => {
    const orderId = await underWay('opticalTurnup');
    await send({ name: 'completePartially', reason: 'material', note: '缺机顶盒' }, async () => {
      for (const key of ['iptv', 'activation', 'signOff']) await page.getByTestId(`remaining-${key}`).click();
      await page.getByTestId('customer-words').fill('先用宽带，电视周五再来');
    });
    const { payload, view } = await arrived(orderId, 'partiallyCompleted');
    expect(payload).toMatchObject({
      reasonCode: 'material',
      remaining: ['iptv', 'activation', 'signOff'],
      customerWords: '先用宽带，电视周五再来',
    });
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

describe('photos, on the screen', () => {
  const photo = (buffer: Buffer) => ({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer });
  const photosIn = (slot: string) => page.getByTestId(`slot-${slot}`).locator('[data-testid^="photo-workOrder"]');

  it('blurred: said at once and kept with a reason; refused where only clear ones are taken, and nothing is stored', async () => {
    const admin = await field.office.signIn('admin1');
    const definition = clearPhotosOnly('dropCable.photos', 'entry');
    await admin.call('orderTypes.publish', { text: layOut(definition as unknown as Json) });
    const orderId = await underWay();
    await openPhotos(orderId);

    await page.getByTestId('photo-file-entry').setInputFiles(photo(makeBlurredPhoto(0)));
    const refusal = page.getByTestId('slot-entry').locator('[data-code="evidence.tooBlurred"]');
    await refusal.waitFor();
    expect(await refusal.innerText()).toContain('请重拍');
    // Seen, not below the bar of actions.
    await until('the refusal to be in view', () =>
      refusal.evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(x + width / 2, y + height - 2));
      }),
    );
    expect(await photosIn('entry').count()).toBe(0);
    await page.getByTestId('photo-file-entry').setInputFiles(photo(makeSmallPhoto(41).bytes));
    await photosIn('entry').waitFor();
    expect(await refusal.count()).toBe(0);

    await page.getByTestId('photo-file-route').setInputFiles(photo(makeBlurredPhoto(2)));
    await page.locator('[data-testid^="verdict-"] [data-fault="blurred"]').waitFor();
    await page.getByTestId('slot-route').scrollIntoViewIfNeeded();
    await inBothLanguages('station-photo-verdict');
    await page.locator('[data-testid^="keep-workOrder"]').click();
    const confirm = page.getByTestId('confirm-keep');
    await confirm.click();
    await page.getByRole('dialog').getByTestId('refusal').waitFor();
    await inBothLanguages('station-keep-photo');
    await page.getByRole('dialog').getByRole('button', { name: '现场已无法重拍' }).click();
    await confirm.dblclick();
    await page.locator('[data-testid^="kept-"]').waitFor();
    expect(await page.locator('[data-testid^="verdict-"]').count()).toBe(0);
    await station.synchronised();
    const { evidence } = await until('the reason at the office', async () => {
      const view = await officeView(field.dispatcher, orderId);
      return view.evidence.some(({ kept }) => kept !== undefined) && view;
    });
    expect(evidence.map(({ slot, kept }) => [slot.split('.')[2], kept?.note])).toEqual([
      ['entry', undefined],
      ['route', '现场已无法重拍'],
    ]);
  });

  it('wait on a metered link until they are sent by hand', async () => {
    const orderId = await underWay();
    await station.synchronised();
    await goTo('#/settings');
    await page.getByTestId('metered-link').click();
    await until('the setting', async () => (await station.call('settings.get', {})).meteredLink);
    await openPhotos(orderId);
    await page.getByTestId('photo-file-start').setInputFiles(photo(makeSmallPhoto(42).bytes));
    await photosIn('start').waitFor();

    await goTo('#/sync');
    await page.getByTestId('send-now').waitFor();
    await until('the photo alone to wait', async () => (await page.getByTestId('sync-item').count()) === 1);
    expect(await page.getByTestId('sync-why').innerText()).toContain('省流量');
    expect((await officeView(field.dispatcher, orderId)).manifest).toEqual({ total: 1, received: 0 });
    await inBothLanguages('station-sync-metered');
    await page.getByTestId('send-now').click();
    await page.getByTestId('sync-empty').waitFor();
    expect((await officeView(field.dispatcher, orderId)).manifest).toEqual({ total: 1, received: 1 });
    await goTo('#/settings');
    await page.getByTestId('metered-link').click();
    await until('the setting', async () => !(await station.call('settings.get', {})).meteredLink);
  });
});

describe('what the office sends back, on the screen', () => {
  const poison = '客户要求在弱电箱内加装理线架，并把旧猫带走；物业要求登记后才能进入弱电井';

  it('is exported, discarded with a reason, stays to be exported, and dispatch reads why', async () => {
    // A release that refuses every note longer than 20 characters.
    const narrow = await buildOfficeRelease('office-narrow-screen', {
      file: 'domain/documents/event.ts',
      from: 'noted: z.strictObject({ text: z.string().min(1).max(2000) })',
      to: 'noted: z.strictObject({ text: z.string().min(1).max(20) })',
    });
    const orderId = await underWay();
    await station.synchronised();
    await field.office.kill();
    await field.office.startAgain(narrow);
    await station.call('workOrder.note', { orderId, text: poison });
    await goTo('#/sync');
    const item = page.locator('[data-testid="sync-item"][data-state="refused"]');
    await item.waitFor({ timeout: 30_000 });
    expect(await item.locator('[data-testid="problem"]').getAttribute('data-code')).toBe('door.shape');
    await inBothLanguages('station-sync-sent-back');

    const saved = async (within: typeof item): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent('download'), within.getByTestId('export-item').click()]);
      return readFile(await download.path(), 'utf8');
    };
    expect(await saved(item)).toContain(poison);
    await item.getByTestId('discard-item').click();
    const confirm = page.getByTestId('confirm-discard');
    await confirm.waitFor();
    await page.getByTestId('discard-reason').fill('内容太长，已另行电话告知调度');
    await confirm.click();
    await page.getByRole('dialog').getByTestId('refusal').waitFor();
    await inBothLanguages('station-discard');
    await page.getByTestId('discard-sure').check();
    await confirm.dblclick();
    const discarded = page.getByTestId('discarded-item');
    await discarded.waitFor();
    expect(await discarded.innerText()).toContain('内容太长');
    expect(await saved(discarded)).toContain(poison);
    await page.getByTestId('sync-empty').waitFor();
    const order = await until('the reason at the office', async () => {
      const seen = await field.dispatcher.call('workOrder.open', { orderId });
      return seen.discarded.length > 0 && seen;
    });
    expect(order.discarded).toMatchObject([{ code: 'door.shape', reason: '内容太长，已另行电话告知调度' }]);
    expect(order.view.fold.notes).toEqual([]);
    await field.office.kill();
    await field.office.startAgain();
    await rm(path.dirname(narrow), { recursive: true, force: true });
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
      const originals = { files: 910, bytes: 3_200_000_000 };
      await route.fulfill({
        response: answer,
        json: { ...said, value: { ...said.value, lowSpace, freeBytes, originals } },
      });
    });
    await page.reload();
    const shown = page.getByTestId(`banner-${banner}`);
    await shown.waitFor();
    expect(await shown.innerText()).toContain(size);
    expect(await shown.innerText()).toContain('照片原件占 3.0 GB');
    const orderId = await underWay();
    await openPhotos(orderId);
    expect(await page.getByTestId('photo-add-route').isDisabled()).toBe(lowSpace === 'blockPhotos');
    await inBothLanguages(`station-space-${lowSpace}`);
    await goTo('#/');
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
