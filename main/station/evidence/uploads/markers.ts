import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Id } from '../../../../domain/documents/base.ts';
import { isMissing, makeFlushedFolder, readJson, writeFlushed } from '../../../../storage/flushed-file.ts';
import { rm } from '../../../../storage/held-file.ts';

/**
 * One small flushed file for each photo or report whose bytes the office does not hold yet, written before its document.
 * It only says where to look: what is outstanding is read from the documents and receipts (no second truth). A lost
 * folder is made again from them; a lost `uploadUrl` costs one question, a lost `thumbnailSent` one small upload.
 */
export const Marker = z.object({
  evidenceId: z.string(),
  orderId: Id,
  uploadUrl: z.string().optional(),
  thumbnailUrl: z.string().optional(),
  thumbnailSent: z.boolean().optional(),
});
export type Marker = z.infer<typeof Marker>;

export type Markers = {
  /** all there are; null when the folder was never made here or is lost: look at every order */
  readonly load: () => Promise<readonly Marker[] | null>;
  /** every order was looked at: from now on the markers alone say where to look */
  readonly begin: () => Promise<void>;
  readonly save: (marker: Marker) => Promise<void>;
  readonly drop: (evidenceId: string) => Promise<void>;
};

export function openMarkers(folder: string): Markers {
  const fileOf = (evidenceId: string): string => path.join(folder, `${evidenceId.replaceAll(':', '-')}.json`);
  return {
    load: async () => {
      try {
        const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
        const read = await Promise.all(names.map((name) => readJson(path.join(folder, name))));
        return read.flatMap((value) => {
          const parsed = Marker.safeParse(value);
          return parsed.success ? [parsed.data] : [];
        });
      } catch (error) {
        if (!isMissing(error)) throw error;
        return null;
      }
    },
    begin: () => makeFlushedFolder(folder),
    save: async (marker) => {
      await makeFlushedFolder(folder);
      await writeFlushed(fileOf(marker.evidenceId), JSON.stringify(marker));
    },
    drop: (evidenceId) => rm(fileOf(evidenceId), { force: true }),
  };
}
