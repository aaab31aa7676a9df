import type { ClockFacts } from '../../domain/clock.ts';
import { EventDocument, type EventKind, eventId } from '../../domain/documents/event.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import type { LoadedOrder, MoveAuthor, OfficeMove } from './types.ts';

/** The newest `deviceSeq` of the office's own events on an order. */
export const officeSeq = (documents: readonly OrderDocument[]): number =>
  documents.reduce(
    (highest, document) =>
      document.type === 'event' && document.deviceId === undefined ? Math.max(highest, document.deviceSeq) : highest,
    0,
  );

/** An event as the office writes it, for one of its people or itself: next in its own count, after all it has seen. */
export function officeEvent<K extends EventKind>(
  loaded: LoadedOrder,
  move: OfficeMove<K>,
  parts: { readonly author: MoveAuthor; readonly unique: string; readonly time: ClockFacts },
): EventDocument {
  const { orderId, fold } = loaded.view;
  return EventDocument.parse({
    _id: eventId(orderId, parts.unique),
    type: 'event',
    schemaVersion: 1,
    createdBy: parts.author.account.accountId,
    orderId,
    deviceSeq: officeSeq(loaded.documents) + 1,
    after: [...fold.frontier],
    time: parts.time,
    role: parts.author.account.role,
    ...(move.requestKey === undefined ? {} : { requestKey: move.requestKey }),
    kind: move.kind,
    payload: move.payload,
  });
}
