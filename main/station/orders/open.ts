import type { OrderLocal } from '../../../bridge/order-local.ts';
import type { Json } from '../../../domain/documents/base.ts';
import { ok } from '../../../domain/result.ts';
import { type DraftNow, keptAnswers } from '../../../forms/engine/upgrade-drafts.ts';
import type { DeskCalls, OrderAtHand } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';
import { newsOf } from './news.ts';
import { hashOfFields, isUnsaved, otherDevices, ownDrafts } from './own-drafts.ts';

/** Opening an order: the derived view, and beside it what only this device knows. */
export const openCalls = {
  'workOrder.open': async (desk, { orderId }) => {
    const order = await desk.order(orderId);
    if (!order.ok) return order;
    const { view, definition, settings } = order.value;
    if (!order.value.readOnly) desk.evidence().photoAhead();
    return ok({ view, local: localOf(desk, order.value), definition, settings });
  },
  'workOrder.markSeen': async (desk, { orderId, events }) => {
    const order = await desk.order(orderId);
    if (!order.ok) return order;
    const { seen } = desk;
    const { fold } = order.value.view;
    const news = newsOf(fold, desk.technicianId);
    const marked = news.filter(({ eventId }) => events.includes(eventId));
    await seen.mark(marked.map(({ eventId }) => eventId));
    // Dispatch is told that its words were read; what has no words tells by what is done about it.
    const read = marked.filter(({ eventId, payload }) => hasWords(payload) && fold.seen[eventId] === undefined);
    if (read.length > 0)
      await desk.writeEvent(orderId, 'seen', { events: read.slice(0, 50).map(({ eventId }) => eventId) });
    desk.emit({ name: 'orders.changed', orderIds: [orderId] });
    return ok({ unseen: news.filter(({ eventId }) => !seen.has(eventId)).length });
  },
} as const satisfies DeskCalls<OwnDesk>;

const hasWords = (payload: Json): boolean =>
  isRecord(payload) && ['note', 'text'].some((key) => typeof payload[key] === 'string' && payload[key] !== '');
const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function localOf(desk: OwnDesk, order: OrderAtHand): OrderLocal {
  const { seen } = desk;
  const drafts = ownDrafts(order, desk.deviceId);
  return {
    readOnly: order.readOnly,
    drafts: Object.fromEntries(drafts.map((draft) => [draft.step, ownDraft(order, draft)])),
    unmapped: keptAnswers(drafts),
    otherDrafts: otherDevices(order, desk.deviceId).flatMap((deviceId) =>
      ownDrafts(order, deviceId)
        .filter(({ submittedAs }) => submittedAs === null)
        .map(({ step, savedAt, fields }) => ({ step, deviceId, savedAt, fields })),
    ),
    unseen: newsOf(order.view.fold, desk.technicianId).filter(({ eventId }) => !seen.has(eventId)),
    unconfirmed: desk.sync.state().items.filter((item) => item.orderId === order.orderId),
    recalled: desk.recalled.of(order.definition.key),
    grant: order.grant,
    people: desk.people(),
  };
}

const ownDraft = (order: OrderAtHand, draft: DraftNow): OrderLocal['drafts'][string] => ({
  fields: draft.fields,
  savedAt: draft.savedAt,
  hash: hashOfFields(draft.fields),
  unsaved: isUnsaved(order, draft),
});
