import { setTimeout as pause } from 'node:timers/promises';
import { newOrder } from '../builders/new-order.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import type { StationProcess } from '../processes/station.ts';
import type { Enrolled } from './fleet-data.ts';
import type { LightDevice } from './light-device.ts';

/** of the dispatches, this many go to the real station */
const toStation = 20;
const mostMs = 60_000;

export async function createOrders(dispatcher: OfficeClient, count: number): Promise<readonly string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) made.push((await dispatcher.call('workOrder.create', newOrder())).orderId);
  return made;
}

/** Milliseconds until each device has everything; all begin in the same moment. */
export async function startAll(devices: readonly LightDevice[]): Promise<readonly number[]> {
  const started = performance.now();
  return Promise.all(devices.map((one) => one.start().then(() => performance.now() - started)));
}

/** A steady stream of assignments. Each is timed from the sending of the call to the grant on the device, which comes last. */
export async function dispatchAll(given: {
  readonly dispatcher: OfficeClient;
  readonly orderIds: readonly string[];
  readonly enrolled: readonly Enrolled[];
  /** a real one, which gets some of them; null: there is none */
  readonly station: StationProcess | null;
  readonly perSecond: number;
  readonly waiting: Map<string, () => void>;
}): Promise<{ readonly devices: readonly number[]; readonly station: readonly number[] }> {
  const { dispatcher, orderIds, enrolled, station, perSecond, waiting } = given;
  const { technician } = station === null ? { technician: null } : await station.call('session.state', {});
  const stationEvery = Math.ceil(orderIds.length / toStation);
  const took: { readonly devices: number[]; readonly station: number[] } = { devices: [], station: [] };
  const under: Promise<void>[] = [];

  const onDevice = (orderId: string): Promise<unknown> =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${orderId} is on no device after ${mostMs} ms`)), mostMs);
      waiting.set(`grant:${orderId}`, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  const onStation = (orderId: string, on: StationProcess): Promise<unknown> =>
    until(`${orderId} on the station`, () => on.call('workOrder.open', { orderId }), { withinMs: mostMs, everyMs: 20 });

  async function one(orderId: string, n: number): Promise<void> {
    const on = n % stationEvery === 0 ? station : null;
    const technicianId = on === null ? enrolled[(n * 37) % enrolled.length]?.technicianId : technician?.technicianId;
    const started = performance.now();
    const here = on === null ? onDevice(orderId) : onStation(orderId, on);
    await dispatcher.call('workOrder.assign', { orderId, technicianId: technicianId ?? '' });
    await here;
    took[on === null ? 'devices' : 'station'].push(performance.now() - started);
  }

  for (const [n, orderId] of orderIds.entries()) {
    under.push(one(orderId, n));
    await pause(1000 / perSecond);
  }
  await Promise.all(under);
  return took;
}
