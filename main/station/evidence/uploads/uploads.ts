import type { SyncItem } from '../../../../bridge/station.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../context.ts';
import type { EvidenceFiles } from '../files.ts';
import { uploadLimits } from '../limits.ts';
import { failureOf } from './failure.ts';
import type { Marker, Markers } from './markers.ts';
import { inSendingOrder, outstandingOf, type Parcel } from './outstanding.ts';
import { backoff, makePace } from './pace.ts';
import { send } from './send.ts';

export type Uploads = {
  readonly items: () => readonly SyncItem[];
  readonly expect: (evidenceId: string, orderId: string) => Promise<void>;
  readonly wake: () => void;
  readonly retry: (key?: string) => void;
  readonly ordersChanged: (orderIds: readonly string[]) => void;
  readonly close: () => Promise<void>;
};

/** What this run has seen of one file; a new run may begin without it. */
type Progress = {
  sent: number;
  tries: number;
  mismatches: number;
  problem: Problem | null;
  refused: boolean;
  /** the office has answered for the last byte; its receipt is awaited */
  uploaded: boolean;
  /** ms since the epoch before which it is not tried */
  notBefore: number;
};

/**
 * The queue of files: one at a time, thumbnails before reports before photos, resumed after any cut, never in the way of
 * documents. What is in it follows from documents and receipts; a file leaves it when its receipt is here, when the office
 * says it holds it, or, for a thumbnail, when the office has answered for its last byte.
 */
export async function openUploads(
  desk: Desk,
  files: EvidenceFiles,
  store: Markers,
  changed: () => void,
): Promise<Uploads> {
  const known = await store.load();
  const markers = new Map<string, Marker>((known ?? []).map((marker) => [marker.evidenceId, marker]));
  const held = new Set<string>();
  const progress = new Map<string, Progress>();
  const pace = makePace();
  const stop = new AbortController();
  let parcels: readonly Parcel[] = [];
  let sending: string | null = null;
  let failures = 0;
  let running: Promise<void> | null = null;
  let again = false;
  let askedHeld = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped: Problem | null = null;

  const stateOf = (key: string): Progress => {
    const state = progress.get(key) ?? {
      sent: 0,
      tries: 0,
      mismatches: 0,
      problem: null,
      refused: false,
      uploaded: false,
      notBefore: 0,
    };
    progress.set(key, state);
    return state;
  };

  /** Reads again what is outstanding in these orders (all that have a marker when not told). */
  async function look(orderIds: readonly string[], first = false): Promise<void> {
    const fresh: Parcel[] = [];
    for (const orderId of orderIds) {
      const order = await desk.order(orderId);
      if (!order.ok) {
        fresh.push(...parcels.filter((parcel) => parcel.orderId === orderId));
        continue;
      }
      const found = outstandingOf(
        order.value.documents,
        desk.deviceId,
        (id) => markers.get(id)?.thumbnailSent === true,
      );
      fresh.push(...found.filter(({ kind, sha256 }) => kind === 'thumbnail' || !held.has(`${orderId}/${sha256}`)));
      await tidy(
        orderId,
        found,
        order.value.documents.map(({ _id }) => _id),
        first,
      );
    }
    const others = parcels.filter(({ orderId }) => !orderIds.includes(orderId));
    parcels = inSendingOrder([...others, ...fresh]);
  }

  /** A marker goes when its document is here and nothing of it is outstanding; at the start also one whose document was never written. */
  async function tidy(
    orderId: string,
    found: readonly Parcel[],
    ids: readonly string[],
    first: boolean,
  ): Promise<void> {
    const open = new Set(found.map(({ evidenceId }) => evidenceId));
    for (const evidenceId of open) if (!markers.has(evidenceId)) markers.set(evidenceId, { evidenceId, orderId });
    for (const marker of [...markers.values()]) {
      if (marker.orderId !== orderId || open.has(marker.evidenceId) || (!first && !ids.includes(marker.evidenceId)))
        continue;
      markers.delete(marker.evidenceId);
      await store.drop(marker.evidenceId);
    }
  }

  async function remember(parcel: Parcel, change: Partial<Marker>): Promise<void> {
    const marker = {
      evidenceId: parcel.evidenceId,
      orderId: parcel.orderId,
      ...markers.get(parcel.evidenceId),
      ...change,
    };
    markers.set(parcel.evidenceId, marker);
    await store.save(marker);
  }

  /** asks the office which of these it holds; answers whether it could be asked. */
  async function askHeld(): Promise<boolean> {
    const asked = parcels.filter(({ kind, key }) => kind !== 'thumbnail' && !desk.unconfirmed(parcelDocument(key)));
    for (let i = 0; i < asked.length; i += 500) {
      const part = asked.slice(i, i + 500);
      const answer = await desk.office.call('evidence.held', {
        sha256: [...new Set(part.map(({ sha256 }) => sha256))],
      });
      if (!answer.ok) return false;
      const yes = new Set(answer.value.held);
      for (const { orderId, sha256 } of part) if (yes.has(sha256)) held.add(`${orderId}/${sha256}`);
    }
    parcels = parcels.filter(({ kind, orderId, sha256 }) => kind === 'thumbnail' || !held.has(`${orderId}/${sha256}`));
    return true;
  }

  const ready = (parcel: Parcel): boolean => {
    const state = stateOf(parcel.key);
    return (
      !state.refused && !state.uploaded && state.notBefore <= desk.clock.now() && !desk.unconfirmed(parcel.evidenceId)
    );
  };

  async function run(): Promise<void> {
    stopped = null;
    await look(markerOrders());
    if (!askedHeld && parcels.some(ready)) askedHeld = await askHeld();
    for (let next = parcels.find(ready); next && !stop.signal.aborted; next = parcels.find(ready)) {
      if (!(await sendOne(next))) return;
    }
    // Receipts come by sync; if one does not, the office is asked, once per lull.
    if (parcels.some(({ key }) => stateOf(key).uploaded)) later(uploadLimits.askHeldAfterMs, () => checkReceipts());
  }

  async function checkReceipts(): Promise<void> {
    await look(markerOrders());
    const missing = parcels.filter(({ key }) => stateOf(key).uploaded);
    if (missing.length === 0) return;
    if (!(await askHeld())) return later(backoff(++failures, Math.random), () => checkReceipts());
    // Uploaded, answered, and yet not held: it is sent again.
    for (const { key } of parcels) stateOf(key).uploaded = false;
    changed();
    wake();
  }

  /** Answers whether the queue goes on. */
  async function sendOne(parcel: Parcel): Promise<boolean> {
    const state = stateOf(parcel.key);
    const bytes = await files.read(parcel.sha256);
    if (!bytes) {
      Object.assign(state, { refused: true, problem: problem('evidence.unknown') });
      return true;
    }
    const authorization = await desk.office.authorization();
    if (!authorization.ok)
      return failed(parcel, {
        kind: authorization.problem.code.startsWith('session.') ? 'auth' : 'link',
        problem: authorization.problem,
      });
    const urlOf = parcel.kind === 'thumbnail' ? 'thumbnailUrl' : 'uploadUrl';
    let saved: Promise<void> = Promise.resolve();
    sending = parcel.key;
    state.tries += 1;
    changed();
    try {
      await send({
        officeUrl: desk.office.url,
        authorization: authorization.value,
        parcel,
        bytes,
        uploadUrl: markers.get(parcel.evidenceId)?.[urlOf],
        pace,
        opened: (url) => {
          saved = remember(parcel, { [urlOf]: url }).catch((error: unknown) =>
            desk.log.warn({ error: String(error) }, 'upload url not kept'),
          );
        },
        progress: (sent) => {
          state.sent = sent;
          changed();
        },
        signal: stop.signal,
      });
      await saved;
      failures = 0;
      Object.assign(state, { sent: bytes.length, problem: null });
      await delivered(parcel, state);
      return true;
    } catch (error) {
      await saved;
      if (stop.signal.aborted) return false;
      pace.failure();
      const failure = failureOf(error);
      if (failure.kind === 'again') await remember(parcel, { [urlOf]: undefined });
      return failed(parcel, failure);
    } finally {
      sending = null;
      changed();
    }
  }

  async function delivered(parcel: Parcel, state: Progress): Promise<void> {
    if (parcel.kind === 'thumbnail') {
      await remember(parcel, { thumbnailSent: true });
      parcels = parcels.filter(({ key }) => key !== parcel.key);
    } else {
      state.uploaded = true;
      for (const same of parcels)
        if (same.orderId === parcel.orderId && same.sha256 === parcel.sha256) stateOf(same.key).uploaded = true;
    }
  }

  function failed(parcel: Parcel, failure: ReturnType<typeof failureOf>): boolean {
    const state = stateOf(parcel.key);
    state.problem = failure.problem;
    switch (failure.kind) {
      case 'item':
        state.refused = true;
        return true;
      case 'again':
        state.mismatches += 1;
        state.refused = state.mismatches >= uploadLimits.mostMismatches;
        return true;
      case 'auth':
        desk.office.forgetAuthorization();
        // One fresh sign-in by the stored credential is tried; a second refusal stops the queue until someone signs in.
        if (failures === 0 && stopped === null) again = true;
        else stopped = failure.problem;
        failures += 1;
        return false;
      case 'notYet': {
        // Its document is confirmed but not spread yet: the others go on meanwhile.
        const wait = backoff(state.tries, Math.random);
        state.notBefore = desk.clock.now() + wait;
        later(wait, wake);
        return true;
      }
      case 'link':
        failures += 1;
        askedHeld = false;
        later(backoff(failures, Math.random), wake);
        return false;
    }
  }

  function later(delay: number, action: () => void | Promise<void>): void {
    clearTimeout(timer);
    if (stop.signal.aborted) return;
    timer = setTimeout(() => void Promise.resolve(action()).catch(report), delay);
  }

  const report = (error: unknown): void => desk.log.error({ error: String(error) }, 'uploads');
  const markerOrders = (): readonly string[] => [...new Set([...markers.values()].map(({ orderId }) => orderId))];

  function wake(): void {
    if (stop.signal.aborted) return;
    if (running !== null) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = run()
      .catch(report)
      .finally(() => {
        running = null;
        changed();
        if (again && !stopped) {
          again = false;
          wake();
        }
      });
  }

  await look(known === null ? desk.orderIds() : markerOrders(), true);
  if (known === null) await Promise.all([...markers.values()].map((marker) => store.save(marker)));

  return {
    items: () => parcels.map((parcel) => itemOf(parcel, stateOf(parcel.key), sending === parcel.key, stopped)),
    expect: async (evidenceId, orderId) => {
      const marker = { evidenceId, orderId };
      markers.set(evidenceId, marker);
      await store.save(marker);
    },
    wake,
    retry: (key) => {
      for (const parcel of parcels) {
        if (key !== undefined && parcel.key !== key) continue;
        Object.assign(stateOf(parcel.key), { refused: false, mismatches: 0, notBefore: 0, problem: null });
      }
      failures = 0;
      wake();
    },
    ordersChanged: (orderIds) => {
      const mine = orderIds.filter((orderId) => markerOrders().includes(orderId));
      if (mine.length === 0) return;
      void look(mine)
        .then(() => {
          changed();
          if (parcels.some(ready)) wake();
        })
        .catch(report);
    },
    close: async () => {
      stop.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

const parcelDocument = (key: string): string => key.slice(0, key.indexOf('#'));

function itemOf(parcel: Parcel, state: Progress, isSending: boolean, stopped: Problem | null): SyncItem {
  return {
    id: parcel.key,
    orderId: parcel.orderId,
    kind: parcel.kind === 'thumbnail' ? 'thumbnail' : 'bytes',
    about: parcel.about,
    since: parcel.since,
    state: state.refused ? 'refused' : isSending ? 'sending' : 'waiting',
    sentBytes: state.sent,
    totalBytes: parcel.bytes,
    tries: state.tries,
    problem: state.problem ?? stopped,
  };
}
