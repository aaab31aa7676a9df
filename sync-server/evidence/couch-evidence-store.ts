import { createReadStream } from 'node:fs';
import { Id, Sha256 } from '../../domain/documents/base.ts';
import { refusalOf, shapes } from '../couchdb/answers.ts';
import type { CouchConnection } from '../couchdb/connection.ts';
import { couchDatabase } from '../couchdb/couch-database.ts';
import { evidenceDatabase } from './evidence-place.ts';
import { EvidenceReference, type EvidenceStore } from './evidence-store.ts';
import { keepByContent } from './keep-by-content.ts';

const attachment = 'bytes';
const page = 500;

/**
 * Evidence as attachments of a CouchDB 3.x: the document `bytes:<sha256>` once, `reference:<sha256>:<orderId>` per order. The database
 * exists already. CouchDB answers an attachment when it is flushed, and has it whole or not at all.
 * @param connection the office's own: what one of the two learns of CouchDB holds for both. Whoever made it closes it.
 */
export function couchEvidenceStore(connection: CouchConnection): EvidenceStore {
  const database = couchDatabase(evidenceDatabase, connection);
  const bytesId = (sha256: string): string => `bytes:${Sha256.parse(sha256)}`;
  const referencesOf = (sha256: string): string => `reference:${Sha256.parse(sha256)}:`;
  const referenceId = (orderId: string, sha256: string): string => `${referencesOf(sha256)}${Id.parse(orderId)}`;
  const pathOf = (sha256: string): string =>
    `${encodeURIComponent(connection.prefix + evidenceDatabase)}/${encodeURIComponent(bytesId(sha256))}/${attachment}`;

  async function held(sha256: string): Promise<{ bytes: number } | null> {
    const document = await database.get(bytesId(sha256));
    const stubs = document?._attachments as Readonly<Record<string, { readonly length: number }>> | undefined;
    const stub = stubs?.[attachment];
    return stub ? { bytes: stub.length } : null;
  }

  async function noted(orderId: string, sha256: string): Promise<EvidenceReference | null> {
    const document = await database.get(referenceId(orderId, sha256));
    return document && EvidenceReference.parse(document.reference);
  }

  async function note(reference: EvidenceReference): Promise<void> {
    const { orderId, sha256 } = EvidenceReference.parse(reference);
    const _id = referenceId(orderId, sha256);
    const [row] = await database.bulkDocs([{ _id, type: 'evidenceReference', reference }]);
    // A conflict: it is noted already.
    if (row?.error && row.error !== 'conflict') throw new Error(`the reference was not stored: ${row.error}`);
  }

  async function send(from: string, { sha256, bytes, mediaType }: EvidenceReference): Promise<void> {
    const sent = { body: createReadStream(from), length: bytes, mediaType };
    const answer = await connection.transfer({ method: 'PUT', path: pathOf(sha256), sent });
    const said = await answer.json(shapes.written);
    // 409: another office was faster; the same hash is the same bytes.
    if (![201, 202, 409].includes(answer.status)) throw refusalOf(answer.status, said);
  }

  return {
    ...keepByContent({ name: 'CouchDB', held, send, note, noted }),
    async ordersOf(sha256) {
      if (!(await held(sha256))) return [];
      const startkey = referencesOf(sha256);
      const rows = await database.allDocs({ startkey, endkey: startkey.replace(/:$/, ';') });
      return rows.map(({ key }) => key.slice(startkey.length));
    },
    async open(sha256) {
      const answer = await connection.transfer({ method: 'GET', path: pathOf(sha256) });
      if (answer.status !== 200) throw refusalOf(answer.status, await answer.json(shapes.written));
      return answer.stream;
    },
    async *list() {
      let last = { sha256: '', held: false };
      for (let startkey = 'reference:'; ; ) {
        const rows = await database.allDocs({ startkey, endkey: 'reference;', limit: page, includeDocs: true });
        for (const { doc } of rows) {
          const reference = EvidenceReference.parse(doc?.reference);
          const { sha256 } = reference;
          if (sha256 !== last.sha256) last = { sha256, held: (await held(sha256)) !== null };
          if (last.held) yield reference;
        }
        const end = rows.at(-1)?.key;
        if (rows.length < page || end === undefined) return;
        // The first key after the last one read.
        startkey = `${end} `;
      }
    },
    close: () => Promise.resolve(),
  };
}
