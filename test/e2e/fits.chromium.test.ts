import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openContext } from './browser.ts';
import { picturesFolder } from './camera.ts';
import { openShowcase, type Showcase } from './showcase.ts';
import { stepPlace } from './step-place.ts';

/** The window fits: at every size that a tablet has and at every text size the form keeps its room and the main action is in view. */
let browser: Browser;
let show: Showcase;
let page: Page;
beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  show = await openShowcase();
  const context = await openContext(browser, { viewport: sizes.tablet, locale: 'zh-CN' });
  page = await context.newPage();
  await page.goto(show.station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await show?.close();
});

const sizes = {
  tablet: { width: 1280, height: 800 },
  small: { width: 1024, height: 768 },
  upright: { width: 768, height: 1024 },
  at150: { width: 853, height: 533 },
} as const;
/**
 * English words are longer: where the largest text fits in both languages, the others do. Text between the least and the largest is looked
 * at with LINEWORK_LONG.
 */
const all = [
  ['normal', 'zh-CN'],
  ['large', 'zh-CN'],
  ['huge', 'zh-CN'],
  ['huge', 'en'],
] as const;
const shown = process.env.LINEWORK_LONG ? all : all.filter(([textSize]) => textSize !== 'large');

/** The share of the window that is the form's (or the list's, or the page's) own. */
const least = 0.6;

type Measured = { readonly share: number; readonly wide: number; readonly hidden: readonly string[] };

/** What of the window the scrolling part has, how far the page is wider than the window, and which controls lie outside it. */
const measured = (): Promise<Measured> =>
  page.evaluate(() => {
    const main =
      document.querySelector('[data-testid="step-scroll"], [data-testid="list-scroll"]') ??
      document.querySelector('main');
    const box = main?.getBoundingClientRect();
    const shown = box ? Math.min(box.bottom, window.innerHeight) - Math.max(box.top, 0) : 0;
    const pinned = [...document.querySelectorAll('header a, header button, footer button, nav a')].filter(
      (one) =>
        one.getClientRects().length > 0 && one.closest('[role="dialog"], [data-testid="stage-rail"] ol') === null,
    );
    const hidden = pinned.flatMap((one) => {
      const { left, right, top, bottom, height } = one.getBoundingClientRect();
      const isOut = left < -1 || right > window.innerWidth + 1 || top < -1 || bottom > window.innerHeight + 1;
      return isOut || height < 43.5
        ? [
            `${one.getAttribute('data-testid') ?? one.textContent} ${Math.round(left)}…${Math.round(right)} ${Math.round(top)}…${Math.round(bottom)}`,
          ]
        : [];
    });
    return {
      share: shown / window.innerHeight,
      wide: document.documentElement.scrollWidth - window.innerWidth,
      hidden,
    };
  });

describe.each(Object.entries(sizes))('%s', (name, size) => {
  it.each(shown)('text size %s, %s', async (textSize, language) => {
    await page.setViewportSize(size);
    await show.station.call('settings.set', { textSize, language });
    await page.locator(`html[lang="${language}"]`).waitFor();
    await page.locator(`html[data-text-size="${textSize}"]`).waitFor();
    // News takes a line while it stands there, and is put away.
    const { items } = await show.station.call('news.list', {});
    await show.station.call('news.dismiss', { ids: items.map(({ id }) => id) });
    const { working, signing, gate, calling } = show.orders;
    const places = [
      ['today', '#/', 'list-scroll'],
      ['order', `#/order/${working}`, 'step-scroll'],
      ['call', stepPlace(working, 'preparation.call'), 'step-scroll'],
      // Two moves stand beside the main action.
      ['call-first', stepPlace(calling, 'preparation.call'), 'step-scroll'],
      ['photos', `#/order/${working}/work/dropCable.photos`, 'step-scroll'],
      ['readings', `#/order/${gate}/work/opticalTurnup.readings`, 'step-scroll'],
      ['sign', `#/order/${signing}/work/signOff.signature`, 'step-scroll'],
      ['facts', `#/order/${working}/facts`, 'order-tab-facts'],
      ['sync', '#/sync', 'sync-sentence'],
      ['settings', '#/settings', 'sign-out'],
    ] as const;
    const wrong: string[] = [];
    for (const [place, hash, awaited] of places) {
      await page.evaluate((to) => {
        window.location.hash = to;
      }, hash);
      await page.getByTestId(awaited).first().waitFor();
      const { share, wide, hidden } = await measured();
      if (share < least) wrong.push(`${place}: ${Math.round(share * 100)} % of the height`);
      if (wide > 0) wrong.push(`${place}: ${wide} px wider than the window`);
      wrong.push(...hidden.map((one) => `${place}: outside or too small: ${one}`));
      if (textSize !== 'large')
        await page.screenshot({ path: `${picturesFolder}/fits-${place}.${name}.${textSize}.${language}.png` });
    }
    expect(wrong).toEqual([]);
  });
});

it('three materials are one screen of a tablet at 150 %', async () => {
  await page.setViewportSize(sizes.at150);
  await show.station.call('settings.set', { textSize: 'normal', language: 'zh-CN' });
  await page.evaluate(
    (to) => {
      window.location.hash = to;
    },
    stepPlace(show.orders.signing, 'signOff.summary'),
  );
  const rows = page.getByTestId('field-materials').getByRole('group');
  await rows.nth(1).waitFor();
  await page.getByTestId('add-row-materials').click();
  await rows.nth(2).waitFor();
  const tall = await page.getByTestId('step-scroll').evaluate((scroll) => {
    const boxes = [...scroll.querySelectorAll('[data-testid="field-materials"] > [role="group"]')].map((row) =>
      row.getBoundingClientRect(),
    );
    return Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
  });
  const room = await page.getByTestId('step-scroll').evaluate(({ clientHeight }) => clientHeight);
  expect(tall).toBeLessThan(room * 0.8);
});
