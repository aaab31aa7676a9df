import { type EvidenceDocument, evidenceId, receiptId } from '../../domain/documents/evidence.ts';
import type { EvidenceItem } from '../../forms/engine/types.ts';
import type { OfficeContext } from '../context.ts';
import type { IncomingDocument } from '../database/types.ts';
import { stableId } from '../stable-id.ts';
import type { Reaction } from './reaction.ts';

/**
 * Pictures and files of the raising order go along to the order it raised: the same bytes, referenced twice, as soon as the
 * office holds them.
 */
export const carryEvidence: Reaction = {
  name: 'carry evidence',
  concerns: ({ definition }) => (definition.raises ?? []).some(({ evidence }) => evidence !== undefined),
  run: async (office, { view, definition }) => {
    for (const child of view.fold.children) {
      const slots = definition.raises?.find(({ key }) => key === child.raise)?.evidence ?? [];
      const items = view.evidence.filter(
        ({ slot, withdrawn, received }) => slots.includes(slot) && withdrawn === null && received,
      );
      for (const item of items) await carry(office, item, child.orderId);
    }
  },
};

async function carry({ work, orders, hooks, clock }: OfficeContext, item: EvidenceItem, to: string): Promise<void> {
  const id = evidenceId(to, stableId(to, item.id));
  const { document } = item;
  // Both: CouchDB may take one document of a write and not the other.
  const there = await work.allDocs({ keys: [id, receiptId(to, document.sha256)] });
  if (there.every(({ error }) => error === undefined)) return;
  const referenced = await hooks.refer({ from: document, orderId: to, evidenceId: id });
  if (!referenced) return;
  const { _rev: _, deviceId: __, requestKey: ___, ...taken } = document;
  const carried: EvidenceDocument = {
    ...taken,
    _id: id,
    createdBy: 'office',
    orderId: to,
    slot: 'origin',
    source: 'carried',
    carriedFrom: item.id,
  };
  const receipt = {
    _id: receiptId(to, document.sha256),
    type: 'receipt',
    schemaVersion: 1,
    createdBy: 'office',
    orderId: to,
    sha256: document.sha256,
    bytes: document.bytes,
    receivedAt: new Date(clock.now()).toISOString(),
  };
  const rows = await work.bulkDocs([carried as unknown as IncomingDocument, receipt]);
  const failed = rows.find(({ error }) => error !== undefined && error !== 'conflict');
  if (failed !== undefined) throw new Error(`carried evidence was not written: ${failed.error}`);
  await orders.refresh(to);
}
