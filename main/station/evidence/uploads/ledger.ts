import type { SyncItem } from '../../../../bridge/sync-state.ts';
import type { Problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../context.ts';
import type { Marker, Markers } from './markers.ts';
import { inSendingOrder, outstandingOf, type Parcel, parcelKey } from './outstanding.ts';

/** What this run has seen of one file; a new run may begin without it. */
export type Progress = {
  sent: number;
  tries: number;
  mismatches: number;
  /** how often the office said that its document had not arrived yet */
  early: number;
  problem: Problem | null;
  refused: boolean;
  /** the office has answered for the last byte; its receipt is awaited */
  uploaded: boolean;
  /** uptime, ms, before which it is not tried */
  notBefore: number;
};

/** What the office does not hold yet, and what this device remembers about each. */
export type Ledger = {
  readonly parcels: () => readonly Parcel[];
  /** Files whose document is being written at this moment, or is not here yet: they count all the same. */
  readonly promised: () => readonly SyncItem[];
  readonly stateOf: (key: string) => Progress;
  readonly markerOf: (evidenceId: string) => Marker | undefined;
  readonly remember: (parcel: Parcel, change: Partial<Marker>) => Promise<void>;
  /** Reads the documents of these orders again; of every order with a marker when not told. */
  readonly look: (orderIds?: readonly string[]) => Promise<void>;
  /** Of an earlier run, or of another office, and not asked about yet: it may be held already. */
  readonly mayBeHeld: (parcel: Parcel) => boolean;
  /** asks the office which of these it holds; answers whether it could be asked. */
  readonly askHeld: () => Promise<boolean>;
  /** which of these orders have something to send */
  readonly concerned: (orderIds: readonly string[]) => readonly string[];
  readonly drop: (key: string) => void;
  /** before a document is written */
  readonly expect: (evidenceId: string, orderId: string) => Promise<void>;
  /** it was refused: no document, no file to send */
  readonly forget: (evidenceId: string) => Promise<void>;
  /** the write failed half-way: the documents will tell, and the marker stays until they have */
  readonly doubt: (evidenceId: string) => void;
};

/** A look at every order holds few of them in memory at once. */
const sliceSize = 32;

export async function openLedger(desk: Desk, store: Markers): Promise<Ledger> {
  const known = await store.load();
  const markers = new Map<string, Marker>((known ?? []).map((marker) => [marker.evidenceId, marker]));
  const promised = new Map<string, { readonly orderId: string; readonly since: string }>();
  /** orders that could not be read yet, and those that were */
  const unread = new Set<string>();
  const seen = new Set<string>();
  const held = new Set<string>();
  const older = new Set(markers.keys());
  const askedAbout = new Set<string>();
  const progress = new Map<string, Progress>();
  const openedAt = new Date(desk.clock.now()).toISOString();
  let parcels: readonly Parcel[] = [];

  const isHeld = ({ orderId, sha256 }: Parcel): boolean => held.has(`${orderId}/${sha256}`);
  const withMarkers = (): readonly string[] => [...new Set([...markers.values()].map(({ orderId }) => orderId))];

  let looking: Promise<void> = Promise.resolve();
  /** One after another: an older reading never overwrites a newer one. */
  function look(orderIds: () => readonly string[]): Promise<void> {
    const next = looking.then(async () => {
      const ids = orderIds();
      for (let at = 0; at < ids.length; at += sliceSize) await read(ids.slice(at, at + sliceSize));
    });
    looking = next.catch(() => undefined);
    return next;
  }

  async function read(orderIds: readonly string[]): Promise<void> {
    const readings = await Promise.all(
      orderIds.map(async (orderId) => {
        // Before the reading: what completes the store meanwhile is not in it.
        const whole = desk.isWhole();
        const order = await desk.order(orderId);
        if (order.ok) return { orderId, documents: order.value.documents, whole };
        return { orderId, documents: whole ? await desk.documentsOf(orderId) : null, whole };
      }),
    );
    // From here to the assignment nothing waits: what was delivered meanwhile is not brought back.
    const fresh: Parcel[] = [];
    const settled: string[] = [];
    for (const { orderId, documents, whole } of readings) {
      if (documents === null) {
        unread.add(orderId);
        continue;
      }
      // While the store is being filled a photo's document may still be on its way: its marker is all that is known of it.
      const first = whole && !seen.has(orderId);
      if (whole) seen.add(orderId);
      unread.delete(orderId);
      const found = outstandingOf(
        documents,
        desk.deviceId,
        (id) => markers.get(id) && markers.get(id)?.thumbnailSent === true,
      );
      fresh.push(...found.filter((parcel) => !isHeld(parcel)));
      const ids = new Set(documents.map(({ _id }) => _id));
      for (const id of promised.keys()) if (ids.has(id)) promised.delete(id);
      settled.push(...settledOf(orderId, found, (id) => first || ids.has(id)));
    }
    const others = parcels.filter(({ orderId }) => !orderIds.includes(orderId));
    parcels = inSendingOrder([...others, ...fresh]);
    for (const evidenceId of settled) await forget(evidenceId);
  }

  /** A marker goes when its document is here and nothing of it is outstanding; at the first look into a whole store also one whose document was never written. */
  function settledOf(
    orderId: string,
    found: readonly Parcel[],
    isKnown: (evidenceId: string) => boolean,
  ): readonly string[] {
    const open = new Set(found.map(({ evidenceId }) => evidenceId));
    for (const evidenceId of open) if (!markers.has(evidenceId)) markers.set(evidenceId, { evidenceId, orderId });
    return [...markers.values()]
      .filter(
        (marker) => marker.orderId === orderId && !open.has(marker.evidenceId) && !promised.has(marker.evidenceId),
      )
      .map(({ evidenceId }) => evidenceId)
      .filter(isKnown);
  }

  async function forget(evidenceId: string): Promise<void> {
    promised.delete(evidenceId);
    markers.delete(evidenceId);
    await store.drop(evidenceId);
  }

  async function askHeld(): Promise<boolean> {
    const asked = parcels.filter(({ evidenceId }) => !desk.unconfirmed(evidenceId));
    let atMost = 500;
    for (let i = 0; i < asked.length; ) {
      const part = asked.slice(i, i + atMost);
      const sha256 = [...new Set(part.map((parcel) => parcel.sha256))];
      const answer = await desk.office.call('evidence.held', { sha256 });
      // Something on the way finds the list too long.
      if (!answer.ok && answer.problem.code === 'link.sizeLimited' && part.length > 1) {
        atMost = Math.floor(part.length / 2);
        continue;
      }
      if (!answer.ok) return false;
      i += part.length;
      const yes = new Set(answer.value.held);
      for (const { key } of part) askedAbout.add(key);
      for (const parcel of part) if (yes.has(parcel.sha256)) held.add(`${parcel.orderId}/${parcel.sha256}`);
    }
    parcels = parcels.filter((parcel) => !isHeld(parcel));
    return true;
  }

  await look(known === null ? desk.orderIds : withMarkers);
  if (known === null) {
    await Promise.all([...markers.values()].map((marker) => store.save(marker)));
    // Measured: without this a device that never took a photo derived all of its 10 000 orders at every start, 19 s.
    if (unread.size === 0) await store.begin();
  }

  return {
    parcels: () => parcels.filter(({ key }) => !desk.isDiscardedFile(key)),
    promised: () => [
      ...[...promised].map(([evidenceId, { orderId, since }]) => promisedItem(evidenceId, orderId, since)),
      ...[...markers.values()]
        .filter(({ orderId, evidenceId }) => unread.has(orderId) && !promised.has(evidenceId))
        .map(({ evidenceId, orderId }) => promisedItem(evidenceId, orderId, openedAt)),
    ],
    stateOf: (key) => {
      const state = progress.get(key) ?? nothingSeen();
      progress.set(key, state);
      return state;
    },
    markerOf: (evidenceId) => markers.get(evidenceId),
    remember: async ({ evidenceId, orderId }, change) => {
      const marker = { evidenceId, orderId, ...markers.get(evidenceId), ...change };
      markers.set(evidenceId, marker);
      await store.save(marker);
    },
    look: (orderIds) => look(orderIds ? () => orderIds : withMarkers),
    mayBeHeld: ({ key, evidenceId }) => older.has(evidenceId) && !askedAbout.has(key),
    askHeld,
    concerned: (orderIds) => {
      const mine = new Set(withMarkers());
      return orderIds.filter((orderId) => mine.has(orderId));
    },
    drop: (key) => {
      parcels = parcels.filter((parcel) => parcel.key !== key);
    },
    expect: async (evidenceId, orderId) => {
      promised.set(evidenceId, { orderId, since: new Date(desk.clock.now()).toISOString() });
      markers.set(evidenceId, { evidenceId, orderId });
      try {
        await store.save({ evidenceId, orderId });
      } catch (error) {
        // Its document is not written then: nothing would ever take it from the count.
        promised.delete(evidenceId);
        markers.delete(evidenceId);
        throw error;
      }
    },
    forget,
    doubt: (evidenceId) => {
      promised.delete(evidenceId);
    },
  };
}

const nothingSeen = (): Progress => ({
  sent: 0,
  tries: 0,
  mismatches: 0,
  early: 0,
  problem: null,
  refused: false,
  uploaded: false,
  notBefore: 0,
});

const promisedItem = (evidenceId: string, orderId: string, since: string): SyncItem => ({
  id: parcelKey(evidenceId, 'view'),
  orderId,
  kind: 'bytes',
  about: '',
  since,
  state: 'waiting',
  sentBytes: 0,
  totalBytes: null,
  tries: 0,
  problem: null,
});
