import type { Page } from 'playwright-core';
import { until } from '../processes/poll.ts';

/** What one routine order costs its reviewer: how much of the page there is to see, and how many keys from the queue to the next order. */
export type ReviewCost = { readonly screens: number; readonly keys: number; readonly order: string };

const mostTabs = 400;

/**
 * Reviews one order by keys alone: it stands there, all of it is looked at, it is approved, and the next one stands there. A console without
 * keys of its own is worked by Tab, as a keyboard user would have to.
 * @param address of the order's page; the same order on every build
 */
export async function reviewRoutineOrder(page: Page, address: string): Promise<ReviewCost> {
  let keys = 0;
  const press = async (key: string): Promise<void> => {
    keys += 1;
    await page.keyboard.press(key);
  };
  /** by Tab until the wanted has the focus, then Enter */
  const tabTo = async (wanted: string): Promise<void> => {
    for (let n = 0; n < mostTabs; n += 1) {
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) === true, wanted)) break;
      await press('Tab');
    }
    await press('Enter');
  };
  await page.goto(address);
  await page.getByTestId('review-approve').waitFor();
  const order = await page.getByTestId('order-number').innerText();
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(() => {
    const main = document.querySelector('.console-main');
    return main === null ? Number.NaN : main.scrollHeight / main.clientHeight;
  });

  // The rest of the page, a screen at a time.
  for (let n = 1; n < Math.ceil(seen); n += 1) await press('PageDown');
  if ((await page.getByTestId('keys-help').count()) > 0) await press('a');
  else {
    await tabTo('[data-testid="review-approve"]');
    await page.waitForURL(/#\/review$/);
    await page.locator('[data-testid^="order-row-"]').first().waitFor();
    await tabTo('[data-testid^="order-row-"] a');
  }
  await until('the next order to stand there', async () => {
    const stands = await page.getByTestId('order-number').innerText({ timeout: 1000 });
    return /#\/review\/./.test(page.url()) && stands !== order;
  });
  return { screens: seen, keys, order };
}
