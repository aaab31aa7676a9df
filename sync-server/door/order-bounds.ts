import type { DraftDocument } from '../../domain/documents/draft.ts';
import type { AnyDocument } from '../../domain/documents/parse.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { stepsOf } from '../../forms/engine/steps-of.ts';
import type { AllDocsOptions, Database, IncomingDocument, StoredDocument } from '../database/types.ts';
import type { Orders } from '../orders/types.ts';
import { deviceDocuments, draftsOfUnknownType, ofOneOrder, ordersCounted } from './limits.ts';

/** The documents that one account has added to one order, as far as this process knows. */
type Use = {
  documents: number;
  bytes: number;
  /** whether what was there before this process is in the numbers */
  counted: boolean;
  /** drafts by device, for an order whose type is not here */
  drafts: Map<string, number> | null;
};

/** Null: there is room for it. `replaced`: the leaf that it follows; absent: a new document. */
export type OrderBounds = (
  mailbox: Database,
  offered: IncomingDocument,
  replaced: StoredDocument | undefined,
) => Promise<Problem | null>;

/**
 * Bounds what one account adds to one order, and drafts to the steps that the order's type has. It is asked only about what the door would
 * store; what it refuses goes into quarantine and stays on the device, like every other refusal.
 */
export function makeOrderBounds(orders: Pick<Orders, 'summary' | 'definition'>): OrderBounds {
  const uses = new Map<string, Use>();

  const noted = (mailbox: string, orderId: string): Use => {
    const key = `${mailbox}/${orderId}`;
    const use = uses.get(key) ?? { documents: 0, bytes: 0, counted: false, drafts: null };
    uses.delete(key);
    uses.set(key, use);
    for (const oldest of uses.keys()) {
      if (uses.size <= ordersCounted) break;
      uses.delete(oldest);
    }
    return use;
  };

  return async (mailbox, offered, replaced) => {
    const document = offered as unknown as AnyDocument;
    if (document.type === 'device' && replaced === undefined) return roomForDevice(mailbox);
    if (!('orderId' in document) || !('deviceId' in document)) return null;
    const use = noted(mailbox.name, document.orderId);
    if (document.type === 'draft' && replaced === undefined) {
      const wrong = await judgeDraft(orders, mailbox, use, document);
      if (wrong !== null) return wrong;
    }
    const added = replaced === undefined ? 1 : 0;
    const more = bytesOf(offered) - (replaced === undefined ? 0 : bytesOf(replaced));
    if (!use.counted && (use.documents >= ofOneOrder.uncounted || use.bytes >= ofOneOrder.bytes / 2))
      await count(mailbox, document.orderId, String(document.createdBy), use);
    const isTooMany = use.documents + added > ofOneOrder.documents;
    const isTooMuch = more > 0 && use.bytes + more > ofOneOrder.bytes;
    if (use.counted && ((added > 0 && isTooMany) || isTooMuch))
      return problem('limit.orderDocuments', { most: ofOneOrder.documents, bytes: ofOneOrder.bytes });
    use.documents += added;
    use.bytes += more;
    return null;
  };
}

const bytesOf = ({ _revisions: _, ...document }: IncomingDocument): number =>
  Buffer.byteLength(JSON.stringify(document));

/** A draft is of a step of the order's type, in any version that the office has: a device may lag behind an upgrade. */
async function judgeDraft(
  orders: Pick<Orders, 'summary' | 'definition'>,
  mailbox: Database,
  use: Use,
  { orderId, step, deviceId }: DraftDocument,
): Promise<Problem | null> {
  const steps = stepsIn(orders, orderId);
  if (steps !== null) return steps.has(step) ? null : problem('door.stepUnknown', { step });
  use.drafts ??= await draftsIn(mailbox, orderId);
  const drafts = use.drafts.get(deviceId) ?? 0;
  // A session of no device may name any: all together they are no more than ten devices' drafts.
  const all = [...use.drafts.values()].reduce((sum, one) => sum + one, 0);
  if (drafts >= draftsOfUnknownType || all >= 10 * draftsOfUnknownType)
    return problem('limit.drafts', { most: draftsOfUnknownType });
  use.drafts.set(deviceId, drafts + 1);
  return null;
}

/** Null: the order, or the version that it is pinned to, is not known here. */
function stepsIn(orders: Pick<Orders, 'summary' | 'definition'>, orderId: string): ReadonlySet<string> | null {
  const summary = orders.summary(orderId);
  if (summary === null || orders.definition(summary.orderType, summary.orderTypeVersion) === null) return null;
  const newest = Math.max(summary.orderTypeVersion, orders.definition(summary.orderType)?.version ?? 0);
  const steps = new Set<string>();
  for (let version = 1; version <= newest; version += 1) {
    const definition = orders.definition(summary.orderType, version);
    if (definition !== null) for (const { key } of stepsOf(definition)) steps.add(key);
  }
  return steps;
}

async function draftsIn(mailbox: Database, orderId: string): Promise<Map<string, number>> {
  const drafts = new Map<string, number>();
  const prefix = `workOrder:${orderId}:draft:`;
  for (const { key } of await mailbox.allDocs({ startkey: prefix, endkey: `${prefix}\uffff` })) {
    const deviceId = key.slice(key.lastIndexOf(':') + 1);
    drafts.set(deviceId, (drafts.get(deviceId) ?? 0) + 1);
  }
  return drafts;
}

const countedAtOnce = 200;

/** Counts what this account has in the order, page by page: at most once for an order and start of the office. */
async function count(mailbox: Database, orderId: string, accountId: string, use: Use): Promise<void> {
  const prefix = `workOrder:${orderId}:`;
  let [documents, bytes] = [0, 0];
  let page: AllDocsOptions = { startkey: prefix };
  for (;;) {
    const rows = await mailbox.allDocs({ ...page, endkey: `${prefix}\uffff`, limit: countedAtOnce, includeDocs: true });
    for (const { doc } of rows) {
      if (doc?.createdBy !== accountId) continue;
      documents += 1;
      bytes += bytesOf(doc);
    }
    const last = rows.at(-1)?.key;
    if (last === undefined || rows.length < countedAtOnce) break;
    page = { startkey: `${last}\u0000` };
  }
  // Documents that were judged a moment ago may not be in the store yet.
  use.documents = Math.max(use.documents, documents);
  use.bytes = Math.max(use.bytes, bytes);
  use.counted = true;
}

async function roomForDevice(mailbox: Database): Promise<Problem | null> {
  const rows = await mailbox.allDocs({ startkey: 'device:', endkey: 'device:\uffff', limit: deviceDocuments });
  return rows.length < deviceDocuments ? null : problem('limit.devices', { most: deviceDocuments });
}
