import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillConsole } from '../bench/console-data.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { openBrowser } from './browser.ts';
import { openConsole } from './console-page.ts';

/** “Needs me” with 600 orders that wait: few of them are in the page, and the list stays where a person reads. */
const orders = 600;
let folder: TemporaryFolder;
let office: OfficeProcess;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await temporaryFolder('needs');
  await fillConsole(folder.path, orders, 'dispatcher');
  office = await startOffice({ data: folder.path });
  browser = await openBrowser();
  ({ page } = await openConsole(browser, office.url, 'disp1', {
    language: 'zh-CN',
    size: { width: 1280, height: 800 },
  }));
  await row().first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
  await folder?.remove();
});

const row = () => page.locator('[data-testid="needs"] [data-testid^="need-"][data-reason]');
/** The first row that is whole in view, and how far below the list's top it stands. */
const firstRead = () =>
  page.getByTestId('needs').evaluate((list) => {
    const top = list.getBoundingClientRect().top + 40;
    const found = [...list.querySelectorAll('li')].find((item) => item.getBoundingClientRect().top >= top);
    const shown = found?.querySelector('[data-reason]')?.getAttribute('data-testid') ?? null;
    return { shown, below: Math.round((found?.getBoundingClientRect().top ?? 0) - top) };
  });

describe('what waits, at volume', () => {
  it('has a few rows in the page, groups with their counts, and says of each row which of how many it is', async () => {
    expect(await row().count()).toBeLessThan(25);
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(600);
    const counted = await page.getByTestId('needs').locator('h2').first().innerText();
    const size = await page.getByTestId('needs').locator('li').first().getAttribute('aria-setsize');
    expect(counted).toContain(size);
    const chips = await page.locator('.console-chips b').allInnerTexts();
    const [all = 0, ...byReason] = chips.map(Number);
    expect(all).toBe(byReason.reduce((sum, one) => sum + one, 0));
    expect(all).toBeGreaterThanOrEqual(orders);
  });

  it('goes from end to end by keys, with the focus on a row that is in view', async () => {
    await page.getByTestId('needs').locator('li').first().focus();
    await page.keyboard.press('End');
    const focused = () =>
      page.evaluate(() => {
        const item = document.activeElement?.closest('li');
        const list = item?.closest('[data-testid="needs"]');
        if (item == null || list == null) return null;
        const [own, whole] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
        return own.top >= whole.top && own.bottom <= whole.bottom + 1 && item.getAttribute('data-index');
      });
    const total = Number(await page.locator('.console-chips b').first().innerText());
    await until('the last row', async () => (await focused()) === String(total - 1));
    await page.keyboard.press('ArrowUp');
    await until('the row above', async () => (await focused()) === String(total - 2));
    await page.keyboard.press('Home');
    await until('the first row', async () => (await focused()) === '0');
  });

  it('stays where a person reads when something more pressing comes in above', async () => {
    await page.getByTestId('needs').evaluate((list) => {
      list.scrollTop = list.scrollHeight / 2;
    });
    const before = await until('rows in the middle', async () => {
      const read = await firstRead();
      return read.shown !== null && read;
    });
    const dispatcher = await office.signIn('disp1');
    const total = Number(await page.locator('.console-chips b').first().innerText());
    // An order that lacks what its type needs is more pressing than the unassigned ones below it, or stands among them by its age.
    const acceptedAt = new Date(Date.now() - 30 * 86_400_000).toISOString();
    await dispatcher.call('workOrder.create', newOrder({ acceptedAt }));
    await until(
      'the counts to say so',
      async () => Number(await page.locator('.console-chips b').first().innerText()) > total,
    );
    await until('the same row in the same place', async () => {
      const now = await firstRead();
      return now.shown === before.shown && Math.abs(now.below - before.below) <= 1;
    });
  });

  it('one reason alone: its chip leaves its rows, and pressing it again brings all back', async () => {
    const chip = page.locator('[data-testid^="needs-filter-"]').first();
    const reason = (await chip.getAttribute('data-testid'))?.replace('needs-filter-', '');
    const count = Number(await chip.locator('b').innerText());
    await chip.click();
    await until('only those', async () => {
      const reasons = await row().evaluateAll((all) => all.map((one) => one.getAttribute('data-reason')));
      return reasons.length > 0 && reasons.every((one) => one === reason);
    });
    expect(await page.getByTestId('needs').locator('h2').count()).toBe(1);
    expect(await page.getByTestId('needs').locator('li').first().getAttribute('aria-setsize')).toBe(String(count));
    await chip.click();
    await until(
      'all again',
      async () => (await page.locator('[data-testid^="needs-filter-"][aria-pressed="true"]').count()) === 0,
    );
  });
});

describe('a start of the console', () => {
  it('loads the program of its own page and of no other', async () => {
    const asked: string[] = [];
    const note = (request: { url: () => string }) => asked.push(request.url());
    page.on('request', note);
    await page.reload();
    await row().first().waitFor();
    page.off('request', note);
    const pages = asked.flatMap((url) => /assets\/([\w-]+-page)-[\w-]+\.js$/.exec(url)?.[1] ?? []);
    expect(pages).toEqual(['needs-page']);
  });

  it('a part that does not come says so where it would stand, and comes when it is asked for again', async () => {
    const missing = page.getByTestId('part-missing');
    const why = () => missing.getAttribute('data-why');
    await page.context().setOffline(true);
    const act = page.locator('[data-testid^="need-act-"][data-testid$="-cancelAsked"]').first();
    await act.click();
    await missing.waitFor();
    expect(await why()).toBe('unreachable');
    // It stands above the page and has the keyboard: Escape closes it, as the dialog in its place.
    expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    await missing.waitFor({ state: 'detached' });
    await act.click();
    await missing.waitFor();
    await page.context().setOffline(false);
    await missing.getByRole('button', { name: '重试' }).click();
    const opened = page.getByTestId('dialog-submit');
    await opened.or(page.locator('[data-testid="part-missing"][data-why="stuck"]')).waitFor();
    // A browser before 156 keeps a program's failure: it is told so, and a reload brings the part.
    if (!(await opened.isVisible())) {
      await missing.getByRole('button', { name: '重新载入' }).click();
      await act.click();
      await opened.waitFor();
    }
    // No style sheet was left out on the way.
    const unstyled = () =>
      page.evaluate(
        () => [...document.querySelectorAll('link')].filter((one) => one.rel === 'stylesheet' && !one.sheet).length,
      );
    await until('every style sheet', async () => (await unstyled()) === 0);
    await page.keyboard.press('Escape');
  });

  it('a part of a program that the office has replaced leads to a reload', async () => {
    const gone = '**/assets/plans-page-*.js';
    await page.route(gone, (route) => route.fulfill({ status: 404, body: '' }));
    await page.getByTestId('nav-plans').click();
    const missing = page.getByTestId('part-missing');
    await missing.waitFor();
    expect(await missing.getAttribute('data-why')).toBe('updated');
    await page.unroute(gone);
    await missing.getByRole('button', { name: '重新载入' }).click();
    await page.getByTestId('create-plan').first().waitFor();
  });
});
