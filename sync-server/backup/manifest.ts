import { z } from 'zod';
import { At, Sha256 } from '../../domain/documents/base.ts';

const File = z.strictObject({ path: z.string(), sha256: Sha256, bytes: z.number().int().nonnegative() });

/** `manifest.json`, written last: a folder without it is no backup. Hashes are of the files as they lie there. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  takenAt: At,
  /** the office's generation when it was taken; a restored office gets a new one */
  generation: z.string(),
  databases: z.array(z.strictObject({ name: z.string(), documents: z.number().int().nonnegative(), file: File })),
  /**
   * the references (one a line); their bytes lie under `evidence/` by their hash and are checked by it, unless they stayed in the
   * place that is named here
   */
  evidence: z.strictObject({
    references: z.number().int().nonnegative(),
    file: File,
    stayedIn: z.string().optional(),
  }),
});
export type Manifest = z.infer<typeof Manifest>;
export type ManifestFile = z.infer<typeof File>;
export const manifestName = 'manifest.json';
