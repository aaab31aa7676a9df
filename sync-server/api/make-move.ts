import { type EventDocument, type EventKind, type EventPayload, eventId } from '../../domain/documents/event.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { holdsNumber } from '../../domain/text/phone-text.ts';
import { canMove } from '../../domain/work-order/transitions.ts';
import type { LoadedOrder } from '../orders/types.ts';
import type { CallContext } from './call.ts';
import { judgeBasis } from './overtaken.ts';

/**
 * One office move: based on what still stands (so that whoever was overtaken hears by whom, and not only that it is illegal now), legal
 * (so that the state is named before the form is blamed), then its payload.
 */
export function makeMove<K extends EventKind>(
  { office, actor, unique, requestKey, edit }: CallContext,
  orderId: string,
  kind: K,
  payload: (loaded: LoadedOrder) => Result<EventPayload<K>>,
  read?: (orderId: string) => Promise<Result<LoadedOrder>>,
): Promise<Result<{ readonly eventId: string }>> {
  const move = (loaded: LoadedOrder) => {
    // Made already, and its answer was lost: what it led to does not make it illegal.
    const made = loaded.documents.find(({ _id }) => _id === eventId(orderId, unique));
    if (made !== undefined) return ok({ kind, payload: (made as EventDocument).payload as EventPayload<K>, unique });
    const current = judgeBasis(loaded, edit);
    if (!current.ok) return current;
    const legal = canMove(loaded.view.fold, kind, actor.account.role, { missing: loaded.view.missing });
    if (!legal.ok) return legal;
    const given = payload(loaded);
    return given.ok ? ok({ kind, payload: given.value, unique, requestKey }) : given;
  };
  return office.orders.move(actor, orderId, move, read);
}

/** The reason must be one of the order type's for this move: `order.reasonRequired`, `order.reasonUnknown`. */
export function checkReason({ definition }: LoadedOrder, move: string, code: string): Result<null> {
  if (code === '') return refused(problem('order.reasonRequired'));
  const known = definition.reasons[move]?.some((reason) => reason.code === code) === true;
  return known ? ok(null) : refused(problem('order.reasonUnknown', { given: code }));
}

/** The payload of a move that is a reason and a note. */
export function reasoned(
  loaded: LoadedOrder,
  move: string,
  { reasonCode, note }: { readonly reasonCode: string; readonly note: string },
): Result<{ readonly reasonCode: string; readonly note: string }> {
  const checked = checkReason(loaded, move, reasonCode);
  return checked.ok ? ok({ reasonCode, note }) : checked;
}

/** Paths of phone numbers, each with what is to stand there: `order.phoneInvalid` where there is nothing to dial in one. */
export function phonesOrRefused(given: readonly (readonly [path: string, value: unknown])[]): Result<null> {
  const wrong = given.find(
    ([path, value]) =>
      ['customer.phone', 'customer.alternatePhone'].includes(path) && typeof value === 'string' && !holdsNumber(value),
  );
  return wrong === undefined ? ok(null) : refused(problem('order.phoneInvalid', { where: wrong[0] }));
}
