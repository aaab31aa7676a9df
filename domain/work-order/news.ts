import type { EventDocument, EventKind } from '../documents/event.ts';
import type { GrantDocument } from '../documents/grant.ts';
import { finalPhases } from './moves.ts';
import type { OrderFold } from './types.ts';

/** What somebody else did that reaches the hand of the technician who has the order (ADR 0032). */
export type NewsKind =
  | 'assigned'
  | 'takenAway'
  | 'appointment'
  | 'held'
  | 'resumed'
  | 'cancelled'
  | 'cancelAsked'
  | 'cancelRefused'
  | 'ended'
  | 'rework'
  | 'sentBack'
  | 'override'
  | 'overrideRefused'
  | 'answer'
  | 'note'
  | 'details';

export type NewsItem = {
  /** of the event or review that it tells, or `grant:<order>:<assignment>` */
  readonly id: string;
  readonly kind: NewsKind;
  readonly at: string;
};

/** Which event is which news while the order is his; `assigned` and `unassigned` depend on who had it. */
const kindOf: { readonly [K in EventKind]?: NewsKind } = {
  rescheduled: 'appointment',
  held: 'held',
  resumed: 'resumed',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  cancelAsked: 'cancelAsked',
  cancelRefused: 'cancelRefused',
  completed: 'ended',
  partiallyCompleted: 'ended',
  failed: 'ended',
  overridden: 'override',
  overrideRefused: 'overrideRefused',
  stageSentBack: 'sentBack',
  answered: 'answer',
  noted: 'note',
  amended: 'details',
  upgraded: 'details',
};

/** Who lets go of an order himself is told nothing when somebody else gets it. */
const lettingGo: ReadonlySet<EventKind> = new Set<EventKind>(['declined', 'returned', 'handedOver']);

/**
 * What others did that this technician should hear of, in causal order. What any technician did himself is no news. `grant`: what the
 * office last said about this device's right to the order; it is withdrawn without the event that took the order away.
 */
export function newsFor(
  fold: OrderFold,
  technicianId: string,
  grant: Pick<GrantDocument, 'state' | 'orderId' | 'assignmentId' | 'changedAt'> | null,
): readonly NewsItem[] {
  const found: NewsItem[] = [];
  let isHis = false;
  let appointment = '';
  const tell = (event: EventDocument, kind: NewsKind): void =>
    void found.push({ id: event._id, kind, at: event.time.at });
  for (const { event, applied } of fold.history) {
    if (!applied) continue;
    const window = 'appointment' in event.payload ? JSON.stringify(event.payload.appointment ?? null) : null;
    if (event.kind === 'assigned') {
      const was = isHis;
      isHis = event.payload.technicianId === technicianId;
      // Assigned anew to the same hand: what is new may be its window alone.
      if (isHis) tell(event, was && window !== null && window !== appointment ? 'appointment' : 'assigned');
      else if (was) tell(event, 'takenAway');
    } else if (event.kind === 'unassigned') {
      if (isHis) tell(event, 'takenAway');
      isHis = false;
    } else if (lettingGo.has(event.kind)) isHis = false;
    else {
      const kind = kindOf[event.kind];
      if (kind !== undefined && isHis && event.role !== 'technician') tell(event, kind);
    }
    if (window !== null && window !== 'null') appointment = window;
  }
  if (isHis)
    for (const { id, at, verdict } of fold.reviews) if (verdict === 'returned') found.push({ id, kind: 'rework', at });
  // A finished order leaves the mailbox after its days: nobody took it away.
  if (isHis && grant?.state === 'withdrawn' && !finalPhases.has(fold.phase))
    found.push({ id: `grant:${grant.orderId}:${grant.assignmentId}`, kind: 'takenAway', at: grant.changedAt });
  return found;
}
