import type { EventDocument } from '../../domain/documents/event.ts';
import { type GrantDocument, grantId } from '../../domain/documents/grant.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import type { ReviewDocument } from '../../domain/documents/review.ts';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { foldAnyway } from '../../domain/work-order/fold.ts';
import { finishedAt } from '../../domain/work-order/spans.ts';
import { assignmentNamed } from '../../domain/work-order/standing.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { mailboxOf } from '../accounts/sessions.ts';
import type { Database, Databases, IncomingDocument, StoredDocument } from '../database/types.ts';
import { readOrder } from '../orders/read-order.ts';
import { copyRead, type RefusedCopy } from './copy-documents.ts';

export type DeliverParts = {
  readonly databases: Databases;
  readonly work: Database;
  readonly now: () => number;
  /** a finished order is not delivered anew after this many days */
  readonly mailboxDays: number;
  /** keeps what a mailbox does not take, for people to look at */
  readonly setAside: (refused: readonly RefusedCopy[]) => Promise<void>;
};

/** An order as it stands in `work`. */
type Standing = { readonly documents: readonly OrderDocument[]; readonly fold: OrderFold };
/** A technician's mailbox, and what stands in it of an order's grant. */
type Granted = { readonly mailbox: Database; readonly grant: GrantDocument | null };
export type Delivered = { readonly copied: number; readonly conflicts: readonly string[] };
const nothing: Delivered = { copied: 0, conflicts: [] };

/**
 * Worker `deliver`: brings one order into the mailbox of whoever holds it, and says in everyone else's that it is no longer his.
 * Documents first, the grant last: who sees the grant has the order. Repeated after a kill it changes nothing.
 *
 * @param changed ids that are new in `work`; a mailbox that holds the order already gets only these
 * @param likely technicians whom the change names: their grants are read before the order, so that it need not be read twice
 * @returns how many documents were written, and ids that conflicted
 * @throws when another office wrote the same grant meanwhile: to be tried again
 */
export async function deliver(
  parts: DeliverParts,
  orderId: string,
  changed: ReadonlySet<string>,
  likely: Iterable<string> = [],
): Promise<Delivered> {
  const open = async (technicianId: string): Promise<Granted> => {
    const mailbox = await parts.databases.ensure(mailboxOf(technicianId), { q: 1 });
    return { mailbox, grant: (await mailbox.get(grantId(orderId))) as unknown as GrantDocument | null };
  };
  const before = new Map<string, Granted>();
  for (const technicianId of likely) before.set(technicianId, await open(technicianId));
  const standing = await readStanding(parts.work, orderId);
  if (standing === null) return nothing;
  let copied = 0;
  const conflicts: string[] = [];
  for (const technicianId of new Set(standing.fold.assignments.map((assignment) => assignment.technicianId))) {
    const early = before.get(technicianId);
    const { mailbox, grant } = early ?? (await open(technicianId));
    // What a grant is written by is read after the grant it replaces: an office that slept in between is refused by the revision (ADR 0015).
    const isOrdered = early !== undefined || !changesGrant(standing.fold, technicianId, grant);
    const known = isOrdered ? standing : await readStanding(parts.work, orderId);
    if (known === null) continue;
    const given = { parts, mailbox, technicianId, ...known, grant, changed };
    const done = await (technicianId === holderOf(known.fold) ? bring(given) : withdraw(given));
    copied += done.copied;
    conflicts.push(...done.conflicts);
  }
  return { copied, conflicts };
}

async function readStanding(work: Database, orderId: string): Promise<Standing | null> {
  const documents = await readOrder(work, orderId);
  const order = documents.find((document): document is WorkOrderDocument => document.type === 'workOrder');
  if (order === undefined) return null;
  const fold = foldAnyway(
    order,
    documents.filter((document): document is EventDocument => document.type === 'event'),
    documents.filter((document): document is ReviewDocument => document.type === 'review'),
  );
  return { documents, fold };
}

const holderOf = (fold: OrderFold): string | null => fold.assignment?.technicianId ?? null;

function changesGrant(fold: OrderFold, technicianId: string, grant: GrantDocument | null): boolean {
  const isActive = grant?.state === 'active';
  if (technicianId !== holderOf(fold)) return isActive;
  return !isActive || grant.assignmentId !== fold.assignment?.assignmentId;
}

type Given = {
  readonly parts: DeliverParts;
  readonly mailbox: Database;
  readonly technicianId: string;
  readonly documents: readonly OrderDocument[];
  readonly fold: OrderFold;
  readonly grant: GrantDocument | null;
  readonly changed: ReadonlySet<string>;
};

async function bring({ parts, mailbox, technicianId, documents, fold, grant, changed }: Given): Promise<Delivered> {
  const assignmentId = fold.assignment?.assignmentId;
  if (assignmentId === undefined || (grant === null && isOld(parts, fold))) return nothing;
  const holds = grant?.state === 'active' && grant.assignmentId === assignmentId;
  // A draft belongs to the hand that types it; another technician's stays his. The body of another system stays in the office (ADR 0026).
  const his = documents.filter(
    ({ type, createdBy }) => type !== 'tmfOrder' && (type !== 'draft' || createdBy === technicianId),
  );
  const wanted = holds ? his.filter((document) => changed.has(document._id)) : his;
  const { written, conflicts, refused } = await copyRead(parts.work, mailbox, stored(wanted));
  await parts.setAside(refused);
  if (!holds) await writeGrant(parts, mailbox, documents, grant, 'active', assignmentId);
  return { copied: written, conflicts };
}

async function withdraw({ parts, mailbox, technicianId, documents, fold, grant }: Given): Promise<Delivered> {
  if (grant?.state !== 'active') return nothing;
  const last = fold.assignments.findLast((assignment) => assignment.technicianId === technicianId);
  const assignmentId = last?.assignmentId ?? grant.assignmentId;
  // He gets what ended his assignment, and nothing of what comes after it.
  const ending = documents.filter(
    (document) => document.type === 'event' && assignmentNamed(document) === assignmentId,
  );
  const { written, conflicts, refused } = await copyRead(parts.work, mailbox, stored(ending));
  await parts.setAside(refused);
  await writeGrant(parts, mailbox, documents, grant, 'withdrawn', assignmentId);
  return { copied: written, conflicts };
}

async function writeGrant(
  { now }: DeliverParts,
  mailbox: Database,
  documents: readonly OrderDocument[],
  stored: GrantDocument | null,
  state: GrantDocument['state'],
  assignmentId: string,
): Promise<void> {
  const orderId = documents.find((document) => document.type === 'workOrder')?.orderId ?? '';
  const grant: GrantDocument = {
    _id: grantId(orderId),
    ...(stored?._rev === undefined ? {} : { _rev: stored._rev }),
    type: 'grant',
    schemaVersion: 1,
    createdBy: 'office',
    orderId,
    state,
    assignmentId,
    changedAt: new Date(now()).toISOString(),
  };
  const [row] = await mailbox.bulkDocs([grant as unknown as IncomingDocument]);
  if (row?.ok !== true) throw new Error(`the grant was not written: ${row?.error}`);
}

const stored = (documents: readonly OrderDocument[]): readonly StoredDocument[] =>
  documents.filter(({ _rev }) => _rev !== undefined) as unknown as readonly StoredDocument[];

function isOld({ now, mailboxDays }: DeliverParts, fold: OrderFold): boolean {
  const finished = finishedAt(fold);
  return finished !== null && now() - Date.parse(finished) > mailboxDays * 86_400_000;
}
