import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newOrder } from '../builders/new-order.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { type Enrolled, fillFleet } from './fleet-data.ts';
import { type LightDevice, lightDevice } from './light-device.ts';
import { type Usage, usageOf } from './process-usage.ts';
import { percentile, type Report, say } from './report-figure.ts';

const sizes = [10, 100, 500] as const;
const morningOrders = 30;
const morningDocuments = morningOrders * 8;
const dispatches = 300;
const dispatchesPerSecond = 10;
/** of the dispatches, this many go to the real station */
const toStation = 20;
const idleMs = 30_000;

/** Live devices on one office: how soon a dispatch is on a device, what a device costs the office, and a morning when all start at once. */
export async function fleet(report: Report): Promise<void> {
  for (const size of sizes) {
    const home = await temporaryFolder('bench-fleet');
    say(`fleet: ${size} devices with ${morningOrders} orders each are set up`);
    const data = join(home.path, 'office');
    const enrolled = await fillFleet(data, size, morningOrders);
    const office = await startOffice({ data });
    const station = await startStation({ data: join(home.path, 'station'), officeUrl: office.url });
    try {
      await station.signIn('tech1');
      await measure({ size, enrolled, office, station, report });
    } finally {
      await station.kill();
      await office.kill();
      await home.remove();
    }
  }
}

type Given = {
  readonly size: number;
  readonly enrolled: readonly Enrolled[];
  readonly office: OfficeProcess;
  readonly station: StationProcess;
  readonly report: Report;
};

async function measure({ size, enrolled, office, station, report }: Given): Promise<void> {
  const figure = (name: string, value: number, unit: string, n: number, more: object = {}): void =>
    report({ name: `fleet.${size}.${name}`, value, unit, n, ...more });
  const usage = (): Promise<Usage> => usageOf(office.program().pid);
  const dispatcher = await office.signIn('disp1');
  const orderIds = await createOrders(dispatcher, dispatches);
  await pause(3_000);

  const waiting = new Map<string, () => void>();
  const arrived = (id: string): void => waiting.get(id)?.();
  const devices = enrolled.map((one) => lightDevice(office.url, one, arrived));
  const before = await usage();
  const morning = await startAll(devices);
  const peak = await usage();
  const failures = (): number => devices.flatMap((one) => one.failures()).length;
  const incomplete = devices.filter((one) => one.documents() !== morningDocuments).length;
  figure('morning.lastMs', Math.max(...morning), 'ms', size, {
    p50: percentile(morning, 0.5),
    documents: size * morningDocuments,
  });
  figure('morning.failures', failures() + incomplete, 'pulls', size);
  figure('morning.officeCpuSeconds', peak.cpuSeconds - before.cpuSeconds, 's', size);
  figure('morning.officeMb', peak.residentMb, 'MB', 1, { before: Math.round(before.residentMb) });

  await pause(5_000);
  const quiet = await usage();
  await pause(idleMs);
  const idle = await usage();
  const idleCpu = idle.cpuSeconds - quiet.cpuSeconds;
  figure('idle.officeCpuPercent', (idleCpu / idleMs) * 100_000, '% of a core', 1);
  figure('idle.cpuMsPerDeviceMinute', ((idleCpu * 1000) / size) * (60_000 / idleMs), 'ms', size);
  figure('officeMb', idle.residentMb, 'MB', 1, { openFiles: idle.openFiles });
  figure('mbPerDevice', (idle.residentMb - before.residentMb) / size, 'MB', size);

  const stream = await dispatchAll({ dispatcher, orderIds, enrolled, station, waiting });
  const after = await usage();
  const cpu = after.cpuSeconds - idle.cpuSeconds;
  figure('p50Ms', percentile(stream.devices, 0.5), 'ms', stream.devices.length);
  figure('p99Ms', percentile(stream.devices, 0.99), 'ms', stream.devices.length, {
    max: Math.round(Math.max(...stream.devices)),
    perSecond: dispatchesPerSecond,
  });
  figure('stationP50Ms', percentile(stream.station, 0.5), 'ms', stream.station.length, {
    max: Math.round(Math.max(...stream.station)),
  });
  figure('officeCpuSeconds', cpu, 's', 1, { dispatches, perDispatchMs: Math.round((cpu * 1000) / dispatches) });
  figure('cpuMsPerDevice', (cpu * 1000) / size, 'ms', size);
  figure('failures', failures(), 'pulls', size);
  await Promise.all(devices.map((one) => one.stop()));
}

async function createOrders(dispatcher: OfficeClient, count: number): Promise<readonly string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) made.push((await dispatcher.call('workOrder.create', newOrder())).orderId);
  return made;
}

/** Milliseconds until each device has everything; all begin in the same moment. */
async function startAll(devices: readonly LightDevice[]): Promise<readonly number[]> {
  const started = performance.now();
  return Promise.all(devices.map((one) => one.start().then(() => performance.now() - started)));
}

/** A steady stream of assignments. Each is timed from the sending of the call to the grant on the device, which comes last. */
async function dispatchAll(given: {
  readonly dispatcher: OfficeClient;
  readonly orderIds: readonly string[];
  readonly enrolled: readonly Enrolled[];
  readonly station: StationProcess;
  readonly waiting: Map<string, () => void>;
}): Promise<{ readonly devices: readonly number[]; readonly station: readonly number[] }> {
  const { dispatcher, orderIds, enrolled, station, waiting } = given;
  const { technician } = await station.call('session.state', {});
  const stationEvery = Math.floor(orderIds.length / toStation);
  const took: { readonly devices: number[]; readonly station: number[] } = { devices: [], station: [] };
  const under: Promise<void>[] = [];

  async function one(orderId: string, n: number): Promise<void> {
    const isStation = n % stationEvery === 0;
    const technicianId = isStation ? technician?.technicianId : enrolled[(n * 37) % enrolled.length]?.technicianId;
    const started = performance.now();
    const here = isStation
      ? until(`${orderId} on the station`, () => station.call('workOrder.open', { orderId }), {
          withinMs: 60_000,
          everyMs: 20,
        })
      : new Promise<void>((resolve) => waiting.set(`grant:${orderId}`, resolve));
    await dispatcher.call('workOrder.assign', { orderId, technicianId: technicianId ?? '' });
    await here;
    took[isStation ? 'station' : 'devices'].push(performance.now() - started);
  }

  for (const [n, orderId] of orderIds.entries()) {
    under.push(one(orderId, n));
    await pause(1000 / dispatchesPerSecond);
  }
  await Promise.all(under);
  return took;
}
