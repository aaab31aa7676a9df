import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { reviewRoutineOrder } from '../bench/review-hands.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { openBrowser } from './browser.ts';
import { type ConsolePage, openConsole } from './console-page.ts';

/** A reviewer's work by keys, on the demo's orders: three wait, one of them came back mended. */
const shown = { language: 'zh-CN', size: { width: 1280, height: 800 } } as const;
let folder: TemporaryFolder;
let office: OfficeProcess;
let browser: Browser;
let one: ConsolePage;

beforeAll(async () => {
  folder = await temporaryFolder('review');
  office = await startOffice({ data: path.join(folder.path, 'office'), args: ['--demo'] });
  browser = await openBrowser();
  one = await openConsole(browser, office.url, 'rev1', shown);
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
  await folder?.remove();
});

const numberOn = (page: Page): Promise<string> => page.getByTestId('order-number').innerText();
const anOrderStands = (page: Page) => until('an order', async () => /#\/review\/./.test(page.url()) && numberOn(page));

/** What the acceptance asks of an order that was done as it should be, at 1280×800. */
const most = { screens: 2, keys: 6 };

describe('a routine order', () => {
  it(`is seen on ${most.screens} screens and approved within ${most.keys} keys, whichever of them it is`, async () => {
    const reviewer = await office.signIn('rev1');
    const { orders } = await reviewer.call('review.queue', {});
    const routine = orders.filter(({ reviewState }) => reviewState === 'received');
    expect(routine.length).toBeGreaterThan(3);
    const { page, context } = await openConsole(browser, office.url, 'rev1', shown);
    for (const { orderId } of routine) {
      const cost = await reviewRoutineOrder(page, `${office.url}/#/review/${orderId}`);
      expect(cost.screens, cost.order).toBeLessThanOrEqual(most.screens);
      expect(cost.keys, cost.order).toBeLessThanOrEqual(most.keys);
      await page.getByTestId('take-back-bar').getByText(cost.order).waitFor();
      await page.keyboard.press('u');
      await page.getByTestId('take-back-bar').waitFor({ state: 'detached' });
    }
    await context.close();
  });
});

it('scrolls in its own place: the window stays where it is in a small or upright window too', async () => {
  const { page, context } = await openConsole(browser, office.url, 'rev1', shown);
  const { orders } = await (await office.signIn('rev1')).call('review.queue', {});
  await page.goto(`${office.url}/#/review/${orders[0]?.orderId}`);
  await page.getByTestId('review-approve').waitFor();
  for (const [width, height] of [
    [853, 533],
    [768, 1024],
  ] as const) {
    await page.setViewportSize({ width, height });
    const beyond = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
    expect([width, beyond]).toEqual([width, 0]);
  }
  await context.close();
});

describe('reviewing by keys', () => {
  it('Enter opens the first order, A approves it and the next one stands there, U takes the verdict back', async () => {
    const { page } = one;
    await page.locator('[data-testid^="order-row-"]').first().waitFor();
    await until(
      'the first row to have the focus',
      async () => (await page.locator('li[data-index="0"]:focus').count()) === 1,
    );
    await page.keyboard.press('Enter');
    const first = await anOrderStands(page);
    await page.keyboard.press('a');
    const second = await until('the next order', async () => {
      const number = await numberOn(page);
      return number !== first && number;
    });
    expect(second).not.toBe(first);
    await page.getByTestId('take-back-bar').getByText(first).waitFor();
    await page.keyboard.press('u');
    const reviewer = await office.signIn('rev1');
    await until('the first order to wait again', async () =>
      (await reviewer.call('review.queue', {})).orders.some(({ number }) => number === first),
    );
    await page.getByTestId('take-back-bar').waitFor({ state: 'detached' });
  });

  it('? lists the keys; letters typed into a remark are letters', async () => {
    const { page } = one;
    await page.keyboard.press('?');
    await page.getByTestId('keys-table').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('keys-table').waitFor({ state: 'detached' });
    const number = await numberOn(page);
    await page.keyboard.press('c');
    await page.keyboard.type('aaa nbu');
    expect(await page.getByTestId('dialog-note').inputValue()).toBe('aaa nbu');
    expect(await numberOn(page)).toBe(number);
    await page.getByTestId('dialog-note').fill('');
    await page.keyboard.press('Tab');
  });

  it('R leads to what a return asks, on the smallest screen; U without a verdict says that there is none', async () => {
    const { page } = one;
    await page.setViewportSize({ width: 853, height: 533 });
    await page.keyboard.press('r');
    await page.locator('[data-testid="rework-list"]:focus').waitFor();
    const box = await page.getByTestId('rework-list').boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(533);
    await page.keyboard.press('r');
    await page.getByTestId('rework-list').waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    await page.getByText('现在没有可撤回的结论').waitFor();
    await page.setViewportSize(shown.size);
  });

  it('P walks through all photos of the order with the names of their steps', async () => {
    const { page } = one;
    const sheet = page.locator('li[data-testid^="photo-"]');
    const total = await sheet.count();
    expect(total).toBeGreaterThan(2);
    await page.keyboard.press('p');
    await page.getByTestId('photo-viewer').waitFor();
    const seen = new Set<string>();
    for (let n = 0; n < total; n += 1) {
      expect(await page.getByTestId('photo-place').innerText()).toMatch(new RegExp(`${n + 1}\\D+${total}`));
      seen.add(
        `${await page.getByTestId('photo-name').innerText()} ${await page.locator('[data-testid="photo-stage"] img').getAttribute('src')}`,
      );
      await page.keyboard.press('ArrowRight');
    }
    expect(seen.size).toBe(total);
    expect([...seen].every((name) => name.includes(' · '))).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByTestId('photo-viewer').waitFor({ state: 'detached' });
  });
});

describe('a photo that is near', () => {
  // One that fails does not leave its viewer before the next one.
  afterEach(async () => {
    for (let n = 0; n < 3 && (await one.page.getByTestId('photo-viewer').count()) > 0; n += 1)
      await one.page.keyboard.press('Escape');
    await one.page.getByTestId('photo-viewer').waitFor({ state: 'detached' });
  });
  /** Where the picture and its stage stand on the screen. */
  const boxes = async (page: Page) => {
    const stage = await page.getByTestId('photo-stage').first().boundingBox();
    const picture = await page.locator('[data-testid="photo-stage"] img').first().boundingBox();
    if (stage === null || picture === null) throw new Error('no picture');
    return { stage, picture };
  };
  /** the stage's own border, px */
  const frame = 3;
  const middleOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
    x: x + width / 2,
    y: y + height / 2,
  });

  it.each([0, 1])('can be dragged to all of its edges, turned %i times', async (turns) => {
    const { page } = one;
    await page.keyboard.press('p');
    await page.getByTestId('photo-viewer').waitFor();
    await until('the picture', () => page.locator('[data-testid="photo-stage"] img').first().isVisible());
    for (let n = 0; n < turns; n += 1) await page.keyboard.press('r');
    const { stage } = await boxes(page);
    const middle = middleOf(stage);
    await page.mouse.move(middle.x, middle.y);
    for (let n = 0; n < 12; n += 1) await page.mouse.wheel(0, -100);
    const grown = await until('it to be near', async () => {
      const { picture } = await boxes(page);
      return picture.width > stage.width * 1.5 && picture.height > stage.height * 1.5 && picture;
    });
    expect(grown.x).toBeLessThan(stage.x);
    /** As often as it takes until the picture stands still; at most as often as its largest size needs. */
    const drag = async (right: number, down: number) => {
      let before = '';
      for (let n = 0; n < 60; n += 1) {
        await page.mouse.move(middle.x - right * 150, middle.y - down * 150);
        await page.mouse.down();
        await page.mouse.move(middle.x + right * 150, middle.y + down * 150);
        await page.mouse.up();
        const { picture } = await boxes(page);
        const stands = `${picture.x} ${picture.y}`;
        if (stands === before) return picture;
        before = stands;
      }
      throw new Error('the picture never stood still');
    };
    const left = await drag(1, 1);
    // The upper left corner stands in the upper left of the stage: nothing of the picture is out of reach.
    expect(left.x).toBeCloseTo(stage.x + frame, 0);
    expect(left.y).toBeCloseTo(stage.y + frame, 0);
    const right = await drag(-1, -1);
    expect(right.x + right.width).toBeCloseTo(stage.x + stage.width - frame, 0);
    expect(right.y + right.height).toBeCloseTo(stage.y + stage.height - frame, 0);
    await page.keyboard.press('0');
    await until('all of it in view', async () => (await boxes(page)).picture.height <= stage.height);
    await page.keyboard.press('Escape');
    await page.getByTestId('photo-viewer').waitFor({ state: 'detached' });
  });

  it('stands beside another one, each with its own nearness', async () => {
    const { page } = one;
    await page.keyboard.press('p');
    await page.getByTestId('photo-viewer').waitFor();
    await page.keyboard.press('s');
    await until('two', async () => (await page.getByTestId('photo-stage').count()) === 2);
    await until(
      'both pictures',
      async () => (await page.locator('[data-testid="photo-stage"] img:visible').count()) === 2,
    );
    await page.keyboard.press('+');
    await until('the second to be near', async () => {
      const near = await page
        .getByTestId('photo-stage')
        .evaluateAll((all) => all.map((stage) => stage.getAttribute('data-near')));
      return near.join() === 'false,true';
    });
    const sources = await page
      .locator('[data-testid="photo-stage"] img')
      .evaluateAll((all) => all.map((image) => (image as HTMLImageElement).src));
    expect(new Set(sources).size).toBe(2);
    await page.keyboard.press('Escape');
    await page.getByTestId('photo-viewer').waitFor({ state: 'detached' });
  });
});

describe('two reviewers', () => {
  it('the second sees who has the order, cannot decide, and takes it over with a word that the first reads', async () => {
    const administrator = await office.signIn('admin1');
    const password = 'walks-through-rain';
    await administrator.call('accounts.add', { username: 'rev2', name: '郑审核', role: 'reviewer', password });
    const api = await office.signIn('rev2', password);
    const { page } = one;
    const number = await anOrderStands(page);
    const orderId = /#\/review\/(\w+)/.exec(page.url())?.[1] ?? '';
    await until('the claim', async () =>
      (await api.call('review.queue', { limit: 0 })).claims.some((claim) => claim.orderId === orderId),
    );
    expect((await api.ask('review.approve', { orderId })).ok).toBe(false);
    await api.call('review.claim', { orderId, take: true, note: '客户在催，我来' });
    await page.getByTestId('claimed-by-other').getByText('客户在催，我来').waitFor();
    expect(await page.getByTestId('review-approve').isDisabled()).toBe(true);
    await page.keyboard.press('a');
    expect(await numberOn(page)).toBe(number);
    await page.getByTestId('claim-note').fill('我已看完，还给我');
    await page.getByTestId('claim-take').click();
    await page.getByTestId('claimed-by-other').waitFor({ state: 'detached' });
    expect(await page.getByTestId('review-approve').isEnabled()).toBe(true);
  });
});
