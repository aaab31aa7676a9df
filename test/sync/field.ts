import path from 'node:path';
import type { NewOrder } from '../../bridge/office.ts';
import type { OpenOrder } from '../../bridge/station.ts';
import type { SyncState } from '../../bridge/sync-state.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import { newOrder } from '../builders/new-order.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { type OfficeOptions, type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type LinkProxy, openProxy } from '../processes/proxy.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';

export type FieldStation = StationProcess & {
  /** who signed in first */
  readonly username: string;
  /** between this station and the office */
  readonly link: LinkProxy;
  readonly open: (orderId: string) => Promise<OpenOrder>;
  readonly view: (orderId: string) => Promise<OrderView>;
  readonly sync: () => Promise<SyncState>;
  /** nothing is outstanding any more */
  readonly synchronised: (withinMs?: number) => Promise<SyncState>;
  /** the order is here with everything it needs to be worked on */
  readonly has: (orderId: string, withinMs?: number) => Promise<OpenOrder>;
};

export type Field = {
  readonly office: OfficeProcess;
  /** the office's folder */
  readonly officeData: string;
  readonly dispatcher: OfficeClient;
  readonly technicians: Readonly<Record<string, string>>;
  readonly station: (username: string) => Promise<FieldStation>;
  readonly create: (over?: Partial<NewOrder>) => Promise<string>;
  readonly assign: (orderId: string, username: string) => Promise<void>;
  /** A new order of this station's technician, once it is on the station. */
  readonly assigned: (station: FieldStation, over?: Partial<NewOrder>) => Promise<string>;
  /** The same, accepted on the station, once the office knows. */
  readonly accepted: (station: FieldStation, over?: Partial<NewOrder>) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** An office with the demo accounts, without orders (`given`: more of its command line and environment); stations as they are asked for. */
export async function openField(given: Pick<OfficeOptions, 'args' | 'env'> = {}): Promise<Field> {
  const folder = await temporaryFolder('field');
  const officeData = path.join(folder.path, 'office');
  const office = await startOffice({ ...given, data: officeData });
  const dispatcher = await office.signIn('disp1');
  const people = await dispatcher.call('people.list', {});
  const technicians = Object.fromEntries(people.technicians.map((one) => [one.username, one.accountId]));
  const stations: FieldStation[] = [];

  async function station(username: string): Promise<FieldStation> {
    const link = await openProxy(office.url);
    const data = path.join(folder.path, `station-${stations.length + 1}`);
    const process = await startStation({ data, officeUrl: link.url });
    await process.signIn(username);
    const sync = (): Promise<SyncState> => process.call('sync.state', {});
    const opened: FieldStation = {
      ...process,
      username,
      link,
      sync,
      open: (orderId) => process.call('workOrder.open', { orderId }),
      view: async (orderId) => (await process.call('workOrder.open', { orderId })).view,
      synchronised: (withinMs = 30_000) =>
        until(
          `${username} to be synchronised`,
          async () => {
            const state = await process.call('sync.now', {});
            return state.state === 'synchronised' ? state : Promise.reject(new Error(JSON.stringify(state)));
          },
          { withinMs, everyMs: 200 },
        ),
      has: (orderId, withinMs = 20_000) =>
        until(`${orderId} on the station of ${username}`, () => process.call('workOrder.open', { orderId }), {
          withinMs,
        }),
    };
    stations.push(opened);
    return opened;
  }

  const create: Field['create'] = async (over) => (await dispatcher.call('workOrder.create', newOrder(over))).orderId;
  const assign: Field['assign'] = async (orderId, username) => {
    await dispatcher.call('workOrder.assign', { orderId, technicianId: technicians[username] ?? '' });
  };
  const assigned: Field['assigned'] = async (to, over) => {
    const orderId = await create(over);
    await assign(orderId, to.username);
    await to.has(orderId);
    return orderId;
  };

  return {
    office,
    officeData,
    dispatcher,
    technicians,
    station,
    create,
    assign,
    assigned,
    accepted: async (to, over) => {
      const orderId = await assigned(to, over);
      await to.call('workOrder.accept', { orderId });
      await to.synchronised();
      return orderId;
    },
    close: async () => {
      await Promise.all(stations.map((one) => one.stop()));
      await office.stop();
      await Promise.all(stations.map((one) => one.link.close()));
      await folder.remove();
    },
  };
}

/** The view at the office. */
export const officeView = async (office: OfficeClient, orderId: string): Promise<OrderView> =>
  (await office.call('workOrder.open', { orderId })).view;

/** Waits until every place derives the same bytes, and answers the view. */
export async function sameEverywhere(
  orderId: string,
  office: OfficeClient,
  stations: readonly FieldStation[],
  withinMs = 30_000,
): Promise<OrderView> {
  const views = await until(
    'the same bytes on every station and at the office',
    async () => {
      for (const station of stations) await station.call('sync.now', {});
      const all = await Promise.all([officeView(office, orderId), ...stations.map((one) => one.view(orderId))]);
      const texts = all.map((view) => JSON.stringify(view));
      if (texts.every((text) => text === texts[0])) return all;
      throw new Error(difference(texts[0] ?? '', texts.find((text) => text !== texts[0]) ?? ''));
    },
    { withinMs, everyMs: 250 },
  );
  const [view] = views;
  if (!view) throw new Error('no view');
  return view;
}

function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `differs at ${at} of ${a.length}: office …${a.slice(Math.max(0, at - 60), at + 120)}… / station …${b.slice(Math.max(0, at - 60), at + 120)}…`;
}
