import type { Role } from '../../../../bridge/office.ts';
import type { EventKind } from '../../../../domain/documents/event.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { ok } from '../../../../domain/result.ts';
import { inTable } from '../../../../domain/work-order/moves.ts';
import { movesNow } from '../../../../domain/work-order/transitions.ts';
import { fieldWorkLeft } from '../../../../forms/engine/performers.ts';
import type { OrderTypeDefinition, OrderView } from '../../../../forms/engine/types.ts';
import type { DialogKind } from '../dialogs/dialog-props.ts';
import { openGates } from './open-gates.ts';

export type OrderActions = {
  readonly primary: DialogKind | null;
  readonly others: readonly DialogKind[];
  /** why nobody is assigned, where only that stands against it; null: he may be, or nobody asks */
  readonly notAssignable: Problem | null;
};

/** Moves that open a dialog of the same meaning, in the order in which they are offered. */
const plain: readonly (readonly [EventKind, DialogKind])[] = [
  ['amended', 'amend'],
  ['rescheduled', 'reschedule'],
  ['held', 'hold'],
  ['unassigned', 'unassign'],
  ['upgraded', 'upgrade'],
  ['noted', 'note'],
  ['rejected', 'reject'],
  ['partiallyCompleted', 'completePartially'],
  ['failed', 'fail'],
];

/** Does somebody have the order now, or has he been offered it? */
export const isTaken = ({ fold }: OrderView): boolean =>
  fold.assignment !== null && (fold.assignment.state === 'offered' || fold.assignment.state === 'accepted');

/** Whether who does the open office stage may end the order: what has not begun yet is begun by it (ADR 0039). */
const endsNow = ({ fold }: OrderView, role: Role): boolean =>
  fold.phase === 'started' || inTable('started', fold.phase, role);

/** Came in under a type that nobody knows. A type cannot be given afterwards: the order is rejected and made anew. */
export const isTypeless = ({ fold, missing }: OrderView): boolean =>
  fold.phase === 'intake' && missing.includes('orderType');

/**
 * What the signed-in person may do with an order now, by the transition table. One thing stands out: what the order waits for; while that
 * is a stage of his own, its form stands out instead.
 * @param newestVersion of its order type: an order may be moved to it
 * @param definition says whether field work is left for which somebody could be assigned
 */
export function orderActions(
  view: OrderView,
  role: Role,
  {
    newestVersion = view.orderTypeVersion,
    isMyTurn = false,
    definition,
  }: { newestVersion?: number; isMyTurn?: boolean; definition?: OrderTypeDefinition } = {},
): OrderActions {
  if (role === 'technician') return { primary: null, others: [], notAssignable: null };
  const legal = new Set(movesNow(view.fold, role, { missing: view.missing }));
  if (!(newestVersion > view.orderTypeVersion)) legal.delete('upgraded');
  if (role !== 'dispatcher') {
    const others: DialogKind[] = [];
    if (role === 'reviewer') {
      if (view.fold.notes.some(({ waits }) => waits)) others.push('answer');
      others.push('note');
    } else if (legal.has('upgraded')) others.push('upgrade');
    if (isMyTurn && endsNow(view, role)) others.push('fail');
    return { primary: null, others, notAssignable: null };
  }
  const gates = legal.has('overridden') ? openGates(view) : [];
  const others: DialogKind[] = plain.filter(([kind]) => legal.has(kind)).map(([, dialog]) => dialog);
  if (isMyTurn && !others.includes('fail') && endsNow(view, role)) others.push('fail');
  const taken = isTaken(view);
  const left = definition === undefined ? ok(null) : fieldWorkLeft(definition, view);
  if (legal.has('assigned') && left.ok) others.unshift(taken ? 'reassign' : 'assign');
  const asked = gates.some((gate) => gate.asked !== undefined);
  if (gates.length > 0) others.splice(asked ? 0 : others.length, 0, 'override');
  if (view.fold.notes.some(({ waits }) => waits)) others.unshift('answer');
  if (legal.has('resumed')) others.unshift('resume');
  if (legal.has('cancelRefused')) others.unshift('decideCancel');
  else if (legal.has('cancelled')) others.push('cancel');
  const typeless = isTypeless(view);
  if (legal.has('intakeCompleted') && !typeless) others.unshift('completeIntake');
  const wanted: readonly (readonly [DialogKind, boolean])[] = [
    ['reject', typeless],
    ['completeIntake', true],
    ['decideCancel', true],
    ['override', asked],
    ['assign', view.turn !== 'office'],
    ['resume', true],
  ];
  const primary = isMyTurn ? null : (wanted.find(([dialog, waits]) => waits && others.includes(dialog))?.[0] ?? null);
  const notAssignable = legal.has('assigned') && !left.ok ? left.problem : null;
  return { primary, others: others.filter((dialog) => dialog !== primary), notAssignable };
}
