import { z } from 'zod';
import { At, Sha256 } from '../../domain/documents/base.ts';

/** Names of databases are in lower case only: no two that a file system takes for one, none that climbs out of the backup. */
const DatabaseName = z.string().regex(/^[a-z][a-z0-9-]{0,99}$/);
const facts = { sha256: Sha256, bytes: z.number().int().nonnegative() };

export const databaseFile = (name: string): string => `databases/${name}.jsonl`;
export const evidenceFile = 'evidence.jsonl';

const DumpedDatabase = z
  .strictObject({
    name: DatabaseName,
    documents: z.number().int().nonnegative(),
    file: z.strictObject({ path: z.string(), ...facts }),
  })
  .refine(({ name, file }) => file.path === databaseFile(name), { message: 'its file is not where it belongs' });

/** `manifest.json`, written last: a folder without it is no backup. Hashes are of the files as they lie there. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  takenAt: At,
  /** the office's generation when it was taken; a restored office gets a new one */
  generation: z.string(),
  databases: z
    .array(DumpedDatabase)
    .max(100_000)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
      message: 'a database stands in it twice',
    }),
  /**
   * the references (one a line); their bytes lie under `evidence/` by their hash and are checked by it, unless they stayed in the
   * place that is named here
   */
  evidence: z.strictObject({
    references: z.number().int().nonnegative(),
    file: z.strictObject({ path: z.literal(evidenceFile), ...facts }),
    stayedIn: z.string().optional(),
  }),
});
export type Manifest = z.infer<typeof Manifest>;
export type ManifestFile = { readonly path: string; readonly sha256: string; readonly bytes: number };
export const manifestName = 'manifest.json';
/** A hundred thousand databases need some 25 MB; a larger one is no manifest. */
export const longestManifest = 64 * 1024 * 1024;
