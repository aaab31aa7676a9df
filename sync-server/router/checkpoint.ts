import type { Database } from '../database/types.ts';

/** How far a worker has come, in a `_local` document: outside every replicated document, durable, never replicated. */
export type Checkpoint = { read(): Promise<string>; write(seq: string): Promise<void> };

export function checkpointIn(database: Database, name: string): Checkpoint {
  let rev: string | undefined;
  return {
    async read() {
      const stored = await database.getLocal(name);
      rev = stored?._rev;
      return typeof stored?.seq === 'string' ? stored.seq : '0';
    },
    async write(seq) {
      const put = await database.putLocal(name, { seq }, rev);
      // Another office process wrote it meanwhile: both copy the same, whoever is behind repeats work that changes nothing.
      rev = put === null ? (await database.getLocal(name))?._rev : put.rev;
    },
  };
}
