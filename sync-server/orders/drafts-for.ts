import type { OfficeOrder } from '../../bridge/office.ts';
import type { DraftDocument } from '../../domain/documents/draft.ts';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { draftsNow } from '../../forms/engine/upgrade-drafts.ts';
import type { LoadedOrder } from './types.ts';

/** What this account is typing in office stages, as the order's version reads it, and how many others are typing somewhere. */
export function draftsFor(
  { documents, definition }: LoadedOrder,
  accountId: string,
): Pick<OfficeOrder, 'drafts' | 'otherDrafts'> {
  const drafts = documents.filter((document): document is DraftDocument => document.type === 'draft');
  const own = drafts.filter(({ deviceId }) => deviceId === accountId);
  const order = documents.find((document): document is WorkOrderDocument => document.type === 'workOrder');
  const typing = draftsNow(definition, order?.orderTypeVersion ?? definition.version, own).filter(
    ({ submittedAs }) => submittedAs === null,
  );
  return {
    drafts: Object.fromEntries(typing.map(({ step, fields, savedAt }) => [step, { fields, savedAt }])),
    otherDrafts: drafts.filter((draft) => draft.submittedAs === undefined && !own.includes(draft)).length,
  };
}
