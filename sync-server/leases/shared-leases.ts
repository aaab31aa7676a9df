import { pause } from '../database/pause.ts';
import type { Database, IncomingDocument, StoredDocument } from '../database/types.ts';
import { runningWorkers } from './running-workers.ts';
import type { LeaseName, Leases } from './types.ts';

export type LeaseTimes = {
  /** between two looks, and two signs of life of a holder */
  readonly beatMs: number;
  /** a holder that could not give a sign for this long stops by itself */
  readonly giveUpMs: number;
  /** a lease whose holder gave no sign for this long is taken; longer than `giveUpMs` by what a worker needs to stop */
  readonly takeOverMs: number;
};

/** Taken over within 10 s of a holder's death: `takeOverMs` and one look (ADR 0015). */
export const leaseTimes: LeaseTimes = { beatMs: 2_500, giveUpMs: 5_500, takeOverMs: 7_500 };

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
const beatOf = (holder: string): string => `beat-${holder}`;

/**
 * Leases as documents, taken by their revisions; a holder's sign of life is one `_local` document for all that it holds, which costs
 * CouchDB's file a third of five documents' next revisions and leaves no history (ADR 0015, ADR 0025). An office judges another by how
 * long it has seen the same sign, by its own monotonic clock: wall clocks and their differences do not matter.
 *
 * Two never hold the same lease by right: a sign renews what was held without a gap longer than `giveUpMs`. After a longer one another may
 * have taken the lease, or be about to, so it is taken anew by its revision, which lets only one through.
 */
export function sharedLeases({ database, holder, monotonic, failed, times = leaseTimes }: SharedLeasesParts): Leases {
  const workers = runningWorkers(failed);
  /** when the sign or the taking that this process holds a lease by was begun */
  const renewed = new Map<LeaseName, number>();
  const seen = new Map<LeaseName, { readonly sign: string; readonly since: number }>();
  const stop = new AbortController();
  let looking: Promise<void> = Promise.resolve();
  let beats = 0;
  let beatRev: string | undefined;

  function lose(name: LeaseName): void {
    if (renewed.delete(name)) workers.stop(name);
  }

  async function beat(): Promise<void> {
    beats += 1;
    const put = await database.putLocal(beatOf(holder), { beat: beats }, beatRev);
    // The answer to the one before was lost: it is there, and nobody else writes this document.
    beatRev = put?.rev ?? (await database.getLocal(beatOf(holder)))?._rev;
    if (put === null)
      await database.putLocal(beatOf(holder), { beat: beats }, beatRev).then((again) => {
        beatRev = again?.rev;
      });
  }

  /** The last sign of life of a lease's holder: its own taking of the lease counts too, which is all that an older release renews. */
  async function signsOf(documents: readonly StoredDocument[]): Promise<ReadonlyMap<string, string>> {
    const holders = new Set(documents.map((one) => one.holder).filter((one) => typeof one === 'string'));
    holders.delete(holder);
    const signs = new Map<string, string>();
    for (const one of holders) signs.set(one, String((await database.getLocal(beatOf(one)))?.beat ?? ''));
    return signs;
  }

  /** The document that this process may write to take a lease now; null while another has it. */
  function claim(
    name: LeaseName,
    stored: StoredDocument | undefined,
    sign: string,
    now: number,
  ): IncomingDocument | null {
    const next = { _id: idOf(name), type: 'lease', holder };
    if (stored === undefined) return next;
    const { _rev } = stored;
    if (stored.holder === holder) return { ...next, _rev };
    lose(name);
    const said = `${_rev} ${sign}`;
    if (seen.get(name)?.sign !== said) seen.set(name, { sign: said, since: now });
    const isFree = stored.holder === null || now - (seen.get(name)?.since ?? now) >= times.takeOverMs;
    return isFree ? { ...next, _rev } : null;
  }

  async function look(): Promise<void> {
    const begun = monotonic();
    const names = workers.names();
    if (names.length === 0) return;
    // The sign comes first: what is read after it shows what was still ours when it landed.
    if (renewed.size > 0) await beat();
    const landed = monotonic();
    const held = new Set([...renewed].filter(([, at]) => landed - at <= times.giveUpMs).map(([name]) => name));
    const rows = await database.allDocs({ keys: names.map(idOf), includeDocs: true });
    const signs = await signsOf(rows.flatMap(({ doc }) => doc ?? []));
    const claims: { readonly name: LeaseName; readonly document: IncomingDocument }[] = [];
    for (const [index, name] of names.entries()) {
      const stored = rows[index]?.doc ?? undefined;
      if (stored?.holder === holder && held.has(name) && renewed.has(name)) renewed.set(name, begun);
      else {
        const document = claim(name, stored, signs.get(String(stored?.holder)) ?? '', begun);
        if (document !== null) claims.push({ name, document });
      }
    }
    if (claims.length === 0) return;
    // Other offices that see the lease in our hands must find a sign of life with it.
    if (renewed.size === 0) await beat();
    const written = await database.bulkDocs(claims.map(({ document }) => document));
    for (const [index, { name }] of claims.entries()) {
      if (written[index]?.ok !== true) lose(name);
      else {
        // A worker that was stopped because a sign came too late starts again.
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
