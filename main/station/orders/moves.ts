import type { ParsedOf } from '../../../bridge/contract.ts';
import type { StationCalls } from '../../../bridge/station.ts';
import type { EventKind, EventPayload } from '../../../domain/documents/event.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { judgeUntil, judgeWindow } from '../../../domain/work-order/agreed-window.ts';
import { judgePartial } from '../../../forms/engine/partial.ts';
import type { Desk, DeskCalls, OrderAtHand } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';

type MoveAnswer = Promise<Result<{ eventId: string }>>;
type Reasoned = { readonly orderId: string; readonly reasonCode: string; readonly requestKey?: string | undefined };

/** The moves of a technician: each one event. Legality is the transition table's, reasons are the order type's. */
export const moveCalls = {
  'workOrder.accept': (desk, given) => underAssignment(desk, given, 'accepted', (assignmentId) => ({ assignmentId })),
  'workOrder.start': (desk, given) => underAssignment(desk, given, 'started', (assignmentId) => ({ assignmentId })),
  'workOrder.arrive': (desk, given) =>
    underAssignment(desk, given, 'arrived', (assignmentId) => ({
      assignmentId,
      ...(given.position ? { position: given.position } : {}),
    })),
  'workOrder.decline': (desk, given) =>
    forReason(desk, given, 'declined', () =>
      underAssignment(desk, given, 'declined', (assignmentId) => ({ assignmentId, ...reasonOf(given) })),
    ),
  'workOrder.return': (desk, given) =>
    forReason(desk, given, 'returned', () =>
      underAssignment(desk, given, 'returned', (assignmentId) => ({ assignmentId, ...reasonOf(given) })),
    ),
  'workOrder.handOver': (desk, given) =>
    forReason(desk, given, 'handedOver', () =>
      underAssignment(desk, given, 'handedOver', (assignmentId) => ({
        assignmentId,
        ...reasonOf(given),
        ...(given.toTechnicianId ? { toTechnicianId: given.toTechnicianId } : {}),
      })),
    ),
  'workOrder.hold': (desk, given) => {
    const { until } = given;
    const hold = { ...reasonOf(given), ...(until ? { until } : {}) };
    return forReason(desk, given, 'held', () =>
      write(desk, given, 'held', hold, () => (until ? judgeUntil(until, officeNow(desk)) : ok(null))),
    );
  },
  'workOrder.resume': (desk, given) =>
    write(desk, given, 'resumed', given.note === undefined ? {} : { note: given.note }),
  'workOrder.reschedule': (desk, given) => {
    const { appointment, agreedWith } = given;
    return forReason(desk, given, 'rescheduled', () =>
      write(desk, given, 'rescheduled', { appointment, agreedWith, ...reasonOf(given) }, () =>
        judgeWindow(appointment, officeNow(desk)),
      ),
    );
  },
  'workOrder.completePartially': (desk, given) =>
    forReason(desk, given, 'partiallyCompleted', async () => {
      const order = await desk.order(given.orderId);
      if (!order.ok) return order;
      const { remaining, customerWords } = given;
      const fits = judgePartial(order.value.view, order.value.definition, { remaining });
      if (!fits.ok && !(await desk.written(given.orderId, given.requestKey))) return fits;
      return underAssignment(desk, given, 'partiallyCompleted', (assignmentId) => ({
        assignmentId,
        ...reasonOf(given),
        remaining,
        ...(customerWords.trim() === '' ? {} : { customerWords: customerWords.trim() }),
      }));
    }),
  'workOrder.fail': (desk, given) =>
    forReason(desk, given, 'failed', () =>
      underAssignment(desk, given, 'failed', (assignmentId) => ({ assignmentId, ...reasonOf(given) })),
    ),
  'workOrder.askCancel': (desk, given) =>
    forReason(desk, given, 'cancelAsked', () => write(desk, given, 'cancelAsked', reasonOf(given))),
  'workOrder.reportDiscrepancy': async (desk, given) => {
    const order = await desk.order(given.orderId);
    if (!order.ok) return order;
    const expected = order.value.view.fold.resources[given.resource];
    return write(desk, given, 'discrepancyReported', {
      resource: given.resource,
      found: given.found,
      note: given.note,
      ...(expected === undefined ? {} : { expected }),
    });
  },
} as const satisfies DeskCalls<OwnDesk>;

type Keyed = { readonly orderId: string; readonly requestKey?: string | undefined };

const write = <K extends EventKind>(
  desk: Desk,
  given: Keyed,
  kind: K,
  payload: EventPayload<K>,
  /** what else must hold now; a call that was carried out already is answered all the same */
  allowed: () => Result<unknown> = () => ok(null),
): MoveAnswer => desk.writeEvent(given.orderId, kind, payload, { requestKey: given.requestKey, allowed });

/** A move that answers an assignment names it: at the office it is then known which one it was meant for. */
async function underAssignment<K extends EventKind>(
  desk: Desk,
  given: Keyed,
  kind: K,
  payload: (assignmentId: string) => EventPayload<K>,
): MoveAnswer {
  const order = await desk.order(given.orderId);
  if (!order.ok) return order;
  const before = await desk.written(given.orderId, given.requestKey);
  if (before) return ok({ eventId: before._id });
  const { assignment, phase } = order.value.view.fold;
  if (!assignment) return refused(problem('order.moveIllegal', { state: phase, move: kind }));
  return write(desk, given, kind, payload(assignment.assignmentId));
}

/** Refuses a reason that the order type does not know for this move. */
/** The office's clock, ms since the epoch: a tablet whose clock is days ahead would refuse every window there is. */
const officeNow = (desk: OwnDesk): number => desk.clock.now() + (desk.contact.facts().clockOffsetMs ?? 0);

async function forReason(desk: Desk, given: Reasoned, kind: EventKind, then: () => MoveAnswer): MoveAnswer {
  const order = await desk.order(given.orderId);
  if (!order.ok) return order;
  const known = checkReason(order.value, kind, given.reasonCode);
  return known.ok ? then() : known;
}

export function checkReason(order: OrderAtHand, kind: string, reasonCode: string): Result<null> {
  if (reasonCode === '') return refused(problem('order.reasonRequired', { move: kind }));
  const reasons = order.definition.reasons[kind] ?? [];
  if (reasons.some(({ code }) => code === reasonCode)) return ok(null);
  return refused(problem('order.reasonUnknown', { given: reasonCode, move: kind }));
}

const reasonOf = ({
  reasonCode,
  note,
}: ParsedOf<StationCalls['workOrder.hold']>): { reasonCode: string; note: string } => ({
  reasonCode,
  note,
});
