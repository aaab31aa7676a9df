import { createHash } from 'node:crypto';
import type { OfficeContext } from '../context.ts';
import type { RefusedCopy } from './copy-documents.ts';

/**
 * Notes a document that could not be copied because its target does not take it: where it lies it is whole, so the note has its id, its
 * revision and the store's word, and health counts it. The same one refused again is the same note.
 */
export function settingAside({ quarantine, counters, clock, log }: OfficeContext) {
  return async (refused: readonly RefusedCopy[]): Promise<void> => {
    for (const { document, word } of refused) {
      const { _id, _rev } = document;
      const digest = createHash('sha256').update(`copy\n${_id}\n${_rev}\n${word}`).digest('hex');
      const [row] = await quarantine.bulkDocs([
        {
          _id: `refused:${digest}`,
          type: 'refused',
          at: new Date(clock.now()).toISOString(),
          accountId: String(document.createdBy ?? 'office').slice(0, 60),
          deviceId: null,
          documentId: _id.slice(0, 300),
          code: 'office.storeRefused',
          details: { word, rev: _rev },
          document: null,
        },
      ]);
      if (row?.ok !== true) continue;
      counters.quarantined += 1;
      log.error({ documentId: _id, word }, 'a document that a database does not take was not copied');
    }
  };
}
