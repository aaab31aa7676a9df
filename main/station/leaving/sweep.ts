import { orderRange } from '../../../domain/documents/work-order.ts';
import type { DeviceLimits } from '../device/limits.ts';
import type { EvidenceFiles } from '../evidence/files.ts';
import type { Ages } from './ages.ts';
import { mayGo, namingsIn } from './may-go.ts';
import { evidenceIn, type StoredIds, whoNames } from './scan.ts';

export type SweepParts = {
  readonly store: StoredIds;
  readonly files: Pick<EvidenceFiles, 'list' | 'drop' | 'gate'>;
  readonly ages: Ages;
  readonly limits: DeviceLimits;
  /** the office has confirmed this evidence document and nothing of it waits to be sent */
  readonly settled: (evidenceId: string) => boolean;
  readonly spaceIsShort: () => Promise<boolean>;
  /** Tells of orders whose documents changed; answers how to stop. */
  readonly onOrdersChanged: (listener: (orderIds: readonly string[]) => void) => () => void;
  /** files of orders that have left: they go as soon as no document here names them */
  readonly leftFiles: readonly string[];
};
export type Swept = { readonly files: number; readonly bytes: number };

/** Deletes the files that may go (ADR 0013). Whatever fails or is cut off leaves a file too many, never one too few. */
export async function sweep(parts: SweepParts): Promise<Swept> {
  const { store, files, ages, limits } = parts;
  const here = new Set(await files.list());
  if (here.size === 0) return { files: 0, bytes: 0 };
  const touched = new Set<string>();
  const stop = parts.onOrdersChanged((orderIds) => {
    for (const orderId of orderIds) touched.add(orderId);
  });
  try {
    const { namings, receipts } = await whoNames(store, here);
    const now = ages.now();
    const received = Object.fromEntries([...receipts].map((key) => [key, ages.seen().received[key] ?? now]));
    // Before anything is deleted: a receipt that is not remembered would be young again after a restart.
    await ages.remember({ received, ended: ages.seen().ended });
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
    const going = [...here].filter(
      (sha256) => isLeft(sha256) || mayGo(sha256, namings.get(sha256) ?? [], facts, limits),
    );
    const gone = await remove(going);
    // A file that is fetched again is young again.
    const stays = Object.entries(received).filter(([key]) => !gone.hashes.has(key.slice(27)));
    if (gone.hashes.size > 0) await ages.remember({ received: Object.fromEntries(stays), ended: ages.seen().ended });
    return { files: gone.hashes.size, bytes: gone.bytes };
  } finally {
    stop();
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
