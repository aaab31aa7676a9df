import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOf, poppler } from '../../main/station/report/ink.ts';
import { newOrder } from '../builders/new-order.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { openBrowser } from './browser.ts';
import { openConsole } from './console-page.ts';
import { resultsFolder } from './keep-pictures.ts';

/** List, order and job sheet as Chromium prints them: their text, their size, and ink inside the margins. */
const kept = path.join(resultsFolder, 'printed');
const papers = {
  a4: { width: 595, height: 842 },
  letter: { width: 612, height: 792 },
} as const;
const access = '从北门进，保安处登记后走 3 号电梯，到六楼右转第二个弱电间';

let folder: TemporaryFolder;
let office: OfficeProcess;
let browser: Browser;
let dispatcher: OfficeClient;
let orderId: string;
let number: string;

beforeAll(async () => {
  await mkdir(kept, { recursive: true });
  folder = await temporaryFolder('printed');
  office = await startOffice({ data: folder.path });
  browser = await openBrowser();
  dispatcher = await office.signIn('disp1');
  const order = newOrder();
  ({ orderId, number } = await dispatcher.call('workOrder.create', { ...order, place: { ...order.place, access } }));
  await dispatcher.call('workOrder.note', { orderId, text: '客户下午三点以后在家' });
  for (let n = 0; n < 40; n += 1) await dispatcher.call('workOrder.create', newOrder());
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
  await folder?.remove();
});

const squeeze = (text: string) => text.replaceAll(/\s+/g, '');

async function printed(page: Page, name: string): Promise<{ readonly bytes: Buffer; readonly text: string }> {
  const bytes = await page.pdf({ preferCSSPageSize: true });
  await writeFile(path.join(kept, `${name}.pdf`), bytes);
  return { bytes, text: squeeze(poppler('pdftotext', bytes, ['-raw'])) };
}

/** Nothing is printed in the margins but their own line, and something on each page. */
function expectWithin(bytes: Buffer, paper: keyof typeof papers): void {
  const pages = pagesOf(bytes);
  for (const page of pages) {
    expect(Math.abs(page.width - papers[paper].width)).toBeLessThan(3);
    expect(Math.abs(page.height - papers[paper].height)).toBeLessThan(3);
    expect(page.dark(0, 0, 30, page.height), 'left margin').toBe(0);
    expect(page.dark(page.width - 30, 0, page.width, page.height), 'right margin').toBe(0);
    expect(page.dark(30, 30, page.width - 30, page.height - 40)).toBeGreaterThan(100);
  }
}

/** Each paper in one language, and with LINEWORK_LONG in both. */
const printedOn = (language: 'zh-CN' | 'en'): readonly (keyof typeof papers)[] =>
  process.env.LINEWORK_LONG ? ['a4', 'letter'] : [language === 'en' ? 'letter' : 'a4'];

describe.each(['zh-CN', 'en'] as const)('printed in %s', (language) => {
  it.each(printedOn(language))('on %s: list, order and job sheet', async (paper) => {
    const { page, context } = await openConsole(browser, office.url, 'disp1', {
      language,
      size: { width: 1280, height: 800 },
    });
    const name = dispatcher.session.account.name;
    const by = squeeze(language === 'en' ? `Printed by ${name}` : `${name} 打印于`);
    const year = String(new Date().getFullYear());
    const hidden = language === 'en' ? ['Needsme', 'Signout'] : ['待处理', '退出登录'];

    await page.goto(`${office.url}/#/orders/print?paper=${paper}&sort=number`);
    await page.getByText(number).first().waitFor();
    const list = await printed(page, `list-${language}-${paper}`);
    expectWithin(list.bytes, paper);
    expect(pagesOf(list.bytes).length).toBeGreaterThan(1);
    const { orders } = await dispatcher.call('orders.list', {});
    for (const order of orders) expect(list.text).toContain(order.number);
    expect(list.text.split(by).length - 1).toBeGreaterThanOrEqual(pagesOf(list.bytes).length);

    for (const kind of ['print', 'sheet'] as const) {
      await page.goto(`${office.url}/#/orders/${orderId}/${kind}?paper=${paper}`);
      await page.getByTestId('print-sheet').waitFor();
      const sheet = await printed(page, `${kind}-${language}-${paper}`);
      expectWithin(sheet.bytes, paper);
      for (const part of [number, access, '黄嘉怡', 'HF-SHUSHAN-OLT-07', '客户下午三点以后在家', by, year])
        expect(sheet.text).toContain(squeeze(part));
      for (const word of hidden) expect(sheet.text).not.toContain(word);
    }
    await context.close();
  });

  it('Ctrl+P on the list and on an order prints the same, not the screen', async () => {
    const { page, context } = await openConsole(browser, office.url, 'disp1', {
      language,
      size: { width: 1024, height: 768 },
    });
    await page.goto(`${office.url}/#/orders`);
    await page.getByRole('table').waitFor();
    const list = await printed(page, `ctrl-p-list-${language}`);
    const { orders } = await dispatcher.call('orders.list', {});
    for (const order of orders) expect(list.text).toContain(order.number);
    await page.goto(`${office.url}/#/orders/${orderId}`);
    await page.getByTestId('order-number').waitFor();
    const order = await printed(page, `ctrl-p-order-${language}`);
    expect(order.text).toContain(squeeze(access));
    expect(await page.getByTestId('print-sheet').count()).toBe(0);
    await context.close();
  });
});
