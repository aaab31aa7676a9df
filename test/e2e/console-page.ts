import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { NewOrder } from '../../bridge/office.ts';
import type { Language } from '../../domain/problem.ts';
import { until } from '../processes/poll.ts';
import { openContext } from './browser.ts';

export type ConsolePage = { readonly page: Page; readonly context: BrowserContext };

export type Shown = {
  readonly language: Language;
  readonly size: { readonly width: number; readonly height: number };
  /** fingers, as on a tablet */
  readonly hasTouch?: boolean;
};

/** The console in a browser of its own person. */
export async function openConsole(
  browser: Browser,
  officeUrl: string,
  username: string,
  shown: Shown = { language: 'zh-CN', size: { width: 1440, height: 900 } },
): Promise<ConsolePage> {
  const context = await openContext(browser, {
    viewport: shown.size,
    locale: shown.language,
    hasTouch: shown.hasTouch ?? false,
  });
  const page = await context.newPage();
  // As a person who chose it on this machine before.
  await page.addInitScript(
    (language) => window.localStorage.setItem('linework.console.language', language),
    shown.language,
  );
  await page.goto(officeUrl);
  await page.getByTestId('signin-username').fill(username);
  await page.getByTestId('signin-password').fill('linework');
  await page.getByTestId('signin-submit').click();
  await page.getByTestId('user-menu').waitFor();
  return { page, context };
}

const byId = (page: Page, id: string) => page.locator(`[id="${id}"]`);

async function chooseOption(page: Page, testId: string, value: string): Promise<void> {
  await page.getByTestId(testId).click();
  await page.locator(`.ant-select-dropdown:visible .ant-select-item-option[title="${value}"]`).click();
}

async function fillPicker(page: Page, testId: string, value: string): Promise<void> {
  const own = page.getByTestId(testId);
  const input = (await own.evaluate((element) => element.tagName)) === 'INPUT' ? own : own.locator('input');
  await input.fill(value);
  // Tab, not Enter: Enter would send the form.
  await input.press('Tab');
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Creates an order by the form and answers its id; the page shows the order afterwards. */
export async function createByForm(
  { page }: ConsolePage,
  order: NewOrder,
): Promise<{ orderId: string; number: string }> {
  await page.goto(`${new URL(page.url()).origin}/#/create`);
  await byId(page, 'order-customer.name').fill(order.customer.name);
  await byId(page, 'order-customer.phone').fill(order.customer.phone);
  await byId(page, 'order-place.address').fill(order.place.address);
  await byId(page, 'order-place.district').fill(order.place.district);
  const today = new Date();
  await fillPicker(page, 'window-day', `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`);
  // Until the end of the day: a window that is over is refused.
  await fillPicker(page, 'window-from', '09:00');
  await fillPicker(page, 'window-to', '00:00');
  for (const [key, value] of Object.entries(order.products ?? {})) {
    const id = `order-products.${key}`;
    if (typeof value === 'boolean')
      await byId(page, id)
        .getByText(value ? '是' : '否', { exact: true })
        .click();
    else await byId(page, id).fill(String(value));
  }
  for (const [key, value] of Object.entries(order.resources ?? {})) {
    const id = `order-resources.${key}`;
    if (key === 'opticsClass' || key === 'splitterRatio') await chooseOption(page, id, String(value));
    else await byId(page, id).fill(String(value));
  }
  await page.getByTestId('order-remarks').fill(order.remarks ?? '');
  await page.getByTestId('create-submit').click();
  const number = await page.getByTestId('order-number').innerText();
  const orderId = /#\/orders\/([0-9a-z]{26})/.exec(page.url())?.[1];
  if (orderId === undefined) throw new Error(`the order's page is not shown: ${page.url()}`);
  return { orderId, number };
}

/** Assigns the order on the screen; answers when the last click was, ms since the epoch. */
export async function assignOnScreen({ page }: ConsolePage, username: string): Promise<number> {
  await page.getByTestId('assign').click();
  await page.getByTestId(`assign-technician-${username}`).click();
  const clickedAt = Date.now();
  await page.getByTestId('dialog-submit').click();
  return clickedAt;
}

/** The list row says so by itself: nobody presses reload. */
export async function rowShows(
  { page }: ConsolePage,
  number: string,
  wanted: { readonly phase: string; readonly photos: number },
  withinMs: number,
): Promise<void> {
  const row = page.getByTestId(`order-row-${number}`);
  await until(
    `the console's row of ${number} to say ${wanted.phase} and that all ${wanted.photos} files are there`,
    async () => {
      const phase = await row.getAttribute('data-phase', { timeout: 1000 });
      const arrival = row.getByTestId('arrival');
      const state = await arrival.getAttribute('data-state', { timeout: 1000 });
      const said = await arrival.getAttribute('title', { timeout: 1000 });
      return (
        (phase === wanted.phase && state === 'complete' && said?.match(/\d+/)?.[0] === String(wanted.photos)) ||
        Promise.reject(new Error(`${phase}, ${state}: ${said}`))
      );
    },
    { withinMs, everyMs: 100 },
  );
}

/** The reviewer sends one step back, whole, with a reason and a note. */
export async function returnStep({ page }: ConsolePage, orderId: string, step: string, note: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/review/${orderId}`);
  await page.getByTestId('review-return').click();
  const box = page.getByTestId(`rework-step-${step}`);
  await page.locator('label', { has: box }).or(box).first().click();
  await page.getByTestId(`rework-reason-${step}`).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
  await page.getByTestId(`rework-note-${step}`).fill(note);
  await page.getByTestId('review-return-confirm').click();
}
