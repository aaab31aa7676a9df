import type { EventKind } from '../documents/event.ts';
import type { OrderPhase } from './types.ts';

/** The role in which somebody acts; `office` is the office itself (TMF, intake) and may do what a dispatcher may. */
export type ActingRole = 'technician' | 'dispatcher' | 'reviewer' | 'administrator' | 'office';

/** The independent parts of an order's standing. Two concurrent moves can only get into each other's way where both touch one part. */
export type Part = 'base' | 'hold' | 'cancelAsk' | 'appointment';

export type MoveRow = {
  /** `move` changes where the order stands; `fact` only adds to what is known and is never overtaken */
  readonly sort: 'move' | 'fact';
  readonly phases: readonly OrderPhase[];
  readonly roles: readonly ActingRole[];
  /** office people, in phases of their own: stages that are done in the console (ADR 0011) */
  readonly byOffice?: { readonly phases: readonly OrderPhase[]; readonly roles: readonly ActingRole[] };
  /** phase after it; absent: the phase stays (facts), or returns to what was beneath (resumed, cancelRefused) */
  readonly next?: OrderPhase;
  readonly touches: readonly Part[];
  /** also legal on a completed order while a reviewer's return is unanswered */
  readonly duringRework?: true;
};

const beforeWork = ['unassigned', 'assigned', 'accepted', 'declined', 'returned'] as const;
const working = ['accepted', 'started', 'held'] as const;
const open = [...beforeWork, 'started', 'held', 'cancelAsked'] as const;
const every = ['intake', ...open, 'completed', 'partial', 'failed', 'cancelled', 'rejected'] as const;

const dispatch = ['dispatcher', 'office'] as const;
const field = ['technician'] as const;
const both = ['technician', 'dispatcher', 'office'] as const;
const desk = ['dispatcher', 'reviewer', 'administrator', 'office'] as const;
const everyone = ['technician', 'dispatcher', 'reviewer', 'administrator', 'office'] as const;

/** The transition table: which move in which phase, by whom, and where it leads. A technician acts under his own current assignment only. */
// biome-ignore format: a table reads as a table
export const moves: { readonly [K in EventKind]: MoveRow } = {
  intakeCompleted:     { sort: 'move', phases: ['intake'],                                        roles: dispatch, next: 'unassigned',  touches: ['base'] },
  assigned:            { sort: 'move', phases: [...beforeWork, 'started', 'held'],                roles: dispatch, next: 'assigned',    touches: ['base', 'hold'] },
  unassigned:          { sort: 'move', phases: ['assigned', 'accepted', 'started', 'held'],       roles: dispatch, next: 'unassigned',  touches: ['base', 'hold'] },
  accepted:            { sort: 'move', phases: ['assigned'],                                      roles: field,    next: 'accepted',    touches: ['base'] },
  declined:            { sort: 'move', phases: ['assigned'],                                      roles: field,    next: 'declined',    touches: ['base'] },
  started:             { sort: 'move', phases: ['accepted'],                                      roles: field,    next: 'started',     touches: ['base'], byOffice: { phases: ['unassigned', 'declined', 'returned'], roles: desk } },
  startUndone:         { sort: 'move', phases: ['started'],                                       roles: field,    next: 'accepted',    touches: ['base'] },
  held:                { sort: 'move', phases: [...beforeWork, 'started'],                        roles: both,     next: 'held',        touches: ['hold'] },
  resumed:             { sort: 'move', phases: ['held'],                                          roles: both,                          touches: ['hold'] },
  rescheduled:         { sort: 'move', phases: [...beforeWork, 'started', 'held'],                roles: both,                          touches: ['appointment'] },
  returned:            { sort: 'move', phases: ['accepted', 'started', 'held'],                   roles: field,    next: 'returned',    touches: ['base', 'hold'] },
  handedOver:          { sort: 'move', phases: ['accepted', 'started', 'held'],                   roles: field,    next: 'returned',    touches: ['base', 'hold'] },
  completed:           { sort: 'move', phases: ['started'],                                       roles: field,    next: 'completed',   touches: ['base', 'hold', 'cancelAsk'], byOffice: { phases: ['started'], roles: desk } },
  partiallyCompleted:  { sort: 'move', phases: ['started'],                                       roles: both,     next: 'partial',     touches: ['base', 'hold', 'cancelAsk'], byOffice: { phases: ['started'], roles: desk } },
  failed:              { sort: 'move', phases: ['started'],                                       roles: both,     next: 'failed',      touches: ['base', 'hold', 'cancelAsk'], byOffice: { phases: ['started'], roles: desk } },
  cancelAsked:         { sort: 'move', phases: [...beforeWork, 'started', 'held'],                roles: both,     next: 'cancelAsked', touches: ['cancelAsk'] },
  cancelRefused:       { sort: 'move', phases: ['cancelAsked'],                                   roles: dispatch,                      touches: ['cancelAsk'] },
  cancelled:           { sort: 'move', phases: ['intake', ...open],                               roles: dispatch, next: 'cancelled',   touches: ['base', 'hold', 'cancelAsk'] },
  rejected:            { sort: 'move', phases: ['intake', 'unassigned', 'declined'],              roles: dispatch, next: 'rejected',    touches: ['base', 'hold', 'cancelAsk'] },

  arrived:             { sort: 'fact', phases: working,                                           roles: field,    touches: [], duringRework: true },
  stagePassed:         { sort: 'fact', phases: working,                                           roles: both,     touches: [], byOffice: { phases: [...beforeWork, 'started', 'held'], roles: desk } },
  stageSentBack:       { sort: 'fact', phases: working,                                           roles: both,     touches: [], byOffice: { phases: [...beforeWork, 'started', 'held'], roles: desk } },
  overrideAsked:       { sort: 'fact', phases: working,                                           roles: field,    touches: [] },
  overridden:          { sort: 'fact', phases: open,                                              roles: dispatch, touches: [] },
  overrideRefused:     { sort: 'fact', phases: open,                                              roles: dispatch, touches: [] },
  discrepancyReported: { sort: 'fact', phases: ['assigned', ...working],                          roles: field,    touches: [], duringRework: true },
  signedOff:           { sort: 'fact', phases: ['started', 'held'],                               roles: field,    touches: [], duringRework: true },
  reportMade:          { sort: 'fact', phases: ['started', 'held'],                               roles: field,    touches: [], duringRework: true },
  evidenceWithdrawn:   { sort: 'fact', phases: ['assigned', ...working, 'cancelAsked'],           roles: field,    touches: [], duringRework: true, byOffice: { phases: open, roles: desk } },
  evidenceKept:        { sort: 'fact', phases: ['assigned', ...working, 'cancelAsked'],           roles: field,    touches: [], duringRework: true },
  conflictChosen:      { sort: 'fact', phases: every,                                             roles: ['technician', 'dispatcher', 'reviewer', 'office'], touches: [] },
  amended:             { sort: 'fact', phases: ['intake', ...open],                               roles: dispatch, touches: [] },
  reworkDone:          { sort: 'fact', phases: [],                                                roles: field,    touches: [], duringRework: true },
  reviewTakenBack:     { sort: 'fact', phases: ['completed', 'partial'],                          roles: ['reviewer'], touches: [] },
  childRaised:         { sort: 'fact', phases: every,                                             roles: desk,     touches: [] },
  raiseRefused:        { sort: 'fact', phases: every,                                             roles: ['office'], touches: [] },
  raiseDismissed:      { sort: 'fact', phases: every,                                             roles: dispatch, touches: [] },
  childEnded:          { sort: 'fact', phases: every,                                             roles: ['office'], touches: [] },
  escalated:           { sort: 'fact', phases: every,                                             roles: ['office'], touches: [] },
  upgraded:            { sort: 'fact', phases: ['intake', ...open],                               roles: ['dispatcher', 'administrator', 'office'], touches: [] },
  clockMeasured:       { sort: 'fact', phases: every,                                             roles: field,    touches: [] },
  clockDoubted:        { sort: 'fact', phases: every,                                             roles: ['office'], touches: [] },
  noted:               { sort: 'fact', phases: every,                                             roles: everyone, touches: [] },
  answerAsked:         { sort: 'fact', phases: every,                                             roles: field,    touches: [] },
  answered:            { sort: 'fact', phases: every,                                             roles: desk,     touches: [] },
  answerWaived:        { sort: 'fact', phases: every,                                             roles: everyone, touches: [] },
  seen:                { sort: 'fact', phases: every,                                             roles: field,    touches: [] },
};

/** May somebody in this role make this move on an order in this phase, by the table alone? Rework is asked for by the callers. */
export function inTable(kind: EventKind, phase: OrderPhase, role: ActingRole): boolean {
  const { phases, roles, byOffice } = moves[kind];
  const officeToo = byOffice?.phases.includes(phase) === true && byOffice.roles.includes(role);
  return officeToo || (phases.includes(phase) && roles.includes(role));
}

/** The roles that may ever make this move. */
export const rolesOf = (kind: EventKind): readonly ActingRole[] => [
  ...new Set([...moves[kind].roles, ...(moves[kind].byOffice?.roles ?? [])]),
];

/** Facts about a device or a thought that its author may add whoever holds the order. */
export const anybodys: ReadonlySet<EventKind> = new Set<EventKind>([
  'noted',
  'answerAsked',
  'answerWaived',
  'seen',
  'clockMeasured',
]);

/**
 * Concurrent moves (neither author had seen the other) that touch the same part: the one in the higher row is applied, the other
 * stays in the history as `overtaken:<winner>`. Within a row the office's own goes first, then the lower id. Wall time is never read.
 * One rule is behind the rows: the office publishes the order's state to the outside, and a final state is never left (DESIGN §3).
 */
export const precedence: readonly { readonly moves: readonly EventKind[]; readonly why: string }[] = [
  {
    moves: ['cancelled', 'rejected'],
    why: 'Published as final when it was written. Work done meanwhile is kept as late facts.',
  },
  {
    moves: ['assigned', 'unassigned', 'intakeCompleted'],
    why: 'The office decides who. Somebody else may be on his way; what the former technician did is kept, and the next one need not repeat it.',
  },
  {
    moves: ['completed'],
    why: 'The customer has signed. A hold, a question to cancel or another ending that did not know this has lost its object.',
  },
  { moves: ['partiallyCompleted'], why: 'More was done than by an order that failed.' },
  { moves: ['failed'], why: 'An ending outranks what only changes the way to it.' },
  {
    moves: ['returned', 'handedOver', 'declined'],
    why: 'The technician has let go; accepting or starting from his other device cannot bind him.',
  },
  {
    moves: ['held', 'rescheduled', 'accepted', 'started', 'startUndone'],
    why: 'Plain moves. A newer hold outranks a resumption that answered the hold before it.',
  },
  {
    moves: ['resumed', 'cancelRefused', 'cancelAsked'],
    why: 'Answers and questions: they never stand in the way of a decision.',
  },
];

/** The pairs that people ask about, with what comes out. Checked against the tables above by the test. */
// biome-ignore format: a table reads as a table
export const concurrentPairs: readonly { readonly a: EventKind; readonly b: EventKind; readonly applied: 'a' | 'b' | 'both' }[] = [
  { a: 'completed',   b: 'cancelled',          applied: 'b' },
  { a: 'started',     b: 'cancelled',          applied: 'b' },
  { a: 'completed',   b: 'unassigned',         applied: 'b' },
  { a: 'completed',   b: 'assigned',           applied: 'b' },
  { a: 'completed',   b: 'cancelAsked',        applied: 'a' },
  { a: 'completed',   b: 'held',               applied: 'a' },
  { a: 'completed',   b: 'failed',             applied: 'a' },
  { a: 'completed',   b: 'partiallyCompleted', applied: 'a' },
  { a: 'completed',   b: 'rescheduled',        applied: 'both' },
  { a: 'completed',   b: 'amended',            applied: 'both' },
  { a: 'accepted',    b: 'unassigned',         applied: 'b' },
  { a: 'accepted',    b: 'held',               applied: 'both' },
  { a: 'declined',    b: 'assigned',           applied: 'b' },
  { a: 'returned',    b: 'assigned',           applied: 'b' },
  { a: 'started',     b: 'held',               applied: 'both' },
  { a: 'started',     b: 'cancelAsked',        applied: 'both' },
  { a: 'held',        b: 'rescheduled',        applied: 'both' },
  { a: 'held',        b: 'unassigned',         applied: 'b' },
  { a: 'overridden',  b: 'stagePassed',        applied: 'both' },
  { a: 'overridden',  b: 'completed',          applied: 'both' },
];
// override ∥ resubmission of the step: a submission is no move. The override stays in force for its gate; whether the newly
// submitted values need it is judged each time (forms/engine/judge.ts).

/** Rank in `precedence`; lower is applied first. Facts have none. */
export const rankOf: ReadonlyMap<EventKind, number> = new Map(
  precedence.flatMap((row, rank) => row.moves.map((kind) => [kind, rank] as const)),
);

/** Phases that are never left. */
export const finalPhases: ReadonlySet<OrderPhase> = new Set<OrderPhase>([
  'completed',
  'partial',
  'failed',
  'cancelled',
  'rejected',
]);
