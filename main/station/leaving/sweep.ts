import { orderRange } from '../../../domain/documents/work-order.ts';
import type { DeviceLimits } from '../device/limits.ts';
import type { EvidenceFiles } from '../evidence/files.ts';
import type { Ages } from './ages.ts';
import { mayGo, namingsIn } from './may-go.ts';
import { evidenceIn, type NamedFiles, type StoredIds, whoNames } from './scan.ts';

export type SweepParts = {
  readonly store: StoredIds;
  readonly files: Pick<EvidenceFiles, 'list' | 'drop' | 'gate' | 'bytesOf'>;
  readonly ages: Ages;
  readonly limits: DeviceLimits;
  /** the office has confirmed this evidence document and nothing of it waits to be sent */
  readonly settled: (evidenceId: string) => boolean;
  readonly spaceIsShort: () => Promise<boolean>;
  /**
   * Which of these bytes the office holds at this moment; null: it cannot be asked. A receipt is a word of the past: the office may have been
   * restored from a time before it.
   */
  readonly held: (hashes: readonly string[]) => Promise<ReadonlySet<string> | null>;
  /** Tells of orders whose documents changed; answers how to stop. */
  readonly onOrdersChanged: (listener: (orderIds: readonly string[]) => void) => () => void;
  /** files of orders that have left: they go as soon as no document here names them */
  readonly leftFiles: readonly string[];
};
/** `asked` false: something might go, and the office could not be asked. */
export type Swept = {
  readonly files: number;
  readonly bytes: number;
  readonly asked: boolean;
  /** what only this device has and nothing sends: originals without a receipt of their own, also of orders that have left */
  readonly kept: { readonly files: number; readonly bytes: number };
};

/** Deletes the files that may go (ADR 0013). Whatever fails or is cut off leaves a file too many, never one too few. */
export async function sweep(parts: SweepParts): Promise<Swept> {
  const { store, files, ages, limits } = parts;
  const here = new Set(await files.list());
  if (here.size === 0) return { files: 0, bytes: 0, asked: true, kept: { files: 0, bytes: 0 } };
  const touched = new Set<string>();
  const stop = parts.onOrdersChanged((orderIds) => {
    for (const orderId of orderIds) touched.add(orderId);
  });
  try {
    const { namings, receipts } = await whoNames(store, here);
    // Before anything is deleted: a receipt that is not remembered would be young again after a restart.
    await ages.remember((seen, reading) => ({
      ...seen,
      received: Object.fromEntries([...receipts].map((key) => [key, seen.received[key] ?? reading])),
    }));
    const now = ages.now();
    const { received } = ages.seen();
    const facts = {
      receivedFor: (orderId: string, sha256: string) => {
        const since = received[`${orderId}/${sha256}`];
        return since === undefined ? null : now - since;
      },
      settled: parts.settled,
      spaceIsShort: await parts.spaceIsShort(),
    };
    const left = new Set(parts.leftFiles);
    const isLeft = (sha256: string): boolean => left.has(sha256) && !namings.has(sha256);
    const may = [...here].filter((sha256) => mayGo(sha256, namings.get(sha256) ?? [], facts, limits));
    const { held, asked } = await heldOf(may, namings);
    const gone = await remove([...[...here].filter(isLeft), ...may.filter(held)]);
    // A file that is fetched again is young again.
    if (gone.hashes.size > 0)
      await ages.remember((seen) => ({
        ...seen,
        received: Object.fromEntries(Object.entries(seen.received).filter(([key]) => !gone.hashes.has(key.slice(27)))),
      }));
    const isKept = (sha256: string): boolean =>
      (namings.get(sha256) ?? []).every(
        ({ as, orderId }) => as === 'original' && !receipts.has(`${orderId}/${sha256}`),
      );
    const kept = [...here].filter((sha256) => !gone.hashes.has(sha256) && isKept(sha256));
    const sizes = { files: kept.length, bytes: 0 };
    for (const sha256 of kept) sizes.bytes += await files.bytesOf(sha256);
    return { files: gone.hashes.size, bytes: gone.bytes, asked, kept: sizes };
  } finally {
    stop();
  }

  /** Files whose bytes, or where that is enough the photo's, the office has now. */
  async function heldOf(
    may: readonly string[],
    namings: NamedFiles['namings'],
  ): Promise<{ readonly held: (sha256: string) => boolean; readonly asked: boolean }> {
    if (may.length === 0) return { held: () => false, asked: true };
    const photosOf = (sha256: string): readonly string[] =>
      limits.originals === 'photoReceipt' ? (namings.get(sha256) ?? []).map(({ of }) => of) : [];
    const answer = await parts.held([...new Set(may.flatMap((sha256) => [sha256, ...photosOf(sha256)]))]);
    const has = (sha256: string): boolean => answer?.has(sha256) === true;
    const byPhotos = (photos: readonly string[]): boolean => photos.length > 0 && photos.every(has);
    return { held: (sha256) => has(sha256) || byPhotos(photosOf(sha256)), asked: answer !== null };
  }

  async function remove(going: readonly string[]): Promise<{ hashes: ReadonlySet<string>; bytes: number }> {
    const hashes = new Set<string>();
    let bytes = 0;
    for (let at = 0; at < going.length; at += sliceSize) {
      await files.gate.deleting(async () => {
        const named = await namedSince();
        for (const sha256 of going.slice(at, at + sliceSize)) {
          if (named.has(sha256)) continue;
          bytes += await files.drop(sha256);
          hashes.add(sha256);
        }
      });
    }
    return { hashes, bytes };
  }

  /** What documents name that came after the look at their orders: the next sweep judges those. */
  async function namedSince(): Promise<ReadonlySet<string>> {
    const named = new Set<string>();
    for (const orderId of touched) {
      const { startkey, endkey } = orderRange(orderId);
      const ids = await store.ids(startkey, endkey, mostDocuments);
      for (const document of await evidenceIn(store, ids))
        for (const [sha256] of namingsIn(document)) named.add(sha256);
    }
    return named;
  }
}

/** Photos that are taken wait for so many deletions at most. */
const sliceSize = 20;
const mostDocuments = 100_000;
