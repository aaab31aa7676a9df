import { expect, it } from 'vitest';
import { deviceEvent, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { http, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { officeInProcess } from './office-in-process.ts';

// As many entries as the door takes of one account on one order, each of which knows what the other device wrote last.
it('an order too tangled to be folded is broken by itself, at a start too; the others are as they were', {
  timeout: 240_000,
}, async () => {
  const office = await officeInProcess();
  try {
    const technician = await officeClient(office.url, 'tech1');
    const dispatcher = await officeClient(office.url, 'disp1');
    const createdBy = technician.session.account.accountId;
    const mailbox = () => office.office().context.databases.open(technician.session.mailbox ?? '');
    const granted = async (): Promise<{ orderId: string; assignmentId: string }> => {
      const { orderId } = await dispatcher.call('workOrder.create', newOrder());
      await dispatcher.call('workOrder.assign', { orderId, technicianId: createdBy });
      const grant = await until('the grant', () => mailbox().get(`grant:${orderId}`));
      return { orderId, assignmentId: String(grant.assignmentId) };
    };
    const sound = await granted();
    const { orderId, assignmentId } = await granted();

    const hands = [makeId(), makeId()].map((deviceId) => ({ createdBy, deviceId }));
    const [a, b] = hands;
    if (a === undefined || b === undefined) throw new Error('two hands');
    const assigned = (
      await office
        .office()
        .context.work.allDocs({ startkey: `workOrder:${orderId}:event:`, endkey: `workOrder:${orderId}:event;` })
    ).map(({ id }) => id ?? '');
    const accepted = deviceEvent(a, orderId, 'accepted', { assignmentId }, { after: assigned });
    const started = deviceEvent(a, orderId, 'started', { assignmentId }, { deviceSeq: 2, after: [accepted._id] });
    let last = [started._id];
    const docs: object[] = [accepted, started];
    for (let rung = 0; rung < 690; rung += 1) {
      const made = hands.map((hand, n) => {
        const place = { deviceSeq: rung + (n === 0 ? 3 : 1), after: last };
        return rung % 2 === 0
          ? deviceEvent(hand, orderId, 'held', { reasonCode: 'customerAbsent', note: '' } as never, place)
          : deviceEvent(hand, orderId, 'resumed', {} as never, place);
      });
      docs.push(...made);
      last = made.map(({ _id }) => _id);
    }
    for (let first = 0; first < docs.length; first += 200) {
      const pushed = await http(`${office.url()}/db/${technician.session.mailbox}/_bulk_docs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${technician.session.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ docs: docs.slice(first, first + 200), new_edits: false }),
      });
      expect(JSON.parse(pushed.body.toString()).filter((row: { ok?: true }) => row.ok !== true)).toEqual([]);
    }

    const stands = async (): Promise<void> => {
      const { orders } = await dispatcher.call('orders.list', {});
      const codes = Object.fromEntries(orders.map((one) => [one.orderId, one.broken?.code ?? null]));
      expect(codes).toEqual({ [sound.orderId]: null, [orderId]: 'order.tangled' });
    };
    const list = () => dispatcher.call('orders.list', {});
    await until(
      'the order to be seen as broken',
      async () => (await list()).orders.some((one) => one.broken?.code === 'order.tangled') || null,
      { withinMs: 60_000 },
    );
    await stands();
    expect(await dispatcher.ask('workOrder.open', { orderId })).toMatchObject({ problem: { code: 'order.tangled' } });
    expect((await dispatcher.call('workOrder.open', { orderId: sound.orderId })).view.orderId).toBe(sound.orderId);
    // Whose it is stays as the office said.
    expect(await mailbox().get(`grant:${orderId}`)).toMatchObject({ state: 'active', assignmentId });
    const csv = (await dispatcher.get('/export/answers.csv')).body.toString('utf8');
    expect(csv).toMatch(new RegExp(`${orderId},[^\\r]*,order\\.tangled\\r\\n`));
    expect(csv).toMatch(/#end,orders 2,[^\r]*,1\r\n$/);
    await office.restart();
    await stands();
  } finally {
    await office.close();
  }
});
