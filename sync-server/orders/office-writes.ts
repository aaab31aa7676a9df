import type { Clock } from '../../domain/clock.ts';
import { eventId } from '../../domain/documents/event.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { canMove } from '../../domain/work-order/transitions.ts';
import type { OneAtATime } from '../../storage/one-at-a-time.ts';
import type { BulkRow, IncomingDocument } from '../database/types.ts';
import type { OfficeAuthor } from '../office-itself.ts';
import { afterWrite } from './after-write.ts';
import { officeChain, officeEvent } from './office-event.ts';
import type { Projection } from './projection.ts';
import type { Turns } from './turns.ts';
import type { LoadedOrder, OfficeChain, Orders, Written } from './types.ts';

export type OfficeWriteParts = {
  readonly turns: Turns;
  readonly alone: OneAtATime;
  readonly load: Orders['load'];
  readonly written: Projection['written'];
  readonly refresh: Orders['refresh'];
  readonly clock: Clock;
  readonly makeId: () => string;
};

type Made<T> = {
  readonly documents: readonly IncomingDocument[];
  readonly answer: Result<T>;
  /** the order that it was judged on */
  readonly on?: readonly OrderDocument[];
};

const nothing = <T>(answer: Result<T>): Made<T> => ({ documents: [], answer });

/** What the office writes on an order: read, judged and written in one turn of this process, and of all offices (`turns.ts`). */
export function officeWrites(parts: OfficeWriteParts): Pick<Orders, 'move' | 'write'> {
  const { turns, alone, load, clock, makeId } = parts;

  /** `make` gets the order as it is; null where it cannot be read. */
  const loaded = async <T>(
    orderId: string,
    make: (order: LoadedOrder) => Made<T>,
    read: Orders['load'] = load,
  ): Promise<Made<T>> => {
    const order = await read(orderId);
    return order.ok ? { ...make(order.value), on: order.value.documents } : nothing(order);
  };

  /** The list shows what was written before the call is answered. */
  const show = (orderId: string, { documents, on = [] }: Made<unknown>, rows: readonly BulkRow[]): Promise<void> => {
    const stored = afterWrite(orderId, on, documents, rows);
    return stored === null ? parts.refresh(orderId) : parts.written(orderId, stored);
  };

  return {
    move: (author, orderId, make, read) =>
      alone(orderId, async () => {
        const { made, rows } = await turns.take(orderId, () =>
          loaded<{ readonly eventId: string }>(
            orderId,
            (order) => {
              const move = make(order);
              if (!move.ok) return nothing(move);
              const unique = move.value.unique ?? makeId();
              const id = eventId(orderId, unique);
              if (order.documents.some((document) => document._id === id)) return nothing(ok({ eventId: id }));
              const legal = canMove(order.view.fold, move.value.kind, author.account.role);
              if (!legal.ok) return nothing(legal);
              const event = officeEvent(order, move.value, { actor: author, unique, time: clock.facts() });
              return { documents: [event as unknown as IncomingDocument], answer: ok({ eventId: id }) };
            },
            read,
          ),
        );
        if (made.documents.length === 0) return made.answer;
        if (rows[0]?.ok !== true) throw new Error(`the event was not written: ${rows[0]?.error}`);
        await show(orderId, made, rows);
        return made.answer;
      }),

    write: <T>(
      actor: OfficeAuthor,
      orderId: string,
      make: (order: LoadedOrder, chain: OfficeChain) => Result<Written<T>>,
    ): Promise<Result<T>> =>
      alone(orderId, async () => {
        const { made, rows } = await turns.take(orderId, () =>
          loaded<T>(orderId, (order) => {
            const chain = officeChain(order, { actor, makeId, time: clock.facts() });
            const written = make(order, chain);
            if (!written.ok) return nothing(written);
            const documents = [...(chain.events as unknown as IncomingDocument[]), ...written.value.documents];
            return { documents, answer: ok(written.value.value) };
          }),
        );
        if (made.documents.length === 0) return made.answer;
        await show(orderId, made, rows);
        // What is there already was written by the same call before: its answer was lost.
        const overtaken = rows.some((row, at) => row.ok !== true && made.documents[at]?._rev !== undefined);
        return overtaken ? refused(problem('order.changedMeanwhile')) : made.answer;
      }),
  };
}
