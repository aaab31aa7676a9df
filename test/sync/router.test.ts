import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, IncomingDocument } from '../../sync-server/database/types.ts';
import { collect } from '../../sync-server/router/collect.ts';
import { deliver } from '../../sync-server/router/deliver.ts';
import { deviceDraft, deviceEvent, deviceSubmission, type Hand, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type Backend, backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let dispatcher: OfficeClient;
let a: OfficeClient;
let b: OfficeClient;

const setUp = (backend: Backend): void => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    dispatcher = await officeClient(office.url, 'disp1');
    a = await officeClient(office.url, 'tech1');
    b = await officeClient(office.url, 'tech2');
  });
  afterAll(() => office.close());
};

const mailboxOf = (client: OfficeClient): Database =>
  office.office().context.databases.open(client.session.mailbox ?? '');
const handOf = (client: OfficeClient): Hand => ({ createdBy: client.session.account.accountId, deviceId: makeId() });

/** A station's push: the door's own `_bulk_docs`. */
async function push(
  client: OfficeClient,
  ...docs: readonly object[]
): Promise<readonly { error?: string; problem?: { code: string } }[]> {
  const answer = await fetch(`${office.url()}/db/${client.session.mailbox}/_bulk_docs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ docs, new_edits: false }),
  });
  return (await answer.json()) as readonly { error?: string }[];
}

const nothingAside = async (refused: readonly unknown[]): Promise<void> => expect(refused).toEqual([]);

const assign = (orderId: string, to: OfficeClient) =>
  dispatcher.call('workOrder.assign', { orderId, technicianId: to.session.account.accountId });
const grantOf = async (client: OfficeClient, orderId: string) =>
  (await mailboxOf(client).get(`grant:${orderId}`))?.state ?? null;
const idsIn = async (database: Database, orderId: string) =>
  (await database.allDocs({ startkey: `workOrder:${orderId}`, endkey: `workOrder:${orderId};` })).map((row) => row.key);
const grants = (orderId: string, ofA: string | null, ofB: string | null) =>
  until(
    `grants ${ofA} ${ofB}`,
    async () => (await grantOf(a, orderId)) === ofA && (await grantOf(b, orderId)) === ofB,
    { withinMs: 5000 },
  );

describe.each(backends)('the router (%s)', (backend) => {
  setUp(backend);
  it('brings an assigned order into one mailbox within two seconds, and into no other', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await assign(orderId, a);
    await until('the grant', async () => (await grantOf(a, orderId)) === 'active', { withinMs: 2000 });
    expect(await idsIn(mailboxOf(a), orderId)).toHaveLength(2);
    expect(await idsIn(mailboxOf(b), orderId)).toEqual([]);
  });

  it('carries A→B→A with A offline: nothing lost, late contributions shown, nothing copied to the wrong one', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    const first = await assign(orderId, a);
    await grants(orderId, 'active', null);
    const assignmentId = String((await mailboxOf(a).get(`grant:${orderId}`))?.assignmentId);
    // A works offline on what he has; meanwhile dispatch gives the order to B.
    const hand = handOf(a);
    const accepted = deviceEvent(hand, orderId, 'accepted', { assignmentId }, { after: [first.eventId] });
    const draft = deviceDraft(hand, orderId, 'orderStudy.services', { remark: '光猫旧' });
    const submission = deviceSubmission(hand, orderId, 'orderStudy.study');
    await assign(orderId, b);
    await grants(orderId, 'withdrawn', 'active');
    // A comes back: everything is taken, kept, and shown as late.
    expect((await push(a, accepted, draft, submission)).filter((row) => row.error)).toEqual([]);
    await until('A’s facts in the office', async () =>
      (await idsIn(office.office().context.work, orderId)).includes(submission._id),
    );
    const { view } = await dispatcher.call('workOrder.open', { orderId });
    const late = view.fold.history.find(({ event }) => event._id === accepted._id);
    expect(late).toMatchObject({ late: true });
    expect(view.fold.assignment?.technicianId).toBe(b.session.account.accountId);
    // B gets A's facts, never A's draft.
    await until('A’s submission at B', async () => (await idsIn(mailboxOf(b), orderId)).includes(submission._id));
    expect(await idsIn(mailboxOf(b), orderId)).not.toContain(draft._id);
    // Back to A: he has everything again.
    await assign(orderId, a);
    await grants(orderId, 'active', 'withdrawn');
    const inWork = await idsIn(office.office().context.work, orderId);
    expect(await idsIn(mailboxOf(a), orderId)).toEqual(inWork);
    for (const id of inWork) expect(await office.office().context.work.leaves(id)).toHaveLength(1);
    expect(office.office().context.counters.conflictsFound).toBe(0);
  });

  it('withdraws on decline, unassign, and tells who lost the order why', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    const { eventId } = await assign(orderId, a);
    await grants(orderId, 'active', null);
    const assignmentId = String((await mailboxOf(a).get(`grant:${orderId}`))?.assignmentId);
    await push(
      a,
      deviceEvent(handOf(a), orderId, 'declined', { assignmentId, reasonCode: 'sick', note: '' }, { after: [eventId] }),
    );
    await grants(orderId, 'withdrawn', null);
    await assign(orderId, b);
    await grants(orderId, 'withdrawn', 'active');
    const gone = await dispatcher.call('workOrder.unassign', { orderId });
    await grants(orderId, 'withdrawn', 'withdrawn');
    expect(await idsIn(mailboxOf(b), orderId)).toContain(gone.eventId);
  });

  it('keeps a draft one line that lost its oldest history in a long time offline', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await assign(orderId, a);
    await grants(orderId, 'active', null);
    const hand = handOf(a);
    const draft = deviceDraft(hand, orderId, 'orderStudy.services');
    await push(a, draft);
    const ids = Array.from({ length: 50 }, (_, index) => String(index).padStart(32, 'a'));
    const late = { ...draft, hash: 'later', _rev: `300-${ids[0]}`, _revisions: { start: 300, ids } };
    expect(await push(a, late)).toMatchObject([{ ok: true, id: draft._id, rev: late._rev }]);
    const { work } = office.office().context;
    await until('the draft in the office', async () => (await work.get(draft._id))?._rev === late._rev);
    expect(await mailboxOf(a).leaves(draft._id)).toHaveLength(1);
    expect(await work.leaves(draft._id)).toHaveLength(1);
    expect(office.office().context.counters.conflictsFound).toBe(0);
  });

  it('goes on after a restart from where it was, and repeats nothing', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await assign(orderId, a);
    await grants(orderId, 'active', null);
    const before = (await mailboxOf(a).info()).update_seq;
    await office.restart();
    await dispatcher.call('workOrder.note', { orderId, text: '门禁已联系' });
    await until('the note', async () => (await idsIn(mailboxOf(a), orderId)).length === 3);
    expect(Number.parseInt((await mailboxOf(a).info()).update_seq, 10)).toBe(Number.parseInt(before, 10) + 1);
  });

  it('killed at any write and started again, it comes to the same end', async () => {
    const { context } = office.office();
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await assign(orderId, a);
    await grants(orderId, 'active', null);
    await push(
      a,
      deviceSubmission(handOf(a), orderId, 'orderStudy.study'),
      deviceDraft(handOf(a), orderId, 'preparation.call'),
    );
    const documents = (
      await context.work.allDocs({
        startkey: `workOrder:${orderId}`,
        endkey: `workOrder:${orderId};`,
        includeDocs: true,
      })
    ).flatMap((row) => row.doc ?? []);
    for (let dies = 1; dies < 8; dies += 1) {
      // A fresh office of two databases, with a write that fails at its turn as a killed process does.
      const work = await context.databases.ensure(`test-work-${dies}`);
      const mailbox = await context.databases.ensure(`test-mailbox-${dies}`);
      await work.bulkDocs(documents as unknown as readonly IncomingDocument[], { newEdits: false });
      const extra = deviceSubmission(
        { createdBy: a.session.account.accountId, deviceId: makeId() },
        orderId,
        'orderStudy.study',
      );
      await mailbox.bulkDocs([extra], { newEdits: false });
      const budget = { left: dies };
      const run = async (w: Database, m: Database) => {
        await collect(m, a.session.account.accountId, w, nothingAside);
        const databases = { ...context.databases, ensure: async () => m };
        await deliver(
          { databases, work: w, now: Date.now, mailboxDays: 30, setAside: nothingAside },
          orderId,
          new Set(),
        );
      };
      await run(dying(work, budget), dying(mailbox, budget)).catch(() => undefined);
      await run(work, mailbox);
      expect(await idsIn(mailbox, orderId)).toEqual(await idsIn(work, orderId));
      expect(await idsIn(work, orderId)).toContain(extra._id);
      expect(await mailbox.get(`grant:${orderId}`)).toMatchObject({ state: 'active' });
      for (const id of await idsIn(work, orderId)) expect(await work.leaves(id)).toHaveLength(1);
    }
  });
});

/** Every write counts; when the budget is spent, nothing is written any more. */
function dying(database: Database, budget: { left: number }): Database {
  const spend = () => {
    budget.left -= 1;
    if (budget.left < 0) throw new Error('killed');
  };
  return {
    ...database,
    bulkDocs: async (...given) => {
      if (given[0].length > 0) spend();
      return database.bulkDocs(...given);
    },
    putLocal: async (...given) => {
      spend();
      return database.putLocal(...given);
    },
  };
}
