import type { BulkRow } from './types.ts';

/**
 * A store's words for a document that it will not take however often it is sent: for its size or its shape. Every other word in a row is
 * the store's own trouble, and passes.
 */
const refusals: ReadonlySet<string> = new Set([
  'document_too_large',
  'too_large',
  'attachment_too_large',
  'doc_validation',
  'illegal_docid',
  'bad_request',
  'forbidden',
]);

export const isRefused = ({ error }: BulkRow): boolean => error !== undefined && refusals.has(error);

/** The store does not take a document that the office was about to write; nothing of that write is kept. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  /** the store's word, of the set above */
  readonly word: string;
  constructor({ error = 'unknown', reason = '' }: BulkRow) {
    super(`the store refuses a document: ${error} ${reason}`);
    this.word = error;
  }
}
