import { afterAll, beforeAll, expect, it } from 'vitest';
import { orderTypeId } from '../../domain/documents/catalogue.ts';
import { workOrderId } from '../../domain/documents/work-order.ts';
import type { Database } from '../../sync-server/database/types.ts';
import { makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { requestType } from '../builders/office-flow.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let dispatcher: OfficeClient;
const published = (version: number) => ({
  _id: orderTypeId(requestType.key, version),
  type: 'orderType',
  schemaVersion: 1,
  createdBy: 'office',
  key: requestType.key,
  version,
  definition: { ...requestType, version },
});

beforeAll(async () => {
  office = await officeInProcess();
  dispatcher = await officeClient(office.url, 'disp1');
  await office.office().context.catalogue.bulkDocs([published(1)]);
  await until('the order type', () => office.office().context.orders.definition(requestType.key));
});
afterAll(() => office.close());

it('an order that comes before its definition, both by another office, is readable at once and stays so', async () => {
  const { catalogue, work, orders } = office.office().context;
  const { orderId } = await dispatcher.call(
    'workOrder.create',
    newOrder({ orderType: requestType.key, products: {}, resources: {} }),
  );
  // The feed of the catalogue stands still behind the version before: a line that broke, and the pause after it.
  const { changes } = catalogue;
  await new Promise<void>((still) => {
    (catalogue as { changes: Database['changes'] }).changes = (options = {}) => {
      still();
      return new Promise((resolve) => {
        options.signal?.addEventListener('abort', () => resolve(changes(options)), { once: true });
      });
    };
    void catalogue.bulkDocs([{ _id: 'notice:wake', type: 'notice' }]);
  });

  const { _rev, ...first } = (await work.get(workOrderId(orderId))) ?? { _rev: '' };
  const other = makeId();
  await catalogue.bulkDocs([published(2)]);
  await work.bulkDocs([
    { ...first, _id: workOrderId(other), orderId: other, number: '202603020099', orderTypeVersion: 2 },
  ]);
  const row = await until('the row', () => orders.summary(other));
  expect(row).toMatchObject({ definitionArriving: false });
  expect((await dispatcher.call('workOrder.open', { orderId: other })).view.orderTypeVersion).toBe(2);
});
