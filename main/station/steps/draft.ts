import { createHash } from 'node:crypto';
import type { Json } from '../../../domain/documents/base.ts';
import { type DraftDocument, draftId } from '../../../domain/documents/draft.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { canonicalJson } from '../../../forms/engine/canonical.ts';
import { stepAccess } from '../../../forms/engine/step-access.ts';
import { stepViewOf } from '../../../forms/engine/steps-of.ts';
import type { DeskCalls, OrderAtHand } from '../context.ts';
import { composeEvents } from '../orders/compose-event.ts';
import { ownDrafts } from '../orders/order-cache.ts';
import type { OwnDesk } from '../own-desk.ts';
import { addStart } from './start-work.ts';

export type Fields = Readonly<Record<string, Json>>;

/** The office takes no larger document than 64 KB. */
const mostBytes = 60_000;

/** Drafts: saved whatever is missing or wrong, answered when flushed. */
export const draftCalls = {
  'step.saveDraft': (desk, { orderId, step, fields }) =>
    desk.exclusively(orderId, async () => {
      const order = await desk.writable(orderId);
      if (!order.ok) return order;
      const open = mayType(order.value, step);
      if (!open.ok) return open;
      const draft = makeDraft(desk, order.value, step, fields);
      if (!draft.ok) return draft;
      const { hash, savedAt } = draft.value;
      const before = ownDraft(desk, order.value, step);
      if (before?.hash === hash && before.submittedAs === undefined) return ok({ hash, savedAt: before.savedAt });
      const chain = composeEvents(desk.author, order.value);
      addStart(chain, order.value, step.split('.')[0] ?? '', desk.technicianId);
      await desk.append([...chain.events, draft.value]);
      return ok({ hash, savedAt });
    }),
} as const satisfies DeskCalls<OwnDesk>;

/** A stage that is not reached yet stops nobody from typing ahead; a step that is read-only does. */
function mayType(order: OrderAtHand, step: string): Result<null> {
  const access = stepAccess(order.view, order.definition, step, 'field');
  return access.ok || access.problem.code === 'step.notYet' ? ok(null) : access;
}

export const ownDraft = (desk: OwnDesk, order: OrderAtHand, step: string): DraftDocument | undefined =>
  ownDrafts(order, desk.deviceId).find((draft) => draft.step === step);

export const hashOfFields = (fields: Fields): string =>
  createHash('sha256').update(canonicalJson(fields)).digest('hex');

/** The draft of this device for a step; `submittedAs` when these very fields were submitted. */
export function makeDraft(
  desk: OwnDesk,
  order: OrderAtHand,
  step: string,
  fields: Fields,
  submittedAs?: string,
): Result<DraftDocument> {
  if (JSON.stringify(fields).length > mostBytes) return refused(problem('input.tooLarge', { limit: mostBytes }));
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
    ...(submittedAs === undefined ? {} : { submittedAs }),
  });
}
