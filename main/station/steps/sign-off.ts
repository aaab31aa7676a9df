import { createHash } from 'node:crypto';
import type { SignOff } from '../../../domain/documents/event.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { isSignature } from '../../../domain/work-order/signature.ts';
import { seenText } from '../../../forms/engine/customer-copy.ts';
import { stepAccess } from '../../../forms/engine/step-access.ts';
import { stepsOf, stepViewOf } from '../../../forms/engine/steps-of.ts';
import type { DeskCalls, OrderAtHand } from '../context.ts';
import { composeEvents, mayMove } from '../orders/compose-event.ts';
import { checkReason } from '../orders/moves.ts';
import type { OwnDesk } from '../own-desk.ts';
import { addStart } from './start-work.ts';

/** DESIGN §6: simplified strokes stay below 8 KB. */
const mostStrokeBytes = 8 * 1024;

/** The customer attests: strokes, name, relation, time and the digest of what he saw are one event, one write. */
export const signOffCalls = {
  'signOff.summary': async (desk, { orderId }) => {
    const order = await desk.order(orderId);
    return order.ok ? ok({ digest: digestOf(order.value) }) : order;
  },
  'signOff.sign': (desk, { orderId, signOff, requestKey }) =>
    desk.exclusively(orderId, async () => {
      const order = await desk.writable(orderId);
      if (!order.ok) return order;
      const before = await desk.written(orderId, requestKey);
      if (before) return ok({ eventId: before._id });
      const open = maySign(order.value);
      if (!open.ok) return open;
      const fits = checkSignOff(order.value, signOff);
      if (!fits.ok) return fits;
      const chain = composeEvents(desk.author, order.value);
      addStart(chain, order.value, { stage: signingStage(order.value) }, desk.technicianId);
      if (chain.events.length === 0) {
        const legal = mayMove(order.value, 'signedOff', desk.technicianId);
        if (!legal.ok) return legal;
      }
      const submissions = stepsOf(order.value.definition).flatMap(
        ({ key }) => stepViewOf(order.value.view, key)?.heads ?? [],
      );
      const event = chain.add('signedOff', { signOff, submissions }, requestKey);
      await desk.append(chain.events);
      return ok({ eventId: event._id });
    }),
} as const satisfies DeskCalls<OwnDesk>;

function checkSignOff(order: OrderAtHand, signOff: SignOff): Result<null> {
  if (signOff.outcome === 'refused') return checkReason(order, 'signRefused', signOff.reasonCode);
  if (!isSignature(signOff.strokes)) return refused(problem('signOff.empty'));
  const bytes = JSON.stringify(signOff.strokes).length;
  return bytes > mostStrokeBytes ? refused(problem('signOff.tooLarge', { limit: mostStrokeBytes })) : ok(null);
}

/** While the order is back for rework, the customer signs anew only when the reviewer has returned that step. */
function maySign({ definition, view }: OrderAtHand): Result<null> {
  const step = stepsOf(definition).find((place) => place.step.kind === 'signOff');
  return step && view.fold.reviewState === 'returned' ? stepAccess(view, definition, step.key) : ok(null);
}

const signingStage = ({ definition }: OrderAtHand): string =>
  definition.stages.find(({ steps }) => steps.some(({ kind }) => kind === 'signOff'))?.key ?? '';

/** sha256 of what the customer sees when signing. */
export const digestOf = ({ view }: Pick<OrderAtHand, 'view'>): string =>
  createHash('sha256').update(seenText(view)).digest('hex');
