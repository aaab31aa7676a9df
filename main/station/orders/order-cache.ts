import type { DraftDocument } from '../../../domain/documents/draft.ts';
import type { OrderDocument } from '../../../domain/documents/parse.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { finalPhases } from '../../../domain/work-order/moves.ts';
import { pinnedVersion } from '../../../domain/work-order/pinned-version.ts';
import { BudgetExceeded } from '../../../forms/engine/budget.ts';
import { orderBroken } from '../../../forms/engine/definition-broken.ts';
import { deriveOrder } from '../../../forms/engine/derive.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { OrderAtHand } from '../context.ts';
import { grantIn } from '../projection/row.ts';
import type { TechnicianStore } from '../store/technician-store.ts';

/** Orders as they are worked on: derived once, kept until one of their documents changes. */
export type OrderCache = {
  readonly atHand: (orderId: string) => Promise<Result<OrderAtHand>>;
  readonly forget: (orderIds: readonly string[] | null) => void;
  /** A draft is in nobody's view: it takes its place among the documents, and the view stays. */
  readonly takeDraft: (draft: DraftDocument) => void;
};

/** Refused by what the order and its version are, and by nothing that may arrive; finding out costs a whole budget. */
const staysBroken: ReadonlySet<string> = new Set(['order.definitionBroken', 'order.tangled']);

/** A technician has a handful of orders open on one day. */
const kept = 40;

export function openOrderCache(
  store: TechnicianStore,
  catalogue: Catalogue,
  technicianId: string,
  failed: (error: unknown) => void,
): OrderCache {
  const cache = new Map<string, Promise<Result<OrderAtHand>>>();

  async function derive(orderId: string): Promise<Result<OrderAtHand>> {
    const documents = await store.orderDocuments(orderId);
    try {
      return derived(orderId, documents);
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) failed(new Error(`order ${orderId} cannot be derived`, { cause: error }));
      return refused(orderBroken(error));
    }
  }

  function derived(orderId: string, documents: readonly OrderDocument[]): Result<OrderAtHand> {
    const pinned = pinnedVersion(documents);
    if (!pinned) return refused(problem('order.unknown', { orderId }));
    const definitions = catalogue.pinnedBy(pinned);
    if (!definitions) {
      return refused(catalogue.broken(pinned) ?? problem('order.definitionArriving', { orderId }));
    }
    const view = deriveOrder({ documents, ...definitions });
    const grant = grantIn(documents, view.fold, technicianId);
    const ended = finalPhases.has(view.fold.phase) && view.fold.reviewState !== 'returned';
    return ok({ orderId, documents, view, ...definitions, grant, readOnly: grant === 'withdrawn' || ended });
  }

  return {
    forget: (orderIds) => {
      if (orderIds === null) cache.clear();
      else for (const orderId of orderIds) cache.delete(orderId);
    },
    takeDraft: (draft) => {
      const { orderId } = draft;
      const known = cache.get(orderId);
      if (!known) return;
      const next = known.then((order) => withDraft(order, draft));
      cache.set(orderId, next);
      const drop = (): void => void cache.delete(orderId);
      next.then((order) => (order.ok ? undefined : drop()), drop);
    },
    atHand: async (orderId) => {
      const known = cache.get(orderId);
      if (known) return known;
      const derived = derive(orderId);
      cache.set(orderId, derived);
      const [oldest] = cache.keys();
      if (cache.size > kept && oldest !== undefined) cache.delete(oldest);
      try {
        const result = await derived;
        // A missing definition may arrive without a change of this order, so it is asked for again; a broken one fails each time and is remembered.
        if (!result.ok && !staysBroken.has(result.problem.code)) cache.delete(orderId);
        return result;
      } catch (error) {
        cache.delete(orderId);
        throw error;
      }
    },
  };
}

function withDraft(order: Result<OrderAtHand>, draft: DraftDocument): Result<OrderAtHand> {
  if (!order.ok) return order;
  const others = order.value.documents.filter(({ _id }) => _id !== draft._id);
  return ok({ ...order.value, documents: [...others, draft] });
}
