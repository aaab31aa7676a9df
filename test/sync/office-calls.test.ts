import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceEvent, makeId } from '../builders/device-documents.ts';
import { newOrder, resourcesOf } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type Backend, backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let dispatcher: OfficeClient;
let reviewer: OfficeClient;
let technician: OfficeClient;
const setUp = (backend: Backend): void => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    dispatcher = await officeClient(office.url, 'disp1');
    reviewer = await officeClient(office.url, 'rev1');
    technician = await officeClient(office.url, 'tech1');
  });
  afterAll(() => office.close());
};

const create = async (over = {}) => (await dispatcher.call('workOrder.create', newOrder(over))).orderId;
const technicianId = () => technician.session.account.accountId;
const codeOf = async (asked: Promise<{ ok: boolean; problem?: { code: string } }>) =>
  (await asked).problem?.code ?? 'ok';
const phaseOf = async (orderId: string) => (await dispatcher.call('workOrder.open', { orderId })).view.fold.phase;

describe.each(backends)('on %s', (backend) => {
  setUp(backend);
  describe('creating', () => {
    it('makes one order of ten tries under one key, and refuses the key with another body', async () => {
      const order = newOrder();
      const before = (await dispatcher.call('orders.list', {})).total;
      const tries = await Promise.all(
        Array.from({ length: 10 }, () => dispatcher.call('workOrder.create', { ...order, requestKey: 'ten' })),
      );
      expect(new Set(tries.map(({ orderId, number }) => `${orderId} ${number}`)).size).toBe(1);
      expect((await dispatcher.call('orders.list', {})).total).toBe(before + 1);
      expect(await codeOf(dispatcher.ask('workOrder.create', { ...order, remarks: '另一单', requestKey: 'ten' }))).toBe(
        'order.keyReused',
      );
      await office.restart();
      expect((await dispatcher.call('workOrder.create', { ...order, requestKey: 'ten' })).orderId).toBe(
        tries[0]?.orderId,
      );
    });

    it('lists everything at once after a kill, though the rows it kept are of long before', async () => {
      await office.restart();
      const rows = path.join(office.office().context.config.data, 'orders-projection.json');
      const before = await readFile(rows);
      const { total } = await dispatcher.call('orders.list', {});
      const made = await Promise.all(Array.from({ length: 40 }, () => create()));
      // A kill leaves the rows as they were last kept.
      await office.restart(() => writeFile(rows, before));
      const listed = await dispatcher.call('orders.list', { limit: 500 });
      expect(listed.total).toBe(total + 40);
      expect(listed.orders.map(({ orderId }) => orderId)).toEqual(expect.arrayContaining(made));
    });

    it('finds the first order again though the office was killed between the order and its answer', async () => {
      const order = newOrder();
      const { orderId } = await dispatcher.call('workOrder.create', { ...order, requestKey: 'killed' });
      // What is left of a kill before the answer was kept: the key says `begun`.
      const { office: books } = office.office().context;
      const rows = await books.allDocs({ startkey: 'request:', endkey: 'request;', includeDocs: true });
      const kept = rows.find(({ doc }) => doc?.unique === orderId)?.doc;
      if (!kept) throw new Error('the key was not kept');
      const { value: _, ...begun } = kept;
      await books.bulkDocs([{ ...begun, state: 'begun' }]);
      expect((await dispatcher.call('workOrder.create', { ...order, requestKey: 'killed' })).orderId).toBe(orderId);
    });

    it('gives every order its own number, also when asked at once', async () => {
      const made = await Promise.all(Array.from({ length: 12 }, () => dispatcher.call('workOrder.create', newOrder())));
      expect(new Set(made.map(({ number }) => number)).size).toBe(12);
    });

    it('takes what is incomplete into intake, where it cannot be assigned until completed', async () => {
      const { loid: _, ...resources } = resourcesOf();
      const { orderId, missing } = await dispatcher.call('workOrder.create', newOrder({ resources, products: {} }));
      expect(missing).toEqual(['broadbandMbps', 'loid']);
      expect((await dispatcher.call('orders.needs', {})).needs.find((need) => need.orderId === orderId)?.reason).toBe(
        'intake',
      );
      expect(await codeOf(dispatcher.ask('workOrder.assign', { orderId, technicianId: technicianId() }))).toBe(
        'order.incomplete',
      );
      const half = { orderId, changes: [{ path: 'products.broadbandMbps', to: 300 }] };
      expect(await codeOf(dispatcher.ask('workOrder.completeIntake', half))).toBe('order.incomplete');
      expect(await phaseOf(orderId)).toBe('intake');
      await dispatcher.call('workOrder.completeIntake', {
        orderId,
        changes: [...half.changes, { path: 'resources.loid', to: 'HF1' }],
      });
      const { view } = await dispatcher.call('workOrder.open', { orderId });
      expect([view.fold.phase, view.fold.resources.loid, view.fold.products.broadbandMbps]).toEqual([
        'unassigned',
        'HF1',
        300,
      ]);
    });

    it('refuses a product or resource that does not fit its order type', async () => {
      const products = { broadbandMbps: '很快' };
      expect(await dispatcher.ask('workOrder.create', newOrder({ products }))).toMatchObject({
        problem: { code: 'input.invalid', details: { where: 'products.broadbandMbps' } },
      });
    });

    it('refuses an unknown type, a backward window, a time that is none', async () => {
      expect(await codeOf(dispatcher.ask('workOrder.create', newOrder({ orderType: 'nope' })))).toBe(
        'order.typeUnknown',
      );
      const { appointment } = newOrder();
      const backward = { start: appointment?.end ?? '', end: appointment?.start ?? '' };
      expect(await codeOf(dispatcher.ask('workOrder.create', newOrder({ appointment: backward })))).toBe(
        'order.windowInvalid',
      );
      expect(await codeOf(dispatcher.ask('workOrder.create', newOrder({ acceptedAt: 'gestern' })))).toBe(
        'input.invalid',
      );
    });
  });

  describe('moves', () => {
    it('are judged by the table at once: an illegal one is 409 and writes nothing', async () => {
      const orderId = await create();
      expect(await codeOf(dispatcher.ask('workOrder.unassign', { orderId }))).toBe('order.moveIllegal');
      expect(await codeOf(dispatcher.ask('workOrder.resume', { orderId }))).toBe('order.moveIllegal');
      expect(await codeOf(dispatcher.ask('workOrder.refuseCancel', { orderId, note: '' }))).toBe('order.moveIllegal');
      expect((await dispatcher.call('workOrder.open', { orderId })).view.fold.history).toEqual([]);
    });

    it('hold, resume, reschedule, note, cancel with reasons of the order type', async () => {
      const orderId = await create();
      await dispatcher.call('workOrder.assign', { orderId, technicianId: technicianId() });
      expect(await codeOf(dispatcher.ask('workOrder.hold', { orderId, reasonCode: '' }))).toBe('order.reasonRequired');
      expect(await codeOf(dispatcher.ask('workOrder.hold', { orderId, reasonCode: 'nope' }))).toBe(
        'order.reasonUnknown',
      );
      const over = new Date(Date.now() - 60_000).toISOString();
      expect(await codeOf(dispatcher.ask('workOrder.hold', { orderId, reasonCode: 'customer', until: over }))).toBe(
        'order.untilPast',
      );
      expect(await phaseOf(orderId)).toBe('assigned');
      await dispatcher.call('workOrder.hold', { orderId, reasonCode: 'customer', note: '客户出差' });
      expect(await phaseOf(orderId)).toBe('held');
      await dispatcher.call('workOrder.resume', { orderId });
      const { appointment = { start: '', end: '' } } = newOrder();
      await dispatcher.call('workOrder.reschedule', {
        orderId,
        reasonCode: 'customer',
        appointment,
        agreedWith: '客户',
      });
      await dispatcher.call('workOrder.note', { orderId, text: '已改约' });
      const { definitions } = await dispatcher.call('orderTypes.list', {});
      const reasonCode = definitions[0]?.reasons.cancelled?.[0]?.code ?? '';
      await dispatcher.call('workOrder.cancel', { orderId, reasonCode });
      const { view } = await dispatcher.call('workOrder.open', { orderId });
      expect([view.fold.phase, view.fold.state]).toEqual(['cancelled', 'cancelled']);
      expect(view.fold.history.map(({ event }) => event.deviceSeq)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(view.fold.history.every(({ applied }) => applied)).toBe(true);
    });

    it('refuse a phone without a number and a window that is over, in words, and leave what stands alone', async () => {
      const order = newOrder();
      const past = { start: '2026-03-02T01:00:00.000Z', end: '2026-03-02T03:00:00.000Z' };
      const customer = { ...order.customer, phone: 'abc' };
      expect(await codeOf(dispatcher.ask('workOrder.create', { ...order, customer }))).toBe('order.phoneInvalid');
      expect(await codeOf(dispatcher.ask('workOrder.create', { ...order, appointment: past }))).toBe(
        'order.windowPast',
      );
      const orderId = await create();
      const changes = [{ path: 'customer.alternatePhone', to: '无' }];
      expect(await codeOf(dispatcher.ask('workOrder.amend', { orderId, changes }))).toBe('order.phoneInvalid');
      const moved = { orderId, appointment: past };
      expect(await codeOf(dispatcher.ask('workOrder.assign', { ...moved, technicianId: technicianId() }))).toBe(
        'order.windowPast',
      );
      const agreed = { ...moved, reasonCode: 'customer', agreedWith: '客户' };
      expect(await codeOf(dispatcher.ask('workOrder.reschedule', agreed))).toBe('order.windowPast');
      const mended = [{ path: 'customer.phone', to: '张先生 139 0551 1234' }];
      expect(await codeOf(dispatcher.ask('workOrder.amend', { orderId, changes: mended }))).toBe('ok');
    });

    it('of several dispatchers at once on one order are written one after another', async () => {
      const orderId = await create();
      await Promise.all(
        Array.from({ length: 8 }, (_, i) => dispatcher.call('workOrder.note', { orderId, text: `${i}` })),
      );
      const { view } = await dispatcher.call('workOrder.open', { orderId });
      expect(view.fold.history.map(({ event }) => event.deviceSeq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(view.fold.frontier).toHaveLength(1);
    });

    it('tried ten times under one key make one event', async () => {
      const orderId = await create();
      const tries = await Promise.all(
        Array.from({ length: 10 }, () =>
          dispatcher.call('workOrder.assign', {
            orderId,
            technicianId: technicianId(),
            requestKey: `assign ${orderId}`,
          }),
        ),
      );
      expect(new Set(tries.map(({ eventId }) => eventId)).size).toBe(1);
      expect((await dispatcher.call('workOrder.open', { orderId })).view.fold.history).toHaveLength(1);
    });

    it('warn when the device has not been heard from today, and refuse who is no technician', async () => {
      const orderId = await create();
      const other = await officeClient(office.url, 'tech2');
      const answer = await dispatcher.call('workOrder.assign', {
        orderId,
        technicianId: other.session.account.accountId,
      });
      expect(answer.warning).toBe('deviceNotHeardToday');
      expect(await codeOf(dispatcher.ask('workOrder.assign', { orderId, technicianId: makeId() }))).toBe(
        'order.technicianUnknown',
      );
      expect(
        await codeOf(
          dispatcher.ask('workOrder.assign', { orderId, technicianId: dispatcher.session.account.accountId }),
        ),
      ).toBe('order.technicianUnknown');
    });

    it('correct what dispatch may correct, and nothing else', async () => {
      const orderId = await create();
      await dispatcher.call('workOrder.amend', {
        orderId,
        changes: [
          { path: 'customer.phone', to: '13900000000' },
          { path: 'remarks', to: '新备注' },
        ],
      });
      const { view } = await dispatcher.call('workOrder.open', { orderId });
      expect([view.fold.customer.phone, view.fold.remarks]).toEqual(['13900000000', '新备注']);
      for (const path of [
        'number',
        'orderType',
        'customer',
        '__proto__.x',
        'customer.grade',
        'products.broadbandMbps',
        'resources.opticsClass',
      ])
        expect(await codeOf(dispatcher.ask('workOrder.amend', { orderId, changes: [{ path, to: 'x' }] })), path).toBe(
          'input.invalid',
        );
    });
  });

  describe('reading', () => {
    it('finds by number, name, phone, address; by phase, technician and time; and pages', async () => {
      const orderId = await create({ remarks: '' });
      const { view } = await dispatcher.call('workOrder.open', { orderId });
      for (const search of [view.number, '黄嘉怡', view.fold.customer.phone, '长江西路'])
        expect(
          (await dispatcher.call('orders.list', { search })).orders.some((one) => one.orderId === orderId),
          search,
        ).toBe(true);
      expect((await dispatcher.call('orders.list', { search: '没有这个人' })).total).toBe(0);
      await dispatcher.call('workOrder.assign', { orderId, technicianId: technicianId() });
      const his = await dispatcher.call('orders.list', { phase: ['assigned'], technicianId: technicianId(), limit: 1 });
      expect([his.orders[0]?.orderId, his.orders[0]?.technicianName]).toEqual([orderId, '陈志远']);
      expect(his.orders).toHaveLength(1);
      expect(
        (await dispatcher.call('people.list', {})).technicians.find((one) => one.accountId === technicianId())
          ?.openOrders,
      ).toBe(his.total);
    });

    it('lists the same after a restart, from the kept rows and without them', async () => {
      const seen = (await dispatcher.call('orders.list', {})).orders;
      await office.restart();
      expect((await dispatcher.call('orders.list', {})).orders).toEqual(seen);
      await dispatcher.call('workOrder.note', { orderId: seen[0]?.orderId ?? '', text: '重启之后' });
      const later = (await dispatcher.call('orders.list', {})).orders;
      await office.restart();
      expect((await dispatcher.call('orders.list', {})).orders).toEqual(later);
      await office.restart(() => rm(`${office.office().context.config.data}/orders-projection.json`));
      expect((await dispatcher.call('orders.list', {})).orders).toEqual(later);
    });

    it('lists an order whose technician was never heard from, when the hours of the policy are over', async () => {
      const orderId = await create();
      const { technicians } = await dispatcher.call('people.list', {});
      const unheard = technicians.find(({ username }) => username === 'tech2');
      expect(unheard?.lastSeenAt).toBe(null);
      const { eventId } = await dispatcher.call('workOrder.assign', {
        orderId,
        technicianId: unheard?.accountId ?? '',
      });
      const { view } = await dispatcher.call('workOrder.open', { orderId });
      const assignedAt = view.fold.history.find(({ event }) => event._id === eventId)?.event.time.at;
      const silent = async (hours: number) => {
        office.ahead(hours * 3_600_000);
        const needs = (await dispatcher.call('orders.needs', {})).needs.filter((one) => one.orderId === orderId);
        return needs.flatMap(({ reason, since }) => (reason === 'deviceSilent' ? since : []));
      };
      expect(await silent(3.9)).toEqual([]);
      expect(await silent(4.1)).toEqual([assignedAt]);
      const listed = (await dispatcher.call('orders.list', {})).orders.find((one) => one.orderId === orderId);
      expect(listed?.deviceSilentSince).toBe(assignedAt);

      const device = { deviceId: makeId(), label: '备用平板' };
      const body = JSON.stringify({ username: 'tech2', password: 'linework', device });
      await fetch(`${office.url()}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(await silent(4.2)).toEqual([]);
      office.ahead(0);
    });

    it('tells consoles that an order changed', async () => {
      const stop = new AbortController();
      const answer = await fetch(`${office.url()}/api/events`, {
        headers: { authorization: `Bearer ${dispatcher.session.token}` },
        signal: stop.signal,
      });
      expect(answer.headers.get('content-type')).toContain('text/event-stream');
      const reader = answer.body?.getReader();
      const orderId = await create();
      let text = '';
      await until('the event', async () => {
        text += new TextDecoder().decode((await reader?.read())?.value);
        return text.includes(orderId);
      });
      stop.abort();
    });

    it('shows the health of the office', async () => {
      expect(await dispatcher.call('office.health', {})).toMatchObject({
        store: backend,
        mailboxes: 2,
        conflictsFound: 0,
        backup: { at: null, late: true },
        disk: { free: expect.any(Number), total: expect.any(Number), low: expect.any(Boolean) },
      });
      const { audit } = office.office().context;
      await audit.note({ action: 'office.backedUp' });
      const { backup } = await dispatcher.call('office.health', {});
      expect(backup).toEqual({ at: expect.any(String), late: false });
    });
  });

  describe('review', () => {
    it('is refused before an order is finished, and on steps or reasons that do not exist', async () => {
      const orderId = await create();
      expect(await codeOf(reviewer.ask('review.approve', { orderId }))).toBe('order.moveIllegal');
      expect(await codeOf(dispatcher.ask('review.approve', { orderId }))).toBe('access.role');
    });

    it('of an order that ended partially: returned once by two reviewers at once, and asked for again when mended', async () => {
      const orderId = await create();
      const { eventId } = await dispatcher.call('workOrder.assign', { orderId, technicianId: technicianId() });
      const { context } = office.office();
      const mailbox = context.databases.open(technician.session.mailbox ?? '');
      const { assignmentId } = await until('the grant', () => mailbox.get(`grant:${orderId}`));
      const hand = { createdBy: technicianId(), deviceId: makeId() };
      const named = { assignmentId: String(assignmentId) };
      const accepted = deviceEvent(hand, orderId, 'accepted', named, { after: [eventId] });
      const started = deviceEvent(hand, orderId, 'started', named, { after: [accepted._id], deviceSeq: 2 });
      const completed = deviceEvent(hand, orderId, 'completed', named, { after: [started._id], deviceSeq: 3 });
      await fetch(`${office.url()}/db/${technician.session.mailbox}/_bulk_docs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${technician.session.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ docs: [accepted, started, completed], new_edits: false }),
      });
      await until('the review queue', async () =>
        (await reviewer.call('review.queue', {})).orders.some((one) => one.orderId === orderId),
      );
      const { definitions } = await reviewer.call('orderTypes.list', {});
      const [stage] = definitions[0]?.stages ?? [];
      const step = `${stage?.key}.${stage?.steps[0]?.key}`;
      const reasonCode = definitions[0]?.reasons.rework?.[0]?.code ?? '';
      const rework = [{ step, fields: [], reasonCode, note: '照片不清' }];
      expect(
        await codeOf(reviewer.ask('review.return', { orderId, rework: [{ ...rework[0]!, step: 'no.step' }] })),
      ).toBe('step.unknown');
      expect(
        await codeOf(reviewer.ask('review.return', { orderId, rework: [{ ...rework[0]!, reasonCode: 'nope' }] })),
      ).toBe('order.reasonUnknown');
      const both = await Promise.all([
        reviewer.ask('review.return', { orderId, rework }),
        reviewer.ask('review.return', { orderId, rework }),
      ]);
      expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
      expect((await dispatcher.call('workOrder.open', { orderId })).view.fold.reviewState).toBe('returned');
      await until('the review on the device', () => mailbox.get(`workOrder:${orderId}:review:1`), { withinMs: 2000 });
    });
  });
});
