import type { OfficeOrder } from '../../bridge/office.ts';
import type { DraftDocument } from '../../domain/documents/draft.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';

/** What this account is typing in office stages, and how many others are typing somewhere. */
export function draftsFor(
  documents: readonly OrderDocument[],
  accountId: string,
): Pick<OfficeOrder, 'drafts' | 'otherDrafts'> {
  const open = documents.filter(
    (document): document is DraftDocument => document.type === 'draft' && document.submittedAs === undefined,
  );
  const own = open.filter(({ deviceId }) => deviceId === accountId);
  return {
    drafts: Object.fromEntries(own.map(({ step, fields, savedAt }) => [step, { fields, savedAt }])),
    otherDrafts: open.length - own.length,
  };
}
