import type { EventDocument } from '../documents/event.ts';
import type { WorkOrderDocument } from '../documents/work-order.ts';
import { type ActingRole, anybodys, inTable, moves } from './moves.ts';
import type { Assignment, OrderPhase } from './types.ts';

/** What lies beneath a hold or a question to cancel. */
type Base = Exclude<OrderPhase, 'held' | 'cancelAsked'>;

/** Where an order stands after some of its moves; the phase is read from it by `phaseOf`. */
export type Standing = {
  readonly base: Base;
  readonly assignment: Assignment | null;
  readonly holdBy: EventDocument | null;
  readonly cancelAskedBy: EventDocument | null;
  /** work has begun at some time, under whatever assignment */
  readonly everStarted: boolean;
  /** the office began, and no technician has yet: the order stays in progress while one is asked */
  readonly begunInField: boolean;
  /** what the two above were before the last start, which may be taken back */
  readonly beforeStart: { readonly everStarted: boolean; readonly begunInField: boolean };
  /** a hold before the start has shown itself outward too, and no state leads back to `acknowledged` (DESIGN §3) */
  readonly everHeld: boolean;
  /** a hold or a start was overtaken by a device's move, which may have arrived after the office had published it */
  readonly everShown: boolean;
};

export const firstStanding = (order: WorkOrderDocument): Standing => ({
  base: order.missing.length > 0 ? 'intake' : 'unassigned',
  assignment: null,
  holdBy: null,
  cancelAskedBy: null,
  everStarted: false,
  begunInField: false,
  beforeStart: { everStarted: false, begunInField: false },
  everHeld: false,
  everShown: false,
});

/** Outward it is not, or may not have been, `acknowledged` any more, and no state leads back there (DESIGN §3). */
export const beyondAcknowledged = ({ everStarted, everHeld, everShown }: Standing): boolean =>
  everStarted || everHeld || everShown;

const finals: ReadonlySet<Base> = new Set<Base>(['completed', 'partial', 'failed', 'cancelled', 'rejected']);

export function phaseOf(standing: Standing): OrderPhase {
  if (finals.has(standing.base)) return standing.base;
  if (standing.cancelAskedBy !== null) return 'cancelAsked';
  if (standing.holdBy !== null) return 'held';
  return standing.base;
}

/** The assignment that an event says it answers; undefined where its kind names none. */
export const assignmentNamed = (event: EventDocument): string | undefined =>
  'assignmentId' in event.payload ? event.payload.assignmentId : undefined;

/** By the transition table: may this event happen on an order that stands so? The same question for live calls is `canMove`. */
export function legalIn(standing: Standing, event: EventDocument): boolean {
  const row = moves[event.kind];
  const role = event.role as ActingRole;
  const phase = phaseOf(standing);
  const mending =
    row.duringRework === true && row.roles.includes(role) && (phase === 'completed' || phase === 'partial');
  if (!(inTable(event.kind, phase, role) || mending)) return false;
  if (anybodys.has(event.kind)) return true;
  if (event.kind === 'unassigned') return standing.assignment?.assignmentId === event.payload.assignmentId;
  // Outward, only an order that is still acknowledged can be rejected.
  if (event.kind === 'rejected' && beyondAcknowledged(standing)) return false;
  return event.role !== 'technician' || isHis(standing.assignment, event);
}

function isHis(assignment: Assignment | null, event: EventDocument): boolean {
  if (assignment === null || assignment.technicianId !== event.createdBy) return false;
  const named = assignmentNamed(event);
  return named === undefined || named === assignment.assignmentId;
}

/** What a move does to the standing. Total: on a standing where it makes no sense it changes only its own part. */
export function afterMove(standing: Standing, event: EventDocument): Standing {
  if (moves[event.kind].sort === 'fact') return standing;
  switch (event.kind) {
    case 'intakeCompleted':
      return { ...standing, base: 'unassigned' };
    case 'assigned': {
      const { assignmentId, technicianId } = event.payload;
      const assignment: Assignment = { assignmentId, technicianId, state: 'offered', assignedAt: event.time.at };
      return { ...standing, base: 'assigned', assignment, holdBy: null };
    }
    case 'unassigned':
      return { ...standing, base: 'unassigned', assignment: null, holdBy: null };
    case 'accepted':
      return { ...standing, base: 'accepted', assignment: withState(standing.assignment, 'accepted') };
    case 'declined':
      return { ...standing, base: 'declined', assignment: null };
    case 'started':
      return {
        ...standing,
        base: 'started',
        everStarted: true,
        beforeStart: { everStarted: standing.everStarted, begunInField: standing.begunInField },
        begunInField: standing.begunInField || event.payload.assignmentId !== undefined,
      };
    case 'startUndone':
      // The office may have published that work had begun, and there is no way back outward.
      return { ...standing, ...standing.beforeStart, base: 'accepted', everShown: true };
    case 'held':
      return { ...standing, holdBy: event, everHeld: true };
    case 'resumed':
      return { ...standing, holdBy: null };
    case 'returned':
    case 'handedOver':
      return { ...standing, base: 'returned', assignment: null, holdBy: null };
    case 'completed':
      return ended(standing, 'completed');
    case 'partiallyCompleted':
      return ended(standing, 'partial');
    case 'failed':
      return ended(standing, 'failed');
    case 'cancelAsked':
      return { ...standing, cancelAskedBy: event };
    case 'cancelRefused':
      return { ...standing, cancelAskedBy: null };
    case 'cancelled':
      return { ...ended(standing, 'cancelled'), assignment: withState(standing.assignment, 'ended') };
    case 'rejected':
      return { ...ended(standing, 'rejected'), assignment: withState(standing.assignment, 'ended') };
    default:
      return standing;
  }
}

const ended = (standing: Standing, base: Base): Standing => ({ ...standing, base, holdBy: null, cancelAskedBy: null });

const withState = (assignment: Assignment | null, state: Assignment['state']): Assignment | null =>
  assignment === null ? null : { ...assignment, state };
