import type { EvidenceDocument } from '../../../domain/documents/evidence.ts';
import { orderIdOf } from '../../../domain/documents/work-order.ts';
import type { DocumentStore } from '../store/document-store.ts';
import { type Naming, namingsIn } from './may-go.ts';

export type StoredIds = Pick<DocumentStore, 'ids' | 'many'>;

const pageSize = 1_000;
const evidencePart = /^workOrder:[0-9a-z]{26}:evidence:/;
const receiptPart = /^workOrder:([0-9a-z]{26}):receipt:([0-9a-f]{64})$/;

/** Ids of the store's order documents, one order after another; a page at a time, so that nothing waits long behind it. */
export async function* ordersIn(store: Pick<StoredIds, 'ids'>): AsyncGenerator<readonly [string, readonly string[]]> {
  let from = 'workOrder:';
  let current: string | null = null;
  let ids: string[] = [];
  for (;;) {
    const page = await store.ids(from, 'workOrder;', pageSize);
    for (const id of page) {
      const orderId = orderIdOf(id);
      if (orderId !== current) {
        if (current !== null) yield [current, ids];
        current = orderId;
        ids = [];
      }
      ids.push(id);
    }
    if (page.length < pageSize) break;
    from = `${page.at(-1)}\u0000`;
  }
  if (current !== null) yield [current, ids];
}

/** Which documents name these files, and which receipts (`<orderId>/<sha256>`) their orders have. */
export type NamedFiles = {
  readonly namings: ReadonlyMap<string, readonly Naming[]>;
  readonly receipts: ReadonlySet<string>;
};

export async function whoNames(store: StoredIds, hashes: ReadonlySet<string>): Promise<NamedFiles> {
  const namings = new Map<string, Naming[]>();
  const receipts = new Set<string>();
  for await (const [, ids] of ordersIn(store)) {
    const evidence = await evidenceIn(store, ids);
    const named = evidence.flatMap(namingsIn).filter(([sha256]) => hashes.has(sha256));
    for (const [sha256, naming] of named) namings.set(sha256, [...(namings.get(sha256) ?? []), naming]);
    // An original may go by the photo's receipt although the photo's own file is not here.
    const wanted = new Set(named.flatMap(([sha256, { of }]) => [sha256, of]));
    for (const key of wanted.size > 0 ? receiptsIn(ids) : []) if (wanted.has(key.slice(27))) receipts.add(key);
  }
  return { namings, receipts };
}

export async function evidenceIn(
  store: Pick<StoredIds, 'many'>,
  ids: readonly string[],
): Promise<readonly EvidenceDocument[]> {
  const wanted = ids.filter((id) => evidencePart.test(id));
  if (wanted.length === 0) return [];
  return (await store.many(wanted)).flatMap((one) => (one.type === 'evidence' ? [one] : []));
}

export const receiptsIn = (ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) => {
    const [, orderId, sha256] = receiptPart.exec(id) ?? [];
    return orderId && sha256 ? [`${orderId}/${sha256}`] : [];
  });
