import type { OfficeSummary, OrderNeed } from '../../bridge/office.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import { orderIdOf } from '../../domain/documents/work-order.ts';
import { refused } from '../../domain/result.ts';
import { makeMatcher } from '../../domain/text/search-query.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import type { Accounts } from '../accounts/types.ts';
import type { OfficePolicy } from '../config.ts';
import { catchUp, type Following, follow } from '../database/follow.ts';
import type { ChangesRow, Database, StoredDocument } from '../database/types.ts';
import type { DerivedOrders } from './derived-orders.ts';
import { type DeviceWords, deviceWords } from './device-words.ts';
import { needsIndex } from './needs-index.ts';
import { needsOfDay, type Timed } from './needs-of-day.ts';
import { type OrderRow, type RowParts, rowOf } from './order-row.ts';
import { inHisHands, isProvisional } from './provisional.ts';
import { putOff } from './put-off.ts';
import { readAllOrders, readOrder } from './read-order.ts';
import { type Reviews, reviewIndex } from './review-index.ts';
import { rowSources } from './row-sources.ts';
import type { Snapshot, SnapshotFile } from './snapshot.ts';
import type { EscalationAhead, LoadedOrder, Orders, OrdersQuery, RowFacts } from './types.ts';

export type Projection = {
  list: Orders['list'];
  ids: Orders['ids'];
  summary(orderId: string): OfficeSummary | null;
  /** the most pressing first */
  needs(): readonly OrderNeed[];
  /** what waits for reviewers, and what they decided */
  reviews(): Reviews;
  count(): number;
  escalationsAhead(): readonly EscalationAhead[];
  rows(): Iterable<OrderRow>;
  /** what devices last told of orders */
  readonly words: DeviceWords;
  /** Reads one order again, at once. */
  refresh(orderId: string): Promise<void>;
  /** Takes an order as its writer knows it: read, and written upon. Read again where the row knows of more. */
  written(orderId: string, documents: readonly OrderDocument[]): Promise<void>;
  close(): Promise<void>;
};

export type ProjectionParts = {
  readonly work: Database;
  readonly derived: DerivedOrders;
  readonly accounts: Accounts;
  readonly now: () => number;
  readonly policy: OfficePolicy;
  /** what rows carry for the filters of other doors */
  readonly factsOf: (loaded: LoadedOrder) => RowFacts;
  readonly nameOf: RowParts['nameOf'];
  readonly snapshot: SnapshotFile;
  readonly changed: (orderIds: readonly string[]) => void;
  /** a device told how it is */
  readonly devicesChanged: () => void;
  readonly failed: (error: unknown) => void;
};

const snapshotEveryMs = 5 * 60_000;

const finalPhases: ReadonlySet<string> = new Set(['completed', 'partial', 'failed', 'cancelled', 'rejected']);

/**
 * Rows of all orders in memory, read once and then kept by the changes feed of `work`: no list waits for the store. Opened only when the
 * rows cover everything the store had then: an office that comes back after a kill lists what it answered before.
 */
export async function openProjection(parts: ProjectionParts): Promise<Projection> {
  const { work, derived, accounts, now, policy, snapshot, changed, devicesChanged, failed } = parts;
  const { update_seq: newest } = await work.info();
  const kept = ofThisStore(await snapshot.read(), newest);
  const rows = new Map<string, OrderRow>(kept?.rows ?? []);
  const needs = needsIndex({
    needsOf,
    technicianOf: (orderId) => rows.get(orderId)?.summary.technicianId ?? null,
    lastSeenAt: (technicianId) => accounts.lastSeenAt(technicianId),
    now,
  });
  const reviews = reviewIndex();
  const setRow = (row: OrderRow): void => {
    const { orderId } = row.summary;
    rows.set(orderId, row);
    needs.changed(orderId);
    reviews.changed(orderId, row.waits, row.verdict);
  };
  for (const row of [...rows.values()]) setRow(row);
  const alone = oneAtATime();
  let covered = kept?.seq ?? newest;
  let saved = kept?.seq ?? null;
  const sources = rowSources();
  const take = async (documents: readonly OrderDocument[]) => {
    const row = rowOf(documents, await derived.arrived(documents), parts);
    if (row === null) return row;
    setRow(row);
    // A row that waits for its definition is derived anew by the next change, whatever that is.
    sources.note(row.summary.orderId, row.summary.definitionArriving ? [] : documents);
    return row;
  };
  const later = putOff();
  if (kept === null)
    for await (const documents of readAllOrders(work)) {
      const why = later.why(documents);
      const row = why === null ? await take(documents) : rowOf(documents, refused(why), parts);
      if (row === null) continue;
      setRow(row);
      if (why === null) later.seen(documents, row.summary.broken);
    }

  const devices = await work.allDocs({ startkey: 'device:', endkey: 'device;', includeDocs: true });
  const words = deviceWords();
  const takeReport = (report: StoredDocument): readonly string[] => {
    accounts.report(String(report.deviceId), report as never);
    return words.take(report as never);
  };
  for (const { doc } of devices) if (doc?.type === 'device') takeReport(doc);

  // A store that does not answer is asked again; an order that cannot be derived must not stop the others.
  const takeOrTell = async (documents: readonly OrderDocument[]): Promise<void> => {
    try {
      await take(documents);
    } catch (error) {
      failed(error);
    }
  };
  const refresh = (orderId: string) => alone(orderId, async () => takeOrTell(await readOrder(work, orderId)));
  const written = (orderId: string, documents: readonly OrderDocument[]) =>
    alone(orderId, async () =>
      takeOrTell(!rows.has(orderId) || sources.within(orderId, documents) ? documents : await readOrder(work, orderId)),
    );

  const save = async () => {
    if (covered === saved) return;
    const seq = covered;
    await snapshot.write({ seq, rows: [...rows] });
    saved = seq;
  };
  const saving = setInterval(() => void save().catch(failed), snapshotEveryMs);

  const takeChanges = async (changes: readonly ChangesRow[], lastSeq: string): Promise<void> => {
    const orderIds = [...new Set(changes.flatMap((row) => orderIdOf(row.id) ?? []))];
    const unseen = new Set(changes.flatMap((row) => (sources.covers(row) ? [] : (orderIdOf(row.id) ?? []))));
    for (const orderId of unseen) await refresh(orderId);
    const reports = changes.flatMap(({ doc }) => (doc?.type === 'device' ? [doc] : []));
    const spokenOf = reports.flatMap(takeReport);
    covered = lastSeq;
    if (orderIds.length + spokenOf.length > 0) changed([...new Set([...orderIds, ...spokenOf])]);
    if (reports.length > 0) devicesChanged();
  };
  await catchUp(work, covered, takeChanges);
  const following: Following = follow(work, covered, takeChanges, failed);
  const catchingUp = later.catchUp(async (orderId) => {
    await refresh(orderId);
    changed([orderId]);
  });

  function complete(row: OrderRow): OfficeSummary {
    const { summary } = row;
    const { technicianId } = summary;
    const account = technicianId === null ? null : accounts.byId(technicianId);
    return {
      ...summary,
      technicianName: account?.name ?? null,
      deviceSilentSince: silentSince(row),
      slaProvisional: provisional(summary),
      arrival: words.arrival(summary.orderId, summary.manifest, row.held),
      discarded: words.discarded(summary.orderId).length,
    };
  }

  function provisional({ technicianId, phase, turn, clocks }: OrderRow['summary']): boolean {
    const [first] = clocks;
    if (first === undefined || technicianId === null) return false;
    return isProvisional({ phase, turn, technicianId }, first, accounts.lastSeenAt(technicianId), now());
  }

  /** When the device of an open order was last heard, if that is too long ago; one never heard is silent since the assignment. */
  function silentSince({ summary: { technicianId, phase }, assignedAt }: OrderRow): string | null {
    if (technicianId === null || !inHisHands.has(phase)) return null;
    const last = accounts.lastSeenAt(technicianId) ?? assignedAt;
    if (last === null) return null;
    return now() - Date.parse(last) > policy.deviceSilentHours * 3_600_000 ? last : null;
  }

  function needsOf(orderId: string, at: number): Timed {
    const row = rows.get(orderId);
    if (row === undefined) return { needs: [], until: Number.POSITIVE_INFINITY };
    const timed = timedNeeds(row, at);
    const own = needsOfDay(row.needs, row.summary.notBefore, at);
    return { needs: [...own.needs, ...timed.needs], until: Math.min(own.until, timed.until) };
  }

  /** What an order needs because of the time, and when that is another. */
  function timedNeeds(row: OrderRow, at: number): Timed {
    const { orderId, breachAt, warnAt, slaPaused, phase, technicianId } = row.summary;
    const silent = silentSince(row);
    const needs: OrderNeed[] = silent === null ? [] : [{ orderId, reason: 'deviceSilent', since: silent, detail: '' }];
    const heard = technicianId === null ? null : (accounts.lastSeenAt(technicianId) ?? row.assignedAt);
    const ahead = [heard === null ? 0 : Date.parse(heard) + policy.deviceSilentHours * 3_600_000 + 1];
    if (!slaPaused && !finalPhases.has(phase)) {
      const [breach, warn] = [breachAt, warnAt].map((when) => (when === null ? Infinity : Date.parse(when)));
      // One millisecond after a breach it may turn out to be provisional.
      ahead.push(breach ?? Infinity, (breach ?? Infinity) + 1, warn ?? Infinity);
      if (breachAt !== null && (breach ?? Infinity) <= at)
        needs.push({
          orderId,
          reason: 'slaBreached',
          since: breachAt,
          detail: provisional(row.summary) ? 'provisional' : '',
        });
      else if (warnAt !== null && (warn ?? Infinity) <= at)
        needs.push({ orderId, reason: 'slaWarning', since: warnAt, detail: '' });
    }
    return { needs, until: Math.min(...ahead.filter((when) => when > at)) };
  }

  function find(query: Filters): { readonly found: readonly OrderRow[]; readonly differing: number } {
    const isSought = makeMatcher(query.search ?? '');
    const all = [...rows.values()].filter((row) => matches(row, query) && isSought(row.search));
    const differing = all.filter(everDiffered);
    const found = query.onlyConflicts === true ? differing : all;
    found.sort((a, b) => (sortKey(b) < sortKey(a) ? -1 : 1));
    return { found, differing: differing.length };
  }

  if (kept === null) void save().catch(failed);

  return {
    list(query) {
      const { found, differing } = find(query);
      const page = found.slice(query.offset, query.offset + query.limit);
      return { orders: page.map(complete), total: found.length, differing };
    },
    ids: (query) => find(query).found.map(({ summary }) => summary.orderId),
    summary(orderId) {
      const row = rows.get(orderId);
      return row === undefined ? null : complete(row);
    },
    needs: needs.all,
    reviews: reviews.all,
    count: () => rows.size,
    escalationsAhead: () =>
      [...rows.values()].flatMap(({ summary, escalateAt }) =>
        escalateAt === null ? [] : [{ orderId: summary.orderId, dueAt: escalateAt }],
      ),
    rows: () => rows.values(),
    words,
    refresh,
    written,
    async close() {
      clearInterval(saving);
      await catchingUp.stop();
      await following.stop();
      await save().catch(failed);
    },
  };
}

/** A store set back to an older state is behind the rows: they are not its. Sequences begin with a number on both backends. */
const ofThisStore = (kept: Snapshot | null, newest: string): Snapshot | null =>
  kept !== null && Number.parseInt(kept.seq, 10) <= Number.parseInt(newest, 10) ? kept : null;

const sortKey = ({ summary }: OrderRow): string => `${summary.createdAt}\n${summary.orderId}`;

/** What is needed now, and until when that holds by itself, ms since the epoch. */

type Filters = Omit<OrdersQuery, 'limit' | 'offset'>;

const everDiffered = ({ summary }: OrderRow): boolean => summary.conflicts > 0 || summary.settledConflicts > 0;

function matches(row: OrderRow, query: Filters): boolean {
  const { summary } = row;
  if (query.technicianId !== undefined && summary.technicianId !== query.technicianId) return false;
  if (query.phase !== undefined && query.phase.length > 0 && !query.phase.includes(summary.phase)) return false;
  if (query.filters !== undefined && !query.filters(row)) return false;
  if (query.orderType !== undefined && summary.orderType !== query.orderType) return false;
  const at = summary.appointment?.start ?? summary.acceptedAt;
  if (query.from !== undefined && at < query.from) return false;
  return query.to === undefined || at <= query.to;
}
