import { stageViewOf } from '../../../forms/engine/steps-of.ts';
import type { OrderAtHand } from '../context.ts';
import type { EventChain } from '../orders/compose-event.ts';
import { mayMove } from '../orders/compose-event.ts';

/**
 * Work has begun with the first form of the stage that offers `start` on one of its steps; where none does, with the stage after
 * the first. Nobody has to say so: the first save there says it. Typing ahead in a stage that is not reached yet is no work begun.
 */
export function addStart(chain: EventChain, order: OrderAtHand, stage: string, technicianId: string): void {
  const { definition, view } = order;
  const state = stageViewOf(view, stage)?.state;
  if (state === 'notYet' || state === 'skipped') return;
  const { assignment, phase } = view.fold;
  if (phase !== 'accepted' || !assignment) return;
  const offering = definition.stages.findIndex(({ steps }) => steps.some(({ moves }) => moves?.includes('start')));
  const due = offering === -1 ? Math.min(1, definition.stages.length - 1) : offering;
  if (definition.stages.findIndex(({ key }) => key === stage) < due) return;
  if (mayMove(order, 'started', technicianId).ok) chain.add('started', { assignmentId: assignment.assignmentId });
}
