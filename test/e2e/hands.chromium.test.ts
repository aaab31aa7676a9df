import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../builders/answers.ts';
import { until } from '../processes/poll.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';

let browser: Browser;
let field: Field;
let station: FieldStation;
let orderId: string;
beforeAll(async () => {
  browser = await openBrowser();
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await workByCalls(station, { orderId, until: 'signOff' });
  await station.call('step.submit', { orderId, step: 'signOff.summary', fields: { ...sampleOf('signOff.summary') } });
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
});

async function pageAt(hash: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await openContext(browser, { viewport: { width: 1280, height: 800 }, locale: 'zh-CN', ...options });
  const page = await context.newPage();
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  return page;
}

const strokesOf = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('signature-pad').getAttribute('data-strokes'));

/** Pixels with ink in the left and in the right half of the pad. */
const inkOf = (page: Page): Promise<readonly [number, number]> =>
  page.getByTestId('signature-pad').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const halves: [number, number] = [0, 0];
    for (let i = 3; i < pixels.length; i += 4)
      if ((pixels[i] ?? 0) > 0) halves[((i - 3) / 4) % canvas.width < canvas.width / 2 ? 0 : 1] += 1;
    return halves;
  });

async function stroke(page: Page, from: number, to: number, during?: () => Promise<void>): Promise<void> {
  const box = await page.getByTestId('signature-pad').boundingBox();
  if (!box) throw new Error('no pad');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(from, 0.3));
  await page.mouse.down();
  for (let i = 1; i <= 8; i += 1) {
    await page.mouse.move(...at(from + ((to - from) * i) / 8, 0.3 + (i % 2) * 0.2));
    if (i === 4) await during?.();
  }
  await page.mouse.up();
}

describe('a signature (R-38)', () => {
  it.each([1, 1.5, 2])(
    'stays on the pad at pixel ratio %s: quick strokes, pen-up, resize under the pen',
    async (ratio) => {
      const page = await pageAt(`#/order/${orderId}/work/signOff.signature`, { deviceScaleFactor: ratio });
      await page.getByTestId('signature-pad').scrollIntoViewIfNeeded();
      // No pause between the strokes: pen up, and down again at once.
      for (let n = 0; n < 6; n += 1) await stroke(page, 0.1 + n * 0.05, 0.15 + n * 0.05);
      await stroke(page, 0.6, 0.9);
      await until('seven strokes', async () => (await strokesOf(page)) === 7);
      const drawn = await inkOf(page);
      expect(Math.min(...drawn)).toBeGreaterThan(50);

      await stroke(page, 0.55, 0.95, () => page.setViewportSize({ width: 1024, height: 768 }));
      await until('the eighth stroke', async () => (await strokesOf(page)) === 8);
      const resized = await until('ink in both halves after the resize', async () => {
        const ink = await inkOf(page);
        return Math.min(...ink) > 50 && ink;
      });
      expect(resized[0]).toBeLessThan(drawn[0] * 1.5);

      await page.getByRole('button', { name: '撤销一笔' }).click();
      await until('one stroke less', async () => (await strokesOf(page)) === 7);
      await stroke(page, 0.6, 0.9);
      await until('and one more', async () => (await strokesOf(page)) === 8);
      await page.context().close();
    },
  );
});

describe('a page that is loaded again and again (R-13)', () => {
  it('works after twenty reloads and beside a second tab', async () => {
    const page = await pageAt(`#/order/${orderId}/work/signOff.signature`);
    for (let n = 0; n < 20; n += 1) await page.reload({ waitUntil: n % 2 === 0 ? 'domcontentloaded' : 'load' });
    const second = await page.context().newPage();
    await second.goto(page.url());
    for (const one of [page, second]) {
      await one.getByTestId('signature-pad').scrollIntoViewIfNeeded();
      await stroke(one, 0.2, 0.8);
      await until('a stroke', async () => (await strokesOf(one)) === 1);
    }
    // One tab signs; the other shows it.
    await page.getByTestId('sign-confirm').click();
    await page.getByTestId('signed-off').waitFor();
    await second.getByTestId('signed-off').waitFor();
    expect((await station.view(orderId)).fold.signOff?.signOff.outcome).toBe('signed');
    await page.context().close();
  });
});
