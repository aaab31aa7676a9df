import { type DocumentType, deviceTypes } from '../../domain/documents/parse.ts';
import type { Database, StoredDocument } from '../database/types.ts';
import { checkpointIn } from './checkpoint.ts';
import { copyDocuments, type RefusedCopy } from './copy-documents.ts';

const batch = 200;
const checkpointName = 'router-collect';

/**
 * Worker `collect`: what a technician's devices wrote into their mailbox goes up into `work`, always, whatever became of the grant
 * (late contributions). The office's own documents in the mailbox came from `work` and are passed over.
 *
 * @returns how many documents were written, and ids that conflicted
 */
export async function collect(
  mailbox: Database,
  technicianId: string,
  work: Database,
  setAside: (refused: readonly RefusedCopy[]) => Promise<void>,
): Promise<{ readonly copied: number; readonly conflicts: readonly string[] }> {
  const checkpoint = checkpointIn(mailbox, checkpointName);
  const conflicts: string[] = [];
  let copied = 0;
  let since = await checkpoint.read();
  for (;;) {
    const answer = await mailbox.changes({ since, limit: batch, includeDocs: true, styleAllDocs: true });
    if (answer.results.length === 0) return { copied, conflicts };
    const wanted = Object.fromEntries(
      answer.results
        .filter(({ doc }) => isFromDevice(doc, technicianId))
        .map((row) => [row.id, row.changes.map(({ rev }) => rev)]),
    );
    const done = await copyDocuments(mailbox, work, wanted);
    copied += done.written;
    conflicts.push(...done.conflicts);
    await setAside(done.refused);
    since = answer.last_seq;
    await checkpoint.write(since);
  }
}

const isFromDevice = (document: StoredDocument | undefined, technicianId: string): boolean =>
  document !== undefined &&
  document._deleted !== true &&
  document.createdBy === technicianId &&
  deviceTypes.has(document.type as DocumentType);
