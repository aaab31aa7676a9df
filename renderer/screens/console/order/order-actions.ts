import type { Role } from '../../../../bridge/office.ts';
import type { EventKind } from '../../../../domain/documents/event.ts';
import { movesNow } from '../../../../domain/work-order/transitions.ts';
import type { OrderView } from '../../../../forms/engine/types.ts';
import type { DialogKind } from '../dialogs/dialog-host.tsx';
import { openGates } from './open-gates.ts';

export type OrderActions = { readonly primary: DialogKind | null; readonly others: readonly DialogKind[] };

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

/** Came in under a type that nobody knows. A type cannot be given afterwards: the order is rejected and made anew. */
export const isTypeless = ({ fold, missing }: OrderView): boolean =>
  fold.phase === 'intake' && missing.includes('orderType');

/**
 * What the signed-in person may do with an order now, by the transition table. One thing stands out: what the order waits for; while that
 * is a stage of his own, its form stands out instead.
 * @param newestVersion of its order type: an order may be moved to it
 */
export function orderActions(
  view: OrderView,
  role: Role,
  { newestVersion = view.orderTypeVersion, isMyTurn = false }: { newestVersion?: number; isMyTurn?: boolean } = {},
): OrderActions {
  if (role === 'technician') return { primary: null, others: [] };
  const legal = new Set(movesNow(view.fold, role, { missing: view.missing }));
  if (!(newestVersion > view.orderTypeVersion)) legal.delete('upgraded');
  if (role !== 'dispatcher') {
    const others: DialogKind[] = [];
    if (role === 'reviewer') others.push('note');
    else if (legal.has('upgraded')) others.push('upgrade');
    if (isMyTurn && view.fold.phase === 'started') others.push('fail');
    return { primary: null, others };
  }
  const gates = legal.has('overridden') ? openGates(view) : [];
  const others: DialogKind[] = plain.filter(([kind]) => legal.has(kind)).map(([, dialog]) => dialog);
  const taken = isTaken(view);
  if (legal.has('assigned')) others.unshift(taken ? 'reassign' : 'assign');
  const asked = gates.some((gate) => gate.asked !== undefined);
  if (gates.length > 0) others.splice(asked ? 0 : others.length, 0, 'override');
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
    ['assign', true],
    ['resume', true],
  ];
  const primary = isMyTurn ? null : (wanted.find(([dialog, waits]) => waits && others.includes(dialog))?.[0] ?? null);
  return { primary, others: others.filter((dialog) => dialog !== primary) };
}
