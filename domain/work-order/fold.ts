import type { EventDocument, EventOf } from '../documents/event.ts';
import type { ReviewDocument } from '../documents/review.ts';
import type { WorkOrderDocument } from '../documents/work-order.ts';
import { amendable } from './amend.ts';
import { FoldExceeded, foldSteps } from './fold-steps.ts';
import { type CausalGraph, causalGraph, concurrent } from './graph.ts';
import { notesOf } from './notes.ts';
import { outwardState, type ReasonSide } from './outward.ts';
import { relationsOf } from './relations.ts';
import { reviewFold } from './review-fold.ts';
import { type Opens, type SentBacks, sentBacksOf } from './sent-back.ts';
import { type Settled, settle } from './settle.ts';
import { afterMove, assignmentNamed, firstStanding, phaseOf, type Standing } from './standing.ts';
import type { Assignment, HistoryEntry, OrderFold } from './types.ts';

/** What the order type says about events; without it every hold counts as ours, every passing counts, and every order is reviewed. */
export type FoldRules = {
  /** whose reason a hold is */
  readonly reasonSide?: ReasonSide;
  /** whether a passing of this stage by this role counts */
  readonly passingCounts?: (stage: string, role: string) => boolean;
  readonly reviewed?: boolean;
  /** the stages that a send-back opens; without it none */
  readonly opens?: Opens;
};

/**
 * State, assignment, appointment and facts of one order from its events. A pure function of the *set*: any delivery order and any
 * duplicates give the same value; ancestors that have not arrived are tolerated; wall time decides nothing (DESIGN §3).
 * Embedded documents carry no `_rev`, so that the value is the same in every store. Throws `FoldExceeded`.
 */
export function foldOrder(
  order: WorkOrderDocument,
  events: readonly EventDocument[],
  reviews: readonly ReviewDocument[],
  { reasonSide = () => 'ours', passingCounts = () => true, reviewed = true, opens = () => [] }: FoldRules = {},
): OrderFold {
  const graph = causalGraph(events);
  const settled = settle(order, graph, foldSteps(events.length));
  const { assignments, endings } = assignmentsOf(order, graph, settled);
  const history = historyOf(graph, settled, endings);
  const { standing } = settled;
  const applied = history.flatMap((entry) => (entry.applied ? [entry.event] : []));
  const review = reviewFold(reviewed ? standing.base : 'unassigned', reviews, applied);
  const hold = standing.holdBy;
  return {
    phase: phaseOf(standing),
    state: outwardState(standing, reasonSide),
    assignment: standing.assignment,
    assignments,
    accepted: standing.assignment?.state === 'accepted',
    started: standing.everStarted,
    startedAt: startOf(applied, standing.assignment?.assignmentId ?? null),
    hold:
      hold?.kind === 'held'
        ? {
            reasonCode: hold.payload.reasonCode,
            note: hold.payload.note,
            since: hold.time.at,
            until: hold.payload.until ?? null,
          }
        : null,
    ...amendable(order, applied),
    ...factsOf(order, applied, passingCounts, sentBacksOf(graph, applied, opens)),
    ...relationsOf(applied),
    ...review,
    history,
    frontier: graph.frontier,
  };
}

/**
 * The fold of an order of which something must be known whatever its events are: who holds it, and what a list says. Where the events are
 * too tangled to be folded, it is the fold of what the office wrote, which is one line.
 */
export function foldAnyway(
  order: WorkOrderDocument,
  events: readonly EventDocument[],
  reviews: readonly ReviewDocument[],
): OrderFold {
  try {
    return foldOrder(order, events, reviews);
  } catch (error) {
    if (!(error instanceof FoldExceeded)) throw error;
    const ofOffice = events.filter(({ deviceId }) => deviceId === undefined);
    return foldOrder(order, ofOffice, reviews);
  }
}

function historyOf(
  graph: CausalGraph,
  settled: Settled,
  endings: ReadonlyMap<string, number>,
): readonly HistoryEntry[] {
  return graph.events.map((event, index) => {
    const outcome = settled.outcomes[index] ?? { applied: true };
    const named = assignmentNamed(event) ?? settled.views[index]?.assignment?.assignmentId;
    const ending = named === undefined ? undefined : endings.get(named);
    const late = event.role === 'technician' && ending !== undefined && concurrent(graph, index, ending);
    return { event: withoutRevision(event), ...outcome, late };
  });
}

function withoutRevision(event: EventDocument): EventDocument {
  if (!('_rev' in event)) return event;
  const { _rev, ...plain } = event;
  return plain as EventDocument;
}

type Assignments = {
  readonly assignments: readonly Assignment[];
  /** assignment id → index of the event that ended it */
  readonly endings: ReadonlyMap<string, number>;
};

/** Walks the applied moves once more to see every assignment come and go. */
function assignmentsOf(order: WorkOrderDocument, graph: CausalGraph, settled: Settled): Assignments {
  const known = new Map<string, Assignment>();
  const endings = new Map<string, number>();
  let standing: Standing = firstStanding(order);
  graph.events.forEach((event, index) => {
    if (settled.outcomes[index]?.applied !== true) return;
    const before = standing.assignment;
    standing = afterMove(standing, event);
    const now = standing.assignment;
    if (
      before !== null &&
      (now?.assignmentId !== before.assignmentId || (now.state === 'ended' && before.state !== 'ended'))
    ) {
      known.set(before.assignmentId, { ...before, state: event.kind === 'declined' ? 'declined' : 'ended' });
      endings.set(before.assignmentId, index);
    }
    if (now !== null) known.set(now.assignmentId, now);
  });
  return { assignments: [...known.values()], endings };
}

/** The time at which the technician who holds the order now began; the beginning of somebody before him does not count. */
function startOf(applied: readonly EventDocument[], assignmentId: string | null): string | null {
  const last = applied.findLast(
    (event) =>
      event.kind === 'startUndone' || (event.kind === 'started' && event.payload.assignmentId === assignmentId),
  );
  return last?.kind === 'started' ? last.time.at : null;
}

type Facts = Pick<
  OrderFold,
  | 'appointment'
  | 'arrivedAt'
  | 'position'
  | 'rescheduled'
  | 'everHeld'
  | 'discrepancies'
  | 'passed'
  | 'sentBack'
  | 'overrides'
  | 'overridesAsked'
  | 'overridesRefused'
  | 'signOff'
  | 'reports'
  | 'withdrawn'
  | 'kept'
  | 'choices'
  | 'notes'
  | 'seen'
>;

function factsOf(
  order: WorkOrderDocument,
  applied: readonly EventDocument[],
  passingCounts: Required<FoldRules>['passingCounts'],
  { list: sentBack, stands }: SentBacks,
): Facts {
  const of = <K extends EventDocument['kind']>(kind: K): readonly EventOf<K>[] =>
    applied.filter((event): event is EventDocument & EventOf<K> => event.kind === kind);
  const arrived = of('arrived').at(-1);
  const signOff = of('signedOff').at(-1);
  // The first passing of a stage counts, and is undone by nothing but a send-back that its author had not seen.
  const passed = new Map<string, EventOf<'stagePassed'>>();
  for (const event of of('stagePassed')) {
    const { stage } = event.payload;
    if (!passed.has(stage) && passingCounts(stage, event.role) && stands(event, stage)) passed.set(stage, event);
  }
  return {
    appointment: applied.reduce<Facts['appointment']>(
      (window, event) =>
        (event.kind === 'rescheduled' || event.kind === 'assigned') && event.payload.appointment !== undefined
          ? event.payload.appointment
          : window,
      order.appointment ?? null,
    ),
    arrivedAt: arrived?.time.at ?? null,
    position: arrived?.payload.position ?? null,
    rescheduled: of('rescheduled').length > 0,
    everHeld: of('held').length > 0,
    discrepancies: of('discrepancyReported').map((event) => ({
      resource: event.payload.resource,
      found: event.payload.found,
      note: event.payload.note,
      at: event.time.at,
    })),
    passed: Object.fromEntries(passed),
    ...(sentBack.length > 0 && { sentBack }),
    overrides: of('overridden').filter((event) => stands(event, event.payload.stage)),
    overridesAsked: of('overrideAsked').filter((event) => stands(event, event.payload.stage)),
    overridesRefused: of('overrideRefused').filter((event) => stands(event, event.payload.stage)),
    signOff:
      signOff === undefined ? null : { eventId: signOff._id, at: signOff.time.at, signOff: signOff.payload.signOff },
    reports: of('reportMade').map((event) => ({
      eventId: event._id,
      report: event.payload.report,
      evidenceId: event.payload.evidenceId,
      sha256: event.payload.sha256,
      at: event.time.at,
    })),
    withdrawn: Object.fromEntries(
      of('evidenceWithdrawn').map((event) => [
        event.payload.evidenceId,
        {
          reasonCode: event.payload.reasonCode,
          note: event.payload.note ?? '',
          at: event.time.at,
          replacedBy: event.payload.replacedBy ?? null,
        },
      ]),
    ),
    kept: Object.fromEntries(
      of('evidenceKept').map(({ payload, time, createdBy }) => [
        payload.evidenceId,
        { note: payload.note, at: time.at, by: createdBy },
      ]),
    ),
    choices: Object.fromEntries(
      of('conflictChosen').map((event) => [
        `${event.payload.step}/${event.payload.field}`,
        { chosen: event.payload.chosen, rejected: event.payload.rejected, by: event.createdBy, at: event.time.at },
      ]),
    ),
    ...notesOf(applied),
  };
}
