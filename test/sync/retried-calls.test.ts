import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, IncomingDocument } from '../../sync-server/database/types.ts';
import { deviceEvent, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
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

  it('answers the change of a plan that it made', async () => {
    const { customer, place, orderType, products = {}, resources = {} } = newOrder();
    const content = {
      title: '每日巡检',
      orderType,
      rule: 'FREQ=DAILY',
      start: '2036-03-02T09:00',
      onNonWorkingDay: 'keep' as const,
      leadMinutes: 0,
      graceMinutes: null,
      template: { customer, place, products, resources, remarks: '', priority: 'normal' as const },
      technicianId: null,
    };
    const { planId } = await dispatcher.call('plans.create', content);
    const { plan } = await dispatcher.call('plans.open', { planId });
    const title = '每周巡检';
    const change = (requestKey?: string) =>
      dispatcher.call('plans.change', {
        ...content,
        planId,
        seen: plan.changedAt,
        title,
        ...(requestKey === undefined ? {} : { requestKey }),
      });
    await unnoted(() => change('change'));
    expect(await change('change')).toEqual({ planId });
    expect((await dispatcher.call('plans.open', { planId })).plan).toMatchObject({ title });
    await expect(change()).rejects.toThrow('plan.changedMeanwhile');
  });

  it('answers the review that it wrote', async () => {
    const technician = await officeClient(office.url, 'tech1');
    const reviewer = await officeClient(office.url, 'rev1');
    const { accountId } = technician.session.account;
    const { context } = office.office();
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    const { eventId } = await dispatcher.call('workOrder.assign', { orderId, technicianId: accountId });
    const mailbox = context.databases.open(technician.session.mailbox ?? '');
    const { assignmentId } = await until('the grant', () => mailbox.get(`grant:${orderId}`));
    const hand = { createdBy: accountId, deviceId: makeId() };
    const named = { assignmentId: String(assignmentId) };
    const accepted = deviceEvent(hand, orderId, 'accepted', named, { after: [eventId] });
    const started = deviceEvent(hand, orderId, 'started', named, { after: [accepted._id], deviceSeq: 2 });
    const completed = deviceEvent(hand, orderId, 'completed', named, { after: [started._id], deviceSeq: 3 });
    await context.work.bulkDocs([accepted, started, completed] as unknown as IncomingDocument[], {
      newEdits: false,
    });
    await context.orders.refresh(orderId);
    const approve = (requestKey?: string) =>
      reviewer.call('review.approve', { orderId, note: '合格', ...(requestKey === undefined ? {} : { requestKey }) });
    await unnoted(() => approve('approve'));
    expect(await approve('approve')).toEqual({ reviewId: `workOrder:${orderId}:review:1` });
    await expect(approve()).rejects.toThrow('order.moveIllegal');
  });
});
