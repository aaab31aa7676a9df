import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { AnswerOf, Desk, DeskCalls, OrderAtHand } from '../context.ts';
import { addEvidence } from './add.ts';
import type { AddArgument } from './facts.ts';
import { darkroomOf } from './room.ts';
import { mayPhotograph } from './slots.ts';

/** The same call under way: a triple click waits for the first instead of decoding the picture three times. */
const underWay = new Map<string, AnswerOf<'evidence.add'>>();

function add(desk: Desk, argument: AddArgument): AnswerOf<'evidence.add'> {
  const { orderId, requestKey } = argument;
  if (requestKey === undefined) return addEvidence(desk, darkroomOf(desk), argument);
  const key = `${desk.deviceId}/${orderId}/${requestKey}`;
  const running =
    underWay.get(key) ?? addEvidence(desk, darkroomOf(desk), argument).finally(() => underWay.delete(key));
  underWay.set(key, running);
  return running;
}

function mayWithdraw({ definition, view }: OrderAtHand, evidenceId: string, reasonCode: string): Result<unknown> {
  const item = view.evidence.find(({ id }) => id === evidenceId);
  // The report is made once and vouched for; it is replaced by a new one, never withdrawn.
  if (!item || item.slot === 'report' || item.withdrawn !== null) return refused(problem('evidence.unknown'));
  const open = mayPhotograph(definition, view, item.slot);
  if (!open.ok) return open;
  const reasons = definition.reasons.evidenceWithdrawn ?? [];
  return reasons.some(({ code }) => code === reasonCode)
    ? ok(null)
    : refused(problem('order.reasonUnknown', { given: reasonCode }));
}

/** The evidence room's part of the station's calls. */
export const evidenceCalls = {
  'evidence.add': add,
  'evidence.withdraw': async (desk, { orderId, evidenceId, reasonCode, note, replacedBy, requestKey }) => {
    const order = await desk.writable(orderId);
    if (!order.ok) return order;
    const payload = { evidenceId, reasonCode, note, ...(replacedBy === undefined ? {} : { replacedBy }) };
    const allowed = (now: OrderAtHand) => mayWithdraw(now, evidenceId, reasonCode);
    return desk.writeEvent(orderId, 'evidenceWithdrawn', payload, { requestKey, allowed });
  },
  'evidence.keep': async (desk, { orderId, evidenceId, note, requestKey }) => {
    const order = await desk.writable(orderId);
    if (!order.ok) return order;
    const { view, definition } = order.value;
    const item = view.evidence.find(({ id, withdrawn }) => id === evidenceId && withdrawn === null);
    if (!item) return refused(problem('evidence.unknown'));
    const open = mayPhotograph(definition, view, item.slot);
    return open.ok ? desk.writeEvent(orderId, 'evidenceKept', { evidenceId, note }, { requestKey }) : open;
  },
} as const satisfies DeskCalls;
