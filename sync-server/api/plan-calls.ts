import type { Plan, PlanRun, PlanSummary } from '../../bridge/plans.ts';
import type { Json } from '../../domain/documents/base.ts';
import { type PlanDocument, type PlanRunDocument, planDocumentId } from '../../domain/documents/plan.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { canonicalJson } from '../../forms/engine/canonical.ts';
import type { OfficeContext } from '../context.ts';
import { unfitPath } from '../orders/unfit.ts';
import { nextDays } from '../plans/calendar-days.ts';
import { makePlannedOrder } from '../plans/make-order.ts';
import { isOpenMiss } from '../plans/open-plans.ts';
import { parseRule } from '../plans/rule.ts';
import type { Handlers } from './call.ts';
import { phonesOrRefused } from './make-move.ts';

const mostRuns = 100;
type Content = Pick<PlanDocument, 'rule' | 'start' | 'orderType' | 'template' | 'technicianId'>;

export const planHandlers = {
  'plans.list': async (_argument, { office }) =>
    ok({
      plans: office.plans.store
        .plans()
        .map((plan) => summaryOf(office, plan))
        .sort((a, b) => (a.plan.title < b.plan.title ? -1 : 1)),
    }),
  'plans.open': async ({ planId }, { office }) => {
    const plan = office.plans.store.plan(planId);
    if (plan === null) return refused(problem('plan.unknown'));
    const runs = newestFirst(office, planId).slice(0, mostRuns).map(shownRun);
    const next = plan.active ? nextDays(plan, office.plans.calendar(), fromNow(office, plan), 10) : [];
    return ok({ plan: shown(plan), runs, next });
  },
  'plans.preview': async ({ count, ...times }, { office }) => {
    const calendar = office.plans.calendar();
    const read = parseRule(times.rule, times.start, calendar.utcOffsetMinutes);
    return read.ok ? ok({ days: nextDays(times, calendar, office.clock.now(), count) }) : read;
  },
  'plans.create': async ({ requestKey: _, ...content }, { office, actor, unique }) => {
    const fits = check(office, content);
    if (!fits.ok) return fits;
    const now = new Date(office.clock.now()).toISOString();
    const { accountId } = actor.account;
    // A retry under the same key comes with the same id: the first write stands.
    await office.plans.store.put({
      _id: planDocumentId(unique),
      type: 'plan',
      schemaVersion: 1,
      createdBy: accountId,
      planId: unique,
      ...content,
      active: true,
      since: now,
      paused: null,
      createdAt: now,
      changedAt: now,
      changedBy: accountId,
    });
    await office.plans.wake();
    return ok({ planId: unique });
  },
  'plans.change': async ({ requestKey: _, planId, seen, ...content }, { office, actor, requestKey }) => {
    // What fell due under the plan as it stood is done before it changes.
    await office.plans.wake();
    const plan = office.plans.store.plan(planId);
    if (plan === null) return refused(problem('plan.unknown'));
    // The same change under its key: its answer was lost.
    const isMine = requestKey !== undefined && plan.changedBy === actor.account.accountId;
    if (plan.changedAt !== seen && isMine && hasContent(plan, content)) return ok({ planId });
    if (plan.changedAt !== seen) return refused(problem('plan.changedMeanwhile'));
    const fits = check(office, content);
    if (!fits.ok) return fits;
    const now = new Date(office.clock.now()).toISOString();
    const otherDays = plan.rule !== content.rule || plan.start !== content.start;
    const next = { ...plan, ...content, since: otherDays ? now : plan.since };
    return written(office, { ...next, changedAt: now, changedBy: actor.account.accountId });
  },
  'plans.pause': async ({ planId, paused }, { office, actor }) => {
    await office.plans.wake();
    const plan = office.plans.store.plan(planId);
    if (plan === null) return refused(problem('plan.unknown'));
    if (plan.active !== paused) return ok({ planId });
    const now = new Date(office.clock.now()).toISOString();
    return written(office, {
      ...plan,
      active: !paused,
      paused: paused ? { from: now, to: null } : plan.paused && { ...plan.paused, to: now },
      changedAt: now,
      changedBy: actor.account.accountId,
    });
  },
  'plans.answerMissed': async ({ planId, occurrence, how }, { office, actor }) => {
    const { store } = office.plans;
    const plan = store.plan(planId);
    const run = await store.readRun(planId, occurrence);
    if (plan === null || run === null) return refused(problem('plan.unknown'));
    if (!isOpenMiss(run)) return refused(problem('plan.runAnswered'));
    const answered = { by: actor.account.accountId, at: new Date(office.clock.now()).toISOString(), how };
    if (how === 'left') {
      const put = await store.put({ ...run, answered });
      return put ? ok({ orderId: null }) : refused(problem('plan.runAnswered'));
    }
    const made = await makePlannedOrder({ orders: office.orders, work: office.work, actor }, plan, run);
    if (!made.ok) return made;
    // Left by somebody else meanwhile: the order is there, and the run says so.
    for (let newest: PlanRunDocument | null = run; newest !== null && newest.state !== 'made'; ) {
      if (await store.put({ ...newest, state: 'made', ...made.value, answered })) break;
      newest = await store.readRun(planId, occurrence);
    }
    return ok({ orderId: made.value.orderId });
  },
} as const satisfies Partial<Handlers>;

async function written(office: OfficeContext, plan: PlanDocument): Promise<Result<{ planId: string }>> {
  if (!(await office.plans.store.put(plan))) return refused(problem('plan.changedMeanwhile'));
  await office.plans.wake();
  return ok({ planId: plan.planId });
}

/** What every order of the plan would be refused for is refused here, once. */
function check({ plans, orders, accounts }: OfficeContext, content: Content): Result<null> {
  const read = parseRule(content.rule, content.start, plans.calendar().utcOffsetMinutes);
  if (!read.ok) return read;
  const definition = orders.definition(content.orderType);
  if (definition === null) return refused(problem('order.typeUnknown', { given: content.orderType }));
  const { phone, alternatePhone } = content.template.customer;
  const phones = phonesOrRefused([
    ['customer.phone', phone],
    ['customer.alternatePhone', alternatePhone],
  ]);
  if (!phones.ok) return phones;
  const unfit = unfitPath(definition, content.template);
  if (unfit !== null) return refused(problem('input.invalid', { where: unfit }));
  if (content.technicianId === null) return ok(null);
  const technician = accounts.byId(content.technicianId);
  const able = technician !== null && technician.role === 'technician' && !technician.disabled;
  return able ? ok(null) : refused(problem('order.technicianUnknown'));
}

function summaryOf(office: OfficeContext, plan: PlanDocument): PlanSummary {
  const runs = newestFirst(office, plan.planId);
  const days = plan.active ? nextDays(plan, office.plans.calendar(), fromNow(office, plan), 12) : [];
  return {
    plan: shown(plan),
    next: days.find(({ skipped }) => skipped === null) ?? null,
    last: runs.find(({ state }) => state !== 'skipped') ?? null,
    missed: runs.filter(isOpenMiss).map(shownRun),
  };
}

const hasContent = (plan: PlanDocument, content: object): boolean =>
  Object.entries(content).every(
    ([key, value]) => canonicalJson(plan[key as keyof PlanDocument] as Json) === canonicalJson(value),
  );

const fromNow = ({ clock }: OfficeContext, { since }: PlanDocument): number => Math.max(clock.now(), Date.parse(since));

const newestFirst = ({ plans }: OfficeContext, planId: string): readonly PlanRunDocument[] =>
  [...plans.store.runs(planId).values()].sort((a, b) => (a.scheduledFor < b.scheduledFor ? 1 : -1));

function shown({ _id, _rev, type, schemaVersion, ...plan }: PlanDocument): Plan {
  return plan;
}
function shownRun({ _id, _rev, type, schemaVersion, createdBy, ...run }: PlanRunDocument): PlanRun {
  return run;
}
