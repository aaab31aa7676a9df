import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Id, Sha256 } from '../../domain/documents/base.ts';
import { codeOf, flushFolder, makeFlushedFolder, writeFlushed } from '../../storage/flushed-file.ts';
import { copyFile, rename } from '../../storage/held-file.ts';
import { EvidenceReference, type EvidenceStore } from './evidence-store.ts';
import { dropFile, flushFile } from './flushed-files.ts';

/**
 * Evidence as files: `bytes/<2>/<sha256>` once, and `references/<2>/<sha256>/<orderId>.json` per order.
 * The reference is written before the bytes are moved in: held means both exist, so a power cut between the two
 * leaves a part that is settled again, never bytes without an owner. No path is built from anything but a hash and an id.
 */
export function fileEvidenceStore(folder: string): EvidenceStore {
  const bytesOf = (sha256: string): string => path.join(folder, 'bytes', sha256.slice(0, 2), checked(sha256));
  const referencesOf = (sha256: string): string => path.join(folder, 'references', sha256.slice(0, 2), checked(sha256));
  const referenceOf = (orderId: string, sha256: string): string =>
    path.join(referencesOf(sha256), `${Id.parse(orderId)}.json`);
  const held = async (sha256: string): Promise<{ bytes: number } | null> => {
    const found = await stat(bytesOf(sha256)).catch(absent);
    return found ? { bytes: found.size } : null;
  };
  const readReference = async (orderId: string, sha256: string): Promise<EvidenceReference | null> => {
    const text = await readFile(referenceOf(orderId, sha256), 'utf8').catch(absent);
    return text === null ? null : EvidenceReference.parse(JSON.parse(text));
  };
  const ordersOf = async (sha256: string): Promise<string[]> =>
    ((await readdir(referencesOf(sha256)).catch(absent)) ?? [])
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length));

  const note = async (reference: EvidenceReference): Promise<void> => {
    const { orderId, sha256 } = EvidenceReference.parse(reference);
    if (await readReference(orderId, sha256)) return flushFolder(referencesOf(sha256));
    await makeFlushedFolder(referencesOf(sha256));
    await writeFlushed(referenceOf(orderId, sha256), JSON.stringify(reference));
  };

  return {
    async refer(reference) {
      if (!(await held(reference.sha256))) return false;
      await flushFolder(path.dirname(bytesOf(reference.sha256)));
      await note(reference);
      return true;
    },
    async put(from, reference) {
      const { sha256 } = reference;
      await note(reference);
      const to = bytesOf(sha256);
      if (await held(sha256)) {
        // Another upload may have given them their name a moment ago, and not flushed it yet.
        await flushFolder(path.dirname(to));
        return dropFile(from);
      }
      await makeFlushedFolder(path.dirname(to));
      await moveIn(from, to);
    },
    async has(orderId, sha256) {
      const reference = await readReference(orderId, sha256);
      return reference && (await held(sha256)) ? reference : null;
    },
    async ordersOf(sha256) {
      return (await held(sha256)) ? ordersOf(sha256) : [];
    },
    stat: held,
    open: async (sha256) => (await open(bytesOf(sha256), 'r')).createReadStream(),
    async *list() {
      const root = path.join(folder, 'references');
      for (const prefix of ((await readdir(root).catch(absent)) ?? []).sort())
        for (const sha256 of (await readdir(path.join(root, prefix))).sort())
          if (await held(sha256))
            for (const orderId of (await ordersOf(sha256)).sort()) {
              const reference = await readReference(orderId, sha256);
              if (reference) yield reference;
            }
    },
    close: async () => undefined,
  };
}

/** A shared folder may be another file system than the parts': then the bytes are copied, flushed, and get their name last. */
async function moveIn(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const near = `${to}.${randomUUID()}.tmp`;
    await copyFile(from, near);
    await flushFile(near);
    await rename(near, to);
    await dropFile(from);
  }
  await flushFolder(path.dirname(to));
}

const checked = (sha256: string): string => Sha256.parse(sha256);

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
