import type { PouchDocument } from '../../../storage/open-store.ts';
import type { StoredDocument } from './stored-document.ts';

/** Documents that the journal holds and a full disk has kept out of the store; laid over what is read from it. */
export function makeOverlay() {
  const late = new Map<string, PouchDocument>();
  const shown = ({ _revisions: _, ...document }: PouchDocument): StoredDocument =>
    document as unknown as StoredDocument;
  return {
    all: (): readonly PouchDocument[] => [...late.values()],
    lay: (documents: readonly PouchDocument[]): void => {
      for (const one of documents) late.set(one._id, one);
    },
    /** They are in the store now; one that has a newer revision stays. */
    drop: (documents: readonly PouchDocument[]): void => {
      for (const one of documents) if (late.get(one._id) === one) late.delete(one._id);
    },
    get: (id: string): StoredDocument | null => {
      const document = late.get(id);
      return document ? shown(document) : null;
    },
    over: (documents: StoredDocument[], isWanted: (id: string) => boolean): StoredDocument[] => {
      if (late.size === 0) return documents;
      const newer = [...late.values()].filter(({ _id }) => isWanted(_id)).map(shown);
      return [...documents.filter(({ _id }) => !late.has(_id)), ...newer];
    },
  };
}
