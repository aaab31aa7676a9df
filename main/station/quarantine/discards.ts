import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { makeFlushedFolder, readJson, writeFlushed } from '../../../storage/flushed-file.ts';

const DiscardShape = z.object({
  /** id of the SyncItem: a document's, or `<evidence id>#bytes` or `#thumbnail` */
  id: z.string(),
  /** of the document that was refused; null for a file */
  rev: z.string().nullable(),
  orderId: z.string().nullable(),
  kind: z.string(),
  about: z.string(),
  problem: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }),
  reason: z.string(),
  discardedAt: z.string(),
  discardedBy: z.string(),
  /** the document as it would have been sent; null for a file, whose bytes stay among the evidence files */
  document: z.record(z.string(), z.unknown()).nullable(),
});
export type Discard = z.infer<typeof DiscardShape>;

/** What a person has discarded on this device, whole and for good; oldest first. */
export type Discards = {
  readonly list: () => readonly Discard[];
  /** Is this revision of a document discarded? A later revision (a draft typed on) is not. */
  readonly hasRevision: (id: string, rev: string | undefined) => boolean;
  /** Is this file discarded? */
  readonly hasFile: (itemId: string) => boolean;
  /** Resolves when it is on the disk: only then may the item leave the queue. */
  readonly keep: (name: string, discard: Discard) => Promise<void>;
};

export async function openDiscards(folder: string): Promise<Discards> {
  const own = path.join(folder, 'discarded');
  const names = await readdir(own).catch(() => [] as string[]);
  const read = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => readJson(path.join(own, name))),
  );
  const discards = read.flatMap((one) => {
    const parsed = DiscardShape.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  const keys = new Set(discards.map(keyOf));
  return {
    list: () => discards,
    hasRevision: (id, rev) => keys.has(`${id} ${rev}`),
    hasFile: (itemId) => keys.has(`${itemId} ${null}`),
    keep: async (name, discard) => {
      await makeFlushedFolder(own);
      await writeFlushed(path.join(own, `${name}.json`), JSON.stringify(discard, null, 2));
      discards.push(discard);
      keys.add(keyOf(discard));
    },
  };
}

const keyOf = ({ id, rev }: Pick<Discard, 'id' | 'rev'>): string => `${id} ${rev}`;
