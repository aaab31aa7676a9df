import type { OrderDocument } from '../../domain/documents/parse.ts';
import { type WorkOrderDocument, workOrderId } from '../../domain/documents/work-order.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { type Pinned, pinnedVersion } from '../../domain/work-order/pinned-version.ts';
import { BudgetExceeded } from '../../forms/engine/budget.ts';
import { definitionBroken, orderBroken, tried } from '../../forms/engine/definition-broken.ts';
import { deriveOrder } from '../../forms/engine/derive.ts';
import type { Definitions } from './definitions.ts';
import type { LoadedOrder } from './types.ts';

/**
 * Orders derived from their documents, each for itself: one whose evaluation fails, or asks for more work than it may, is refused, and
 * nothing else notices. Refused: `order.unknown`, `order.definitionArriving`, `order.definitionBroken`, `order.unreadable`.
 */
export type DerivedOrders = {
  derive(documents: readonly OrderDocument[]): Result<LoadedOrder>;
  /** The same, and what is arriving is asked of the catalogue at once: its feed may be behind that of the orders. */
  arrived(documents: readonly OrderDocument[]): Promise<Result<LoadedOrder>>;
  /** Where its own version breaks it: derived under this one, the newest where none is named. */
  underVersion(documents: readonly OrderDocument[], to: number | undefined): Promise<Result<LoadedOrder>>;
};

/** Orders whose breaking is remembered; one that cannot be evaluated costs its whole budget each time it is tried. */
const mostRemembered = 20_000;

/** @param failed gets what is not the definition's doing: a fault of ours, or damaged documents */
export function derivedOrders(definitions: Definitions, failed: (error: unknown) => void): DerivedOrders {
  const broken = new Map<string, { readonly documents: string; readonly problem: Problem }>();

  /** by `<key>@<version>`; versions never change, and finding a line lays the whole definition out */
  const unusable = new Map<string, Problem>();

  function whyNot({ orderType, orderTypeVersion }: Pinned): Problem {
    const name = `${orderType}@${orderTypeVersion}`;
    const known = unusable.get(name);
    if (known !== undefined) return known;
    const [first] = definitions.broken(orderType, orderTypeVersion) ?? [];
    const stored = definitions.stored().find(({ key, version }) => key === orderType && version === orderTypeVersion);
    if (first === undefined || stored === undefined) return problem('order.definitionArriving');
    // A damaged definition need not even say its own key and version.
    const told = definitionBroken({ ...stored.definition, key: orderType, version: orderTypeVersion }, first);
    unusable.set(name, told);
    return told;
  }

  function derive(documents: readonly OrderDocument[]): Result<LoadedOrder> {
    const orderId = documents[0]?.orderId ?? '';
    const known = broken.get(orderId);
    if (known !== undefined && known.documents === fingerprint(documents)) return refused(known.problem);
    broken.delete(orderId);
    try {
      return deriveLoaded(documents, definitions, whyNot);
    } catch (error) {
      const told = orderBroken(error);
      if (error instanceof BudgetExceeded) {
        if (broken.size >= mostRemembered) broken.clear();
        broken.set(orderId, { documents: fingerprint(documents), problem: told });
      } else failed(new Error(`order ${orderId} cannot be derived`, { cause: error }));
      return refused(told);
    }
  }

  async function arrived(documents: readonly OrderDocument[]): Promise<Result<LoadedOrder>> {
    const loaded = derive(documents);
    if (loaded.ok || loaded.problem.code !== 'order.definitionArriving') return loaded;
    const pinned = pinnedVersion(documents);
    if (pinned === null) return loaded;
    await definitions.ask(pinned);
    return derive(documents);
  }

  return {
    derive,
    arrived,
    async underVersion(documents, to) {
      const loaded = await arrived(documents);
      if (loaded.ok || loaded.problem.code !== 'order.definitionBroken') return loaded;
      const { orderType } = pinnedVersion(documents) ?? { orderType: '' };
      const definition = to === undefined ? definitions.newest(orderType) : definitions.definition(orderType, to);
      if (definition === null) return loaded;
      const newest = definitions.newestSettings();
      const named = definition.settings.flatMap((key) => (newest[key] === undefined ? [] : [[key, newest[key]]]));
      const settings = Object.fromEntries(named) as LoadedOrder['settings'];
      return tried(() => ({ view: deriveOrder({ documents, definition, settings }), documents, definition, settings }));
    },
  };
}

const fingerprint = (documents: readonly OrderDocument[]): string =>
  documents.map(({ _id, _rev }) => `${_id}@${_rev ?? ''}`).join('\n');

function deriveLoaded(
  documents: readonly OrderDocument[],
  definitions: Definitions,
  whyNot: (pinned: Pinned) => Problem,
): Result<LoadedOrder> {
  const order = documents.find((document): document is WorkOrderDocument => document.type === 'workOrder');
  if (order === undefined || order._id !== workOrderId(order.orderId)) return refused(problem('order.unknown'));
  const pinned = pinnedVersion(documents);
  if (pinned === null) return refused(problem('order.unknown'));
  const definition = definitions.definition(pinned.orderType, pinned.orderTypeVersion);
  const settings = definitions.pinned(pinned);
  if (definition === null || settings === null) return refused(whyNot(pinned));
  return ok({ view: deriveOrder({ documents, definition, settings }), documents, definition, settings });
}
