import { createHash } from 'node:crypto';
import type { Problem } from '../../domain/problem.ts';
import { cutText } from '../../domain/text/cut.ts';
import type { Actor } from '../accounts/types.ts';
import type { OfficeContext } from '../context.ts';
import { DocumentRefused } from '../database/document-refused.ts';
import type { IncomingDocument } from '../database/types.ts';

/** What is kept of one account's refused documents in a day; the rest is only counted, so that nobody fills the disk. */
const mostADay = 2000;
const largestKept = 64 * 1024;

/** Keeps what the door refused, with its reason, for people to look at. The device keeps its own copy and offers it again. */
export function makeQuarantine({ quarantine, counters, clock, log }: OfficeContext) {
  const today = new Map<string, number>();
  let day = '';

  return async (actor: Actor, document: IncomingDocument, problem: Problem): Promise<void> => {
    counters.quarantined += 1;
    log.warn({ code: problem.code, deviceId: actor.deviceId }, 'document refused');
    const at = new Date(clock.now()).toISOString();
    if (at.slice(0, 10) !== day) {
      day = at.slice(0, 10);
      today.clear();
    }
    const kept = (today.get(actor.account.accountId) ?? 0) + 1;
    today.set(actor.account.accountId, kept);
    if (kept > mostADay) return;
    const text = JSON.stringify(document);
    // The same document refused again is the same entry.
    const digest = createHash('sha256').update(`${actor.account.accountId}\n${problem.code}\n${text}`).digest('hex');
    const entry = {
      _id: `refused:${digest}`,
      type: 'refused',
      at,
      accountId: actor.account.accountId,
      deviceId: actor.deviceId,
      documentId: cutText(String(document._id), 300),
      code: problem.code,
      details: problem.details,
      document: text.length <= largestKept ? text : null,
    };
    await quarantine.bulkDocs([entry]).catch(async (error: unknown) => {
      if (!(error instanceof DocumentRefused)) throw error;
      // A store that does not take the document takes no entry with the document in it.
      await quarantine.bulkDocs([{ ...entry, document: null }]);
    });
  };
}
