import type { EventDocument } from '../../domain/documents/event.ts';
import type { EvidenceDocument, ReceiptDocument } from '../../domain/documents/evidence.ts';
import type { ReviewDocument } from '../../domain/documents/review.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { moves } from '../../domain/work-order/moves.ts';

/** Any document of an order as a store returns it; what is not needed for the view (drafts, grants) is passed over. */
export type AnyOrderDocument = { readonly _id: string; readonly type: string };

export type OrderDocuments = {
  readonly order: WorkOrderDocument | undefined;
  readonly events: readonly EventDocument[];
  readonly submissions: readonly SubmissionDocument[];
  readonly evidence: readonly EvidenceDocument[];
  readonly receipts: ReadonlySet<string>;
  readonly reviews: readonly ReviewDocument[];
  /** written by a newer version than this one, or malformed */
  readonly unparsable: readonly string[];
};

/** Sorts the documents of one order by type: each id once, by id, without `_rev`. */
export function documentsOf(given: readonly AnyOrderDocument[]): OrderDocuments {
  const byId = new Map<string, AnyOrderDocument>();
  for (const document of given) {
    const other = byId.get(document._id);
    if (other === undefined || (other !== document && JSON.stringify(document) < JSON.stringify(other)))
      byId.set(document._id, document);
  }
  const all = [...byId.keys()]
    .sort()
    .flatMap((id) => byId.get(id) ?? [])
    .map(withoutRevision);
  const known = all.filter((document) => !isStrange(document));
  const of = <T extends AnyOrderDocument>(type: string): readonly T[] =>
    known.filter((document): document is T => document.type === type);
  return {
    order: of<WorkOrderDocument>('workOrder')[0],
    events: of('event'),
    submissions: of('submission'),
    evidence: of('evidence'),
    receipts: new Set(of<ReceiptDocument>('receipt').map(({ sha256 }) => sha256)),
    reviews: of('review'),
    unparsable: all.filter(isStrange).map(({ _id }) => _id),
  };
}

const isStrange = (document: AnyOrderDocument): boolean =>
  document.type === 'event' && !Object.hasOwn(moves, (document as EventDocument).kind);

function withoutRevision(document: AnyOrderDocument): AnyOrderDocument {
  if (!('_rev' in document)) return document;
  const { _rev, ...plain } = document;
  return plain;
}
