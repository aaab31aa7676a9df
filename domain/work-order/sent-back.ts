import type { EventDocument, EventOf, EventPayload } from '../documents/event.ts';
import { type CausalGraph, hasBit } from './graph.ts';
import { finalPhases, moves } from './moves.ts';
import type { SentBack } from './types.ts';

/** Tells which stages a send-back opens by the order type; none where the type does not know it, or that role may not do it. */
export type Opens = (payload: EventPayload<'stageSentBack'>, role: string) => readonly string[];

export type SentBacks = {
  /** those that count, in causal order */
  readonly list: readonly SentBack[];
  /** whether what this event says of that stage still stands: its author had seen every send-back that opened the stage */
  readonly stands: (event: EventDocument, stage: string) => boolean;
};

/**
 * The send-backs that count (ADR 0036). One that whoever ended the order had not seen changes nothing any more: a final state is never
 * left. No wall time is compared; what an author had seen decides.
 * @param applied the events that are applied, in causal order
 */
export function sentBacksOf(graph: CausalGraph, applied: readonly EventDocument[], opens: Opens): SentBacks {
  const knows = (event: EventDocument, other: EventDocument): boolean => {
    const [at, of] = [graph.indexOf.get(event._id), graph.indexOf.get(other._id)];
    const seen = at === undefined ? undefined : graph.ancestors[at];
    return seen !== undefined && of !== undefined && hasBit(seen, of);
  };
  const ending = applied.findLast(({ kind }) => finalPhases.has(moves[kind].next ?? 'intake'));
  const times = new Map<string, number>();
  const counting = applied.flatMap((event): readonly Counting[] => {
    if (event.kind !== 'stageSentBack' || (ending !== undefined && !knows(ending, event))) return [];
    const stages = opens(event.payload, event.role);
    if (stages.length === 0) return [];
    const count = (times.get(event.payload.return) ?? 0) + 1;
    times.set(event.payload.return, count);
    return [{ event, stages: new Set(stages), count }];
  });
  return {
    list: counting.map(({ event, stages, count }) => ({
      eventId: event._id,
      return: event.payload.return,
      from: event.payload.from,
      to: event.payload.to,
      opens: [...stages],
      reasonCode: event.payload.reasonCode,
      note: event.payload.note,
      steps: event.payload.steps,
      submissions: event.payload.submissions,
      at: event.time.at,
      by: event.createdBy,
      count,
      answeredBy: applied.find((other) => isPassingOf(other, event.payload.to) && knows(other, event))?._id ?? null,
    })),
    stands: (event, stage) => counting.every((one) => !one.stages.has(stage) || knows(event, one.event)),
  };
}

const isPassingOf = (event: EventDocument, stage: string): boolean =>
  event.kind === 'stagePassed' && event.payload.stage === stage;

type Counting = {
  readonly event: EventOf<'stageSentBack'>;
  readonly stages: ReadonlySet<string>;
  readonly count: number;
};
