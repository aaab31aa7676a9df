import { ok } from '../../domain/result.ts';
import { judgeCompletion } from '../../forms/engine/judge.ts';
import { passingCounts } from '../../forms/engine/performers.ts';
import { lacksChildren } from '../../forms/engine/raises.ts';
import { officeItself } from '../office-itself.ts';
import { passing } from '../orders/passing.ts';
import { stableId } from '../stable-id.ts';
import type { Reaction } from './reaction.ts';

/** An order that closes with its children is completed, its last stage passed, when all have ended well. One that failed is a need: a person decides. */
export const closeWithChildren: Reaction = {
  name: 'close with children',
  concerns: ({ definition }) => definition.closesWith === 'children',
  run: async ({ orders, log }, { view, definition, settings }) => {
    if (view.fold.phase !== 'started') return;
    const waitedFor = view.fold.children.filter(({ relation }) => relation === 'child');
    const ended = waitedFor.every(({ state }) => state === 'completed' || state === 'partial');
    if (waitedFor.length === 0 || lacksChildren(view.fold) || !ended) return;
    if (!judgeCompletion(view, definition, settings).ok) return;
    const closed = await orders.write(officeItself, view.orderId, (now, chain) => {
      if (now.view.fold.phase !== 'started') return ok({ documents: [], value: null });
      const judged = judgeCompletion(now.view, now.definition, now.settings);
      if (!judged.ok) return judged;
      // As whoever completes by hand: what was open is passed first. A technician's stage is passed by nobody else.
      for (const judgement of judged.value.filter(({ stage }) => passingCounts(now.definition, stage, 'office'))) {
        const unique = stableId(view.orderId, 'closed', judgement.stage);
        const passed = chain.add('stagePassed', passing(judgement), { unique });
        if (!passed.ok) return passed;
      }
      const completed = chain.add('completed', {}, { unique: stableId(view.orderId, 'closed') });
      return completed.ok ? ok({ documents: [], value: null }) : completed;
    });
    if (!closed.ok) log.error({ orderId: view.orderId, problem: closed.problem }, 'not closed with its children');
  },
};
