import type { EventDocument, EventOf } from '../documents/event.ts';
import type { OrderFold } from './types.ts';

export type Relations = Pick<OrderFold, 'children' | 'escalations' | 'upgrades'>;

/** The orders this one raised and how they ended, who was told of its clocks, and the versions it was moved to. */
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
    escalations: distinct(of('escalated'), ({ payload }) => `${payload.clock} ${payload.escalation}`).map((event) => ({
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

/** The first of each: an office that answered twice said one thing. */
function distinct<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  const first = new Map<string, T>();
  for (const one of list) if (!first.has(key(one))) first.set(key(one), one);
  return [...first.values()];
}
