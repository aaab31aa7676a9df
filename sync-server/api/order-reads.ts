import { type CalendarNeed, planRoles } from '../../bridge/plans.ts';
import { missingYears } from '../../domain/plan/working-day.ts';
import { ok } from '../../domain/result.ts';
import type { OfficeContext } from '../context.ts';
import { reviewQueue } from '../review/queue.ts';
import type { Handlers } from './call.ts';
import { needsFor, needsPage } from './needs-for.ts';

const openPhases = ['assigned', 'accepted', 'started', 'held', 'cancelAsked'];

export const orderReads = {
  'orders.list': async (argument, { office }) => ok(office.orders.list(argument)),
  'orders.needs': async (argument, { office, actor }) => {
    const mayPlan = (planRoles['plans.list'] as readonly string[]).includes(actor.account.role);
    const plans = mayPlan ? [...office.plans.needs(), ...calendarNeeds(office)] : [];
    return ok(needsPage(needsFor(office.orders.needs(), actor, office.orders), plans, argument, office.orders));
  },
  'workOrder.open': async ({ orderId }, { office, actor }) => office.orders.open(orderId, actor),
  'orderTypes.list': async (_argument, { office }) => ok(office.orders.definitions()),
  'people.list': async (_argument, { office }) => {
    const technicians = office.accounts.list().filter((account) => account.role === 'technician');
    return ok({
      technicians: technicians.map((account) => ({
        ...account,
        lastSeenAt: office.accounts.lastSeenAt(account.accountId),
        openOrders: office.orders.list({ technicianId: account.accountId, phase: openPhases, limit: 0, offset: 0 })
          .total,
      })),
    });
  },
  'review.queue': async (argument, { office, actor }) =>
    ok(await reviewQueue(office, actor.account.accountId, argument)),
} as const satisfies Partial<Handlers>;

/** Days off that plans and clocks of next year need are asked of whoever may plan, until an administrator has published them. */
const calendarNeeds = ({ plans, clock }: OfficeContext): readonly CalendarNeed[] =>
  missingYears(plans.calendar(), clock.now()).map(({ year, since }) => ({
    orderId: null,
    planId: null,
    reason: 'calendarMissing',
    since,
    detail: String(year),
  }));
