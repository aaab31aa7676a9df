import type { ClockFacts } from '../../domain/clock.ts';
import { type EventDocument, type EventKind, eventId } from '../../domain/documents/event.ts';
import { readDocument, unkeepable } from '../../domain/documents/judge-shape.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import { ok } from '../../domain/result.ts';
import { canMove } from '../../domain/work-order/transitions.ts';
import { Unkeepable } from '../database/checked.ts';
import type { OfficeAuthor } from '../office-itself.ts';
import type { LoadedOrder, OfficeChain, OfficeMove } from './types.ts';

/** The newest `deviceSeq` of the office's own events on an order. */
export const officeSeq = (documents: readonly OrderDocument[]): number =>
  documents.reduce(
    (highest, document) =>
      document.type === 'event' && document.deviceId === undefined ? Math.max(highest, document.deviceSeq) : highest,
    0,
  );

/**
 * Composes events that belong into one write. The first must be legal by the table as the order stands; those after it follow from it and
 * are judged by the fold when they are read.
 */
export function officeChain(
  loaded: LoadedOrder,
  parts: { readonly actor: OfficeAuthor; readonly makeId: () => string; readonly time: ClockFacts },
): OfficeChain {
  const events: EventDocument[] = [];
  return {
    events,
    add: (kind, payload, { unique, requestKey } = {}) => {
      // Written already, and its answer was lost: what it led to does not make it illegal.
      const id = unique === undefined ? null : eventId(loaded.view.orderId, unique);
      const written = loaded.documents.find((document) => document._id === id);
      if (written !== undefined) return ok(written as EventDocument);
      const legal = canMove(loaded.view.fold, kind, parts.actor.account.role);
      if (events.length === 0 && !legal.ok) return legal;
      const before = events.at(-1);
      const event = officeEvent(loaded, { kind, payload, requestKey }, { ...parts, unique: unique ?? parts.makeId() });
      const chained = before === undefined ? event : { ...event, deviceSeq: before.deviceSeq + 1, after: [before._id] };
      events.push(chained as EventDocument);
      return ok(chained as EventDocument);
    },
  };
}

/** An event as the office writes it for one of its people: next in its own count, after all it has seen. */
export function officeEvent<K extends EventKind>(
  loaded: LoadedOrder,
  move: OfficeMove<K>,
  parts: { readonly actor: OfficeAuthor; readonly unique: string; readonly time: ClockFacts },
): EventDocument {
  const { orderId, fold } = loaded.view;
  const composed = {
    _id: eventId(orderId, parts.unique),
    type: 'event',
    schemaVersion: 1,
    createdBy: parts.actor.account.accountId,
    orderId,
    deviceSeq: officeSeq(loaded.documents) + 1,
    after: [...fold.frontier],
    time: parts.time,
    role: parts.actor.account.role,
    ...(move.requestKey === undefined ? {} : { requestKey: move.requestKey }),
    kind: move.kind,
    payload: move.payload,
  };
  const read = readDocument('event', composed);
  if (!read.ok) throw new Unkeepable(unkeepable(read.problem));
  return read.value as EventDocument;
}
