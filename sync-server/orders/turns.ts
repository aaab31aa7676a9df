import { setTimeout as pause } from 'node:timers/promises';
import { DocumentRefused, isRefused } from '../database/document-refused.ts';
import type { BulkRow, Database, IncomingDocument, StoredDocument } from '../database/types.ts';

/** What a turn wants written; none: there is nothing to write, whatever the reason. */
export type Wanted = { readonly documents: readonly IncomingDocument[] };

export type Turns = {
  /**
   * Reads, judges and writes on one order as if no other office wrote. `make` reads the order and says what it wants written; it is
   * asked again when another office's turn came between.
   * @returns what `make` said last, and a row for each of its documents; without a `rev` where another office wrote it for us
   */
  readonly take: <T extends Wanted>(
    orderId: string,
    make: () => Promise<T>,
  ) => Promise<{ readonly made: T; readonly rows: readonly BulkRow[] }>;
};

type Turn = StoredDocument & { readonly documents: readonly IncomingDocument[] };

const idOf = (orderId: string): string => `turn:${orderId}`;
/** What is remembered of turns that landed, so that the next one on the same order need not ask. */
const mostKnown = 5_000;

/** One office on its store: its own queue of writes on an order (`one-at-a-time.ts`) is enough. */
export const ownTurns = (work: Database): Turns => ({
  take: async (_orderId, make) => {
    const made = await make();
    const rows = await work.bulkDocs(made.documents);
    assertWritten(rows);
    return { made, rows };
  },
});

/**
 * Turns among several offices (ADR 0015): `turn:<orderId>` is taken by its revision and holds what its taker is about to write. Whoever
 * comes next writes that first, should its taker be dead or slow; so nothing promised is lost, no number is given twice, and a taker
 * that slept meanwhile is refused by the revision. A row that says `conflict` means that somebody else has written the document for us.
 * @param overtaken is told of each turn that another office's came before
 */
export function sharedTurns(turns: Database, work: Database, overtaken: () => void): Turns {
  const landed = new Map<string, string>();

  function note(orderId: string, rev: string): void {
    landed.delete(orderId);
    landed.set(orderId, rev);
    const [oldest] = landed.keys();
    if (landed.size > mostKnown && oldest !== undefined) landed.delete(oldest);
  }

  /** The last turn, with everything that it promised written. */
  async function lastTurn(orderId: string): Promise<Turn | null> {
    const turn = (await turns.get(idOf(orderId))) as Turn | null;
    if (turn === null || landed.get(orderId) === turn._rev) return turn;
    const rows = await work.allDocs({ keys: turn.documents.map(({ _id }) => _id) });
    // A document that replaces another is missing as long as the one it replaces is there.
    const missing = turn.documents.filter(({ _rev }, at) => rows[at]?.value?.rev === _rev);
    assertWritten(await work.bulkDocs(missing));
    note(orderId, turn._rev);
    return turn;
  }

  return {
    async take(orderId, make) {
      for (let tries = 0; ; tries += 1) {
        const last = await lastTurn(orderId);
        const made = await make();
        if (made.documents.length === 0) return { made, rows: [] };
        const next = { type: 'turn', documents: made.documents, ...(last === null ? {} : { _rev: last._rev }) };
        const [taken] = await turns.bulkDocs([{ _id: idOf(orderId), ...next }]);
        if (taken?.ok === true) {
          const rows = await work.bulkDocs(made.documents);
          assertWritten(rows);
          note(orderId, taken.rev ?? '');
          return { made, rows: rows.map(({ id, rev }) => ({ id, ok: true, ...(rev === undefined ? {} : { rev }) })) };
        }
        if (taken?.error !== 'conflict') throw new Error(`the turn was not taken: ${taken?.error}`);
        overtaken();
        // Two that met once must not go on meeting.
        await pause(Math.random() * Math.min(20 * 2 ** tries, 500));
      }
    },
  };
}

function assertWritten(rows: readonly BulkRow[]): void {
  const failed = rows.find((row) => row.error !== undefined && row.error !== 'conflict');
  if (failed !== undefined && isRefused(failed)) throw new DocumentRefused(failed);
  if (failed !== undefined) throw new Error(`a document of a turn was not written: ${failed.error}`);
}
