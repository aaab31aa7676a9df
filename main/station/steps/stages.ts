import type { EventPayload } from '../../../domain/documents/event.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { judgeCompletion, judgeStage } from '../../../forms/engine/judge.ts';
import { sideOfStage } from '../../../forms/engine/performers.ts';
import { lastStageOf, stageViewOf } from '../../../forms/engine/steps-of.ts';
import type { StageJudgement, StageView } from '../../../forms/engine/types.ts';
import type { DeskCalls, OrderAtHand } from '../context.ts';
import { composeEvents, mayMove } from '../orders/compose-event.ts';
import type { OwnDesk } from '../own-desk.ts';
import { addStart } from './start-work.ts';

/** Gates: judged by what was submitted; passing one is an event that names the submissions it judged. */
export const stageCalls = {
  'stage.judge': async (desk, { orderId, stage }) => {
    const order = await desk.order(orderId);
    if (!order.ok) return order;
    const found = stageAt(order.value, stage);
    return found.ok ? ok(judge(order.value, stage)) : found;
  },
  'stage.pass': (desk, { orderId, stage, accepts, requestKey }) =>
    desk.exclusively(orderId, async () => {
      const standing = await desk.writable(orderId);
      if (!standing.ok) return standing;
      const accepting = accepts === true ? acceptance(standing.value, desk.technicianId) : ok(null);
      if (!accepting.ok) return accepting;
      const order = accepting.value === null ? standing.value : asAccepted(standing.value);
      const found = stageAt(order, stage);
      if (!found.ok) return found;
      const passed = order.view.fold.passed[stage];
      if (passed) {
        // Passed under an earlier assignment: who has the order now accepts it all the same.
        if (accepting.value !== null)
          await desk.append([composeEvents(desk.author, order).add('accepted', accepting.value)]);
        return ok({ eventId: passed._id });
      }
      if (found.value.state === 'skipped') return refused(problem('step.readOnly', { stage }));
      if (found.value.state === 'notYet') return refused(problem('step.notYet', { stage }));
      const legal = mayMove(order, 'stagePassed', desk.technicianId);
      const judgement = judge(order, stage);
      if (!judgement.passes) return refused(gateRefused(judgement));
      if (!legal.ok) return legal;
      const chain = composeEvents(desk.author, order);
      if (accepting.value !== null) chain.add('accepted', accepting.value);
      addStart(chain, order, { stage }, desk.technicianId);
      const event = chain.add('stagePassed', passing(judgement), requestKey);
      await desk.append(chain.events);
      return ok({ eventId: event._id });
    }),
  'stage.askOverride': async (desk, { orderId, stage, gate, note, requestKey }) => {
    const order = await desk.order(orderId);
    if (!order.ok) return order;
    const found = stageAt(order.value, stage);
    if (!found.ok) return found;
    const asked = found.value.gates.find(({ key }) => key === gate);
    if (!asked?.overridable || asked.state !== 'refused')
      return refused(problem('step.unknown', { step: `${stage}.${gate}` }));
    if (note.trim() === '') return refused(problem('order.noteRequired'));
    const payload = { stage, gate, code: asked.code, details: { ...asked.details }, note };
    return desk.writeEvent(orderId, 'overrideAsked', payload, { requestKey });
  },
  'workOrder.complete': (desk, { orderId, requestKey }) =>
    desk.exclusively(orderId, async () => {
      const order = await desk.order(orderId);
      if (!order.ok) return order;
      const before = await desk.written(orderId, requestKey);
      if (before) return ok({ eventId: before._id });
      const { view, definition, settings } = order.value;
      const legal = mayMove(order.value, 'completed', desk.technicianId);
      if (!legal.ok) return legal;
      const last = lastStageOf(view, definition);
      if (last && sideOfStage(definition, last) === 'office') return refused(othersStage(last));
      const judged = judgeCompletion(view, definition, settings);
      if (!judged.ok) return judged;
      const { assignment, phase } = view.fold;
      if (!assignment) return refused(problem('order.moveIllegal', { state: phase, move: 'completed' }));
      const chain = composeEvents(desk.author, order.value);
      // A stage left with its gate open, which dispatch has opened since, is passed on the way.
      for (const judgement of judged.value) chain.add('stagePassed', passing(judgement));
      const event = chain.add('completed', { assignmentId: assignment.assignmentId }, requestKey);
      await desk.append(chain.events);
      return ok({ eventId: event._id });
    }),
} as const satisfies DeskCalls<OwnDesk>;

/** The technician accepts the order along with the stage: this is the payload of that event. Null: he has accepted it already. */
function acceptance(order: OrderAtHand, technicianId: string): Result<EventPayload<'accepted'> | null> {
  const { assignment, phase } = order.view.fold;
  if (phase !== 'assigned' || !assignment) return ok(null);
  const legal = mayMove(order, 'accepted', technicianId);
  return legal.ok ? ok({ assignmentId: assignment.assignmentId }) : legal;
}

/** The order as the same write leaves it: its gates are judged as after the acceptance. One that they refuse is not accepted. */
const asAccepted = (order: OrderAtHand): OrderAtHand => ({
  ...order,
  view: { ...order.view, fold: { ...order.view.fold, phase: 'accepted', accepted: true } },
});

const othersStage = ({ key, performer }: Pick<StageView, 'key' | 'performer'>) =>
  problem('step.othersStage', { stage: key, performer });

function stageAt(order: OrderAtHand, stage: string): Result<StageView> {
  const found = stageViewOf(order.view, stage);
  if (!found) return refused(problem('step.unknown', { step: stage }));
  return sideOfStage(order.definition, found) === 'office' ? refused(othersStage(found)) : ok(found);
}

const judge = ({ view, definition, settings }: OrderAtHand, stage: string): StageJudgement =>
  judgeStage({ view, definition, settings, stage });

const gateRefused = ({ stage, problems }: StageJudgement) =>
  problem('gate.refused', { stage, count: problems.length, problems });

const passing = ({ stage, submissions, evidence, verdicts }: StageJudgement): EventPayload<'stagePassed'> => ({
  stage,
  submissions: [...submissions],
  evidence: [...evidence],
  verdicts: [...verdicts],
});
