import { isOnTheWay } from '../../../../bridge/on-the-way.ts';
import type { SyncItem } from '../../../../bridge/sync-state.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../context.ts';
import type { EvidenceFiles } from '../files.ts';
import { uploadLimits } from '../limits.ts';
import { failureOf } from './failure.ts';
import { type Ledger, openLedger, type Progress } from './ledger.ts';
import type { Markers } from './markers.ts';
import type { Parcel } from './outstanding.ts';
import { backoff, makePace } from './pace.ts';
import type { Sender } from './send.ts';

export type Uploads = {
  readonly items: () => readonly SyncItem[];
  readonly expect: Ledger['expect'];
  readonly forget: Ledger['forget'];
  readonly doubt: Ledger['doubt'];
  readonly wake: () => void;
  readonly retry: (key?: string) => void;
  /** a person lets through what waits for a better link */
  readonly sendNow: () => void;
  /** the office was reached on a new connection: a try that has not moved for a while is begun anew, from its offset */
  readonly linkFound: () => void;
  /** this machine is on another network */
  readonly networkChanged: () => void;
  readonly ordersChanged: (orderIds: readonly string[]) => void;
  readonly close: () => Promise<void>;
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
  const ledger = await openLedger(desk, store);
  const { stateOf } = ledger;
  const pace = makePace();
  const letThrough = new Set<string>();
  const stop = new AbortController();
  let sender: Sender | null = null;
  let sending: string | null = null;
  let failures = 0;
  let halvings = 0;
  let running: Promise<void> | null = null;
  let again = false;
  let askedHeld = false;
  let timer: NodeJS.Timeout | undefined;
  let receiptTimer: NodeJS.Timeout | undefined;
  let stopped: Problem | null = null;

  // Not the wall clock: set back by a day, it would put a file off by a day.
  const uptimeMs = (): number => desk.clock.facts().uptimeMs;

  /** On a link that is paid by the byte only thumbnails go by themselves; they are what an office looks at first. */
  const isHeld = ({ key, kind }: Parcel): boolean =>
    kind !== 'thumbnail' && desk.settings().meteredLink && !letThrough.has(key);

  const ready = (parcel: Parcel): boolean => {
    const state = stateOf(parcel.key);
    return (
      !state.refused &&
      !state.uploaded &&
      state.notBefore <= uptimeMs() &&
      !desk.unconfirmed(parcel.evidenceId) &&
      !isHeld(parcel)
    );
  };

  async function run(): Promise<void> {
    stopped = null;
    await ledger.look();
    wakeWhenDue();
    if (desk.isStopped()) return;
    if (!askedHeld && ledger.parcels().some(ready)) askedHeld = await ledger.askHeld();
    for (let next = ledger.parcels().find(ready); next && !stop.signal.aborted; next = ledger.parcels().find(ready)) {
      // Its document may have been confirmed after the question of this run.
      if (ledger.mayBeHeld(next) && (await ledger.askHeld())) continue;
      if (!(await sendOne(next))) return;
    }
    wakeWhenDue();
    // Receipts come by sync; if one does not, the office is asked, once per lull.
    if (ledger.parcels().some(({ key }) => stateOf(key).uploaded)) askForReceiptsIn(uploadLimits.askHeldAfterMs);
  }

  /** Whatever woke the queue has ended the wait for the next of these. */
  function wakeWhenDue(): void {
    const now = uptimeMs();
    const states = ledger.parcels().map(({ key }) => stateOf(key));
    const waits = states.flatMap(({ refused, uploaded, notBefore }) =>
      !refused && !uploaded && notBefore > now ? [notBefore - now] : [],
    );
    // What is not here yet comes by sync, which does not tell that it has come to an end.
    if (ledger.promised().length > 0) waits.push(uploadLimits.askHeldAfterMs);
    if (waits.length > 0) later(Math.min(...waits), wake);
  }

  /** A timer of its own: where something is confirmed every other second, each of which wakes the queue, the question still comes. */
  function askForReceiptsIn(delay: number): void {
    if (stop.signal.aborted) return;
    receiptTimer ??= setTimeout(() => {
      receiptTimer = undefined;
      void checkReceipts().catch(report);
    }, delay);
  }

  async function checkReceipts(): Promise<void> {
    await ledger.look();
    const missing = ledger.parcels().filter(({ key }) => stateOf(key).uploaded);
    if (missing.length === 0) return;
    if (!(await ledger.askHeld())) return askForReceiptsIn(backoff(++failures, Math.random));
    // Uploaded, answered, and yet not held: it is sent again.
    for (const { key } of ledger.parcels()) stateOf(key).uploaded = false;
    changed();
    wake();
  }

  /** Answers whether the queue goes on. */
  async function sendOne(parcel: Parcel): Promise<boolean> {
    if (desk.isStopped()) return false;
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
      // With the first file: a start without one does not load tus.
      const { openSender } = await import('./send.ts');
      sender ??= openSender(desk.office.url, pace, () => desk.documentsFirst(uploadLimits.documentsFirstMs));
      await sender.send({
        authorization: authorization.value,
        parcel,
        bytes,
        uploadUrl: ledger.markerOf(parcel.evidenceId)?.[urlOf],
        confirmed: state.sent,
        begun: state.tries > 1,
        opened: (url) => {
          saved = ledger
            .remember(parcel, { [urlOf]: url })
            .catch((error: unknown) => desk.log.warn({ error: String(error) }, 'upload url not kept'));
        },
        progress: (sent) => {
          // What has arrived speaks for the link, however often it breaks.
          if (sent > state.sent) failures = 0;
          state.sent = sent;
          changed();
        },
        signal: stop.signal,
      });
      await saved;
      [failures, halvings] = [0, 0];
      Object.assign(state, { sent: bytes.length, problem: null });
      await delivered(parcel, state);
      return true;
    } catch (error) {
      await saved;
      if (stop.signal.aborted) return false;
      const failure = failureOf(error);
      if (failure.kind === 'again') await ledger.remember(parcel, { [urlOf]: undefined });
      return failed(parcel, failure);
    } finally {
      sending = null;
      changed();
    }
  }

  async function delivered(parcel: Parcel, state: Progress): Promise<void> {
    if (parcel.kind === 'thumbnail') {
      await ledger.remember(parcel, { thumbnailSent: true });
      ledger.drop(parcel.key);
    } else {
      state.uploaded = true;
      for (const same of ledger.parcels())
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
        // Counted apart: tries made while there was no link must not push this one into minutes.
        state.early += 1;
        state.notBefore = uptimeMs() + backoff(state.early, Math.random);
        return true;
      }
      case 'link':
        failures += 1;
        // Nothing of the link is worse than before: the next try carries less.
        if (failure.problem.code === 'link.sizeLimited' && ++halvings < uploadLimits.mostHalvings) failures = 1;
        // A break is no absence: only after one may the office have learned of files by another way.
        if (failures > 1) askedHeld = false;
        later(Math.min(backoff(failures, Math.random), longestOf(failure.problem)), wake);
        return false;
    }
  }

  function later(delay: number, action: () => void | Promise<void>): void {
    clearTimeout(timer);
    if (stop.signal.aborted) return;
    timer = setTimeout(() => void Promise.resolve(action()).catch(report), delay);
  }

  const report = (error: unknown): void => desk.log.error({ error: String(error) }, 'uploads');

  function wake(): void {
    if (stop.signal.aborted) return;
    if (running !== null) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = run()
      .catch((error: unknown) => {
        report(error);
        failures += 1;
        later(backoff(failures, Math.random), wake);
      })
      .finally(() => {
        running = null;
        changed();
        if (again && !stopped) {
          again = false;
          wake();
        }
      });
  }

  return {
    items: () => [
      ...ledger.promised(),
      ...ledger.parcels().map((parcel) =>
        itemOf(parcel, {
          state: stateOf(parcel.key),
          isSending: sending === parcel.key,
          stopped,
          isHeld: isHeld(parcel),
          refusal: desk.refusalOf(parcel.evidenceId),
        }),
      ),
    ],
    expect: ledger.expect,
    forget: ledger.forget,
    doubt: ledger.doubt,
    // The link is back or documents were confirmed: what failed before says nothing of now.
    wake: () => {
      failures = 0;
      wake();
    },
    sendNow: () => {
      for (const { key } of ledger.parcels()) letThrough.add(key);
      failures = 0;
      changed();
      wake();
    },
    linkFound: () => {
      if (!sender?.leaveStalled()) return;
      failures = 0;
      again = true;
    },
    retry: (key) => {
      for (const parcel of ledger.parcels()) {
        if (key !== undefined && parcel.key !== key) continue;
        Object.assign(stateOf(parcel.key), { refused: false, mismatches: 0, notBefore: 0, problem: null });
      }
      failures = 0;
      wake();
    },
    networkChanged: () => {
      pace.forgetNetwork();
      failures = 0;
      wake();
    },
    ordersChanged: (orderIds) => {
      const mine = ledger.concerned(orderIds);
      if (mine.length === 0) return;
      void ledger
        .look(mine)
        .then(() => {
          changed();
          if (ledger.parcels().some(ready)) wake();
        })
        .catch(report);
    },
    close: async () => {
      stop.abort();
      clearTimeout(timer);
      clearTimeout(receiptTimer);
      await running;
      sender?.close();
    },
  };
}

/** A person may be signing in to the Wi-Fi just now, and a try that something on the way answers costs next to nothing. */
const longestOf = ({ code }: Problem): number =>
  isOnTheWay(code) ? uploadLimits.onTheWayMs : Number.POSITIVE_INFINITY;

type Standing = {
  readonly state: Progress;
  readonly isSending: boolean;
  /** the whole queue is */
  readonly stopped: Problem | null;
  readonly isHeld: boolean;
  /** why its document was refused: then its bytes do not go either */
  readonly refusal: Problem | null;
};

function itemOf(parcel: Parcel, { state, isSending, stopped, isHeld, refusal }: Standing): SyncItem {
  const isRefused = state.refused || refusal !== null;
  return {
    id: parcel.key,
    orderId: parcel.orderId,
    kind: parcel.kind === 'thumbnail' ? 'thumbnail' : 'bytes',
    about: parcel.about,
    since: parcel.since,
    state: isRefused ? 'refused' : isSending ? 'sending' : 'waiting',
    sentBytes: state.sent,
    totalBytes: parcel.bytes,
    tries: state.tries,
    problem: refusal ?? state.problem ?? stopped,
    ...(isHeld && !state.uploaded && !isRefused ? { held: 'metered' } : {}),
  };
}
