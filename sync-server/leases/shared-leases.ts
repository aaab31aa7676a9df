import { pause } from '../database/pause.ts';
import type { Database, IncomingDocument, StoredDocument } from '../database/types.ts';
import { runningWorkers } from './running-workers.ts';
import type { LeaseName, Leases } from './types.ts';

export type LeaseTimes = {
  /** between two looks, and two renewals */
  readonly beatMs: number;
  /** a holder that could not renew for this long stops by itself */
  readonly giveUpMs: number;
  /** a lease that did not change for this long is taken; longer than `giveUpMs` by what a worker needs to stop */
  readonly takeOverMs: number;
};

export const leaseTimes: LeaseTimes = { beatMs: 2_000, giveUpMs: 5_000, takeOverMs: 8_000 };

export type SharedLeasesParts = {
  readonly database: Database;
  /** names this process, never used again */
  readonly holder: string;
  /** ms of a clock that nobody sets: only differences of one process are compared */
  readonly monotonic: () => number;
  readonly failed: (error: unknown) => void;
  readonly times?: LeaseTimes;
};

const idOf = (name: LeaseName): string => `lease:${name}`;

/**
 * Leases as documents, taken and renewed by their revisions (ADR 0015). An office judges another's lease by how long it has seen the
 * same revision, by its own monotonic clock: wall clocks and their differences do not matter.
 */
export function sharedLeases({ database, holder, monotonic, failed, times = leaseTimes }: SharedLeasesParts): Leases {
  const workers = runningWorkers(failed);
  /** when the renewal that this process holds a lease by was begun */
  const renewed = new Map<LeaseName, number>();
  const seen = new Map<LeaseName, { readonly rev: string; readonly since: number }>();
  const stop = new AbortController();
  let looking: Promise<void> = Promise.resolve();

  function lose(name: LeaseName): void {
    if (renewed.delete(name)) workers.stop(name);
  }

  /** What this process may write of a lease now: its renewal, or its taking over; null while another has it. */
  function claim(name: LeaseName, stored: StoredDocument | undefined, now: number): IncomingDocument | null {
    const next = { _id: idOf(name), type: 'lease', holder };
    if (stored === undefined) return { ...next, beat: 1 };
    const { _rev, beat } = stored;
    const following = { ...next, _rev, beat: (typeof beat === 'number' ? beat : 0) + 1 };
    if (stored.holder === holder) return following;
    lose(name);
    if (seen.get(name)?.rev !== _rev) seen.set(name, { rev: _rev, since: now });
    const isFree = stored.holder === null || now - (seen.get(name)?.since ?? now) >= times.takeOverMs;
    return isFree ? following : null;
  }

  async function look(): Promise<void> {
    const begun = monotonic();
    const names = workers.names();
    if (names.length === 0) return;
    const rows = await database.allDocs({ keys: names.map(idOf), includeDocs: true });
    const claims = names.flatMap((name, index) => {
      const document = claim(name, rows[index]?.doc ?? undefined, begun);
      return document === null ? [] : [{ name, document }];
    });
    const written = await database.bulkDocs(claims.map(({ document }) => document));
    for (const [index, { name }] of claims.entries()) {
      if (written[index]?.ok !== true) lose(name);
      else {
        // A worker that was stopped because this renewal came too late starts again.
        renewed.set(name, begun);
        workers.start(name);
      }
    }
  }

  /** Runs by itself: a look that hangs must not keep a lease that others may take. */
  const watching = setInterval(() => {
    for (const [name, at] of renewed) if (monotonic() - at > times.giveUpMs) lose(name);
  }, times.beatMs / 4);

  const lookNext = (): Promise<void> => {
    looking = looking.then(look).catch(failed);
    return looking;
  };

  const done = (async () => {
    while (!stop.signal.aborted) {
      await pause(times.beatMs, stop.signal);
      if (!stop.signal.aborted) await lookNext();
    }
  })();

  async function giveBack(): Promise<void> {
    const rows = await database.allDocs({ keys: workers.names().map(idOf), includeDocs: true });
    await database.bulkDocs(rows.flatMap(({ doc }) => (doc?.holder === holder ? [{ ...doc, holder: null }] : [])));
  }

  return {
    during: workers.add,
    ready: async () => {
      await lookNext();
      await workers.settled();
    },
    held: () => [...renewed.keys()],
    close: async () => {
      stop.abort();
      clearInterval(watching);
      await done;
      await looking;
      for (const name of [...renewed.keys()]) lose(name);
      await workers.settled();
      await giveBack().catch(failed);
    },
  };
}
