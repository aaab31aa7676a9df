import type { Databases } from '../database/types.ts';
import { type EvidencePlace, evidenceDatabase, evidenceFolder } from './evidence-place.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { fileEvidenceStore } from './file-evidence-store.ts';

export type EvidenceStoreParts = {
  /** the office's data folder */
  readonly data: string;
  readonly databases: Databases;
};

/** The store at a place. What only one place needs (the S3 SDK: 200 modules) is loaded for that place alone. */
export async function openEvidenceStore(place: EvidencePlace, parts: EvidenceStoreParts): Promise<EvidenceStore> {
  switch (place.kind) {
    case 'files':
      return fileEvidenceStore(place.folder ?? evidenceFolder(parts.data));
    case 'couchdb': {
      const connection = parts.databases.couch;
      if (connection === undefined) throw new TypeError('evidence in CouchDB needs a CouchDB');
      await parts.databases.ensure(evidenceDatabase);
      const { couchEvidenceStore } = await import('./couch-evidence-store.ts');
      return couchEvidenceStore(connection);
    }
    case 's3': {
      const { s3EvidenceStore } = await import('./s3-evidence-store.ts');
      return s3EvidenceStore(place);
    }
  }
}
