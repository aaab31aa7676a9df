import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';

/** What of other people's changes the technician has looked at on this device; shown until seen. */
export type Seen = {
  readonly has: (eventId: string) => boolean;
  readonly mark: (eventIds: readonly string[]) => Promise<void>;
};

const Shape = z.array(z.string());

export async function openSeen(folder: string): Promise<Seen> {
  const path = join(folder, 'seen.json');
  const read = Shape.safeParse(await readJson(path));
  const seen = new Set(read.success ? read.data : []);
  return {
    has: (eventId) => seen.has(eventId),
    mark: async (eventIds) => {
      for (const id of eventIds) seen.add(id);
      await writeFlushed(path, JSON.stringify([...seen]));
    },
  };
}
