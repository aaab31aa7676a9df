import type { EventDocument, EventOf } from '../../../domain/documents/event.ts';
import { eventId } from '../../../domain/documents/event.ts';
import { problem } from '../../../domain/problem.ts';
import { refused } from '../../../domain/result.ts';
import { mayWaive } from '../../../domain/work-order/notes.ts';
import type { Desk, DeskCalls } from '../context.ts';

/** Notes of the technician, and whether they wait for an answer (ADR 0032). */
export const noteCalls = {
  'workOrder.note': (desk, { orderId, text, asksAnswer, requestKey }) =>
    desk.writeEvent(
      orderId,
      'noted',
      { text },
      { requestKey, ...(asksAnswer ? { also: (note: EventDocument) => [askAfter(desk, note)] } : {}) },
    ),
  'workOrder.waiveAnswer': async (desk, { orderId, note, requestKey }) => {
    const order = await desk.order(orderId);
    if (!order.ok) return order;
    const author = order.value.view.fold.notes.find(({ eventId: id }) => id === note)?.by;
    if (author === undefined || !mayWaive({ role: 'technician', createdBy: desk.technicianId }, author))
      return refused(problem('input.invalid', { where: 'note' }));
    return desk.writeEvent(orderId, 'answerWaived', { note }, { requestKey });
  },
} as const satisfies DeskCalls;

/** The question that goes with a note, in the same write: the event right after it. */
function askAfter(desk: Pick<Desk, 'makeId'>, noted: EventDocument): EventOf<'answerAsked'> {
  const { requestKey: _, ...envelope } = noted;
  return {
    ...envelope,
    _id: eventId(noted.orderId, desk.makeId()),
    deviceSeq: noted.deviceSeq + 1,
    after: [noted._id],
    kind: 'answerAsked',
    payload: { note: noted._id },
  };
}
