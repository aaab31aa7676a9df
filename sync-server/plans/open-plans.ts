import type { PlanNeed } from '../../bridge/plans.ts';
import type { PlanDocument, PlanRunDocument } from '../../domain/documents/plan.ts';
import { planRunId } from '../../domain/documents/plan.ts';
import type { PlannedDay } from '../../domain/plan/planned-days.ts';
import { type WorkCalendar, workCalendar } from '../../domain/plan/working-day.ts';
import type { OfficeContext } from '../context.ts';
import { failureLog } from '../http/failure-log.ts';
import { officeItself } from '../office-itself.ts';
import { type DueStep, dueSteps } from './due.ts';
import { makePlannedOrder, orderOf } from './make-order.ts';
import { openPlanStore } from './plan-store.ts';
import type { Plans } from './types.ts';
import { makeWorker } from './worker.ts';

type Parts = Pick<OfficeContext, 'office' | 'work' | 'orders' | 'clock' | 'log' | 'events'>;

export async function openPlans(parts: Parts): Promise<Plans> {
  const { office, work, orders, clock, log, events } = parts;
  const failed = failureLog(log, 'plans');
  let started = false;
  const changed = (): void => {
    events.emit({ name: 'plans.changed' });
    if (started) void worker.wake();
  };
  const store = await openPlanStore(office, changed, failed);
  const calendar = (): WorkCalendar => workCalendar(orders.definitions().settings.calendar?.values ?? {});
  const worker = makeWorker(pass, clock.now, failed);

  async function pass(): Promise<number | null> {
    let next: number | null = null;
    for (const plan of store.plans()) {
      const runs = store.runs(plan.planId);
      const { steps, nextAt } = dueSteps(plan, calendar(), (one) => runs.has(one), clock.now(), recordedTo(plan, runs));
      for (const step of steps) await take(plan, step);
      if (nextAt !== null && (next === null || nextAt < next)) next = nextAt;
    }
    return next;
  }

  async function take(plan: PlanDocument, step: DueStep): Promise<void> {
    const { planId } = plan;
    const { day } = step;
    // Another office may have been here, and its change not yet.
    if ((await store.readRun(planId, day.occurrence)) !== null) return;
    if (step.do === 'record' && (await orderOf(work, plan, day)) === null) {
      await store.put(runOf(plan, day, { state: step.state, reason: step.reason }));
      if (step.state === 'missed') log.warn({ plan: planId, occurrence: day.occurrence }, 'a planned order was missed');
      return;
    }
    const made = await makePlannedOrder({ orders, work, actor: officeItself }, plan, day);
    const run = made.ok
      ? runOf(plan, day, { state: 'made', reason: null, ...made.value })
      : runOf(plan, day, { state: 'missed', reason: 'refused', code: made.problem.code });
    if (await store.put(run)) return;
    // Another office's clock was past the grace when ours was not: the order is there, and the run says so.
    const first = await store.readRun(planId, day.occurrence);
    if (made.ok && first !== null && isOpenMiss(first)) await store.put({ ...first, ...run });
  }

  const runOf = (
    { planId }: PlanDocument,
    { occurrence, scheduledFor }: PlannedDay,
    outcome: Pick<PlanRunDocument, 'state' | 'reason' | 'code' | 'orderId' | 'number'>,
  ): PlanRunDocument => ({
    _id: planRunId(planId, occurrence),
    type: 'planRun',
    schemaVersion: 1,
    createdBy: 'office',
    planId,
    occurrence,
    scheduledFor,
    ...outcome,
    at: new Date(clock.now()).toISOString(),
  });

  return {
    store,
    calendar,
    needs: () =>
      store.plans().flatMap(({ planId, title }) =>
        [...store.runs(planId).values()].filter(isOpenMiss).map(
          ({ occurrence, scheduledFor }): PlanNeed => ({
            orderId: null,
            planId,
            reason: 'planMissed',
            since: scheduledFor,
            detail: occurrence,
            title,
          }),
        ),
      ),
    start: () => {
      started = true;
      worker.start();
      return {
        close: () => {
          started = false;
          return worker.stop();
        },
      };
    },
    wake: worker.wake,
    close: async () => {
      await worker.close();
      await store.close();
    },
  };
}

export const isOpenMiss = ({ state, answered }: PlanRunDocument): boolean =>
  state === 'missed' && answered === undefined;

/** Where the runs of this rule end, less what a day off may shift: what lies before need not be looked at again. */
function recordedTo({ since }: PlanDocument, runs: ReadonlyMap<string, PlanRunDocument>): number {
  let newest = 0;
  for (const { scheduledFor } of runs.values()) newest = Math.max(newest, Date.parse(scheduledFor));
  return newest === 0 ? Date.parse(since) : newest - 120 * 86_400_000;
}
