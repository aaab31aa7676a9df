import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArgumentOf } from '../../bridge/contract.ts';
import type { OfficeCalls } from '../../bridge/office.ts';
import type { PlanSummary } from '../../bridge/plans.ts';
import { eventId } from '../../domain/documents/event.ts';
import { localOf, workCalendar } from '../../domain/plan/working-day.ts';
import { plannedEventId, plannedOrderId } from '../../sync-server/plans/plan-ids.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { type Backend, backends, officeInProcess, type TestOffice } from './office-in-process.ts';

const hour = 3_600_000;
const day = 24 * hour;
const calendar = workCalendar({});

let office: TestOffice;
let dispatcher: OfficeClient;
/** the moment at which the test begins, and the first occurrence two hours later */
let begun: number;
let first: number;

const setUp = (backend: Backend): void => {
  beforeEach(async () => {
    office = await officeInProcess(backend);
    begun = Math.floor(Date.now() / 60_000) * 60_000;
    first = begun + 2 * hour;
    await signIn();
  });
  afterEach(() => office.close());
};

/** Sessions end when the clock is moved by days: a person signs in again. */
const signIn = async (): Promise<void> => {
  dispatcher = await officeClient(office.url, 'disp1');
};
const clockAt = async (at: number): Promise<void> => {
  office.ahead(at - Date.now());
  await signIn();
};
const wake = (): Promise<void> => office.office().context.plans.wake();

type NewPlan = ArgumentOf<OfficeCalls['plans.create']>;
function daily(over: Partial<NewPlan> = {}): NewPlan {
  const { customer, place, orderType, products = {}, resources = {} } = newOrder();
  return {
    title: '每日巡检',
    orderType,
    rule: 'FREQ=DAILY',
    start: localOf(calendar, first),
    onNonWorkingDay: 'keep',
    leadMinutes: 0,
    graceMinutes: null,
    template: { customer, place, products, resources, remarks: '', priority: 'normal' },
    technicianId: null,
    ...over,
  };
}
const technicianId = async (): Promise<string> => {
  const { technicians } = await dispatcher.call('people.list', {});
  return technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';
};
const planned = async () => (await dispatcher.call('orders.list', {})).orders.filter(({ source }) => source === 'plan');
const only = async (): Promise<PlanSummary> => {
  const { plans } = await dispatcher.call('plans.list', {});
  expect(plans).toHaveLength(1);
  return plans[0] as PlanSummary;
};
const runsOf = async (planId: string) =>
  (await dispatcher.call('plans.open', { planId })).runs.map(({ occurrence, state, reason }) => ({
    on: Math.round((Date.parse(occurrence) - first) / day),
    state,
    reason,
  }));
const occurrence = (n: number): string => new Date(first + n * day).toISOString();

describe.each(backends)('orders that come back by a rule (%s)', (backend) => {
  setUp(backend);

  it('makes each occurrence’s order once, its lead time before, assigned to whom the plan names', async () => {
    const technician = await technicianId();
    const { planId } = await dispatcher.call('plans.create', daily({ leadMinutes: 60, technicianId: technician }));
    expect(await planned()).toHaveLength(0);
    expect((await only()).next?.dueAt).toBe(new Date(first - hour).toISOString());

    await clockAt(first - hour + 1000);
    await wake();
    await wake();
    const [order] = await planned();
    expect(order).toMatchObject({ orderId: plannedOrderId(planId, occurrence(0)), technicianId: technician });
    const { view } = await dispatcher.call('workOrder.open', { orderId: order?.orderId ?? '' });
    expect(view).toMatchObject({ acceptedAt: occurrence(0), source: 'plan', fold: { phase: 'assigned' } });
    expect(view.fold.remarks).toBe('每日巡检');
    expect(view.fold.history.map(({ event }) => [event.kind, event.role])).toEqual([['assigned', 'office']]);

    await office.restart();
    await signIn();
    await wake();
    // A clock that is set back makes nothing again; one that goes on makes the next.
    office.ahead(begun - Date.now());
    await wake();
    expect(await planned()).toHaveLength(1);
    await clockAt(first + day - hour + 1000);
    await wake();
    expect(await planned()).toHaveLength(2);
    expect(await runsOf(planId)).toEqual([
      { on: 1, state: 'made', reason: null },
      { on: 0, state: 'made', reason: null },
    ]);
  });

  it('wakes by itself when something falls due', async () => {
    const soon = begun + 60_000;
    await clockAt(soon - 1500);
    await dispatcher.call('plans.create', daily({ start: localOf(calendar, soon) }));
    const changed = new Promise<void>((resolve) => {
      const stop = office.office().context.events.on((event) => {
        if (event.name !== 'orders.changed') return;
        stop();
        resolve();
      });
    });
    await changed;
    expect(await planned()).toHaveLength(1);
  });

  it('after the office was down: late within its grace, else missed, shown, and answered by a person', async () => {
    const { planId } = await dispatcher.call('plans.create', daily());
    await office.restart(async () => office.ahead(first + 2 * day + 3 * hour - Date.now()));
    await signIn();
    await wake();
    expect(await runsOf(planId)).toEqual([
      { on: 2, state: 'made', reason: null },
      { on: 1, state: 'missed', reason: 'tooLate' },
      { on: 0, state: 'missed', reason: 'tooLate' },
    ]);
    expect(await planned()).toHaveLength(1);
    const missed = (await dispatcher.call('orders.needs', {})).needs.filter(({ reason }) => reason === 'planMissed');
    expect(missed.map(({ since }) => since).sort()).toEqual([occurrence(0), occurrence(1)]);

    const { orderId } = await dispatcher.call('plans.answerMissed', { planId, occurrence: occurrence(1), how: 'made' });
    expect(orderId).toBe(plannedOrderId(planId, occurrence(1)));
    await dispatcher.call('plans.answerMissed', { planId, occurrence: occurrence(0), how: 'left' });
    expect((await only()).missed).toEqual([]);
    const again = await dispatcher.ask('plans.answerMissed', { planId, occurrence: occurrence(0), how: 'made' });
    expect(again).toMatchObject({ problem: { code: 'plan.runAnswered' } });
    const { needs } = await dispatcher.call('orders.needs', {});
    expect(needs.some(({ reason }) => reason === 'planMissed')).toBe(false);
    expect(await planned()).toHaveLength(2);
  });

  it('a miss that one person leaves and another has made at once is one or the other, and said so', async () => {
    const { planId } = await dispatcher.call('plans.create', daily());
    await office.restart(async () => office.ahead(first + 2 * day + 3 * hour - Date.now()));
    await signIn();
    await wake();
    const answer = (how: 'made' | 'left') =>
      dispatcher.ask('plans.answerMissed', { planId, occurrence: occurrence(0), how });
    // The order takes longer to make than the other answer to note.
    const [made, left] = await Promise.all([answer('made'), answer('left')]);
    const run = (await runsOf(planId)).find(({ on }) => on === 0);
    const orders = (await planned()).filter(({ orderId }) => orderId === plannedOrderId(planId, occurrence(0)));
    expect({ made: made.ok, left: left.ok, state: run?.state, orders: orders.length }).toEqual(
      made.ok
        ? { made: true, left: left.ok, state: 'made', orders: 1 }
        : { made: false, left: true, state: 'missed', orders: 0 },
    );
  });

  it('a grace in minutes ends before the next occurrence, and reaches past it', async () => {
    await dispatcher.call('plans.create', daily({ title: 'short', graceMinutes: 60, rule: 'FREQ=DAILY;COUNT=1' }));
    await dispatcher.call(
      'plans.create',
      daily({ title: 'long', graceMinutes: 3 * 24 * 60, rule: 'FREQ=DAILY;COUNT=2' }),
    );
    await office.restart(async () => office.ahead(first + 2 * day - Date.now()));
    await signIn();
    await wake();
    const { plans } = await dispatcher.call('plans.list', {});
    const states = await Promise.all(
      plans.map(async ({ plan }) => [plan.title, (await runsOf(plan.planId)).map(({ state }) => state)]),
    );
    expect(states).toEqual([
      ['long', ['made', 'made']],
      ['short', ['missed']],
    ]);
    // Both rules have ended.
    expect(plans.map(({ next }) => next)).toEqual([null, null]);
  });

  it('killed after the order and before its run: the next start goes on where it stopped', async () => {
    const technician = await technicianId();
    const { planId } = await dispatcher.call('plans.create', daily({ technicianId: technician }));
    const orderId = plannedOrderId(planId, occurrence(0));
    const { orders, accounts } = office.office().context;
    const account = accounts.list().find(({ username }) => username === 'disp1');
    if (account === undefined) throw new Error('no dispatcher');
    const actor = { account, deviceId: null, via: 'bearer', draining: false, sessionId: '' } as const;
    const half = await orders.create(actor, newOrder(), { source: 'plan', orderId });
    const number = half.ok ? half.value.number : '';
    await office.restart(async () => office.ahead(first + 1000 - Date.now()));
    await signIn();
    await wake();
    const made = await planned();
    expect(made.map((order) => [order.orderId, order.number, order.phase])).toEqual([[orderId, number, 'assigned']]);
    expect(await runsOf(planId)).toEqual([{ on: 0, state: 'made', reason: null }]);
    const { view } = await dispatcher.call('workOrder.open', { orderId });
    expect(view.fold.history.map(({ event }) => event._id)).toEqual([
      eventId(orderId, plannedEventId(planId, occurrence(0))),
    ]);
  });

  it('what fell due in a pause is skipped and says so; after it the plan goes on', async () => {
    const { planId } = await dispatcher.call('plans.create', daily());
    await dispatcher.call('plans.pause', { planId, paused: true });
    await clockAt(first + day + hour);
    await wake();
    expect(await planned()).toHaveLength(0);
    await dispatcher.call('plans.pause', { planId, paused: false });
    await clockAt(first + 2 * day + hour);
    await wake();
    expect(await runsOf(planId)).toEqual([
      { on: 2, state: 'made', reason: null },
      { on: 1, state: 'skipped', reason: 'paused' },
      { on: 0, state: 'skipped', reason: 'paused' },
    ]);
  });

  it('what cannot work is refused with what to do; a changed rule begins now', async () => {
    const code = async (over: Partial<NewPlan>): Promise<unknown> => {
      const answer = await dispatcher.ask('plans.create', daily(over));
      return answer.ok ? 'ok' : answer.problem.code;
    };
    expect(await code({ rule: 'FREQ=HOURLY' })).toBe('plan.ruleTooOften');
    expect(await code({ rule: 'FREQ=DAILY;INTERVAL=x' })).toBe('plan.ruleInvalid');
    expect(await code({ start: '2026-02-30T09:00' })).toBe('plan.startInvalid');
    expect(await code({ orderType: 'nobody-knows' })).toBe('order.typeUnknown');
    expect(await code({ technicianId: '01knobody00000000000000000' })).toBe('order.technicianUnknown');
    const reviewer = await officeClient(office.url, 'rev1');
    expect(await reviewer.ask('plans.list', {})).toMatchObject({ problem: { code: 'access.role' } });

    const { planId } = await dispatcher.call('plans.create', daily());
    const { plan } = await dispatcher.call('plans.open', { planId });
    await clockAt(first + 1000);
    await wake();
    const content = daily({ rule: 'FREQ=DAILY;INTERVAL=2' });
    await dispatcher.call('plans.change', { planId, seen: plan.changedAt, ...content });
    const stale = await dispatcher.ask('plans.change', { planId, seen: plan.changedAt, ...content });
    expect(stale).toMatchObject({ problem: { code: 'plan.changedMeanwhile' } });
    await clockAt(first + 2 * day + 1000);
    await wake();
    expect((await runsOf(planId)).map(({ on, state }) => [on, state])).toEqual([
      [2, 'made'],
      [0, 'made'],
    ]);
  });
});

describe('two offices on one CouchDB', () => {
  setUp('couchdb');
  it('make an occurrence’s order once, whoever is first', async () => {
    const technician = await technicianId();
    const { planId } = await dispatcher.call('plans.create', daily({ technicianId: technician }));
    const other = await office.beside();
    for (const n of [0, 1, 2, 3]) {
      await clockAt(first + n * day + 1000);
      await Promise.all([wake(), other.context.plans.wake()]);
    }
    await Promise.all([wake(), other.context.plans.wake()]);
    const made = await planned();
    expect(made.map(({ orderId }) => orderId).sort()).toEqual(
      [0, 1, 2, 3].map((n) => plannedOrderId(planId, occurrence(n))).sort(),
    );
    expect(new Set(made.map(({ phase }) => phase))).toEqual(new Set(['assigned']));
    expect((await runsOf(planId)).map(({ state }) => state)).toEqual(['made', 'made', 'made', 'made']);
    for (const { orderId } of made) {
      const { view } = await dispatcher.call('workOrder.open', { orderId });
      expect(view.fold.history).toHaveLength(1);
    }
  });
});
