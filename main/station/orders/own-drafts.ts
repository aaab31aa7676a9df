import { createHash } from 'node:crypto';
import type { Json } from '../../../domain/documents/base.ts';
import { type DraftDocument, draftId } from '../../../domain/documents/draft.ts';
import type { WorkOrderDocument } from '../../../domain/documents/work-order.ts';
import { canonicalJson, sameJson } from '../../../forms/engine/canonical.ts';
import { stepViewOf } from '../../../forms/engine/steps-of.ts';
import { type DraftNow, draftsNow } from '../../../forms/engine/upgrade-drafts.ts';
import type { OrderAtHand } from '../context.ts';

/** The drafts of one device as they are stored, under whatever version they were typed. */
const storedDrafts = (order: OrderAtHand, deviceId: string): readonly DraftDocument[] =>
  order.documents.filter((one): one is DraftDocument => one.type === 'draft' && one.deviceId === deviceId);

/** The drafts of one device as the version reads them that the order is under now; what is stored stays as it is. */
export function ownDrafts(order: OrderAtHand, deviceId: string): readonly DraftNow[] {
  return draftsNow(order.definition, beganWith(order), storedDrafts(order, deviceId));
}

/** `unsaved` only where the draft really differs from what was submitted: no false alarm. */
export function isUnsaved(order: OrderAtHand, draft: Pick<DraftNow, 'step' | 'fields' | 'submittedAs'>): boolean {
  const submitted = stepViewOf(order.view, draft.step)?.values ?? {};
  const differs = Object.entries(draft.fields).some(([field, value]) => !sameJson(value, submitted[field] ?? null));
  return draft.submittedAs === null && differs;
}

/** This function answers the fields that a page shows as typed and not submitted. */
export const typedIn = (order: OrderAtHand, draft: DraftNow | undefined): DraftNow['fields'] =>
  draft && isUnsaved(order, draft) ? draft.fields : {};

/** Devices other than this one that have a draft of this order. */
export const otherDevices = (order: OrderAtHand, deviceId: string): readonly string[] => [
  ...new Set(
    order.documents.flatMap((one) => (one.type === 'draft' && one.deviceId !== deviceId ? [one.deviceId] : [])),
  ),
];

/**
 * What has to be written when a draft is saved: the draft itself and, where an upgrade came since the last save, all others of this device
 * as the new version reads them. In one write, so that no answer is ever in neither.
 */
export function draftsToWrite(order: OrderAtHand, saved: DraftDocument): readonly DraftDocument[] {
  const { definition } = order;
  const version = saved.orderTypeVersion ?? definition.version;
  const stored = storedDrafts(order, saved.deviceId);
  const replaced = stored.find((one) => one._id === saved._id);
  const sameVersion = replaced !== undefined && (replaced.orderTypeVersion ?? beganWith(order)) === version;
  const kept = sameVersion ? replaced.kept : undefined;
  const given: DraftDocument = kept === undefined ? saved : { ...saved, kept };
  const now = draftsNow(definition, beganWith(order), [
    ...stored.filter((one) => !sameVersion || one !== replaced),
    given,
  ]);
  const toWrite = now.filter(({ step, changed }) => changed || (step === saved.step && version === definition.version));
  return toWrite.map((draft) => documentOf(order, saved, draft));
}

const documentOf = (order: OrderAtHand, saved: DraftDocument, draft: DraftNow): DraftDocument => ({
  _id: draftId(order.orderId, draft.step, saved.deviceId),
  type: 'draft',
  schemaVersion: 1,
  createdBy: saved.createdBy,
  orderId: order.orderId,
  step: draft.step,
  deviceId: saved.deviceId,
  fields: { ...draft.fields },
  basedOn: [...draft.basedOn],
  hash: hashOfFields(draft.fields),
  savedAt: draft.savedAt,
  orderTypeVersion: order.definition.version,
  ...(draft.kept.length === 0 ? {} : { kept: [...draft.kept] }),
  ...(draft.submittedAs === null ? {} : { submittedAs: draft.submittedAs }),
});

export const hashOfFields = (fields: Readonly<Record<string, Json>>): string =>
  createHash('sha256').update(canonicalJson(fields)).digest('hex');

/** The version of its type that the order began with: what carries none was written under it. */
const beganWith = ({ documents, definition }: OrderAtHand): number =>
  documents.find((one): one is WorkOrderDocument => one.type === 'workOrder')?.orderTypeVersion ?? definition.version;
