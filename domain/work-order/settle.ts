import type { EventDocument } from '../documents/event.ts';
import type { WorkOrderDocument } from '../documents/work-order.ts';
import { type Bits, type CausalGraph, concurrent, hasBit } from './graph.ts';
import { moves, type Part, rankOf } from './moves.ts';
import { afterMove, firstStanding, legalIn, phaseOf, type Standing } from './standing.ts';

/** What became of one event. */
export type Outcome = { readonly applied: true } | { readonly applied: false; readonly notApplied: string };

export type Settled = {
  /** by index of the graph */
  readonly outcomes: readonly Outcome[];
  readonly standing: Standing;
  /** what each author saw when he wrote, by index */
  readonly views: readonly Standing[];
};

/**
 * Decides which events are applied. An event is legal or not by what its author had seen, never by what arrived elsewhere; of the legal
 * moves, concurrent ones that touch the same part are settled by `precedence`. So an outcome can change only when something concurrent
 * arrives, and the moves applied to one part always form a chain: the result does not depend on how ties were ordered.
 */
export function settle(order: WorkOrderDocument, graph: CausalGraph): Settled {
  const first = firstStanding(order);
  const views: Standing[] = [];
  const legal: boolean[] = [];
  graph.events.forEach((event, index) => {
    const view = viewOf(graph, index, first, views, legal);
    views.push(view);
    // Facts of somebody whose past has not arrived yet are kept: better shown early than dropped.
    legal.push(legalIn(view, event) || (moves[event.kind].sort === 'fact' && graph.complete[index] === false));
  });
  const overtaken = overtakenAmong(graph, legal, null);
  const outcomes = graph.events.map((_, index): Outcome => {
    const winner = overtaken.get(index);
    if (legal[index] !== true) return { applied: false, notApplied: `illegal:${phaseOf(views[index] ?? first)}` };
    return winner === undefined
      ? { applied: true }
      : { applied: false, notApplied: `overtaken:${graph.events[winner]?.kind ?? ''}` };
  });
  return { outcomes, standing: standingOf(graph, legal, overtaken, first, null), views };
}

/** The standing that the author of this event had before his eyes. With one nearest cause it is that cause's view and its move: no second fold. */
function viewOf(
  graph: CausalGraph,
  index: number,
  first: Standing,
  views: readonly Standing[],
  legal: readonly boolean[],
): Standing {
  const parents = graph.parents[index] ?? [];
  const only = parents[0];
  if (only === undefined) return first;
  const cause = graph.events[only];
  if (parents.length === 1 && cause !== undefined) {
    const before = views[only] ?? first;
    return legal[only] === true ? afterMove(before, cause) : before;
  }
  const seen = graph.ancestors[index] ?? null;
  return standingOf(graph, legal, overtakenAmong(graph, legal, seen), first, seen);
}

/** loser → winner, by index, among the given events (null: all) */
function overtakenAmong(
  graph: CausalGraph,
  legal: readonly boolean[],
  among: Bits | null,
): ReadonlyMap<number, number> {
  const candidates: { readonly index: number; readonly key: number; readonly parts: readonly Part[] }[] = [];
  legal.forEach((isLegal, index) => {
    const event = graph.events[index];
    if (
      !isLegal ||
      event === undefined ||
      moves[event.kind].sort === 'fact' ||
      (among !== null && !hasBit(among, index))
    )
      return;
    const rank = rankOf.get(event.kind) ?? 0;
    candidates.push({ index, key: rank * 2 + (event.deviceId === undefined ? 0 : 1), parts: partsOf(event) });
  });
  const id = (index: number): string => graph.events[index]?._id ?? '';
  candidates.sort((a, b) => a.key - b.key || (id(a.index) < id(b.index) ? -1 : 1));
  const overtaken = new Map<number, number>();
  const applied: typeof candidates = [];
  for (const candidate of candidates) {
    const winner = applied.find(
      (other) =>
        other.parts.some((part) => candidate.parts.includes(part)) && concurrent(graph, other.index, candidate.index),
    );
    if (winner === undefined) applied.push(candidate);
    else overtaken.set(candidate.index, winner.index);
  }
  return overtaken;
}

/** An assignment that brings its own appointment also settles the appointment. */
export const partsOf = (event: EventDocument): readonly Part[] =>
  event.kind === 'assigned' && event.payload.appointment !== undefined
    ? [...moves.assigned.touches, 'appointment']
    : moves[event.kind].touches;

/** Of a loser the office has published only what it knew before the winner: never where the office wrote the winner itself. */
const isShown = ({ kind }: EventDocument): boolean => kind === 'held' || kind === 'started';

function standingOf(
  graph: CausalGraph,
  legal: readonly boolean[],
  overtaken: ReadonlyMap<number, number>,
  first: Standing,
  among: Bits | null,
): Standing {
  let standing = first;
  graph.events.forEach((event, index) => {
    if (legal[index] !== true || (among !== null && !hasBit(among, index))) return;
    const winner = overtaken.get(index);
    if (winner === undefined) standing = afterMove(standing, event);
    else if (isShown(event) && graph.events[winner]?.deviceId !== undefined)
      standing = { ...standing, everShown: true };
  });
  return standing;
}
