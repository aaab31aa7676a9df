import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../processes/poll.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';
import { languages, picturesFolder } from './camera.ts';
import { stepPlace } from './step-place.ts';

/** Two windows of one station type into one step: what either alone changed stands, what both changed is asked (ADR 0033). */
let browser: Browser;
let field: Field;
let station: FieldStation;
let orderId: string;
const step = 'dropCable.laying';
beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  field = await openField();
  station = await field.station('tech1');
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
});

async function twoPages(): Promise<readonly [Page, Page]> {
  orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await workByCalls(station, { orderId, until: 'dropCable' });
  const context = await openContext(browser, { viewport: { width: 1024, height: 768 }, locale: 'zh-CN' });
  const open = async () => {
    const page = await context.newPage();
    await page.goto(station.pairingUrl());
    await page.goto(`${station.url}${stepPlace(orderId, step)}`);
    await page.getByTestId('field-layingNote').waitFor();
    return page;
  };
  return [await open(), await open()];
}
const note = (page: Page) => page.getByTestId('field-layingNote');
const kept = async () => (await station.call('workOrder.open', { orderId })).local.drafts[step]?.fields ?? {};
const isKept = (what: string, fields: object) =>
  until(what, async () => {
    const now = await kept();
    return Object.entries(fields).every(([key, value]) => now[key] === value);
  });

it('keeps what either window changed alone, and shows it in the other', async () => {
  const [one, other] = await twoPages();
  await note(one).fill('沿弱电井桥架');
  await isKept('the first window’s words', { layingNote: '沿弱电井桥架' });
  await other.getByTestId('option-routeKind-surface').check();
  await until('the choice of the second beside the words of the first', async () => {
    const now = await kept();
    return now.layingNote === '沿弱电井桥架' && Object.keys(now).length > 1;
  });
  await until('the words in the second window', async () => (await note(other).inputValue()) === '沿弱电井桥架');
  await note(one).fill('沿弱电井桥架，到 5 楼');
  await until('a change of a field that both have had', async () => (await note(other).inputValue()).endsWith('5 楼'));
  expect(await one.getByTestId('draft-differs').count()).toBe(0);
  expect(await other.getByTestId('draft-differs').count()).toBe(0);
  await one.context().close();
});

it('asks where both changed one field: both values stay, through a reload too, and no step is submitted before', async () => {
  const [one, other] = await twoPages();
  // The second window hears of nothing for a moment: what it has typed is based on what it knew.
  let held: (() => void) | null = null;
  const opened = new Promise<void>((open) => {
    held = open;
  });
  await other.route('**/call/step.saveDraft', async (route) => {
    await opened;
    await route.continue();
  });
  await note(other).fill('走外墙');
  await note(one).fill('走弱电井');
  await isKept('the first window’s words', { layingNote: '走弱电井' });
  (held as (() => void) | null)?.();
  await other.getByTestId('draft-differs').waitFor();
  expect(await note(other).inputValue()).toBe('走外墙');
  expect((await kept()).layingNote).toBe('走弱电井');
  // Said beside the buttons too, however far the form is scrolled, and the panel is gone to from there.
  await note(other).scrollIntoViewIfNeeded();
  await other.screenshot({ path: `${picturesFolder}/draft-differs-below.png` });
  await other.getByTestId('draft-differs-go').click();
  await until('the question in sight', () =>
    other.getByTestId('keep-mine-layingNote').evaluate((button) => {
      const { top, bottom } = button.getBoundingClientRect();
      return document.activeElement === button && top > 0 && bottom < window.innerHeight;
    }),
  );
  const said = await other.getByTestId('draft-differs').innerText();
  expect(said).toContain('走外墙');
  expect(said).toContain('走弱电井');
  for (const language of [...languages].reverse()) {
    await station.call('settings.set', { language });
    await other.locator(`html[lang="${language}"]`).waitFor();
    await other.screenshot({ path: `${picturesFolder}/draft-differs.${language}.png` });
  }
  const { violations } = await new AxeBuilder({ page: other })
    .setLegacyMode(true)
    .include('[data-testid="draft-differs"]')
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  // The step is not submitted over the question.
  await other.getByTestId('submit-step').click();
  await until('the question to be gone to', () =>
    other.evaluate(() => document.activeElement?.closest('[data-testid="draft-differs"]') !== null),
  );
  const { view } = await station.call('workOrder.open', { orderId });
  const heads = view?.stages.flatMap(({ steps }) => steps).find(({ key }) => key === step)?.heads;
  expect(heads).toEqual([]);

  await other.unroute('**/call/step.saveDraft');
  await other.reload();
  await other.getByTestId('draft-differs').waitFor();
  expect(await note(other).inputValue()).toBe('走外墙');
  await other.getByTestId('keep-mine-layingNote').click();
  await isKept('this window’s words', { layingNote: '走外墙' });
  expect(await other.getByTestId('draft-differs').count()).toBe(0);
  await until('the first window follows', async () => (await note(one).inputValue()) === '走外墙');
  await one.context().close();
});
