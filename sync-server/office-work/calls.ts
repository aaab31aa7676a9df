import { eventId } from '../../domain/documents/event.ts';
import { type SubmissionDocument, submissionId } from '../../domain/documents/submission.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import { canMove } from '../../domain/work-order/transitions.ts';
import { judgeCompletion, judgeStage } from '../../forms/engine/judge.ts';
import { judgePartial } from '../../forms/engine/partial.ts';
import { lacksChildren, raisesOf } from '../../forms/engine/raises.ts';
import { sendBack } from '../../forms/engine/sent-back.ts';
import { stepAccess } from '../../forms/engine/step-access.ts';
import { stageViewOf } from '../../forms/engine/steps-of.ts';
import { makeSubmission } from '../../forms/engine/submission.ts';
import type { StageJudgement } from '../../forms/engine/types.ts';
import type { Handlers } from '../api/call.ts';
import { reasoned } from '../api/make-move.ts';
import { judgeBasis } from '../api/overtaken.ts';
import type { IncomingDocument } from '../database/types.ts';
import { passing } from '../orders/passing.ts';
import type { LoadedOrder } from '../orders/types.ts';
import { raise } from '../reactions/raise.ts';
import { draftOf, mergeNow } from './draft.ts';
import { endsAtFirst, performsCurrent, performsLast, performsStage, stageOfStep } from './performing.ts';
import { beginWork } from './start.ts';

/** The office's side of working on an order: forms and gates of office stages, done by whoever performs them (ADR 0011). */
export const officeWorkCalls = {
  'step.saveDraft': ({ orderId, step, fields, basedOn }, { office, actor }) =>
    office.orders.write(actor, orderId, (loaded) => {
      const mine = performsStage(loaded, actor, stageOfStep(step));
      if (!mine.ok) return mine;
      const open = stepAccess(loaded.view, loaded.definition, step, 'office');
      if (!open.ok && open.problem.code !== 'step.notYet') return open;
      const merged = basedOn ? mergeNow(loaded, actor, step, { basedOn, fields }) : null;
      const draft = draftOf(loaded, actor, { step, fields: merged?.fields ?? fields, now: office.clock.now() });
      if (!draft.ok) return draft;
      return ok({ documents: [draft.value], value: { savedAt: String(draft.value.savedAt), merged } });
    }),
  'step.submit': ({ orderId, step, fields }, { office, actor, unique, requestKey, edit }) =>
    office.orders.write(actor, orderId, (loaded, chain) => {
      const id = submissionId(orderId, step, unique);
      if (loaded.documents.some(({ _id }) => _id === id)) return ok({ documents: [], value: { submissionId: id } });
      const current = judgeBasis(loaded, edit);
      if (!current.ok) return current;
      const mine = performsStage(loaded, actor, stageOfStep(step));
      if (!mine.ok) return mine;
      const { view, definition, settings } = loaded;
      const open = stepAccess(view, definition, step, 'office');
      if (!open.ok) return open;
      const made = makeSubmission({ view, definition, settings, step, fields, now: office.clock.facts().at });
      if (!made.ok) return made;
      const begun = beginWork(loaded, chain);
      if (!begun.ok) return begun;
      const submission: SubmissionDocument = {
        _id: id,
        type: 'submission',
        schemaVersion: 1,
        createdBy: actor.account.accountId,
        orderId,
        step,
        ...made.value,
        time: office.clock.facts(),
        ...(requestKey === undefined ? {} : { requestKey }),
      };
      const draft = draftOf(loaded, actor, { step, fields, now: office.clock.now(), submittedAs: id });
      if (!draft.ok) return draft;
      return ok({
        documents: [submission as unknown as IncomingDocument, draft.value],
        value: { submissionId: id },
      });
    }),
  'stage.pass': ({ orderId, stage }, { office, actor, unique, requestKey }) =>
    office.orders.write(actor, orderId, (loaded, chain) => {
      const { view, definition, settings } = loaded;
      const mine = performsStage(loaded, actor, stage);
      if (!mine.ok) return mine;
      const passed = view.fold.passed[stage];
      if (passed !== undefined) return ok({ documents: [], value: { eventId: passed._id } });
      const state = stageViewOf(view, stage)?.state;
      if (state === 'skipped') return refused(problem('step.readOnly', { stage }));
      if (state === 'notYet') return refused(problem('step.notYet', { stage }));
      const judgement = judgeStage({ view, definition, settings, stage });
      if (!judgement.passes) return refused(gateRefused(judgement));
      const begun = beginWork(loaded, chain);
      if (!begun.ok) return begun;
      const event = chain.add('stagePassed', passing(judgement), { unique, requestKey });
      return event.ok ? ok({ documents: [], value: { eventId: event.value._id } }) : event;
    }),
  'stage.sendBack': (argument, { office, actor, unique, requestKey }) =>
    office.orders.write(actor, argument.orderId, (loaded, chain) => {
      const id = eventId(argument.orderId, unique);
      if (loaded.documents.some(({ _id }) => _id === id)) return ok({ documents: [], value: { eventId: id } });
      const { view, definition } = loaded;
      const way = sendBack(view, definition, argument.return);
      if (!way.ok) return way;
      const mine = performsStage(loaded, actor, way.value.from);
      if (!mine.ok) return mine;
      const why = reasoned(loaded, 'sentBack', argument);
      if (!why.ok) return why;
      if (why.value.note.trim() === '') return refused(problem('order.noteRequired'));
      const begun = beginWork(loaded, chain);
      if (!begun.ok) return begun;
      const event = chain.add('stageSentBack', { ...way.value, ...why.value }, { unique, requestKey });
      return event.ok ? ok({ documents: [], value: { eventId: event.value._id } }) : event;
    }),
  'workOrder.complete': ({ orderId }, { office, actor, unique, requestKey, edit }) =>
    office.orders.write(actor, orderId, (loaded, chain) => {
      const id = eventId(orderId, unique);
      if (loaded.documents.some(({ _id }) => _id === id)) return ok({ documents: [], value: { eventId: id } });
      const current = judgeBasis(loaded, edit);
      if (!current.ok) return current;
      const mine = performsLast(loaded, actor);
      if (!mine.ok) return mine;
      if (waitsForChildren(loaded)) return refused(problem('order.childrenOpen'));
      const judged = judgeCompletion(loaded.view, loaded.definition, loaded.settings);
      if (!judged.ok) return judged;
      // The chain asks for its first event only, which may be a passing: that is legal on an order on hold, its completion is not.
      const legal = canMove(loaded.view.fold, 'completed', actor.account.role);
      if (!legal.ok) return legal;
      for (const judgement of judged.value) {
        const passed = chain.add('stagePassed', passing(judgement));
        if (!passed.ok) return passed;
      }
      const event = chain.add('completed', {}, { unique, requestKey });
      return event.ok ? ok({ documents: [], value: { eventId: event.value._id } }) : event;
    }),
  'workOrder.fail': (argument, { office, actor, unique, requestKey, edit }) =>
    office.orders.write(actor, argument.orderId, (loaded, chain) => {
      const id = eventId(argument.orderId, unique);
      if (loaded.documents.some(({ _id }) => _id === id)) return ok({ documents: [], value: { eventId: id } });
      const current = judgeBasis(loaded, edit);
      if (!current.ok) return current;
      const mine = performsCurrent(loaded, actor);
      if (!mine.ok) return mine;
      const why = reasoned(loaded, 'failed', argument);
      if (!why.ok) return why;
      const begun = endsAtFirst(loaded, actor) ? beginWork(loaded, chain) : ok(null);
      if (!begun.ok) return begun;
      const event = chain.add('failed', why.value, { unique, requestKey });
      return event.ok ? ok({ documents: [], value: { eventId: event.value._id } }) : event;
    }),
  'workOrder.completePartially': (argument, { office, actor, unique, requestKey, edit }) =>
    office.orders.write(actor, argument.orderId, (loaded, chain) => {
      const id = eventId(argument.orderId, unique);
      if (loaded.documents.some(({ _id }) => _id === id)) return ok({ documents: [], value: { eventId: id } });
      const current = judgeBasis(loaded, edit);
      if (!current.ok) return current;
      const mine = performsCurrent(loaded, actor);
      if (!mine.ok) return mine;
      const why = reasoned(loaded, 'partiallyCompleted', argument);
      if (!why.ok) return why;
      const customerWords = argument.customerWords.trim();
      const payload = {
        ...why.value,
        remaining: [...argument.remaining],
        ...(customerWords === '' ? {} : { customerWords }),
      };
      const event = chain.add('partiallyCompleted', payload, { unique, requestKey });
      // Said after what the order's state forbids: an order that was taken away meanwhile is told as that.
      const fits = event.ok ? judgePartial(loaded.view, loaded.definition, argument) : event;
      if (!fits.ok) return fits;
      return event.ok ? ok({ documents: [], value: { eventId: event.value._id } }) : event;
    }),
  'evidence.withdraw': (argument, { office, actor, unique, requestKey, edit }) =>
    office.orders.write(actor, argument.orderId, (loaded, chain) => {
      const id = eventId(argument.orderId, unique);
      if (loaded.documents.some(({ _id }) => _id === id)) return ok({ documents: [], value: { eventId: id } });
      const current = judgeBasis(loaded, edit);
      if (!current.ok) return current;
      const item = loaded.view.evidence.find(({ id }) => id === argument.evidenceId);
      if (item === undefined) return refused(problem('evidence.unknown'));
      const mine = performsStage(loaded, actor, stageOfStep(item.slot));
      if (!mine.ok) return mine;
      const why = reasoned(loaded, 'evidenceWithdrawn', argument);
      if (!why.ok) return why;
      const payload = { evidenceId: item.id, ...why.value };
      const event = chain.add('evidenceWithdrawn', payload, { unique, requestKey });
      return event.ok ? ok({ documents: [], value: { eventId: event.value._id } }) : event;
    }),
  'workOrder.raise': async ({ orderId, raise: key }, { office, actor }) => {
    const loaded = await office.orders.load(orderId);
    if (!loaded.ok) return loaded;
    const mine = performsCurrent(loaded.value, actor);
    if (!mine.ok) return mine;
    const again = loaded.value.view.fold.notRaised.some((one) => one.raise === key);
    const asked = raisesOf(loaded.value.definition).find((one) => one.key === key && (one.on === 'asked' || again));
    if (asked === undefined) return refused(problem('input.invalid', { where: 'raise' }));
    const { orders, problems } = await raise(office, loaded.value, asked, { dismissedToo: true });
    if (orders.length > 0) return ok({ orders });
    return refused(problems[0] ?? problem('order.nothingToRaise'));
  },
} as const satisfies Partial<Handlers>;

/** An order that closes with its children is not completed by hand before they have ended. */
function waitsForChildren({ definition, view }: LoadedOrder): boolean {
  if (definition.closesWith !== 'children') return false;
  const children = view.fold.children.filter(({ relation }) => relation === 'child');
  if (lacksChildren(view.fold) || children.some(({ state }) => state === null)) return true;
  return children.length === 0 && !view.fold.notRaised.some(({ relation }) => relation === 'child');
}

const gateRefused = ({ stage, problems }: StageJudgement): Problem =>
  problem('gate.refused', { stage, count: problems.length, problems });
