import { judgeCompletion } from '../../forms/engine/judge.ts';
import { lacksChildren } from '../../forms/engine/raises.ts';
import { officeItself } from '../office-itself.ts';
import { stableId } from '../stable-id.ts';
import type { Reaction } from './reaction.ts';

/** An order that closes with its children is completed when all have ended well. One that failed is a need: a person decides. */
export const closeWithChildren: Reaction = {
  name: 'close with children',
  concerns: ({ definition }) => definition.closesWith === 'children',
  run: async ({ orders, log }, { view, definition, settings }) => {
    if (view.fold.phase !== 'started') return;
    const waitedFor = view.fold.children.filter(({ relation }) => relation === 'child');
    const ended = waitedFor.every(({ state }) => state === 'completed' || state === 'partial');
    if (waitedFor.length === 0 || lacksChildren(view.fold) || !ended || !judgeCompletion(view, definition, settings).ok)
      return;
    const closed = await orders.move(officeItself, view.orderId, () => ({
      ok: true,
      value: { kind: 'completed', payload: {}, unique: stableId(view.orderId, 'closed') },
    }));
    if (!closed.ok) log.error({ orderId: view.orderId, problem: closed.problem }, 'not closed with its children');
  },
};
