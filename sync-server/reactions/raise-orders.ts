import { isDue, raisesOf } from '../../forms/engine/raises.ts';
import { raise } from './raise.ts';
import type { Reaction } from './reaction.ts';

/** Raises what is due: a stage was passed, the order completed, or completed in part. */
export const raiseOrders: Reaction = {
  name: 'raise orders',
  concerns: ({ definition, kinds }) => kinds.has('partiallyCompleted') || (definition.raises ?? []).length > 0,
  run: async (office, loaded) => {
    for (const one of raisesOf(loaded.definition)) if (isDue(one, loaded.view)) await raise(office, loaded, one);
  },
};
