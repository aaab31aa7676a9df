import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { couchOfRun } from '../processes/couch-of-run.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { createOrders, dispatchAll, startAll } from './dispatch-stream.ts';
import { type Enrolled, fillFleet } from './fleet-data.ts';
import { lightDevice } from './light-device.ts';
import { type Usage, usageOf } from './process-usage.ts';
import { percentile, type Report, say } from './report-figure.ts';

const sizes = [10, 100, 500] as const;
const morningOrders = 30;
const morningDocuments = morningOrders * 8;
const dispatches = 300;
const dispatchesPerSecond = 10;
const idleMs = 30_000;

/** Live devices on one office: how soon a dispatch is on a device, what a device costs the office, and a morning when all start at once. */
export async function fleet(report: Report): Promise<void> {
  for (const size of sizes) {
    const home = await temporaryFolder('bench-fleet');
    say(`fleet: ${size} devices with ${morningOrders} orders each are set up`);
    const data = join(home.path, 'office');
    const couch = couchOfRun();
    const enrolled = await fillFleet(data, size, morningOrders, couch?.url);
    const office = await startOffice({ data, ...(couch && { env: couch.env }) });
    const station = await startStation({ data: join(home.path, 'station'), officeUrl: office.url });
    try {
      await station.signIn('tech1');
      await measure({ size, enrolled, office, station, report });
    } finally {
      await station.kill();
      await office.kill();
      await couch?.close();
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
    // Latencies are the machine's too: how many programs waited for it in the last minute.
    report({ name: `fleet.${size}.${name}`, value, unit, n, load: Math.round((loadavg()[0] ?? 0) * 10) / 10, ...more });
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

  const stream = await dispatchAll({
    dispatcher,
    orderIds,
    enrolled,
    station,
    perSecond: dispatchesPerSecond,
    waiting,
  });
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
