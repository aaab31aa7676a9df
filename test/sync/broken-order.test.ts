import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { layOut } from '../../forms/engine/json-text.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { installDefinition } from '../builders/install-definition.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let folder: TemporaryFolder;
let station: StationProcess;
let administrator: OfficeClient;
let dispatcher: OfficeClient;

/** Passes where it is published, as the sample order has no remarks; too much once somebody writes some. */
const loops = 'order.remarks.split("").all(a, order.remarks.split("").all(b, a + b != ""))';
const letters = 'an ordinary sentence of a dispatcher. '.repeat(50);
const withLoops = (version: number): OrderTypeDefinition => ({
  ...installDefinition,
  version,
  sla: installDefinition.sla.map((clock) => ({ ...clock, relevant: loops })),
});
const publish = (definition: OrderTypeDefinition) =>
  administrator.call('orderTypes.publish', { text: layOut(definition as unknown as Json) });

describe.each(backends)('on %s', (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    folder = await temporaryFolder('broken-order');
    administrator = await officeClient(office.url, 'admin1');
    dispatcher = await officeClient(office.url, 'disp1');
    station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: office.url() });
    await station.signIn('tech1');
  });
  afterAll(async () => {
    await station.stop();
    await office.close();
    await folder.remove();
  });

  it('a delivered order that breaks says whom to ring, gives what was recorded, and is mended by a next version', async () => {
    const shipped = installDefinition.version;
    const [looping, again, mended] = [shipped + 1, shipped + 2, shipped + 3];
    await publish(withLoops(looping));
    const { technicians } = await dispatcher.call('people.list', {});
    const technicianId = technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';
    const given = newOrder();
    const { orderId } = await dispatcher.call('workOrder.create', given);
    await dispatcher.call('workOrder.assign', { orderId, technicianId });
    await until('the order on the station', () => station.call('workOrder.open', { orderId }), { withinMs: 30_000 });
    await station.call('workOrder.accept', { orderId });

    await dispatcher.call('workOrder.amend', { orderId, changes: [{ path: 'remarks', to: letters }] });
    const row = await until('the order broken on the station', async () => {
      const { orders } = await station.call('orders.list', { view: 'all' });
      const one = orders.find((order) => order.orderId === orderId);
      return one?.broken ? one : Promise.reject(new Error('not yet'));
    });
    expect(row).toMatchObject({
      broken: { code: 'order.definitionBroken', details: { version: looping, fault: 'tooMuchWork' } },
      typeName: { en: installDefinition.texts.en.orderType },
    });
    expect(await station.ask('workOrder.open', { orderId })).toMatchObject({
      problem: { code: 'order.definitionBroken' },
    });
    const { customer, place } = given;
    expect(await station.call('workOrder.plain', { orderId })).toMatchObject({
      number: row.number,
      customer: { name: customer.name, phone: customer.phone },
      place: { address: place.address },
      remarks: letters,
      grant: 'active',
      records: 1,
      photos: 0,
    });
    const exported = await station.call('sync.exportOrder', { orderId });
    const kinds = (JSON.parse(exported.json).documents as { kind?: string }[]).map(({ kind }) => kind);
    expect(kinds).toContain('accepted');
    const {
      orders: [listed],
    } = await dispatcher.call('orders.list', { search: row.number });
    expect(listed).toMatchObject({ typeName: { en: installDefinition.texts.en.orderType } });

    // A next version that asks for as much mends nothing, and says so.
    await publish(withLoops(again));
    expect(await administrator.ask('workOrder.planUpgrade', { orderId })).toMatchObject({
      problem: { code: 'order.definitionBroken', details: { version: again } },
    });
    await publish({ ...installDefinition, version: mended });
    expect(await administrator.call('workOrder.planUpgrade', { orderId })).toEqual({
      from: looping,
      to: mended,
      losses: [],
    });
    const upgrade = { orderId, to: mended, requestKey: 'mend' };
    const made = await administrator.call('workOrder.upgrade', upgrade);
    expect(await administrator.call('workOrder.upgrade', upgrade)).toEqual(made);
    expect((await dispatcher.call('workOrder.open', { orderId })).view).toMatchObject({ orderTypeVersion: mended });
    const opened = await until('the order mended on the station', () => station.call('workOrder.open', { orderId }), {
      withinMs: 30_000,
    });
    expect(opened.view).toMatchObject({ orderTypeVersion: mended, fold: { phase: 'accepted' } });
  });
});
