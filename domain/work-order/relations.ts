import type { EventDocument, EventOf } from '../documents/event.ts';
import type { OrderFold } from './types.ts';

export type Relations = Pick<OrderFold, 'children' | 'notRaised' | 'escalations' | 'upgrades'>;

/** The orders this one raised and how they ended, those that could not be raised, who was told of its clocks, and the versions it was moved to. */
export function relationsOf(applied: readonly EventDocument[]): Relations {
  const of = <K extends EventDocument['kind']>(kind: K): readonly EventOf<K>[] =>
    applied.filter((event): event is EventDocument & EventOf<K> => event.kind === kind);
  const ended = new Map(of('childEnded').map((event) => [event.payload.orderId, event.payload.state]));
  return {
    children: distinct(of('childRaised'), ({ payload }) => payload.orderId).map(({ payload, time }) => ({
      ...payload,
      at: time.at,
      state: ended.get(payload.orderId) ?? null,
    })),
    notRaised: notRaised(of('raiseRefused'), of('raiseDismissed'), of('childRaised')),
    escalations: of('escalated').map((event) => ({
      eventId: event._id,
      at: event.time.at,
      ...event.payload,
    })),
    upgrades: of('upgraded').map((event) => ({
      eventId: event._id,
      at: event.time.at,
      by: event.createdBy,
      from: event.payload.from,
      to: event.payload.to,
      unmapped: event.payload.unmapped,
    })),
  };
}

/** Solved when the order exists after all; of several refusals the last says why. */
function notRaised(
  refused: readonly EventOf<'raiseRefused'>[],
  dismissed: readonly EventOf<'raiseDismissed'>[],
  raised: readonly EventOf<'childRaised'>[],
): Relations['notRaised'] {
  const there = new Set(raised.map(({ payload }) => payload.orderId));
  const last = new Map(refused.map((event) => [event.payload.orderId, event]));
  return [...last.values()].flatMap(({ payload, time }) => {
    if (there.has(payload.orderId)) return [];
    const settled = dismissed.find((one) => one.payload.orderId === payload.orderId);
    const by = settled && { at: settled.time.at, by: settled.createdBy, note: settled.payload.note };
    return [{ ...payload, at: time.at, dismissed: by ?? null }];
  });
}

/** The first of each: an office that answered twice said one thing. */
function distinct<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  const first = new Map<string, T>();
  for (const one of list) if (!first.has(key(one))) first.set(key(one), one);
  return [...first.values()];
}
