import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';
import { picturesFolder } from './camera.ts';
import { openConsole } from './console-page.ts';

/** News by the hands: an order assigned while one works in another, a note that is answered, a notification that betrays nobody. */
let browser: Browser;
let field: Field;
let station: FieldStation;
let page: Page;
beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  field = await openField();
  station = await field.station('tech1');
  await station.synchronised();
  const context = await openContext(browser, { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  await context.grantPermissions(['notifications'], { origin: station.url });
  page = await context.newPage();
  // A headless browser has no desktop: what the page hands to the system is written down.
  await page.addInitScript(() => {
    const shown: { title: string; body: string }[] = [];
    class Recorded {
      static readonly permission = 'granted';
      onclick: (() => void) | null = null;
      constructor(title: string, { body }: { body: string }) {
        shown.push({ title, body });
        Object.assign(window, { lastNotice: this });
      }
      close(): void {}
    }
    Object.assign(window, { Notification: Recorded, shown });
  });
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
});

type Shown = { readonly title: string; readonly body: string };
const shown = (): Promise<readonly Shown[]> => page.evaluate(() => (window as unknown as { shown: Shown[] }).shown);
const toasts = () => page.getByTestId('news-toast');
const picture = (name: string) => page.screenshot({ path: `${picturesFolder}/${name}.png` });

it('an order assigned while one works in another: toast with address and urgency, badge, notification; one tap leads there', async () => {
  const working = await field.accepted(station);
  await page.evaluate((id) => {
    window.location.hash = `#/order/${id}`;
  }, working);
  await page.getByTestId('order-screen').waitFor();
  const orderId = await field.create({ priority: 'urgent' });
  const before = (await shown()).length;
  await field.assign(orderId, 'tech1');
  const toast = page.locator(`[data-testid="news-toast"][data-order="${orderId}"]`);
  await toast.waitFor();
  const { place, customer } = (await station.view(orderId)).fold;
  const words = (await toast.textContent()) ?? '';
  for (const said of ['新工单', '加急', place.address]) expect(words).toContain(said);
  expect(await page.getByTestId('news-badge').getAttribute('data-count')).toBe('1');
  await picture('station-news-toast');
  const notice = await until(
    'the notification',
    async () => (await shown())[before] ?? Promise.reject(new Error('none')),
  );
  expect(notice.title).toContain((await station.view(orderId)).number);
  for (const secret of [customer.name, customer.phone, place.address])
    expect(`${notice.title} ${notice.body}`).not.toContain(secret);
  // It stays through a reload, and the system is not told twice.
  await page.reload();
  await toast.waitFor();
  expect(await shown()).toEqual([]);
  await toast.getByTestId('news-open').click();
  await page.locator(`[data-testid="order-screen"]`).waitFor();
  expect(page.url()).toContain(orderId);
  await toast.waitFor({ state: 'detached' });
  await page.getByTestId('news-badge').waitFor({ state: 'detached' });
});

it('several fold into one, and are put away by one tap', async () => {
  await page.evaluate(() => {
    window.location.hash = '#/';
  });
  for (let n = 0; n < 3; n += 1) await field.assigned(station);
  await page.getByTestId('news-show').waitFor();
  expect(await toasts().count()).toBe(0);
  await picture('station-news-folded');
  await page.getByTestId('news-show').click();
  expect(await toasts().count()).toBe(3);
  await picture('station-news-unfolded');
  await page.getByTestId('news-dismiss-all').click();
  await page.getByTestId('news-toasts').waitFor({ state: 'detached' });
  expect(await page.getByTestId('news-badge').getAttribute('data-count')).toBe('3');
});

it('a note that asks is answered from the needs page, and the answer reaches the hand', async () => {
  const orderId = await field.accepted(station);
  await page.evaluate((id) => {
    window.location.hash = `#/order/${id}/facts`;
  }, orderId);
  await page.getByTestId('add-note').click();
  await page.getByTestId('move-note').fill('箱子锁着，钥匙在哪？');
  expect(await page.getByTestId('asks-answer').isChecked()).toBe(true);
  await picture('station-note-asks');
  await page.getByTestId('confirm-move').click();
  await page.getByTestId('note-waits').waitFor();
  const number = (await station.view(orderId)).number;
  const office = await openConsole(browser, field.office.url, 'disp1');
  await office.page.getByTestId('needs-filter-answerWaiting').click();
  await office.page.getByTestId(`need-act-${number}-answerWaiting`).click();
  await office.page.getByTestId('asked-note').waitFor();
  expect(await office.page.getByTestId('asked-note').textContent()).toContain('钥匙');
  await office.page.getByTestId('dialog-note').fill('物业 3 号窗口');
  await office.page.screenshot({ path: `${picturesFolder}/console-answer.png` });
  await office.page.getByTestId('dialog-submit').click();
  await office.page.getByTestId(`need-act-${number}-answerWaiting`).waitFor({ state: 'detached' });
  // The last of the reason that was chosen is settled: the page says so, and leads on.
  await office.page.getByTestId('needs-none-of-reason').getByRole('button').click();
  await office.page.getByTestId('needs-none-of-reason').waitFor({ state: 'detached' });
  await page.getByTestId('note-answer').waitFor();
  expect(await page.getByTestId('note-answer').textContent()).toContain('物业 3 号窗口');
  // It stands on the order until the hand says that it was read; then dispatch sees it.
  await page.getByTestId('unseen-changes').waitFor();
  expect(await page.getByTestId('unseen-changes').textContent()).not.toContain('workOrder:');
  await picture('station-answer');
  await page.getByTestId('mark-seen').click();
  await page.getByTestId('unseen-changes').waitFor({ state: 'detached' });
  await office.page.evaluate((id) => {
    window.location.hash = `#/orders/${id}`;
  }, orderId);
  await until('read, at dispatch', async () =>
    ((await office.page.getByTestId('note-answer').textContent()) ?? '').includes('已阅'),
  );
  await office.page.screenshot({ path: `${picturesFolder}/console-notes.png` });
  await office.context.close();
});
