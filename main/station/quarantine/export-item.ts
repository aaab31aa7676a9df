import { readFile } from 'node:fs/promises';
import type { SyncItem } from '../../../bridge/station.ts';
import type { Problem } from '../../../domain/problem.ts';
import { hashOf } from '../evidence/files.ts';
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
  const picture = evidenceId && (await bytesOf(desk, evidenceId));
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

async function bytesOf(desk: OwnDesk, evidenceId: string) {
  for (const variant of ['original', 'view'] as const) {
    const file = await desk.evidence().file(evidenceId, variant);
    const bytes = file && (await readFile(file.path).catch(() => null));
    if (file && bytes)
      return { variant, mediaType: file.mediaType, sha256: hashOf(bytes), base64: bytes.toString('base64') };
  }
  return null;
}
