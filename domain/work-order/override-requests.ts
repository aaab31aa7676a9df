import type { EventOf } from '../documents/event.ts';
import type { OrderFold } from './types.ts';

type Requests = Pick<OrderFold, 'overridesAsked' | 'overridesRefused'>;
type Gate = { readonly stage: string; readonly gate: string };
type Place = Pick<Gate, 'stage'> & Partial<Gate>;

const isAt = ({ payload }: { readonly payload: Gate }, { stage, gate = payload.gate }: Place): boolean =>
  payload.stage === stage && payload.gate === gate;

/** Requests to override this gate, or any of a stage, that no refusal has answered, in causal order (ADR 0034). Whether the gate was overridden is the judge's to say. */
export function waitingRequests(fold: Requests, at: Place): readonly EventOf<'overrideAsked'>[] {
  const answered = new Set((fold.overridesRefused ?? []).flatMap(({ payload }) => payload.asked));
  return fold.overridesAsked.filter((one) => isAt(one, at) && !answered.has(one._id));
}

/** The refusal that is the last word on this gate; null while a request waits, or where nothing was refused. */
export function lastRefusal(fold: Requests, at: Gate): EventOf<'overrideRefused'> | null {
  if (waitingRequests(fold, at).length > 0) return null;
  return fold.overridesRefused?.findLast((one) => isAt(one, at)) ?? null;
}
