import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../sync-server/database/types.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let dispatcher: OfficeClient;

/** The next call does its work, and the note that it is done does not reach the store: a kill, or a database in trouble. */
async function unnoted(call: () => Promise<unknown>): Promise<void> {
  const { office: own } = office.office().context;
  const { bulkDocs } = own;
  (own as { bulkDocs: Database['bulkDocs'] }).bulkDocs = async (documents, options) => {
    if (documents.some((one) => one.type === 'request' && one.state !== 'begun')) throw new Error('the line broke');
    return bulkDocs(documents, options);
  };
  try {
    await expect(call()).rejects.toThrow();
  } finally {
    (own as { bulkDocs: Database['bulkDocs'] }).bulkDocs = bulkDocs;
  }
}

describe.each(backends)('a call whose answer was lost behind its work, made again, on %s', (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    dispatcher = await officeClient(office.url, 'disp1');
  });
  afterAll(() => office.close());

  it('answers what it did, and does not call it illegal', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    const { definition } = await dispatcher.call('workOrder.open', { orderId });
    const reasonCode = definition.reasons.cancelled?.[0]?.code ?? '';
    const cancel = () =>
      dispatcher.call('workOrder.cancel', { orderId, reasonCode, note: '客户退单', requestKey: `cancel-${backend}` });
    await unnoted(cancel);
    const { eventId } = await cancel();
    const { view } = await dispatcher.call('workOrder.open', { orderId });
    expect(view.fold.phase).toBe('cancelled');
    expect(await office.office().context.work.get(eventId)).toMatchObject({ kind: 'cancelled' });
  });
});
