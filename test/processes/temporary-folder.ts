import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type TemporaryFolder = { readonly path: string; readonly remove: () => Promise<void> };

/** A folder of its own; kept for a look afterwards when `LINEWORK_KEEP` is set. */
export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const made = await mkdtemp(path.join(tmpdir(), `linework-${name}-`));
  return {
    path: made,
    remove: async () => {
      if (process.env.LINEWORK_KEEP) process.stdout.write(`kept ${made}\n`);
      else await rm(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
