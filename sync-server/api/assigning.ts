import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import { judgeWindow } from '../../domain/work-order/agreed-window.ts';
import { fieldWorkLeft } from '../../forms/engine/performers.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import type { OfficeContext } from '../context.ts';
import { dayIn } from '../orders/order-number.ts';
import type { Handlers } from './call.ts';
import { checkReason, makeMove } from './make-move.ts';

export const assigning = {
  'workOrder.assign': async ({ orderId, technicianId, appointment, note }, call) => {
    const { office } = call;
    const technician = office.accounts.byId(technicianId);
    if (technician === null || technician.role !== 'technician' || technician.disabled)
      return refused(problem('order.technicianUnknown'));
    const before = office.orders.summary(orderId)?.technicianId ?? null;
    const moved = await makeMove(call, orderId, 'assigned', ({ view, definition }) => {
      const left = fieldWorkLeft(definition, view);
      if (!left.ok) return left;
      const window = appointment === undefined ? ok(null) : judgeWindow(appointment, office.clock.now());
      if (!window.ok) return window;
      return ok({
        assignmentId: office.makeId(),
        technicianId,
        submissions: heldSubmissions(view),
        ...(appointment === undefined ? {} : { appointment }),
        ...(note === undefined ? {} : { note }),
      });
    });
    if (!moved.ok) return moved;
    // The new device must hear of it, and the one that had it must stop: either silent today is worth a warning.
    const concerned = before === null ? [technicianId] : [technicianId, before];
    const silent = concerned.some((one) => !heardToday(office, one));
    return ok({ eventId: moved.value.eventId, warning: silent ? 'deviceNotHeardToday' : null });
  },
  'workOrder.unassign': ({ orderId, reasonCode, note }, call) =>
    makeMove(call, orderId, 'unassigned', (loaded) => {
      const { assignment } = loaded.view.fold;
      if (assignment === null) return refused(problem('order.changedMeanwhile'));
      const checked = reasonCode === undefined ? ok(null) : checkReason(loaded, 'unassigned', reasonCode);
      if (!checked.ok) return checked;
      return ok({
        assignmentId: assignment.assignmentId,
        submissions: heldSubmissions(loaded.view),
        ...(reasonCode === undefined ? {} : { reasonCode }),
        ...(note === undefined ? {} : { note }),
      });
    }),
} as const satisfies Partial<Handlers>;

const mostNamed = 100;

/** What the office holds of the order's forms now: a submission that arrives later is known as late. */
const heldSubmissions = (view: OrderView): string[] =>
  view.stages.flatMap((stage) => stage.steps.flatMap((step) => step.heads)).slice(0, mostNamed);

function heardToday({ accounts, clock, config }: OfficeContext, technicianId: string): boolean {
  const last = accounts.lastSeenAt(technicianId);
  const { timeZone } = config.policy;
  return last !== null && dayIn(timeZone, Date.parse(last)) === dayIn(timeZone, clock.now());
}
