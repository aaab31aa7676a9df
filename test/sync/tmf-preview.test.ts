import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let dispatcher: OfficeClient;
beforeAll(async () => {
  office = await officeInProcess('embedded');
  dispatcher = await officeClient(office.url, 'disp1');
});
afterAll(() => office.close());

const body = (type: string, more: object) => ({
  externalId: `CRM-${type}`,
  relatedParty: [{ role: 'customer', name: '王芳', contactMedium: [{ characteristic: { phoneNumber: '不详' } }] }],
  place: [{ name: '合肥市蜀山区 1 号', geographicLocation: { latitude: null, longitude: '' } }],
  workOrderItem: [{ work: { workSpecification: { id: type } } }],
  ...more,
});

it.each([
  ['members that cannot be read', body('ftth-install', { orderDate: 'yesterday', priority: 'asap' }), 'orderDate'],
  [
    'coordinates that are no place',
    { ...body('ftth-install', {}), place: [{ name: '1 号', geographicLocation: { latitude: 0, longitude: 0 } }] },
    'place.latitude',
  ],
  ['an unknown type', body('something-else', {}), 'orderType'],
  [
    'nothing but its item',
    { workOrderItem: [{ work: { workSpecification: { id: 'ftth-install' } } }] },
    'customer.name',
  ],
] as const)('a preview names what the order will lack: %s', async (_, given, named) => {
  const before = (await dispatcher.call('orders.list', {})).total;
  const { missing } = await dispatcher.call('workOrder.previewTmf', { body: given as never });
  expect(missing).toContain(named);
  expect((await dispatcher.call('orders.list', {})).total).toBe(before);
  const made = await dispatcher.call('workOrder.createFromTmf', { body: given as never });
  expect(missing).toEqual(made.missing);
});

it('a body that is no work order is refused as its creation would be', async () => {
  const argument = { body: { workOrderItem: 7 } as never };
  const previewed = await dispatcher.ask('workOrder.previewTmf', argument);
  expect(previewed).toMatchObject({ ok: false });
  expect(await dispatcher.ask('workOrder.createFromTmf', argument)).toMatchObject({
    problem: { code: (previewed as { problem: { code: string } }).problem.code },
  });
});
