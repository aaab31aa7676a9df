import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { chromiumFlags, locateChromium } from '../../build/needs/chromium.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { fillStation } from './many-orders.ts';
import { median, percentile, type Report, say } from './report-figure.ts';

const starts = 5;
const searches = [
  'wwj',
  '王',
  '李伟',
  'HF00004',
  '7412',
  '望江西路 12',
  'zhang',
  '蜀山',
  '黄山路 7',
  'cxm',
  '长江',
  '刘',
];

/** Cold process, warm disk: spawn of the station to the first order painted in a browser that is open already. */
export async function start(report: Report): Promise<void> {
  for (const [label, orders] of [
    ['300', 300],
    ['10k', 10_000],
  ] as const) {
    const home = await temporaryFolder('bench-start');
    const office = await startOffice({ data: join(home.path, 'office') });
    const data = join(home.path, 'station');
    const station = await startStation({ data, officeUrl: office.url });
    try {
      await station.signIn('tech1');
      const { technician } = await station.call('session.state', {});
      await until(
        'the definitions to arrive',
        async () => (await station.ask('definition.get', { key: 'ftth-install' })).ok || null,
        { withinMs: 30_000 },
      );
      await station.stop();
      say(`start: writing ${orders} orders`);
      await fillStation(data, technician?.technicianId ?? '', orders);
      await station.startAgain();
      await until('the lists to be caught up', async () => ((await counted(station)) === orders ? true : null), {
        withinMs: 300_000,
      });
      await station.stop();
      const millis = await timeStarts(station);
      report({ name: `start.${label}.ms`, value: median(millis), unit: 'ms', n: starts, max: Math.max(...millis) });
      if (label === '10k') {
        await search(station, report);
        report({ name: 'memory.station.mb', value: await residentMb(station.program().pid), unit: 'MB', n: 1, orders });
        report({
          name: 'memory.office.mb',
          value: await residentMb(office.program().pid),
          unit: 'MB',
          n: 1,
          stations: 1,
        });
      }
    } finally {
      await station.kill();
      await office.kill();
      await home.remove();
    }
  }
}

async function counted(station: StationProcess): Promise<number> {
  return (await station.call('orders.list', { view: 'all', limit: 1 })).counts.all;
}

/** The station runs after the last one. */
async function timeStarts(station: StationProcess): Promise<number[]> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags] });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const millis: number[] = [];
    for (let n = 0; n < starts; n += 1) {
      if (n > 0) await station.stop();
      millis.push(await timeOne(station, context));
      say(`start: ${Math.round(millis.at(-1) ?? 0)} ms`);
    }
    return millis;
  } finally {
    await browser.close();
  }
}

async function timeOne(station: StationProcess, context: BrowserContext): Promise<number> {
  const page = await context.newPage();
  await page.goto('about:blank');
  const started = performance.now();
  await station.startAgain();
  await page.goto(station.pairingUrl());
  await page.locator('[data-testid^="order-"]').first().waitFor({ state: 'visible', timeout: 120_000 });
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
  const took = performance.now() - started;
  await page.close();
  return took;
}

function chromiumPath(): string {
  const found = locateChromium();
  if (!found) throw new Error('no Chromium on this machine: npm test installs one');
  return found;
}

async function search(station: StationProcess, report: Report): Promise<void> {
  const millis: number[] = [];
  for (let n = 0; n < 300; n += 1) {
    const started = performance.now();
    await station.call('orders.list', { view: 'all', search: searches[n % searches.length] ?? '', limit: 50 });
    millis.push(performance.now() - started);
  }
  report({
    name: 'search.10k.p99Ms',
    value: percentile(millis, 0.99),
    unit: 'ms',
    n: millis.length,
    p50: Math.round(median(millis) * 100) / 100,
  });
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
