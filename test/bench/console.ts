import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from '../e2e/browser.ts';
import { openConsole } from '../e2e/console-page.ts';
import { builtProgram } from '../processes/built.ts';
import { startOffice } from '../processes/office.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { fillConsole } from './console-data.ts';
import { hands } from './hands.ts';
import { costOfPage, type PageCost } from './page-cost.ts';
import { type Report, say } from './report-figure.ts';
import { type ReviewCost, reviewRoutineOrder } from './review-hands.ts';

const sizes = [200, 1_000, 10_000] as const;
const screen = { language: 'zh-CN', size: { width: 1280, height: 800 } } as const;
const pages = {
  needs: { whom: 'dispatcher', account: 'disp1', hash: '#/needs', row: '[data-testid^="need-"][data-reason]' },
  queue: { whom: 'reviewer', account: 'rev1', hash: '#/review', row: '[data-testid^="order-row-"]' },
} as const;
type PageName = keyof typeof pages;

const named = (size: number): string => (size < 1000 ? String(size) : `${size / 1000}k`);

/**
 * What the console's two long pages cost at three sizes, and what a routine order costs its reviewer. `LINEWORK_BASE_OFFICE` names the
 * `office/main.mjs` of another build with its console beside it, measured in the same run for comparison. `LINEWORK_CONSOLE_SIZES`
 * (such as `200,1000`) asks for fewer.
 */
export async function consolePages(report: Report): Promise<void> {
  const other = process.env.LINEWORK_BASE_OFFICE ?? '';
  const releases = [builtProgram('office/main.mjs'), ...(other === '' ? [] : [path.resolve(other)])];
  const browser = await openBrowser();
  try {
    for (const name of Object.keys(pages) as PageName[])
      for (const size of asked()) await compare(report, browser, releases, name, size);
    const routine: ReviewCost[] = [];
    for (const release of releases) routine.push(await routineOrder(browser, release));
    const [now, before] = routine;
    if (now === undefined) return;
    for (const figure of ['screens', 'keys'] as const)
      report({
        name: `console.review.${figure}`,
        value: now[figure],
        unit: figure,
        n: 1,
        order: now.order,
        ...(before === undefined ? {} : { baseline: before[figure] }),
      });
  } finally {
    await browser.close();
  }
  await hands(report);
}

function asked(): readonly number[] {
  const given = (process.env.LINEWORK_CONSOLE_SIZES ?? '').split(',').map(Number).filter(Boolean);
  return given.length === 0 ? sizes : given;
}

async function compare(
  report: Report,
  browser: Browser,
  releases: readonly string[],
  name: PageName,
  size: number,
): Promise<void> {
  const costs: PageCost[] = [];
  for (const release of releases) costs.push(await costAt(browser, release, name, size));
  const [now, before] = costs;
  if (now === undefined) return;
  const units = { cpuMs: 'ms', scriptMs: 'ms', nodes: 'elements', keptNodes: 'nodes', heapMb: 'MB' } as const;
  for (const figure of Object.keys(units) as (keyof typeof units)[])
    report({
      name: `console.${name}${named(size)}.${figure}`,
      value: now[figure],
      unit: units[figure],
      n: size,
      ...(before === undefined ? {} : { baseline: before[figure] }),
    });
}

async function costAt(browser: Browser, release: string, name: PageName, size: number): Promise<PageCost> {
  say(`console: ${name} with ${size} on ${release}`);
  const { whom, account, hash, row } = pages[name];
  const home = await temporaryFolder('bench-console');
  await fillConsole(home.path, size, whom);
  const office = await startOffice({ data: home.path, release });
  try {
    const { context, page } = await openConsole(browser, office.url, account, screen);
    await page.close();
    return await middle(context, `${office.url}/${hash}`, row);
  } finally {
    await office.stop();
    await home.remove();
  }
}

/** The middle one of three openings by CPU time; the first compiles what the others find compiled, as on any second day. */
async function middle(context: BrowserContext, url: string, row: string): Promise<PageCost> {
  const costs: PageCost[] = [];
  for (let n = 0; n < 3; n += 1)
    costs.push(await costOfPage(context, url, (page) => page.locator(row).first().waitFor({ timeout: 120_000 })));
  await context.close();
  const [, found] = costs.toSorted((a, b) => a.cpuMs - b.cpuMs);
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

async function routineOrder(browser: Browser, release: string): Promise<ReviewCost> {
  say(`console: a routine order's review on ${release}`);
  const home = await temporaryFolder('bench-review');
  const office = await startOffice({ data: home.path, args: ['--demo'], release });
  try {
    const reviewer = await office.signIn('rev1');
    const { orders } = await reviewer.call('review.queue', {});
    // An install as most are: completed, never sent back.
    const [routine] = orders
      .filter(({ orderType, reviewState }) => orderType === 'ftth-install' && reviewState === 'received')
      .map(({ orderId }) => orderId)
      .sort();
    const person = await openConsole(browser, office.url, 'rev1', screen);
    const cost = await reviewRoutineOrder(person.page, `${office.url}/#/review/${routine}`);
    await person.context.close();
    return cost;
  } finally {
    await office.stop();
    await home.remove();
  }
}
