import { grantId } from '../../domain/documents/grant.ts';
import { orderIdOf } from '../../domain/documents/work-order.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { type Author, judgeDocument, type Verdict } from '../access/judge-document.ts';
import { isRefused } from '../database/document-refused.ts';
import type { BulkRow, Database, IncomingDocument, StoredDocument } from '../database/types.ts';
import type { OrderBounds } from './order-bounds.ts';
import { withRevision } from './revision-of-edit.ts';

/** One row a document, in CouchDB's shape, with our problem beside an error (clients look only at `error`). */
export type Row =
  | { readonly ok: true; readonly id: string; readonly rev: string }
  | {
      readonly id: string;
      readonly rev?: string;
      readonly error: string;
      readonly reason: string;
      readonly problem?: Problem;
    };

export type Shelf = {
  readonly mailbox: Database;
  readonly work: Database;
  readonly roomFor: OrderBounds;
  readonly refused: (document: IncomingDocument, problem: Problem) => Promise<void>;
  readonly clocks: {
    readonly weigh: (document: IncomingDocument) => Promise<void>;
    readonly handedOver: (documents: readonly IncomingDocument[]) => void;
  };
};

/** Judges and stores what a device sent; a row says `ok` only when the document is durable. */
export async function takeDocuments(
  shelf: Shelf,
  documents: readonly IncomingDocument[],
  newEdits: boolean,
  author: Author,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  // A document that comes twice in one request is judged again, after its first one is stored.
  for (const wave of waves(documents))
    for (let at = 0; at < wave.length; at += atOnce) {
      rows.push(...(await takeWave(shelf, wave.slice(at, at + atOnce), newEdits, author)));
      await othersTurn();
    }
  return rows;
}

/** Documents judged and stored without a turn for other requests: some 50 ms of work. Fewer cost more: each time the store is asked anew. */
const atOnce = 120;
/** Revisions that one call of the store brings along: it takes 20 µs for each, and lets nobody in between. */
const revisionsAtOnce = 1_000;
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function waves(documents: readonly IncomingDocument[]): readonly (readonly IncomingDocument[])[] {
  const made: IncomingDocument[][] = [];
  const seen = new Map<unknown, number>();
  for (const document of documents) {
    const round = seen.get(document._id) ?? 0;
    seen.set(document._id, round + 1);
    const wave = made[round] ?? [];
    wave.push(document);
    made[round] = wave;
  }
  return made;
}

async function takeWave(
  shelf: Shelf,
  wave: readonly IncomingDocument[],
  newEdits: boolean,
  author: Author,
): Promise<readonly Row[]> {
  const ids = wave
    .map((document) => document._id)
    .filter((id): id is string => typeof id === 'string' && !id.startsWith('_'));
  const [mailbox, work, grants] = await Promise.all([
    leavesOf(shelf.mailbox, ids),
    leavesOf(shelf.work, ids),
    grantsOf(shelf.mailbox, ids),
  ]);
  const store: (readonly IncomingDocument[])[] = [];
  const rows: Row[] = [];
  for (const offered of wave) {
    const known = {
      mailbox: standing(mailbox.get(offered._id)),
      work: standing(work.get(offered._id)),
      ended: (mailbox.get(offered._id) ?? []).filter(isEnded).length,
      granted: (orderId: string) => grants.has(orderId),
    };
    const document = newEdits ? withRevision(offered, known.mailbox) : offered;
    if (document === null) {
      rows.push({ id: String(offered._id), error: 'conflict', reason: 'Document update conflict.' });
      continue;
    }
    const judged = judgeDocument(document, bytesOf(document), author, known);
    const full =
      judged.kind === 'store' ? await shelf.roomFor(shelf.mailbox, judged.document, known.mailbox.at(0)) : null;
    const verdict: Verdict = full === null ? judged : { kind: 'refuse', problem: full };
    if (verdict.kind === 'store') {
      await shelf.clocks.weigh(verdict.document);
      store.push([verdict.document, ...(verdict.ending === undefined ? [] : [verdict.ending])]);
    }
    if (verdict.kind === 'refuse') await shelf.refused(document, verdict.problem);
    rows.push(rowOf(document, verdict));
  }
  const failures = new Map((await storeInTurns(shelf.mailbox, store)).map((row) => [row.id, row]));
  if (failures.size === 0) shelf.clocks.handedOver(store.flat());
  for (const [document] of store) {
    const failure = document && failures.get(document._id);
    if (failure && isRefused(failure)) await shelf.refused(document, refusedBy(failure));
  }
  return rows.map((row) => {
    const failure = failures.get(row.id);
    if (failure === undefined || !('ok' in row)) return row;
    if (isRefused(failure)) return rowOfRefused(row.id, row.rev, refusedBy(failure));
    return { id: row.id, rev: row.rev, error: failure.error ?? 'internal_server_error', reason: failure.reason ?? '' };
  });
}

const isEnded = ({ _deleted }: StoredDocument): boolean => _deleted === true;
const standing = (leaves: readonly StoredDocument[] = []): readonly StoredDocument[] =>
  leaves.filter((leaf) => !isEnded(leaf));

/** Stores by and by; documents that belong together (a document, and the ending of the leaf that it replaces) go in one call. */
async function storeInTurns(
  mailbox: Database,
  groups: readonly (readonly IncomingDocument[])[],
): Promise<readonly BulkRow[]> {
  const failed: BulkRow[] = [];
  let call: IncomingDocument[] = [];
  let revisions = 0;
  for (const [at, group] of groups.entries()) {
    call.push(...group);
    revisions += group.reduce((sum, { _revisions }) => sum + (_revisions?.ids.length ?? 1), 0);
    if (revisions < revisionsAtOnce && at < groups.length - 1) continue;
    failed.push(...(await mailbox.bulkDocs(call, { newEdits: false })));
    [call, revisions] = [[], 0];
    await othersTurn();
  }
  return failed;
}

const bytesOf = ({ _revisions: _, ...document }: IncomingDocument): number =>
  Buffer.byteLength(JSON.stringify(document));

const refusedBy = ({ error = '' }: BulkRow): Problem => problem('office.storeRefused', { word: error });

const rowOfRefused = (id: string, rev: string, said: Problem): Row => ({
  id,
  ...(rev === '' ? {} : { rev }),
  error: 'forbidden',
  reason: said.message,
  problem: said,
});

function rowOf(document: IncomingDocument, verdict: Verdict): Row {
  const id = String(document._id);
  const rev = typeof document._rev === 'string' ? document._rev : '';
  if (verdict.kind !== 'refuse') return { ok: true, id, rev };
  const said = verdict.problem;
  return rowOfRefused(id, rev, said);
}

/** Leaves with their paths. One range of keys tells which documents exist at all: most that arrive are new. */
async function leavesOf(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredDocument[]>> {
  const found = new Map<string, readonly StoredDocument[]>();
  if (ids.length === 0) return found;
  const rows = await database.allDocs({ keys: [...new Set(ids)] });
  for (const row of rows)
    if (row.error === undefined && row.value !== undefined) found.set(row.key, await database.leaves(row.key));
  return found;
}

async function grantsOf(mailbox: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const orderIds = [...new Set(ids.flatMap((id) => orderIdOf(id) ?? []))];
  if (orderIds.length === 0) return new Set();
  const rows = await mailbox.allDocs({ keys: orderIds.map(grantId) });
  return new Set(
    orderIds.filter((_, index) => rows[index]?.error === undefined && rows[index]?.value?.deleted !== true),
  );
}
