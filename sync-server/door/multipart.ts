import { randomBytes } from 'node:crypto';
import type { OpenRev } from '../database/types.ts';

/**
 * Open revisions as `multipart/mixed`, one part each. CouchDB's replicator reads nothing else (`open_doc_revs` in
 * `couch_replicator_api_wrap.erl`), and each part's type letter by letter: no charset, `error="true"` for what is missing.
 */
export function multipartOf(rows: readonly OpenRev[]): { readonly contentType: string; readonly body: Buffer } {
  const boundary = randomBytes(16).toString('hex');
  const parts = rows.map((row) =>
    'ok' in row
      ? `--${boundary}\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(row.ok)}\r\n`
      : `--${boundary}\r\nContent-Type: application/json; error="true"\r\n\r\n${JSON.stringify(row)}\r\n`,
  );
  return {
    contentType: `multipart/mixed; boundary="${boundary}"`,
    body: Buffer.from(`${parts.join('')}--${boundary}--`),
  };
}

/** Asked for in so many words: who takes anything gets JSON. */
export const takesMultipart = (accept: string | undefined): boolean =>
  accept?.includes('multipart/mixed') === true && !accept.includes('application/json');
