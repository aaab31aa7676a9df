import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import type { DeskCalls } from '../context.ts';

/** Differing values of two devices stand side by side until a person chooses; the choice is an event. */
export const conflictCalls = {
  'conflict.list': async (desk, { orderId }) => {
    const order = await desk.order(orderId);
    return order.ok ? ok({ conflicts: order.value.view.conflicts }) : order;
  },
  'conflict.choose': async (desk, { orderId, step, field, chosen, requestKey }) => {
    const order = await desk.order(orderId);
    if (!order.ok) return order;
    const before = await desk.written(orderId, requestKey);
    if (before) return ok({ eventId: before._id });
    const conflict = order.value.view.conflicts.find((one) => one.step === step && one.field === field);
    if (!conflict) return refused(problem('step.unknown', { step: `${step}/${field}` }));
    const rejected = conflict.candidates.map(({ submission }) => submission).filter((id) => id !== chosen);
    if (rejected.length === conflict.candidates.length) return refused(problem('input.invalid', { where: 'chosen' }));
    return desk.writeEvent(orderId, 'conflictChosen', { step, field, chosen, rejected }, { requestKey });
  },
} as const satisfies DeskCalls;
