import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionValue } from '../../bridge/office.ts';
import type { EventDocument } from '../../domain/documents/event.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import { localOf, workCalendar } from '../../domain/plan/working-day.ts';
import { sequenceGaps } from '../../domain/work-order/sequence.ts';
import { readOrder } from '../../sync-server/orders/read-order.ts';
import { clockedType, orderTypeDocument } from '../builders/clocked-type.ts';
import { deviceEvent, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { jobType, requestType } from '../builders/office-flow.ts';
import { smallPhoto } from '../durability/small-photo.ts';
import { http } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type Offices, openOffices } from './offices-on-one-couchdb.ts';

/** Runs out while the test runs, so that somebody has to be told. */
const quick = clockedType('test-quick', [
  {
    key: 'reply',
    clock: 'calendar',
    limitHours: '12.0 / 3600.0',
    warnAtPercent: 75,
    startsAt: 'acceptedAt',
    stopsAt: 'completed',
    escalations: [
      { key: 'half', atPercent: 50, to: 'manager' },
      { key: 'late', atPercent: 100, to: 'manager' },
    ],
    source: 'NORMS §1',
  },
]);

let offices: Offices;
let dispatcher: string;
let technicians: readonly string[];

beforeAll(async () => {
  offices = await openOffices(3);
  dispatcher = (await offices.signIn(0, { username: 'disp1', password: 'linework' })).token;
  await offices.databases.open('catalogue').bulkDocs([quick, requestType, jobType].map(orderTypeDocument));
  for (const n of [0, 1, 2])
    await until(`the order types at office ${n}`, async () => {
      const { definitions } = await offices.call(n, dispatcher, 'orderTypes.list', {});
      return ['test-quick', 'test-request', 'test-job'].every((key) => definitions.some((one) => one.key === key));
    });
  const people = await offices.call(0, dispatcher, 'people.list', {});
  technicians = people.technicians.map(({ accountId }) => accountId);
});
afterAll(() => offices.close());

const eventsOf = (documents: readonly OrderDocument[]): readonly EventDocument[] =>
  documents.filter((one): one is EventDocument => one.type === 'event');
const stored = (orderId: string) => readOrder(offices.databases.open('work'), orderId);
const grantIn = async (technicianId: string, orderId: string) =>
  (await offices.databases.open(`mailbox-${technicianId}`).get(`grant:${orderId}`))?.state ?? null;

/** Every office event has its own number, none is left out, and no document has a second leaf. */
async function expectWhole(orderId: string): Promise<readonly OrderDocument[]> {
  const documents = await stored(orderId);
  const events = eventsOf(documents);
  const numbers = events.filter((one) => one.deviceId === undefined).map(({ deviceSeq }) => deviceSeq);
  expect(new Set(numbers).size, `twins of ${orderId}: ${numbers.join(' ')}`).toBe(numbers.length);
  expect(sequenceGaps(events)).toEqual([]);
  for (const { _id } of documents) expect(await offices.databases.open('work').leaves(_id)).toHaveLength(1);
  return documents;
}

describe('accounts on several offices', () => {
  it('a session and an enrolled device made at one are good at another in the same moment', async () => {
    for (let n = 0; n < 6; n += 1) {
      const device = { deviceId: makeId(), label: 'test' };
      const session = await offices.signIn(n, { username: 'tech1', password: 'linework', device });
      const state = await offices.ask(n + 1, session.token, 'session.state', {});
      expect(state).toMatchObject({ ok: true, value: { account: { username: 'tech1' } } });
      const refresh = { deviceId: device.deviceId, deviceCredential: session.deviceCredential };
      const refreshed = await http(`${offices.all[(n + 2) % 3]?.url}/api/session/refresh`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(refresh),
      });
      expect(refreshed.status).toBe(200);
    }
  });

  it('a session that ends at one ends at the others', async () => {
    const { token } = await offices.signIn(0, { username: 'rev1', password: 'linework' });
    for (const n of [0, 1, 2]) expect((await offices.ask(n, token, 'session.state', {})).ok).toBe(true);
    await offices.call(1, token, 'session.signOut', {});
    for (const n of [0, 1, 2])
      await until(`the end at office ${n}`, async () => !(await offices.ask(n, token, 'session.state', {})).ok);
  });
});

describe('calls on several offices', () => {
  it('a creating call repeated at another office, or at all of them at once, gives the first order', async () => {
    const order = { ...newOrder(), requestKey: makeId() };
    const first = await offices.call(0, dispatcher, 'workOrder.create', order);
    expect(await offices.call(1, dispatcher, 'workOrder.create', order)).toEqual(first);
    const other = await offices.ask(2, dispatcher, 'workOrder.create', { ...order, remarks: '另一单' });
    expect(other).toMatchObject({ problem: { code: 'order.keyReused' } });
    const key = makeId();
    const atOnce = await Promise.all(
      [0, 1, 2, 0, 1, 2].map((n) =>
        offices.call(n, dispatcher, 'workOrder.create', { ...newOrder(same), requestKey: key }),
      ),
    );
    expect(new Set(atOnce.map(({ orderId }) => orderId)).size).toBe(1);
    expect(new Set(atOnce.map(({ number }) => number)).size).toBe(1);
  });

  it('moves of three offices on one order at once: each has its own number and knows those before it', async () => {
    const { orderId } = await offices.call(0, dispatcher, 'workOrder.create', newOrder());
    const texts = Array.from({ length: 24 }, (_, n) => `记录 ${n}`);
    await Promise.all(
      texts.map((text, n) => offices.call(n, dispatcher, 'workOrder.note', { orderId, text, requestKey: makeId() })),
    );
    const events = eventsOf(await expectWhole(orderId)).toSorted((a, b) => a.deviceSeq - b.deviceSeq);
    expect(events.map(({ deviceSeq }) => deviceSeq)).toEqual(texts.map((_, n) => n + 1));
    for (const [n, event] of events.entries()) expect(event.after).toEqual(n === 0 ? [] : [events[n - 1]?._id]);
  });

  it('two offices give one order to two technicians at once: both are told the truth, and one holds it', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { orderId } = await offices.call(n, dispatcher, 'workOrder.create', newOrder());
      await Promise.all(
        technicians
          .slice(0, 2)
          .map((technicianId, at) =>
            offices.call(n + at, dispatcher, 'workOrder.assign', { orderId, technicianId, requestKey: makeId() }),
          ),
      );
      await expectWhole(orderId);
      const { view } = await offices.call(2, dispatcher, 'workOrder.open', { orderId });
      // One after the other: nothing is “not applied”, the later one holds the order.
      expect(view.fold.history.map(({ applied }) => applied)).toEqual([true, true]);
      const holder = view.fold.assignment?.technicianId ?? '';
      const loser = technicians.slice(0, 2).find((one) => one !== holder) ?? '';
      await until(
        'the grants',
        async () => (await grantIn(holder, orderId)) === 'active' && (await grantIn(loser, orderId)) !== 'active',
      );
    }
  });
});

const same = { customer: newOrder().customer, appointment: newOrder().appointment };
const letter = smallPhoto(3).bytes;

describe('the office that has the leases is killed in the middle', () => {
  it('everything asked for is done once, and nothing is lost', async () => {
    const keys = (count: number): readonly string[] => Array.from({ length: count }, () => makeId());
    const device = { deviceId: makeId(), label: 'device' };
    const tech = await offices.signIn(1, { username: 'tech1', password: 'linework', device });
    const [mine = ''] = [tech.account.accountId];
    const hand = { createdBy: mine, deviceId: device.deviceId };
    let office = 0;
    const somewhere = (): number => (office += 1);

    const make = (over: object, key: string) =>
      offices.call(somewhere(), dispatcher, 'workOrder.create', { ...newOrder(over), requestKey: key });

    async function clocked(key: string): Promise<string> {
      return (await make({ orderType: 'test-quick' }, key)).orderId;
    }
    async function noted(key: string): Promise<string> {
      const { orderId } = await make({}, key);
      for (const technicianId of [technicians[1] ?? '', mine])
        await offices.call(somewhere(), dispatcher, 'workOrder.assign', {
          orderId,
          technicianId,
          requestKey: `${key}-${technicianId}`,
        });
      await Promise.all(
        [0, 1, 2].map((n) =>
          offices.call(n, dispatcher, 'workOrder.note', { orderId, text: `记 ${n}`, requestKey: `${key}-note-${n}` }),
        ),
      );
      return orderId;
    }
    async function requested(key: string): Promise<string> {
      const { orderId } = await make({ orderType: 'test-request', products: {}, resources: {} }, key);
      // The same file at both offices that stay: one document, one receipt.
      await Promise.all([1, 2].map((n) => attach(n, orderId, key)));
      await offices.call(somewhere(), dispatcher, 'step.submit', {
        orderId,
        step: 'intake.form',
        fields: { said: '慢', jobs: 2 },
        requestKey: `${key}-submit`,
      });
      await offices.call(somewhere(), dispatcher, 'stage.pass', {
        orderId,
        stage: 'intake',
        requestKey: `${key}-pass`,
      });
      return orderId;
    }
    const attach = async (n: number, orderId: string, key: string): Promise<void> => {
      const answer = await http(
        `${offices.all[n]?.url}/evidence/attach?order=${orderId}&slot=intake.form.letter&requestKey=${key}-letter`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${dispatcher}`, 'content-type': 'application/octet-stream' },
          body: letter,
        },
      );
      expect(answer.status).toBe(200);
    };
    const planned = (key: string) =>
      offices.call(somewhere(), dispatcher, 'plans.create', { ...plan(), technicianId: mine, requestKey: key });

    const [clockedKeys, notedKeys, requestKeys, planKeys] = [keys(6), keys(12), keys(6), keys(4)];
    const work = Promise.all([
      inOrder(clockedKeys, clocked),
      inOrder(notedKeys, noted),
      inOrder(requestKeys, requested),
      inOrder(planKeys, planned),
    ]);
    await until('the work to be well under way', async () => {
      const rows = await offices.databases.open('turns').allDocs({});
      return rows.length > 12;
    });
    await offices.all[0]?.kill();
    const [clockedIds, notedIds, requestIds, plans] = await work;

    // What a device brings to an office that stays is in `work` though the one that swept is dead.
    const facts = notedIds.map((orderId) => deviceEvent(hand, orderId, 'noted', { text: '到场' }, { after: [] }));
    await until(
      'every order on the device',
      async () =>
        (await Promise.all(notedIds.map((orderId) => grantIn(mine, orderId)))).every((state) => state === 'active'),
      { withinMs: 40_000 },
    );
    await push(tech, 2, facts);
    await until('the device’s facts at the office', async () =>
      (await Promise.all(facts.map(({ _id }) => offices.databases.open('work').get(_id)))).every(Boolean),
    );

    const ids = [...clockedIds, ...notedIds, ...requestIds];
    expect(new Set(ids).size).toBe(ids.length);
    for (const orderId of notedIds) {
      const documents = await expectWhole(orderId);
      expect(
        eventsOf(documents)
          .map(({ kind }) => kind)
          .sort(),
      ).toEqual(['assigned', 'assigned', 'noted', 'noted', 'noted', 'noted']);
      expect(await grantIn(technicians[1] ?? '', orderId)).not.toBe('active');
      const mailbox = await offices.databases
        .open(`mailbox-${mine}`)
        .allDocs({ startkey: `workOrder:${orderId}`, endkey: `workOrder:${orderId};` });
      expect(mailbox.map(({ key }) => key)).toEqual(documents.map(({ _id }) => _id));
    }
    for (const orderId of clockedIds) {
      await until(
        'both escalations',
        async () => eventsOf(await stored(orderId)).filter(({ kind }) => kind === 'escalated').length >= 2,
        { withinMs: 60_000 },
      );
      const told = eventsOf(await expectWhole(orderId)).filter(({ kind }) => kind === 'escalated');
      expect(told.map(({ payload }) => (payload as { escalation: string }).escalation).sort()).toEqual([
        'half',
        'late',
      ]);
    }
    for (const orderId of requestIds) {
      await until(
        'two raised orders',
        async () => eventsOf(await stored(orderId)).filter(({ kind }) => kind === 'childRaised').length === 2,
        { withinMs: 40_000 },
      );
      const documents = await expectWhole(orderId);
      expect(documents.filter(({ type }) => type === 'receipt')).toHaveLength(1);
      expect(documents.filter(({ type }) => type === 'evidence')).toHaveLength(1);
      expect(documents.filter(({ type }) => type === 'submission')).toHaveLength(1);
    }
    const { orders } = await offices.call(1, dispatcher, 'orders.list', { limit: 200, offset: 0 });
    const raised = orders.filter(({ raisedBy }) => requestIds.includes(raisedBy?.orderId ?? ''));
    expect(raised).toHaveLength(2 * requestIds.length);
    expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
    for (const { planId } of plans) {
      const runs = await until('the plan’s order', async () => {
        const opened = await offices.call(1, dispatcher, 'plans.open', { planId });
        return opened.runs.length > 0 ? opened.runs : null;
      });
      expect(runs.map(({ state }) => state)).toEqual(['made']);
      const documents = await expectWhole(runs[0]?.orderId ?? '');
      expect(eventsOf(documents).map(({ kind }) => kind)).toEqual(['assigned']);
    }
    const leases = await offices.databases
      .open('leases')
      .allDocs({ startkey: 'lease:', endkey: 'lease;', includeDocs: true });
    expect(leases).toHaveLength(5);
    for (const n of [1, 2]) expect(await metric(n, 'linework_revision_conflicts_total')).toBe(0);
    expect((await metric(1, 'linework_leases_held')) + (await metric(2, 'linework_leases_held'))).toBe(5);
  });
});

const inOrder = async <T>(keys: readonly string[], make: (key: string) => Promise<T>): Promise<readonly T[]> => {
  const made: T[] = [];
  for (const key of keys) made.push(await make(key));
  return made;
};

/** Due as soon as it is made: its order is wanted well before the work. */
function plan() {
  const { customer, place, orderType, products = {}, resources = {} } = newOrder();
  return {
    title: '巡检',
    orderType,
    rule: 'FREQ=DAILY;COUNT=1',
    start: localOf(workCalendar({}), Date.now() + 3_600_000),
    onNonWorkingDay: 'keep' as const,
    leadMinutes: 120,
    graceMinutes: null,
    template: { customer, place, products, resources, remarks: '', priority: 'normal' as const },
  };
}

async function push(session: SessionValue, office: number, docs: readonly object[]): Promise<void> {
  const answer = await http(`${offices.all[office]?.url}/db/${session.mailbox}/_bulk_docs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ docs, new_edits: false }),
  });
  const rows = JSON.parse(answer.body.toString('utf8')) as readonly { error?: string }[];
  expect(rows.filter((row) => row.error !== undefined)).toEqual([]);
}

async function metric(office: number, name: string): Promise<number> {
  const answer = await http(`${offices.all[office]?.url}/metrics`, {
    headers: { authorization: `Bearer ${dispatcher}` },
  });
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(answer.body.toString('utf8'))?.[1]);
}
