import type { SyncItem } from '../../../bridge/sync-state.ts';
import { EvidenceDocument } from '../../../domain/documents/evidence.ts';
import type { Problem } from '../../../domain/problem.ts';
import { fetchFromOffice } from '../evidence/fetch-from-office.ts';
import { pictureTypeOf } from '../evidence/pictures/media-type.ts';
import { darkroomOf } from '../evidence/room.ts';
import type { OwnDesk } from '../own-desk.ts';

/** One item as a file that a person can hand on. `name` is safe on every file system. */
export type ExportedItem = { readonly name: string; readonly json: string };

/** What is written down of an item: waiting, refused, or discarded before. */
export type Exportable = Pick<SyncItem, 'id' | 'orderId' | 'kind' | 'about'> & {
  readonly problem: Problem | null;
  readonly document: Readonly<Record<string, unknown>> | null;
  readonly reason?: string;
};

/** The document, why it was refused, and the picture's bytes (the original where it is still here) as base64. */
export async function exportItem(desk: OwnDesk, item: Exportable): Promise<ExportedItem> {
  const evidenceId = /^(workOrder:[0-9a-z]{26}:evidence:[^#]+)/.exec(item.id)?.[1] ?? null;
  const { id, orderId, kind, about, problem, reason } = item;
  const document = item.document ?? (evidenceId && (await desk.store.documents.get(evidenceId)));
  const evidence = EvidenceDocument.safeParse(document);
  const picture = evidence.success ? await fileOf(desk, evidence.data, ['original', 'view']) : null;
  const exportedAt = new Date(desk.clock.now()).toISOString();
  const body = {
    format: 'linework-item/1',
    exportedAt,
    deviceId: desk.deviceId,
    technicianId: desk.technicianId,
    item: { id, orderId, kind, about },
    problem: problem && { code: problem.code, message: problem.message, details: problem.details },
    ...(reason === undefined ? {} : { discardedBecause: reason }),
    document,
    files: picture ? [picture] : [],
  };
  const unique =
    id
      .split(':')
      .at(-1)
      ?.replace(/[^0-9a-zA-Z]+/g, '-') ?? kind;
  return { name: `linework-${kind}-${unique}.json`, json: JSON.stringify(body, null, 2) };
}

export type ExportedFile = {
  readonly variant: 'original' | 'view';
  readonly mediaType: string;
  readonly sha256: string;
  readonly base64: string;
};

/** The first of these whose bytes are to be had. By the document alone: its order may be unknown, and itself discarded. */
export async function fileOf(
  desk: OwnDesk,
  document: EvidenceDocument,
  variants: readonly ExportedFile['variant'][],
): Promise<ExportedFile | null> {
  const { files } = darkroomOf(desk);
  for (const variant of variants) {
    const sha256 = variant === 'view' ? document.sha256 : document.originalSha256;
    if (sha256 === undefined) continue;
    const bytes = (await files.read(sha256)) ?? (await fetchFromOffice(desk, document.orderId, sha256));
    const camera = bytes && (pictureTypeOf(bytes) ?? 'application/octet-stream');
    const mediaType = variant === 'view' ? document.mediaType : camera;
    if (bytes && mediaType) return { variant, mediaType, sha256, base64: bytes.toString('base64') };
  }
  return null;
}
