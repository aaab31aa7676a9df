import { finalPhases } from '../../domain/work-order/moves.ts';
import { officeItself } from '../office-itself.ts';
import { stableId } from '../stable-id.ts';
import type { Reaction } from './reaction.ts';

type Ended = 'completed' | 'partial' | 'failed' | 'cancelled' | 'rejected';

/** A child that has ended says so on the order that waits for it. */
export const tellParent: Reaction = {
  name: 'tell parent',
  concerns: ({ raised }) => raised,
  run: async ({ orders, log }, { view }) => {
    const { origin, orderId, fold } = view;
    if (origin?.relation !== 'child' || !finalPhases.has(fold.phase)) return;
    const told = await orders.move(officeItself, origin.orderId, () => ({
      ok: true,
      value: {
        kind: 'childEnded',
        payload: { orderId, state: fold.state as Ended },
        unique: stableId(orderId, 'ended'),
      },
    }));
    if (!told.ok) log.error({ orderId, problem: told.problem }, 'the raising order was not told of the end');
  },
};
