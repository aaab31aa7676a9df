import type { Json } from '../../../domain/documents/base.ts';
import { type DraftDocument, draftId } from '../../../domain/documents/draft.ts';
import { sizeLimit } from '../../../domain/documents/limits.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { sameJson } from '../../../forms/engine/canonical.ts';
import { type MergedTyped, mergeTyped } from '../../../forms/engine/merge-typed.ts';
import { stepAccess } from '../../../forms/engine/step-access.ts';
import { stepViewOf } from '../../../forms/engine/steps-of.ts';
import type { DraftNow } from '../../../forms/engine/upgrade-drafts.ts';
import type { DeskCalls, OrderAtHand } from '../context.ts';
import { draftsToWrite, hashOfFields, ownDrafts, typedIn } from '../orders/own-drafts.ts';
import type { OwnDesk } from '../own-desk.ts';

export type Fields = Readonly<Record<string, Json>>;

/** The office takes no larger document than 64 KB; what is not typed by a person has the rest. */
const mostBytes = sizeLimit - 4_096;

/** Drafts: saved whatever is missing or wrong, answered when flushed. */
export const draftCalls = {
  'step.saveDraft': (desk, { orderId, step, fields, basedOn, orderTypeVersion }) =>
    desk.exclusively(orderId, async () => {
      const order = await desk.writable(orderId);
      if (!order.ok) return order;
      const version = orderTypeVersion ?? order.value.definition.version;
      const open = isOlder(order.value, version) ? ok(null) : mayType(order.value, step);
      if (!open.ok) return open;
      const merged =
        basedOn && !isOlder(order.value, version) ? mergeNow(desk, order.value, step, { basedOn, fields }) : null;
      const draft = makeDraft(desk, order.value, step, merged?.fields ?? fields, { version });
      if (!draft.ok) return draft;
      const { hash, savedAt } = draft.value;
      const before = storedDraft(desk, order.value, step);
      if (before?.hash === hash && before.submittedAs === undefined && before.orderTypeVersion === version)
        return ok({ hash, savedAt: before.savedAt, merged });
      await desk.append(draftsToWrite(order.value, draft.value));
      return ok({ hash, savedAt, merged });
    }),
} as const satisfies DeskCalls<OwnDesk>;

/** Two windows may type into one step: this merges their fields (ADR 0033). Null: the fields are kept as they were sent. */
function mergeNow(
  desk: OwnDesk,
  order: OrderAtHand,
  step: string,
  { basedOn, fields }: { readonly basedOn: Fields; readonly fields: Fields },
): MergedTyped | null {
  const submitted = stepViewOf(order.view, step)?.values ?? {};
  const kept = typedIn(order, ownDraft(desk, order, step));
  const merged = mergeTyped({ kept, basedOn, given: fields, submitted });
  return merged.overtaken.length === 0 && sameJson(merged.fields, fields) ? null : merged;
}

/** Was this typed into the form of a version that the order has left since? It is kept, and read as the newer one reads it. */
export const isOlder = ({ definition }: OrderAtHand, version: number | undefined): boolean =>
  version !== undefined && version < definition.version;

/** A stage that is not reached yet stops nobody from typing ahead; a step that is read-only does. */
function mayType(order: OrderAtHand, step: string): Result<null> {
  const access = stepAccess(order.view, order.definition, step, 'field');
  return access.ok || access.problem.code === 'step.notYet' ? ok(null) : access;
}

/** The draft of this device for a step, as the order's version reads it. */
export const ownDraft = (desk: OwnDesk, order: OrderAtHand, step: string): DraftNow | undefined =>
  ownDrafts(order, desk.deviceId).find((draft) => draft.step === step);

/** The same as it is stored. */
export const storedDraft = (desk: OwnDesk, order: OrderAtHand, step: string): DraftDocument | undefined =>
  order.documents.find(
    (one): one is DraftDocument => one.type === 'draft' && one.deviceId === desk.deviceId && one.step === step,
  );

/** The draft of this device for a step; `submittedAs` when these very fields were submitted; `version` of the form they were typed into. */
export function makeDraft(
  desk: OwnDesk,
  order: OrderAtHand,
  step: string,
  fields: Fields,
  { submittedAs, version }: { readonly submittedAs?: string; readonly version?: number } = {},
): Result<DraftDocument> {
  if (Buffer.byteLength(JSON.stringify(fields)) > mostBytes)
    return refused(problem('kept.tooLarge', { limit: mostBytes }));
  return ok({
    _id: draftId(order.orderId, step, desk.deviceId),
    type: 'draft',
    schemaVersion: 1,
    createdBy: desk.technicianId,
    orderId: order.orderId,
    step,
    deviceId: desk.deviceId,
    fields: { ...fields },
    basedOn: submittedAs ? [submittedAs] : [...(stepViewOf(order.view, step)?.heads ?? [])],
    hash: hashOfFields(fields),
    savedAt: desk.clock.facts().at,
    orderTypeVersion: version ?? order.definition.version,
    ...(submittedAs === undefined ? {} : { submittedAs }),
  });
}
