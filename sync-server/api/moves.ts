import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import { judgeUntil, judgeWindow } from '../../domain/work-order/agreed-window.ts';
import { waitingRequests } from '../../domain/work-order/override-requests.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import type { Handlers } from './call.ts';
import { checkReason, makeMove, reasoned } from './make-move.ts';

const noteIn = (view: OrderView, note: string): boolean => view.fold.notes.some(({ eventId }) => eventId === note);
const noSuchNote = refused(problem('input.invalid', { where: 'note' }));

/** Office moves that are a reason, a note or a window; assigning and correcting have files of their own. */
export const moveCalls = {
  'workOrder.hold': (argument, call) =>
    makeMove(call, argument.orderId, 'held', (loaded) => {
      const payload = reasoned(loaded, 'held', argument);
      if (!payload.ok || argument.until === undefined) return payload;
      const until = judgeUntil(argument.until, call.office.clock.now());
      return until.ok ? ok({ ...payload.value, until: until.value }) : until;
    }),
  'workOrder.resume': ({ orderId, note }, call) =>
    makeMove(call, orderId, 'resumed', () => ok(note === undefined ? {} : { note })),
  'workOrder.reschedule': (argument, call) =>
    makeMove(call, argument.orderId, 'rescheduled', (loaded) => {
      const payload = reasoned(loaded, 'rescheduled', argument);
      if (!payload.ok) return payload;
      const appointment = judgeWindow(argument.appointment, call.office.clock.now());
      if (!appointment.ok) return appointment;
      return ok({ ...payload.value, appointment: appointment.value, agreedWith: argument.agreedWith });
    }),
  'workOrder.cancel': (argument, call) =>
    makeMove(call, argument.orderId, 'cancelled', (loaded) => reasoned(loaded, 'cancelled', argument)),
  'workOrder.refuseCancel': ({ orderId, note }, call) => makeMove(call, orderId, 'cancelRefused', () => ok({ note })),
  'workOrder.dismissRaise': ({ orderId, child, note }, call) =>
    makeMove(call, orderId, 'raiseDismissed', ({ view }) => {
      const lacking = view.fold.notRaised.find((one) => one.orderId === child && one.dismissed === null);
      if (lacking === undefined) return refused(problem('order.changedMeanwhile'));
      if (note.trim() === '') return refused(problem('order.noteRequired'));
      return ok({ raise: lacking.raise, orderId: child, note });
    }),
  'workOrder.reject': (argument, call) =>
    makeMove(call, argument.orderId, 'rejected', (loaded) => reasoned(loaded, 'rejected', argument)),
  'workOrder.note': ({ orderId, text }, call) => makeMove(call, orderId, 'noted', () => ok({ text })),
  'workOrder.answer': ({ orderId, note, text }, call) =>
    makeMove(call, orderId, 'answered', ({ view }) => (noteIn(view, note) ? ok({ note, text }) : noSuchNote)),
  'workOrder.waiveAnswer': ({ orderId, note }, call) =>
    makeMove(call, orderId, 'answerWaived', ({ view }) => (noteIn(view, note) ? ok({ note }) : noSuchNote)),
  'workOrder.override': ({ orderId, stage, gate, reasonCode, note }, call) =>
    makeMove(call, orderId, 'overridden', (loaded) => {
      const found = loaded.definition.stages.find((one) => one.key === stage)?.gates.find((one) => one.key === gate);
      if (found?.overridable !== true) return refused(problem('input.invalid', { where: 'gate' }));
      const checked = checkReason(loaded, 'overridden', reasonCode);
      if (!checked.ok) return checked;
      if (note.trim() === '') return refused(problem('order.noteRequired'));
      const asked = loaded.view.fold.overridesAsked.findLast(
        ({ payload }) => payload.stage === stage && payload.gate === gate,
      );
      return ok({ stage, gate, reasonCode, note, ...(asked === undefined ? {} : { asked: asked._id }) });
    }),
  'workOrder.refuseOverride': ({ orderId, stage, gate, note }, call) =>
    makeMove(call, orderId, 'overrideRefused', ({ view: { fold } }) => {
      const isGranted = fold.overrides.some(({ payload }) => payload.stage === stage && payload.gate === gate);
      const asked = waitingRequests(fold, { stage, gate }).map(({ _id }) => _id);
      if (isGranted || asked.length === 0) return refused(problem('order.changedMeanwhile'));
      if (note.trim() === '') return refused(problem('order.noteRequired'));
      return ok({ stage, gate, note, asked: asked.slice(-50) });
    }),
  'conflict.choose': ({ orderId, step, field, chosen }, call) =>
    makeMove(call, orderId, 'conflictChosen', ({ view }) => {
      const conflict = view.conflicts.find((one) => one.step === step && one.field === field);
      const candidates = conflict?.candidates.map((one) => one.submission) ?? [];
      if (!candidates.includes(chosen)) return refused(problem('order.changedMeanwhile'));
      return ok({ step, field, chosen, rejected: candidates.filter((one) => one !== chosen) });
    }),
} as const satisfies Partial<Handlers>;
