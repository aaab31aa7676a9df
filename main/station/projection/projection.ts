import { join } from 'node:path';
import type { OrderDocument } from '../../../domain/documents/parse.ts';
import { orderIdOf } from '../../../domain/documents/work-order.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Pinned } from '../../../domain/work-order/pinned-version.ts';
import type { Definitions } from '../catalogue/catalogue.ts';
import type { Log } from '../context.ts';
import type { TechnicianStore } from '../store/technician-store.ts';
import { makeRow, type Row } from './row.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';

/** The lists' rows in memory, persisted with the store's sequence they cover; never a query on the way to a screen (DESIGN §5). */
export type Projection = {
  readonly rows: () => Iterable<Row>;
  readonly row: (orderId: string) => Row | undefined;
  /** Documents changed (null: everything): their rows are made again. */
  readonly touch: (documentIds: readonly string[] | null) => void;
  /** Resolves when what was touched before is in the rows, or after `atMostMs`. */
  readonly settled: (atMostMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ProjectionOptions = {
  readonly store: TechnicianStore;
  readonly folder: string;
  readonly technicianId: string;
  readonly deviceId: string;
  readonly pinnedBy: (pinned: Pinned) => Definitions | null;
  readonly brokenBy: (pinned: Pinned) => Problem | null;
  readonly nameOf: (orderType: string) => Row['summary']['typeName'] | null;
  /** rows of another version of the rules are made again */
  readonly appVersion: string;
  readonly log: Log;
  readonly changed: (orderIds: readonly string[]) => void;
};

const pageSize = 1_000;
const batchSize = 32;
const saveAfterMs = 60_000;

/** The rows of the last run answer at once; what the store has beyond them is caught up behind. */
export async function openProjection(options: ProjectionOptions): Promise<Projection> {
  const { store, log } = options;
  const path = join(options.folder, 'projection.ndjson');
  const nameOf = (folder: string): string => `${store.rebuiltAt() ?? 'first'}${folder === 'store' ? '' : ` ${folder}`}`;
  const snapshot = await readSnapshot(path);
  const usable =
    snapshot?.store === nameOf(store.documents.folder()) && snapshot.appVersion === options.appVersion
      ? snapshot
      : null;
  const rows = new Map((usable?.rows ?? []).map((row) => [row.summary.orderId, row]));
  const waiting = new Set<string>();
  /** could not be read: once more when anything changes */
  const unread = new Set<string>();
  let scanFrom: number | null = usable?.sequence ?? 0;
  let working: Promise<void> | null = null;
  let closed = false;
  let unsaved = 0;
  let saveTimer: NodeJS.Timeout | null = null;

  function work(): Promise<void> {
    working ??= run()
      .catch((error: unknown) => log.error({ err: error }, 'the lists could not be brought up to date'))
      .finally(() => {
        working = null;
        if (unsaved > 0 && !closed) saveTimer ??= setTimeout(() => void save().catch(notSaved), saveAfterMs);
      });
    return working;
  }

  async function run(): Promise<void> {
    while (!closed && (scanFrom !== null || waiting.size > 0)) {
      if (scanFrom !== null) await scan(scanFrom);
      const batch = [...waiting].slice(0, batchSize);
      for (const orderId of batch) waiting.delete(orderId);
      // Side by side: most of the time goes into LevelDB's own threads.
      await Promise.all(batch.map(refresh));
      unsaved += batch.length;
      if (batch.length > 0) options.changed(batch);
    }
  }

  /** One page of the store's changes; the orders in it are made again. */
  async function scan(from: number): Promise<void> {
    const { results, last_seq: last } = await store.documents.changes(from, pageSize);
    if (scanFrom !== from) return;
    for (const { id } of results) {
      const orderId = orderIdOf(id);
      if (orderId) waiting.add(orderId);
    }
    scanFrom = results.length < pageSize ? null : Number(last);
  }

  /** One that fails holds up no other. */
  async function refresh(orderId: string): Promise<void> {
    try {
      const documents: readonly OrderDocument[] = await store.orderDocuments(orderId);
      const failed = (error: unknown): void => log.error({ err: error, orderId }, 'an order cannot be derived');
      const row = await makeRow(documents, { ...options, failed });
      if (row) rows.set(orderId, row);
      else rows.delete(orderId);
    } catch (error) {
      unread.add(orderId);
      log.error({ err: error, orderId }, 'an order could not be read into the lists');
    }
  }

  async function save(): Promise<void> {
    if (saveTimer) clearTimeout(saveTimer);
    saveTimer = null;
    if (unsaved === 0) return;
    // The sequence first: what is written meanwhile is scanned once more, never passed over.
    const at = await store.documents.position();
    if (!closed) await work();
    // What the file says it covers must be in it.
    if (scanFrom !== null || waiting.size + unread.size > 0) return;
    unsaved = 0;
    const header = { sequence: at.sequence, store: nameOf(at.store), appVersion: options.appVersion };
    await writeSnapshot(path, { ...header, rows: [...rows.values()] });
  }

  const notSaved = (error: unknown): void => log.warn({ err: error }, 'the lists were not saved');

  void work();

  return {
    rows: () => rows.values(),
    row: (orderId) => rows.get(orderId),
    touch: (documentIds) => {
      if (documentIds === null) {
        rows.clear();
        scanFrom = 0;
      }
      for (const id of documentIds ?? []) {
        const orderId = orderIdOf(id);
        if (orderId) waiting.add(orderId);
      }
      for (const orderId of unread) waiting.add(orderId);
      unread.clear();
      void work();
    },
    settled: async (atMostMs) => {
      if (working === null) return;
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        working,
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, atMostMs);
        }),
      ]);
      clearTimeout(timer);
    },
    close: async () => {
      closed = true;
      if (saveTimer) clearTimeout(saveTimer);
      await working;
      await save().catch(notSaved);
    },
  };
}
