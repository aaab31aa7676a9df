import path from 'node:path';
import { sampleOf } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type LinkProxy, openProxy } from '../processes/proxy.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { workByCalls, workStageByCalls } from '../processes/work-by-calls.ts';

export type Showcase = {
  readonly folder: string;
  readonly officeUrl: string;
  readonly station: StationProcess & { readonly link: LinkProxy };
  /** order ids by what there is to see of them */
  readonly orders: Readonly<
    Record<
      'working' | 'signing' | 'conflict' | 'settled' | 'rework' | 'gate' | 'review' | 'calling' | 'unassigned',
      string
    >
  >;
  readonly anotherStation: (officeUrl: string) => Promise<StationProcess>;
  readonly close: () => Promise<void>;
};

/** The demo's day with everything there is to see: an order about to be signed, one with a conflict, one sent back, … */
export async function openShowcase(): Promise<Showcase> {
  const folder = await temporaryFolder('showcase');
  const office = await startOffice({ data: path.join(folder.path, 'office'), args: ['--demo'] });
  const link = await openProxy(office.url);
  const otherLink = await openProxy(office.url);
  const station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: link.url });
  const other = await startStation({ data: path.join(folder.path, 'other'), officeUrl: otherLink.url });
  await station.signIn('tech1');
  await other.signIn('tech1');
  const dispatcher = await office.signIn('disp1');
  const { technicians } = await dispatcher.call('people.list', {});
  const technicianId = technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';

  async function fresh(): Promise<string> {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await dispatcher.call('workOrder.assign', { orderId, technicianId });
    for (const one of [station, other])
      await until('the order on the device', () => one.call('workOrder.open', { orderId }), { withinMs: 30_000 });
    return orderId;
  }

  const signing = await fresh();
  await workByCalls(station, { orderId: signing, until: 'signOff' });
  const summary = 'signOff.summary';
  await station.call('step.submit', { orderId: signing, step: summary, fields: { ...sampleOf(summary) } });

  const conflict = await fresh();
  const settled = await fresh();
  const services = 'orderStudy.services';
  for (const one of [link, otherLink]) one.set('cut');
  for (const orderId of [conflict, settled]) {
    await station.call('step.submit', { orderId, step: services, fields: { ...sampleOf(services) } });
    const differing = { ...sampleOf(services, { fibreInHome: 'yes' }) };
    await other.call('step.submit', { orderId, step: services, fields: differing });
  }
  for (const one of [link, otherLink]) one.set('open');
  await until(
    'the conflicts here and at the office',
    async () => {
      for (const one of [station, other]) await one.call('sync.now', {});
      const views = await Promise.all(
        [conflict, settled].flatMap((orderId) => [
          station.call('workOrder.open', { orderId }),
          dispatcher.call('workOrder.open', { orderId }),
        ]),
      );
      return views.every(({ view }) => view.conflicts.length === 1);
    },
    { withinMs: 30_000, everyMs: 300 },
  );
  const [differs] = (await dispatcher.call('workOrder.open', { orderId: settled })).view.conflicts;
  const chosen = differs?.candidates[0]?.submission ?? '';
  await dispatcher.call('conflict.choose', { orderId: settled, step: services, field: 'fibreInHome', chosen });

  const gate = await fresh();
  await workByCalls(station, { orderId: gate, until: 'opticalTurnup' });
  await workStageByCalls(station, gate, 'opticalTurnup', { 'opticalTurnup.readings': { onuDbm: -27.6 } });
  await station.call('stage.askOverride', {
    orderId: gate,
    stage: 'opticalTurnup',
    gate: 'powerWindow',
    note: '请放行',
  });
  await until('everything at the office', async () => (await station.call('sync.now', {})).state === 'synchronised', {
    withinMs: 60_000,
    everyMs: 300,
  });

  const { orders: listed } = await dispatcher.call('orders.list', {});
  const all = listed.filter(({ orderType }) => orderType === 'ftth-install');
  const find = (what: string, is: (order: (typeof all)[number]) => boolean): string => {
    const found = all.find(is);
    if (!found) throw new Error(`the demo has no order that is ${what}`);
    return found.orderId;
  };
  const mine = (order: (typeof all)[number]): boolean => order.technicianId === technicianId;
  return {
    folder: folder.path,
    officeUrl: office.url,
    station: { ...station, link },
    orders: {
      signing,
      conflict,
      settled,
      gate,
      working: find('started', (order) => mine(order) && order.phase === 'started' && order.stagesPassed === 2),
      rework: find('sent back', (order) => mine(order) && order.reviewState === 'returned'),
      review: find('waiting for review', (order) => order.reviewState === 'received'),
      calling: find('about to ring', (order) => mine(order) && order.phase === 'started' && order.stagesPassed === 1),
      unassigned: find('unassigned', (order) => order.phase === 'unassigned'),
    },
    anotherStation: (officeUrl) => startStation({ data: path.join(folder.path, 'new'), officeUrl }),
    close: async () => {
      await other.stop();
      await station.stop();
      await office.stop();
      await link.close();
      await otherLink.close();
      await folder.remove();
    },
  };
}
