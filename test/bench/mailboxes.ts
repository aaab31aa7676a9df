import { join } from 'node:path';
import type { OfficeClient } from '../processes/calls.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { createOrders, dispatchAll, startAll } from './dispatch-stream.ts';
import { fillFleet } from './fleet-data.ts';
import { lightDevice } from './light-device.ts';
import { usageOf } from './process-usage.ts';
import { percentile, type Report, say } from './report-figure.ts';

const mailboxes = 2_500;
/** of these, so many have a device that listens, spread over all */
const live = 100;
const dispatches = 100;

/** Thousands of mailboxes on one office with an embedded store: its start, the look at all of them, what it holds open, and a dispatch. */
export async function manyMailboxes(report: Report): Promise<void> {
  const home = await temporaryFolder('bench-mailboxes');
  const data = join(home.path, 'office');
  say(`mailboxes: ${mailboxes} are set up`);
  const enrolled = await fillFleet(data, mailboxes, 1);
  const begun = performance.now();
  const office = await startOffice({ data });
  try {
    const startMs = performance.now() - begun;
    const usage = () => usageOf(office.program().pid);
    const figure = (name: string, value: number, unit: string, more: object = {}): void =>
      report({ name: `mailboxes.${name}`, value, unit, n: mailboxes, ...more });
    figure('startMs', startMs, 'ms');
    figure('start.officeMb', (await usage()).residentMb, 'MB');
    const dispatcher = await office.signIn('disp1');
    const orderIds = await createOrders(dispatcher, dispatches);
    const listening = enrolled.filter((_, n) => n % Math.floor(mailboxes / live) === 0);
    const waiting = new Map<string, () => void>();
    const devices = listening.map((one) => lightDevice(office.url, one, (id) => waiting.get(id)?.()));
    await startAll(devices);
    const sweeping = (await metric(dispatcher, 'router_lag_documents')) > 0;
    const stream = { dispatcher, enrolled: listening, station: null, perSecond: 5, waiting };
    const early = await dispatchAll({ ...stream, orderIds: orderIds.slice(0, dispatches / 2) });
    figure('early.p99Ms', percentile(early.devices, 0.99), 'ms', {
      sweeping,
      p50: Math.round(percentile(early.devices, 0.5)),
    });
    await until('all mailboxes to be looked at', async () => (await metric(dispatcher, 'router_lag_documents')) === 0, {
      withinMs: 600_000,
      everyMs: 500,
    });
    const swept = await usage();
    figure('sweptMs', performance.now() - begun, 'ms', { cpuSeconds: swept.cpuSeconds });
    figure('officeMb', swept.residentMb, 'MB', {
      openFiles: swept.openFiles,
      storesOpen: await metric(dispatcher, 'stores_open'),
      storesOpened: await metric(dispatcher, 'stores_opened_total'),
    });
    const later = await dispatchAll({ ...stream, orderIds: orderIds.slice(dispatches / 2) });
    figure('p99Ms', percentile(later.devices, 0.99), 'ms', { p50: Math.round(percentile(later.devices, 0.5)), live });
    figure('failures', devices.flatMap((one) => one.failures()).length, 'pulls');
    await Promise.all(devices.map((one) => one.stop()));
  } finally {
    await office.kill();
    await home.remove();
  }
}

async function metric(client: OfficeClient, name: string): Promise<number> {
  const text = (await client.get('/metrics')).body.toString('utf8');
  return Number(new RegExp(`^linework_${name} (.*)$`, 'm').exec(text)?.[1]);
}
