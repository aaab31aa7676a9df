import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** What a page costs the machine of whoever opens it. */
export type PageCost = {
  /** time of the page's main thread, by the thread's own clock: a busy machine does not count */
  readonly cpuMs: number;
  readonly scriptMs: number;
  /** elements of the document */
  readonly nodes: number;
  /** nodes of any kind that the engine keeps, texts and what is not in the document among them */
  readonly keptNodes: number;
  /** after a collection */
  readonly heapMb: number;
};

const stillMs = 700;
const givesUpMs = 180_000;

type Counted = Readonly<Record<string, number>>;

async function metrics(session: CDPSession): Promise<Counted> {
  const { metrics: given } = await session.send('Performance.getMetrics');
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}

/** Waits until the main thread has done next to nothing for a while. */
async function untilStill(session: CDPSession): Promise<Counted> {
  const begun = Date.now();
  let before = await metrics(session);
  for (;;) {
    await pause(stillMs);
    const now = await metrics(session);
    const worked = (now.TaskDuration ?? 0) - (before.TaskDuration ?? 0);
    if (worked < 0.015) return now;
    if (Date.now() - begun > givesUpMs) throw new Error('the page does not come to rest');
    before = now;
  }
}

/**
 * Opens a page anew in a signed-in context and measures what it costs until it stands: load, program, data, drawing.
 * @param shown resolves when the first of what the page is for is on the screen
 */
export async function costOfPage(
  context: BrowserContext,
  url: string,
  shown: (page: Page) => Promise<unknown>,
): Promise<PageCost> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // The same origin first: the process that is measured is the one that shows the page.
  await page.goto(new URL('/healthz', url).href);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await metrics(session);
  await page.goto(url);
  await shown(page);
  const after = await untilStill(session);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const kept = await metrics(session);
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  const spent = (name: string): number => ((after[name] ?? 0) - (before[name] ?? 0)) * 1000;
  const cost = {
    cpuMs: spent('TaskDuration'),
    scriptMs: spent('ScriptDuration'),
    nodes,
    keptNodes: kept.Nodes ?? Number.NaN,
    heapMb: (kept.JSHeapUsedSize ?? Number.NaN) / 1e6,
  };
  await page.close();
  return cost;
}
