import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOrder } from '../builders/new-order.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { openBrowser } from './browser.ts';
import { openConsole } from './console-page.ts';
import { resultsFolder } from './keep-pictures.ts';

/** Two dispatchers on one order, and the place where somebody was in a list. */
const pictures = path.join(resultsFolder, 'two-people');

let folder: TemporaryFolder;
let office: OfficeProcess;
let browser: Browser;
let dispatcher: OfficeClient;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  folder = await temporaryFolder('two-people');
  office = await startOffice({ data: folder.path });
  browser = await openBrowser();
  dispatcher = await office.signIn('disp1');
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
  await folder?.remove();
});

const shot = (page: Page, name: string) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
const accessOf = async (orderId: string) =>
  (await dispatcher.call('workOrder.open', { orderId })).view.fold.place.access ?? '';
const go = (page: Page, hash: string) =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

describe.each(['zh-CN', 'en'] as const)('an edit that was overtaken, in %s', (language) => {
  it('shows both values, who and when, and asks which is to stand', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    const { page, context } = await openConsole(browser, office.url, 'disp1', {
      language,
      size: { width: 1024, height: 768 },
    });
    const fill = async (text: string) => {
      await page.getByTestId('more-actions').or(page.getByTestId('amend')).first().click();
      const amend = page.getByTestId('amend');
      if (!(await page.locator('[id="order-place.access"]').isVisible())) await amend.click();
      await page.locator('[id="order-place.access"]').fill(text);
    };
    const colleague = (text: string) =>
      dispatcher.call('workOrder.amend', { orderId, changes: [{ path: 'place.access', to: text }] });
    await go(page, `#/orders/${orderId}`);
    await page.getByTestId('order-number').waitFor();

    await fill('South gate');
    await colleague('北门进');
    await page.getByTestId('dialog-submit').click();
    const row = page.getByTestId('overtaken-value:place.access');
    await row.waitFor();
    const said = await row.innerText();
    for (const part of ['South gate', '北门进', new Date().getFullYear().toString()]) expect(said).toContain(part);
    const box = await page.getByTestId('keep-mine').boundingBox();
    expect((box?.y ?? 9_999) + (box?.height ?? 0)).toBeLessThanOrEqual(768);
    await shot(page, `overtaken-${language}`);
    expect(await accessOf(orderId)).toBe('北门进');

    await page.getByTestId('take-theirs').click();
    await until('their value in the box', async () => {
      const now = await page.locator('[id="order-place.access"]').inputValue();
      return now === '北门进' ? true : Promise.reject(new Error(now));
    });
    await page.locator('[id="order-place.access"]').fill('South gate, 2');
    await colleague('东门');
    await page.getByTestId('dialog-submit').click();
    await page.getByTestId('keep-mine').click();
    await page.getByTestId('overtaken').waitFor({ state: 'detached' });
    await until('mine', async () => (await accessOf(orderId)) === 'South gate, 2');
    await context.close();
  });

  it('an order that somebody else has just got is not taken away unasked', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    const { technicians } = await dispatcher.call('people.list', {});
    const first = technicians.find(({ username }) => username === 'tech1');
    const { page, context } = await openConsole(browser, office.url, 'disp1', {
      language,
      size: { width: 1280, height: 800 },
    });
    await go(page, `#/orders/${orderId}`);
    await page.getByTestId('assign').click();
    await page.getByTestId('assign-technician-tech2').click();
    await dispatcher.call('workOrder.assign', { orderId, technicianId: first?.accountId ?? '' });
    await page.getByTestId('dialog-submit').click();
    const row = page.getByTestId('overtaken-assignment');
    await row.waitFor();
    expect(await row.innerText()).toContain(first?.name ?? '?');
    await shot(page, `assigned-${language}`);
    await page.getByTestId('take-theirs').click();
    await page.getByTestId('overtaken').waitFor({ state: 'detached' });
    const { fold } = (await dispatcher.call('workOrder.open', { orderId })).view;
    expect(fold.assignment?.technicianId).toBe(first?.accountId);
    await context.close();
  });
});

describe('where somebody was', () => {
  it('stands in the address, and survives return, reload and a new tab', async () => {
    const { orderId, number } = await dispatcher.call('workOrder.create', newOrder());
    await Promise.all(Array.from({ length: 30 }, () => dispatcher.call('workOrder.create', newOrder())));
    const { page, context } = await openConsole(browser, office.url, 'disp1');
    await go(page, '#/orders?phase=unassigned&sort=-number');
    const table = page.getByRole('table');
    await table.waitFor();
    await table.evaluate((node) => node.scrollTo(0, 600));
    await page.waitForFunction(() => window.location.hash.includes('at=10'));
    const left = await page.evaluate(() => window.location.hash);
    const rowThere = async () => {
      await table.waitFor();
      await until('the scroll', async () => {
        const top = await table.evaluate((node) => node.scrollTop);
        return Math.abs(top - 600) < 40 ? true : Promise.reject(new Error(String(top)));
      });
      expect(await page.locator('[aria-sort="descending"]').innerText()).toContain('工单');
    };

    // There and back by the links of the page, and by the browser's own way.
    await page.locator('[data-testid^="order-row-"] a').nth(12).click();
    await page.getByTestId('order-number').waitFor();
    await page.locator('.console-back').click();
    await rowThere();
    await page.locator('[data-testid^="order-row-"] a').nth(12).click();
    await page.getByTestId('order-number').waitFor();
    await page.goBack();
    await rowThere();
    expect(await page.locator('[aria-current="true"]').count()).toBe(1);
    await page.reload();
    await rowThere();

    const other = await context.newPage();
    await other.goto(`${office.url}/${left}`);
    await until('the other tab', async () => (await other.getByRole('table').evaluate((node) => node.scrollTop)) > 500);
    await other.goto(`${office.url}/#/orders/${orderId}?tab=history`);
    await other.getByTestId('history').waitFor();
    expect(await other.getByTestId('order-number').innerText()).toBe(number);

    for (const hash of ['#/orders?%E5%8&phase=<b>&sort=%', '#/%', '#/orders/x?tab=%00', '#/needs?only=x&y=-1'])
      await other.goto(`${office.url}/${hash}`).then(() => other.getByTestId('user-menu').waitFor());
    await context.close();
  });

  it('a link to what is another role’s says so, and leads to what is this one’s; an unknown order has a way out', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    const { page, context } = await openConsole(browser, office.url, 'disp1', {
      language: 'zh-CN',
      size: { width: 1024, height: 768 },
    });
    await go(page, '#/accounts');
    await page.getByTestId('not-yours').waitFor();
    await shot(page, 'not-yours');
    await go(page, `#/review/${orderId}`);
    await page.getByTestId('instead').click();
    await page.getByTestId('order-number').waitFor();
    await go(page, '#/somewhere');
    await page.getByTestId('no-such-page').waitFor();
    await go(page, `#/orders/${'0'.repeat(26)}`);
    await page.getByTestId('unknown-order').getByRole('link').click();
    await page.getByRole('table').waitFor();
    await context.close();
  });

  it('marking text in a row does not open the order', async () => {
    const { page, context } = await openConsole(browser, office.url, 'disp1');
    await go(page, '#/orders');
    const cell = page.locator('[data-testid^="order-row-"] > span').nth(1);
    await cell.waitFor();
    const box = await cell.boundingBox();
    if (box === null) throw new Error('no row');
    await page.mouse.move(box.x + 4, box.y + 14);
    await page.mouse.down();
    await page.mouse.move(box.x + 70, box.y + 14, { steps: 5 });
    await page.mouse.up();
    expect(await page.evaluate(() => window.getSelection()?.toString() ?? '')).not.toBe('');
    expect(await page.evaluate(() => window.location.hash)).toMatch(/^#\/orders(\?|$)/);
    await page.mouse.click(box.x + 10, box.y + 14);
    await page.getByTestId('order-number').waitFor();
    await context.close();
  });
});
