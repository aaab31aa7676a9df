import type { EvidenceDocument } from '../../domain/documents/evidence.ts';
import type { EvidenceStore } from './evidence-store.ts';

/** Another order claims the bytes of an evidence document, and of its thumbnail where the office has one. */
export async function refer(
  store: EvidenceStore,
  {
    from,
    orderId,
    evidenceId,
  }: { readonly from: EvidenceDocument; readonly orderId: string; readonly evidenceId: string },
): Promise<boolean> {
  const held = await store.has(from.orderId, from.sha256);
  if (held === null) return false;
  const mine = { orderId, evidenceId };
  if (!(await store.refer({ ...held, ...mine }))) return false;
  const thumbnail = from.thumbnailSha256 && (await store.has(from.orderId, from.thumbnailSha256));
  if (thumbnail) await store.refer({ ...thumbnail, ...mine });
  return true;
}
