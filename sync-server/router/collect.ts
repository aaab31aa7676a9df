import { type DocumentType, deviceTypes } from '../../domain/documents/parse.ts';
import type { Database, StoredDocument } from '../database/types.ts';
import { checkpointIn } from './checkpoint.ts';
import { copyDocuments, type RefusedCopy } from './copy-documents.ts';
import { passedUnwritten } from './limits.ts';

const batch = 200;
const checkpointName = 'router-collect';

/** How far a mailbox was looked through, and how many rows of that its checkpoint does not cover. */
export type Place = { readonly seq: string; readonly unwritten: number };
export type Collected = { readonly copied: number; readonly conflicts: readonly string[]; readonly place: Place };

/**
 * Worker `collect`: what a technician's devices wrote into their mailbox goes up into `work`, always, whatever became of the grant
 * (late contributions). The office's own documents in the mailbox came from `work` and are passed over; the checkpoint is written when
 * something was copied, or many were passed.
 *
 * @param from where the last look at this mailbox ended, if this process remembers it
 * @returns how many documents were written, ids that conflicted, and where this look ended
 */
export async function collect(
  mailbox: Database,
  technicianId: string,
  work: Database,
  setAside: (refused: readonly RefusedCopy[]) => Promise<void>,
  from: Place | null = null,
): Promise<Collected> {
  const checkpoint = checkpointIn(mailbox, checkpointName);
  const conflicts: string[] = [];
  let copied = 0;
  let place = from ?? { seq: await checkpoint.read(), unwritten: 0 };
  let isRead = from === null;
  for (;;) {
    const answer = await mailbox.changes({ since: place.seq, limit: batch, includeDocs: true, styleAllDocs: true });
    const wanted = Object.fromEntries(
      answer.results
        .filter(({ doc }) => isFromDevice(doc, technicianId))
        .map((row) => [row.id, row.changes.map(({ rev }) => rev)]),
    );
    const done = await copyDocuments(mailbox, work, wanted);
    copied += done.written;
    conflicts.push(...done.conflicts);
    await setAside(done.refused);
    const unwritten = place.unwritten + answer.results.length;
    if (Object.keys(wanted).length > 0 || unwritten >= passedUnwritten) {
      if (!isRead) await checkpoint.read();
      isRead = true;
      await checkpoint.write(answer.last_seq);
      place = { seq: answer.last_seq, unwritten: 0 };
    } else place = { seq: answer.last_seq, unwritten };
    // A document that is written after this page wakes the mailbox again, by its name.
    if (answer.results.length < batch) return { copied, conflicts, place };
  }
}

const isFromDevice = (document: StoredDocument | undefined, technicianId: string): boolean =>
  document !== undefined &&
  document._deleted !== true &&
  document.createdBy === technicianId &&
  deviceTypes.has(document.type as DocumentType);
