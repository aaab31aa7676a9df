import { grantId } from '../../domain/documents/grant.ts';
import { type Database, DatabaseMissing, type Databases, type StoredDocument } from '../database/types.ts';
import type { Facts } from './declaration.ts';

export type Shelves = { readonly databases: Databases; readonly work: Database };

/** The mailbox knows first: its documents reach `work` only with the router's next turn. */
export async function gatherFacts(
  shelves: Shelves,
  technicianId: string,
  orderId: string,
  documentId: string,
): Promise<Facts> {
  const mailbox = shelves.databases.open(mailboxOf(technicianId));
  const granted = (await find(mailbox, grantId(orderId))) !== null;
  if (!granted || !documentId.startsWith(`workOrder:${orderId}:evidence:`)) return { granted, document: null };
  const document = (await find(mailbox, documentId)) ?? (await find(shelves.work, documentId));
  return { granted, document: document && plain(document) };
}

/** Was this order ever granted to this technician? */
export async function wasGranted(shelves: Shelves, technicianId: string, orderId: string): Promise<boolean> {
  return (await find(shelves.databases.open(mailboxOf(technicianId)), grantId(orderId))) !== null;
}

/** The evidence documents of an order: those in a technician's mailbox, or (null) all that the office has. */
export async function evidenceOf(
  shelves: Shelves,
  technicianId: string | null,
  orderId: string,
): Promise<readonly Record<string, unknown>[]> {
  const range = {
    startkey: `workOrder:${orderId}:evidence:`,
    endkey: `workOrder:${orderId}:evidence;`,
    includeDocs: true,
  };
  const rows = await (technicianId === null ? shelves.work : shelves.databases.open(mailboxOf(technicianId))).allDocs(
    range,
  );
  return rows.flatMap(({ doc }) => (doc ? [plain(doc)] : []));
}

const mailboxOf = (technicianId: string): string => `mailbox-${technicianId}`;

async function find(database: Database, id: string): Promise<StoredDocument | null> {
  try {
    return await database.get(id);
  } catch (error) {
    if (error instanceof DatabaseMissing) return null;
    throw error;
  }
}

/** Without what the store adds beyond `_id` and `_rev`. */
function plain(document: StoredDocument): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document).filter(([key]) => !key.startsWith('_') || key === '_id' || key === '_rev'),
  );
}
