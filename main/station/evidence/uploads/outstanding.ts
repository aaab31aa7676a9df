import type { EvidenceDocument } from '../../../../domain/documents/evidence.ts';
import type { OrderDocument } from '../../../../domain/documents/parse.ts';

/** One file on its way. `key` is the id of its SyncItem. */
export type Parcel = {
  readonly key: string;
  readonly evidenceId: string;
  readonly orderId: string;
  readonly kind: 'thumbnail' | 'report' | 'view';
  readonly sha256: string;
  /** hash of the picture it belongs to: the same for the picture itself */
  readonly of: string;
  readonly bytes: number | null;
  readonly about: string;
  readonly since: string;
  readonly withdrawn: boolean;
};

export const parcelKey = (evidenceId: string, kind: Parcel['kind']): string =>
  `${evidenceId}#${kind === 'thumbnail' ? 'thumbnail' : 'bytes'}`;

/**
 * What the documents of one order say the office does not hold yet, of the evidence that this device made.
 * @param thumbnailSent what is remembered of it; undefined: nothing, then the picture's receipt tells, because thumbnails go first
 */
export function outstandingOf(
  documents: readonly OrderDocument[],
  deviceId: string,
  thumbnailSent: (evidenceId: string) => boolean | undefined,
): readonly Parcel[] {
  const received = new Set(documents.flatMap((document) => (document.type === 'receipt' ? [document.sha256] : [])));
  const withdrawn = new Set(
    documents.flatMap((document) =>
      document.type === 'event' && document.kind === 'evidenceWithdrawn' ? [document.payload.evidenceId] : [],
    ),
  );
  return documents
    .filter((document) => document.type === 'evidence' && document.deviceId === deviceId)
    .flatMap((document) => parcelsOf(document as EvidenceDocument, withdrawn.has(document._id)))
    .filter((parcel) => {
      const arrived = received.has(parcel.of);
      return parcel.kind === 'thumbnail' ? !(thumbnailSent(parcel.evidenceId) ?? arrived) : !arrived;
    });
}

function parcelsOf(document: EvidenceDocument, withdrawn: boolean): readonly Parcel[] {
  const { _id: evidenceId, orderId, slot: about, takenAt: since } = document;
  const kind = document.slot === 'report' ? 'report' : 'view';
  const common = { evidenceId, orderId, about, since, withdrawn, of: document.sha256 };
  const bytes: Parcel = {
    ...common,
    key: parcelKey(evidenceId, kind),
    kind,
    sha256: document.sha256,
    bytes: document.bytes,
  };
  if (!document.thumbnailSha256) return [bytes];
  const key = parcelKey(evidenceId, 'thumbnail');
  return [{ ...common, key, kind: 'thumbnail', sha256: document.thumbnailSha256, bytes: null }, bytes];
}

const rank = { thumbnail: 0, report: 1, view: 2 } as const;

/** Thumbnails first, then reports, then photos; what was withdrawn last of its kind; small before large, else as they were made. */
export function inSendingOrder(parcels: readonly Parcel[]): readonly Parcel[] {
  return [...parcels].sort(
    (a, b) =>
      rank[a.kind] - rank[b.kind] ||
      Number(a.withdrawn) - Number(b.withdrawn) ||
      (a.bytes ?? 0) - (b.bytes ?? 0) ||
      (a.evidenceId < b.evidenceId ? -1 : a.evidenceId > b.evidenceId ? 1 : 0),
  );
}
