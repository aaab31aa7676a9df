import type { EventDocument } from '../documents/event.ts';
import type { WorkOrderDocument } from '../documents/work-order.ts';
import type { FoldSteps } from './fold-steps.ts';
import { byId, type CausalGraph, hasBit } from './graph.ts';
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
export function settle(order: WorkOrderDocument, graph: CausalGraph, steps: FoldSteps): Settled {
  const first = firstStanding(order);
  const views: Standing[] = [];
  const seen: number[] = [];
  const legal: boolean[] = [];
  const legalMoves: Candidate[] = [];
  const ranked: Candidate[] = [];
  graph.events.forEach((event, index) => {
    const { view, count } = viewOf(graph, index, { first, views, seen, legal, legalMoves, ranked, steps });
    const isMove = moves[event.kind].sort === 'move';
    // Facts of somebody whose past has not arrived yet are kept: better shown early than dropped.
    const isLegal = legalIn(view, event) || (!isMove && graph.complete[index] === false);
    views.push(view);
    seen.push(count);
    legal.push(isLegal);
    if (isLegal && isMove) {
      const candidate = candidateOf(event, index);
      legalMoves.push(candidate);
      ranked.splice(
        placeBy(ranked, (other) => inRank(other, candidate) < 0),
        0,
        candidate,
      );
    }
  });
  steps.take(ranked.length);
  const overtaken = overtakenAmong(graph, ranked);
  const outcomes = graph.events.map((_, index): Outcome => {
    const winner = overtaken.get(index);
    if (legal[index] !== true) return { applied: false, notApplied: `illegal:${phaseOf(views[index] ?? first)}` };
    return winner === undefined ? { applied: true } : { applied: false, notApplied: `overtaken:${winner.event.kind}` };
  });
  return { outcomes, standing: standingOf(legalMoves, overtaken, first), views };
}

/** A legal move. Facts neither change the standing nor get into anybody's way. */
type Candidate = {
  readonly index: number;
  readonly event: EventDocument;
  /** lower goes first */
  readonly key: number;
  readonly parts: readonly Part[];
};

const candidateOf = (event: EventDocument, index: number): Candidate => ({
  index,
  event,
  key: (rankOf.get(event.kind) ?? 0) * 2 + (event.deviceId === undefined ? 0 : 1),
  parts: partsOf(event),
});

type Before = {
  readonly first: Standing;
  readonly views: readonly Standing[];
  /** how many legal moves each author had seen */
  readonly seen: readonly number[];
  readonly legal: readonly boolean[];
  readonly legalMoves: readonly Candidate[];
  /** the same in the order in which they are applied */
  readonly ranked: readonly Candidate[];
  readonly steps: FoldSteps;
};

/**
 * The standing that the author of this event had before his eyes. Where one of the nearest causes and its own past hold all the moves that
 * he knew, it is that cause's view and its move: no second fold.
 */
function viewOf(
  graph: CausalGraph,
  index: number,
  before: Before,
): { readonly view: Standing; readonly count: number } {
  const { first, views, seen, legal, legalMoves, ranked, steps } = before;
  const parents = graph.parents[index] ?? [];
  const past = graph.ancestors[index] ?? new Uint32Array(0);
  const among = parents.length > 1 ? legalMoves.filter((move) => hasBit(past, move.index)) : null;
  for (const parent of parents) {
    const cause = graph.events[parent];
    if (cause === undefined) continue;
    const moved = legal[parent] === true && moves[cause.kind].sort === 'move';
    const count = (seen[parent] ?? 0) + (moved ? 1 : 0);
    if (among !== null && among.length !== count) continue;
    const view = views[parent] ?? first;
    return { view: moved ? afterMove(view, cause) : view, count };
  }
  if (among === null) return { view: first, count: 0 };
  steps.take(among.length);
  const known = ranked.filter((move) => hasBit(past, move.index));
  return { view: standingAmong(graph, among, known, first), count: among.length };
}

/** How many stand before: those for which `isBefore` holds all do. */
function placeBy<T>(list: readonly T[], isBefore: (item: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const inRank = (a: Candidate, b: Candidate): number => a.key - b.key || byId(a.event, b.event);

type Applied = { readonly move: Candidate; readonly turn: number };
/** The moves of one chain that a losing move is concurrent with: from here, up to there. */
type Between = { readonly chain: readonly Applied[]; readonly from: number; readonly to: number };

/**
 * Goes through moves in the order in which they are applied; `lost` gets each that a concurrent one of the same part came before.
 * Applied moves that touch one part know each other: they form a chain, of which an author knows a beginning and of which an end knows
 * his move; what lies between is concurrent with it. Both places are found by halving, since a device may bring thousands of moves.
 */
function apply(
  graph: CausalGraph,
  ranked: readonly Candidate[],
  lost: (loser: Candidate, between: readonly Between[]) => void,
): void {
  const chains = new Map<Part, Applied[]>();
  const knows = (later: number, earlier: number): boolean =>
    hasBit(graph.ancestors[later] ?? new Uint32Array(0), earlier);
  ranked.forEach((move, turn) => {
    const places = move.parts.map((part) => {
      const chain = chains.get(part) ?? [];
      chains.set(part, chain);
      const from = placeBy(chain, (other) => knows(move.index, other.move.index));
      const to = placeBy(chain, (other) => !knows(other.move.index, move.index));
      return { chain, from, to };
    });
    const between = places.filter(({ from, to }) => from < to);
    if (between.length > 0) lost(move, between);
    else for (const { chain, from } of places) chain.splice(from, 0, { move, turn });
  });
}

/** The first of them that was applied. */
function winnerIn(between: readonly Between[]): Candidate | undefined {
  let winner: Applied | undefined;
  for (const { chain, from, to } of between)
    for (let at = from; at < to; at += 1) {
      const other = chain[at];
      if (other !== undefined && (winner === undefined || other.turn < winner.turn)) winner = other;
    }
  return winner?.move;
}

/** loser's index → winner, among these moves */
function overtakenAmong(graph: CausalGraph, ranked: readonly Candidate[]): ReadonlyMap<number, Candidate> {
  const overtaken = new Map<number, Candidate>();
  apply(graph, ranked, (loser, between) => {
    const winner = winnerIn(between);
    if (winner !== undefined) overtaken.set(loser.index, winner);
  });
  return overtaken;
}

/** Where these moves lead: what a view needs, without the winner over each loser. */
function standingAmong(
  graph: CausalGraph,
  among: readonly Candidate[],
  ranked: readonly Candidate[],
  first: Standing,
): Standing {
  const lost = new Set<number>();
  let wasShown = false;
  apply(graph, ranked, (loser, between) => {
    lost.add(loser.index);
    wasShown ||= isShown(loser.event) && winnerIn(between)?.event.deviceId !== undefined;
  });
  let standing = first;
  for (const { event, index } of among) if (!lost.has(index)) standing = afterMove(standing, event);
  return wasShown ? { ...standing, everShown: true } : standing;
}

/** An assignment that brings its own appointment also settles the appointment. */
export const partsOf = (event: EventDocument): readonly Part[] =>
  event.kind === 'assigned' && event.payload.appointment !== undefined
    ? [...moves.assigned.touches, 'appointment']
    : moves[event.kind].touches;

/** Of a loser the office has published only what it knew before the winner: never where the office wrote the winner itself. */
const isShown = ({ kind }: EventDocument): boolean => kind === 'held' || kind === 'started';

function standingOf(among: readonly Candidate[], overtaken: ReadonlyMap<number, Candidate>, first: Standing): Standing {
  let standing = first;
  for (const { event, index } of among) {
    const winner = overtaken.get(index);
    if (winner === undefined) standing = afterMove(standing, event);
    else if (isShown(event) && winner.event.deviceId !== undefined) standing = { ...standing, everShown: true };
  }
  return standing;
}
