import { judgeShape } from '../../domain/documents/judge-shape.ts';
import { type AnyDocument, type DocumentType, immutableTypes } from '../../domain/documents/parse.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { moves } from '../../domain/work-order/moves.ts';
import type { IncomingDocument, Revisions, StoredDocument } from '../database/types.ts';
import { mostEnded } from './limits.ts';
import { endingOf, judgePath, pathOf } from './revision-path.ts';
import { sameBody } from './same-body.ts';

/** Who offers a document. `deviceId` null: a session of no enrolled device (a script with the technician's own sign-in). */
export type Author = {
  readonly accountId: string;
  readonly deviceId: string | null;
  /** is this device enrolled for somebody else? */
  readonly isForeignDevice: (deviceId: string) => boolean;
};

/** What the door knows about one offered document. */
export type Known = {
  /** every leaf of it in this mailbox that is not deleted, with paths */
  readonly mailbox: readonly StoredDocument[];
  /** every leaf of it in `work` that is not deleted */
  readonly work: readonly StoredDocument[];
  /** how many lines of it in this mailbox were ended, because another one replaced them */
  readonly ended: number;
  /** was its order ever granted to this mailbox (active or withdrawn)? */
  readonly granted: (orderId: string) => boolean;
};

export type Verdict =
  /** `ending`: what is stored with it, so that it is the only leaf */
  | { readonly kind: 'store'; readonly document: IncomingDocument; readonly ending?: IncomingDocument }
  /** nothing to write: it is there already, or something newer of the same line is */
  | { readonly kind: 'stored' }
  | { readonly kind: 'refuse'; readonly problem: Problem };

/**
 * May this document go into this technician's mailbox? Refuses only what is wrong for ever (DESIGN §3): author, type, id, size, shape,
 * a changed immutable document, a deletion, an order never granted, a history that is not rooted in what is stored.
 * Whether a move is legal, or a form complete, is not asked here: that is shown, never lost.
 *
 * @param bytes length of the document's JSON
 */
export function judgeDocument(offered: IncomingDocument, bytes: number, author: Author, known: Known): Verdict {
  const path = pathOf(offered);
  if (known.mailbox.some((leaf) => leaf._rev === offered._rev && sameBody(leaf, offered))) return { kind: 'stored' };
  const wrong = wrongForEver(offered, bytes, author, known);
  if (wrong !== null) return { kind: 'refuse', problem: wrong };
  if (path === null) return { kind: 'refuse', problem: problem('door.revision') };
  return immutableTypes.has(offered.type as DocumentType)
    ? judgeImmutable(offered, path, known)
    : judgeMutable(offered, path, author, known);
}

function wrongForEver(offered: IncomingDocument, bytes: number, author: Author, known: Known): Problem | null {
  if (offered._deleted !== undefined) return problem('door.deletion');
  const judged = judgeShape(offered, bytes);
  if (!judged.ok) return judged.problem;
  const document = judged.value;
  const forged = wrongAuthor(document, author);
  if (forged !== null) return forged;
  if ('orderId' in document && !known.granted(document.orderId)) return problem('door.notGranted');
  return null;
}

function wrongAuthor(document: AnyDocument, author: Author): Problem | null {
  if (document.createdBy !== author.accountId) return problem('door.author');
  const deviceId = 'deviceId' in document ? document.deviceId : undefined;
  // Only the office's documents lack a device.
  if (deviceId === undefined) return problem('door.author');
  if (author.deviceId === null ? author.isForeignDevice(deviceId) : author.deviceId !== deviceId)
    return problem('door.author');
  if (document.type !== 'event') return null;
  if (document.role !== 'technician' || !moves[document.kind].roles.includes('technician'))
    return problem('door.author');
  return null;
}

/** An immutable document takes a first revision only, and only the body that is stored already, wherever it lies. */
function judgeImmutable(offered: IncomingDocument, path: Revisions, { mailbox, work }: Known): Verdict {
  if (path.start !== 1) return { kind: 'refuse', problem: problem('door.revision') };
  const stored = [...mailbox, ...work];
  if (stored.length === 0) return { kind: 'store', document: offered };
  if (!stored.every((leaf) => sameBody(leaf, offered))) return { kind: 'refuse', problem: problem('door.immutable') };
  const isMissingHere = mailbox.length === 0 && stored.every((leaf) => leaf._rev === offered._rev);
  return isMissingHere ? { kind: 'store', document: offered } : { kind: 'stored' };
}

function judgeMutable(offered: IncomingDocument, path: Revisions, author: Author, known: Known): Verdict {
  const { mailbox, work, ended } = known;
  const stored = [...mailbox, ...work];
  if (stored.some((leaf) => leaf.createdBy !== author.accountId))
    return { kind: 'refuse', problem: problem('door.author') };
  // The same revision with another body is a forgery, not a repetition.
  if (stored.some((leaf) => leaf._rev === offered._rev && !sameBody(leaf, offered)))
    return { kind: 'refuse', problem: problem('door.revision') };
  const verdict = judgePath(path, mailbox.length > 0 ? mailbox : work);
  switch (verdict.kind) {
    case 'known':
      return { kind: 'stored' };
    case 'rootless':
      return { kind: 'refuse', problem: problem('door.revision') };
    case 'follows':
      return { kind: 'store', document: { ...offered, _revisions: verdict.path } };
    case 'replaces': {
      const ending = endingOf(verdict.ended);
      if (ending === null || ended >= mostEnded) return { kind: 'refuse', problem: problem('door.revision') };
      return { kind: 'store', document: { ...offered, _revisions: verdict.path }, ending };
    }
  }
}
