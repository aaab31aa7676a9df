import type { PlanDocument } from '../../domain/documents/plan.ts';
import { type WorkOrderDocument, workOrderId } from '../../domain/documents/work-order.ts';
import type { PlannedDay } from '../../domain/plan/planned-days.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { Database } from '../database/types.ts';
import type { OfficeAuthor } from '../office-itself.ts';
import type { Orders } from '../orders/types.ts';
import { plannedAssignmentId, plannedEventId, plannedOrderId } from './plan-ids.ts';

export type OrderMaking = { readonly orders: Orders; readonly work: Database; readonly actor: OfficeAuthor };
export type PlannedOrder = { readonly orderId: string; readonly number: string };

/** The order that an occurrence has, in whatever office it was made. */
export async function orderOf(
  work: Database,
  { planId }: Pick<PlanDocument, 'planId'>,
  { occurrence }: Pick<PlannedDay, 'occurrence'>,
): Promise<PlannedOrder | null> {
  const stored = (await work.get(workOrderId(plannedOrderId(planId, occurrence)))) as WorkOrderDocument | null;
  return stored === null ? null : { orderId: stored.orderId, number: stored.number };
}

/**
 * Makes the order of an occurrence and assigns it where the plan names somebody. May be repeated after a kill at any line, and run by two
 * offices at once: every id follows from the occurrence. Its clocks run from when the work is to be done.
 */
export async function makePlannedOrder(
  { orders, work, actor }: OrderMaking,
  plan: PlanDocument,
  day: Pick<PlannedDay, 'occurrence' | 'scheduledFor'>,
): Promise<Result<PlannedOrder>> {
  const { planId, template, title } = plan;
  const { occurrence, scheduledFor } = day;
  const orderId = plannedOrderId(planId, occurrence);
  const before = await orderOf(work, plan, day);
  if (before === null) {
    const created = await orders.create(
      actor,
      {
        ...template,
        orderType: plan.orderType,
        remarks: template.remarks === '' ? title : template.remarks,
        acceptedAt: scheduledFor,
      },
      { source: 'plan', orderId, plan: { planId, occurrence } },
    );
    if (!created.ok) return created;
  }
  await assign({ orders, work, actor }, plan, occurrence);
  const made = before ?? (await orderOf(work, plan, day));
  return made === null ? refused(problem('order.unknown')) : ok(made);
}

/** Only an order that nobody has touched; where it cannot be assigned it waits among the unassigned, which is seen. */
async function assign({ orders, actor }: OrderMaking, plan: PlanDocument, occurrence: string): Promise<void> {
  const { planId, technicianId } = plan;
  if (technicianId === null) return;
  await orders.move(actor, plannedOrderId(planId, occurrence), ({ view }) => {
    if (view.fold.phase !== 'unassigned') return refused(problem('order.changedMeanwhile'));
    return ok({
      kind: 'assigned',
      payload: { assignmentId: plannedAssignmentId(planId, occurrence), technicianId, submissions: [] },
      unique: plannedEventId(planId, occurrence),
    });
  });
}
