import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { openBrowser } from './browser.ts';
import { openConsole } from './console-page.ts';
import { resultsFolder } from './keep-pictures.ts';
import { openShowcase, type Showcase } from './showcase.ts';
import { signInOnScreen } from './technician.ts';

/** Every screen in both languages and both sizes: a picture to look at in `test-results/screens/`, and nothing serious by axe. */
const folder = path.join(resultsFolder, 'screens');
const sizes = [
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
] as const;
const languages = ['zh-CN', 'en'] as const;
const cases = languages.flatMap((language) => sizes.map((size) => ({ language, size })));
type Case = (typeof cases)[number];

let browser: Browser;
let show: Showcase;
beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  browser = await openBrowser();
  show = await openShowcase();
});
afterAll(async () => {
  await browser.close();
  await show.close();
});

/** What stands still on the page: no spinner, no running animation. */
async function settled(page: Page): Promise<void> {
  await until('the page to stand still', () =>
    page.evaluate(() => {
      const moving = document.getAnimations().some((one) => one.playState === 'running');
      return !moving && document.querySelector('.ant-skeleton, .ant-spin-spinning') === null;
    }),
  );
}

/** A picture, and what axe holds against it, as `rule: element`. */
async function look(page: Page, name: string, { language, size }: Case): Promise<readonly string[]> {
  await settled(page);
  await page.screenshot({ path: path.join(folder, `${name}.${language}.${size.width}.png`) });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${name}: ${id}: ${node.target.join(' ')}`));
}

const goTo = async (page: Page, hash: string, shown: string): Promise<void> => {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await page.getByTestId(shown).first().waitFor();
};

describe('the station', () => {
  it.each(cases)('$language at $size.width', async (the) => {
    const found: string[] = [];
    await show.station.call('settings.set', { language: the.language });
    const context = await browser.newContext({ viewport: the.size, locale: the.language });
    const page = await context.newPage();
    await page.goto(show.station.url);
    found.push(...(await look(page, 'station-pairing', the)));
    await page.goto(show.station.pairingUrl());
    await page.getByTestId('tab-today').waitFor();
    await page.evaluate(() => {
      window.location.hash = '#/sign-in';
    });
    await page.getByTestId('signin-submit').waitFor();
    found.push(...(await look(page, 'station-sign-in', the)));
    const order = `#/order/${show.orders.working}`;
    const places: readonly (readonly [string, string, string])[] = [
      ['today', '#/', 'tab-today'],
      ['all', '#/orders/all', 'tab-all'],
      ['handed-over', '#/orders/handedOver', 'tab-handedOver'],
      ['archive', '#/orders/archive', 'tab-archive'],
      ['order-work', order, 'stage-rail'],
      ['order-step-photos', `${order}/work/dropCable.photos`, 'step-title'],
      ['order-step-readings', `#/order/${show.orders.signing}/work/opticalTurnup.readings`, 'step-title'],
      ['order-facts', `${order}/facts`, 'order-tab-facts'],
      ['order-photos', `#/order/${show.orders.signing}/photos`, 'order-tab-photos'],
      ['order-history', `#/order/${show.orders.signing}/history`, 'order-tab-history'],
      ['order-conflict', `#/order/${show.orders.conflict}/work/orderStudy.services`, 'conflicts'],
      ['order-rework', `#/order/${show.orders.rework}`, 'stage-rail'],
      ['sign-off', `#/order/${show.orders.signing}/work/signOff.signature`, 'signature-pad'],
      ['report', `#/order/${show.orders.signing}/work/signOff.report`, 'make-report'],
      ['sync', '#/sync', 'sync-sentence'],
      ['settings', '#/settings', 'sign-out'],
    ];
    for (const [name, hash, shown] of places) {
      await goTo(page, hash, shown);
      found.push(...(await look(page, `station-${name}`, the)));
    }
    await goTo(page, '#/', 'tab-today');
    await page.getByTestId('view-timeline').click();
    found.push(...(await look(page, 'station-timeline', the)));
    await goTo(page, `#/order/${show.orders.signing}/work/signOff.signature`, 'signature-pad');
    await page.getByTestId('sign-refuse').click();
    await page.getByTestId('refuse-confirm').waitFor();
    found.push(...(await look(page, 'station-refusal', the)));
    await goTo(page, `#/order/${show.orders.signing}/work/signOff.signature`, 'moves-menu');
    await page.getByTestId('moves-menu').click();
    await page.getByTestId('move-hold').click();
    await page.getByTestId('confirm-move').waitFor();
    found.push(...(await look(page, 'station-hold-dialog', the)));
    await context.close();
    expect(found).toEqual([]);
  });

  it('offline, and locked', async () => {
    const the = cases[0];
    if (!the) throw new Error('no case');
    const found: string[] = [];
    await show.station.call('settings.set', { language: the.language });
    const context = await browser.newContext({ viewport: the.size, locale: the.language });
    const page = await context.newPage();
    await page.goto(show.station.pairingUrl());
    await page.getByTestId('tab-today').waitFor();
    show.station.link.set('cut');
    await show.station.call('workOrder.note', { orderId: show.orders.working, text: '离线备注' });
    await until('the chip to say offline', async () => /离线/.test(await page.getByTestId('sync-chip').innerText()));
    found.push(...(await look(page, 'station-offline', the)));
    await goTo(page, '#/sync', 'sync-item');
    found.push(...(await look(page, 'station-offline-sync', the)));
    show.station.link.set('open');
    await page.getByTestId('lock').click();
    await page.getByTestId('signin-submit').waitFor();
    found.push(...(await look(page, 'station-locked', the)));
    await page.getByTestId('signin-password').fill('linework');
    await page.getByTestId('signin-submit').click();
    await page.getByTestId('technician').waitFor();
    await context.close();
    expect(found).toEqual([]);
  });

  it('a new device', async () => {
    const office = await startOffice({ data: `${show.folder}/empty-office` });
    const station = await show.anotherStation(office.url);
    const context = await browser.newContext({ viewport: sizes[0], locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(station.pairingUrl());
    await page.getByTestId('signin-submit').waitFor();
    const the = { language: 'zh-CN', size: sizes[0] } as const;
    const found = [...(await look(page, 'station-new-device', the))];
    await signInOnScreen(page, 'tech2');
    found.push(...(await look(page, 'station-no-orders', the)));
    await context.close();
    await station.stop();
    await office.stop();
    expect(found).toEqual([]);
  });
});

describe('the console', () => {
  it.each(cases)('$language at $size.width', async (the) => {
    const found: string[] = [];
    const order = (id: string): string => `#/orders/${id}`;
    const people: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
      disp1: [
        ['needs', '#/needs', 'needs'],
        ['orders', '#/orders', 'orders-count'],
        ['create', '#/create', 'create-submit'],
        ['order', order(show.orders.signing), 'order-number'],
        ['order-conflict', order(show.orders.conflict), 'conflicts'],
        ['order-gate', order(show.orders.gate), 'order-number'],
      ],
      rev1: [
        ['review', '#/review', 'nav-review'],
        ['review-order', `#/review/${show.orders.review}`, 'review-approve'],
      ],
      admin1: [
        ['accounts', '#/accounts', 'account-add'],
        ['devices', '#/devices', 'nav-admin'],
        ['health', '#/health', 'nav-admin'],
      ],
    };
    for (const [username, places] of Object.entries(people)) {
      const { page, context } = await openConsole(browser, show.officeUrl, username, the);
      for (const [name, hash, shown] of places) {
        await goTo(page, hash, shown);
        found.push(...(await look(page, `console-${name}`, the)));
      }
      if (username === 'disp1') {
        await goTo(page, order(show.orders.unassigned), 'assign');
        await page.getByTestId('assign').click();
        await page.getByTestId('assign-technician-tech1').waitFor();
        found.push(...(await look(page, 'console-assign', the)));
      }
      if (username === 'rev1') {
        await page.getByTestId('review-return').click();
        found.push(...(await look(page, 'console-review-return', the)));
      }
      await context.close();
    }
    const context = await browser.newContext({ viewport: the.size });
    const page = await context.newPage();
    await page.addInitScript(
      (language) => window.localStorage.setItem('linework.console.language', language),
      the.language,
    );
    await page.goto(show.officeUrl);
    await page.getByTestId('signin-submit').waitFor();
    found.push(...(await look(page, 'console-sign-in', the)));
    await context.close();
    expect(found).toEqual([]);
  });
});
