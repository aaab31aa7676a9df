import type { EventKind } from '../documents/event.ts';
import { problem } from '../problem.ts';
import { ok, type Result, refused } from '../result.ts';
import { type ActingRole, anybodys, inTable, moves, rolesOf } from './moves.ts';
import type { OrderFold } from './types.ts';

/** Who moves: for a technician his id (his account's id), for intake what the order still lacks. */
export type Mover = { readonly technicianId?: string | undefined; readonly missing?: readonly string[] | undefined };

/**
 * May this role make this move now? For live calls and screens; what came by sync is judged by `foldOrder`.
 * Problems: `access.role`, `order.incomplete` (assigning from intake), `order.readOnly` (not this technician's order),
 * `order.moveIllegal` with `state` and `move`.
 */
export function canMove(fold: OrderFold, kind: EventKind, role: ActingRole, mover: Mover = {}): Result<null> {
  const row = moves[kind];
  if (!rolesOf(kind).includes(role)) return refused(problem('access.role', { move: kind }));
  const mending = row.duringRework === true && row.roles.includes(role) && fold.reviewState === 'returned';
  if (!inTable(kind, fold.phase, role) && !mending) {
    if (kind === 'assigned' && fold.phase === 'intake')
      return refused(problem('order.incomplete', { missing: (mover.missing ?? []).join(', ') }));
    return refused(problem('order.moveIllegal', { state: fold.phase, move: kind }));
  }
  if (
    role === 'technician' &&
    !anybodys.has(kind) &&
    mover.technicianId !== undefined &&
    fold.assignment?.technicianId !== mover.technicianId
  ) {
    return refused(problem('order.readOnly', { move: kind }));
  }
  const nobody = kind === 'unassigned' && fold.assignment === null;
  // Outward, only an order that is still acknowledged can be rejected.
  const shown = kind === 'rejected' && fold.state !== 'acknowledged';
  return nobody || shown ? refused(problem('order.moveIllegal', { state: fold.phase, move: kind })) : ok(null);
}

/** All moves that are legal now for this role, in the table's order: what a screen may offer. */
export const movesNow = (fold: OrderFold, role: ActingRole, mover: Mover = {}): readonly EventKind[] =>
  (Object.keys(moves) as EventKind[]).filter((kind) => canMove(fold, kind, role, mover).ok);
