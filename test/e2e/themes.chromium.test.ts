import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openContext } from './browser.ts';
import { openCamera, picturesFolder, sizes } from './camera.ts';
import { stationPlaces } from './places.ts';
import { openShowcase, type Showcase } from './showcase.ts';

/** A day's screens in each theme: nothing on them is harder to read than the theme promises, as axe measures what is painted. */
let browser: Browser;
let show: Showcase;
let page: Page;
beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  show = await openShowcase();
  const context = await openContext(browser, { viewport: sizes.wide, locale: 'zh-CN' });
  page = await context.newPage();
  await page.goto(show.station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await show?.close();
});

/** Under the sun 7:1, else 4.5:1. */
const themes = [
  ['sunlight', 'color-contrast-enhanced'],
  ['dark', 'color-contrast'],
] as const;
/** One screen of each make: cards, lanes, a form, photos, a gate, two answers, a dialog, a menu, a pad, the settings. */
const shownPlaces = [
  ...['today', 'timeline', 'order-step-photos', 'order-step-readings', 'order-facts', 'order-conflict', 'order-gate'],
  ...['sign-off-pad', 'refusal', 'sync', 'settings', 'moves', 'move-completePartially'],
];

/** The contrast of every pair of colours is reckoned beside the palettes; with LINEWORK_LONG all of these are painted, else some in each theme. */
const looked = (theme: string): readonly string[] =>
  process.env.LINEWORK_LONG ? shownPlaces : shownPlaces.filter((_, n) => n % 3 === (theme === 'dark' ? 0 : 2));

describe.each(themes)('theme %s', (theme, rule) => {
  it('is readable on its screens', async () => {
    await show.station.call('settings.set', { theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    const camera = openCamera(page, 'zh-CN');
    const picture = (name: string) => page.screenshot({ path: `${picturesFolder}/theme-${theme}-${name}.png` });
    const places = stationPlaces(show.orders).filter(([name]) => looked(theme).includes(name));
    expect(places.map(([name]) => name).sort()).toEqual([...looked(theme)].sort());
    const found: string[] = [];
    const judge = async (name: string): Promise<void> => {
      const axe = new AxeBuilder({ page }).setLegacyMode(true).withRules([rule]);
      if (await page.locator('.ant-modal').first().isVisible()) axe.include('.ant-modal');
      const { violations } = await axe.analyze();
      found.push(
        ...violations.flatMap(({ nodes }) =>
          nodes.map(({ target, any }) => `${name}: ${target.join(' ')}: ${any[0]?.message ?? ''}`),
        ),
      );
    };
    for (const [name, hash, shown, ...pressed] of places) {
      await page.goto('about:blank');
      await page.goto(`${show.station.url}${hash}`);
      await page.getByTestId(shown).first().waitFor();
      for (const press of pressed) await page.getByTestId(press).first().click();
      await picture(name);
      await judge(name);
    }
    await camera.goTo('#/sign-in', 'signin-submit');
    await picture('sign-in');
    await judge('sign-in');
    expect(found).toEqual([]);
  });
});

it('is chosen in the settings, stands after a reload before the station is asked, and follows the system where that is chosen', async () => {
  await camera('#/settings', 'theme-dark');
  await page.getByTestId('theme-dark').click();
  await page.locator('html[data-theme="dark"]').waitFor();
  expect(await show.station.call('settings.get', {})).toMatchObject({ theme: 'dark' });
  // Every theme that the page has stood in since the reload: a dark one never flashed white.
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seenThemes: seen });
    new MutationObserver(() => seen.push(document.documentElement.dataset.theme ?? '')).observe(document, {
      attributes: true,
      subtree: true,
      attributeFilter: ['data-theme'],
    });
  });
  await page.reload();
  await page.getByTestId('theme-dark').waitFor();
  const seen = await page.evaluate(() => (window as unknown as { readonly seenThemes: readonly string[] }).seenThemes);
  expect(new Set(seen)).toEqual(new Set(['dark']));

  await page.getByTestId('theme-system').click();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('html[data-theme="normal"]').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme="dark"]').waitFor();
});

const camera = (hash: string, shown: string): Promise<void> => openCamera(page, 'zh-CN').goTo(hash, shown);
