import { draftId } from '../../domain/documents/draft.ts';
import type { Acknowledged, DraftLog } from './ledger.ts';
import { type Device, technicianOf } from './schedule.ts';
import type { Site } from './site.ts';

/** A document as it lies in the technician's mailbox at the office; null: it is not there. */
async function inMailbox(site: Site, on: Device, id: string): Promise<Record<string, unknown> | null> {
  const technician = technicianOf[on];
  const address = `/db/mailbox-${site.technicians[technician]}/${encodeURIComponent(id)}`;
  const { status, body } = await site.getFromOffice(technician, address);
  if (status === 404) return null;
  if (status !== 200) throw new Error(`${status} for ${id}`);
  return JSON.parse(body.toString('utf8')) as Record<string, unknown>;
}

function valueAt(document: Record<string, unknown>, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document);
}

/** Which of these the office's store lacks: a document, its value, or the bytes of a photo. */
export async function missingAtOffice(
  site: Site,
  on: Device,
  items: readonly Acknowledged[],
): Promise<readonly Acknowledged[]> {
  if (items.length === 0) return [];
  const hashes = [...new Set(items.flatMap(({ photo }) => photo?.travels ?? []))];
  const held = new Set<string>();
  if (hashes.length > 0) {
    const answer = await site.askOffice(technicianOf[on], 'evidence.held', { sha256: hashes });
    if (!answer.ok) throw new Error(`evidence.held: ${answer.problem.code}`);
    for (const hash of answer.value.held) held.add(hash);
  }
  const missing = await Promise.all(
    items.map(async (item) => {
      const document = await inMailbox(site, on, item.id);
      const isThere =
        document !== null && (item.holds === null || valueAt(document, item.holds.path) === item.holds.value);
      const hasBytes = item.photo === null || (document?.sha256 === item.photo.travels && held.has(item.photo.travels));
      return isThere && hasBytes ? [] : [item];
    }),
  );
  return missing.flat();
}

/** The number that the office has of a draft; 0: none. */
export async function draftAtOffice(site: Site, orderId: string, { on, step }: DraftLog): Promise<number> {
  const document = await inMailbox(site, on, draftId(orderId, step, site.deviceIds[on]));
  return document === null ? 0 : Number(valueAt(document, 'fields.routeNote'));
}
