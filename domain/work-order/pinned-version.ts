import type { EventDocument, EventOf } from '../documents/event.ts';
import type { WorkOrderDocument } from '../documents/work-order.ts';
import { FoldExceeded, foldSteps } from './fold-steps.ts';
import { causalGraph, seenBy } from './graph.ts';
import { settle } from './settle.ts';

/** What an order is read under: the version of its order type, and of the settings that this version names. */
export type Pinned = {
  readonly orderType: string;
  readonly orderTypeVersion: number;
  /** settings key → version */
  readonly settings: Readonly<Record<string, number>>;
};

/** Any documents of one order, in any order; everything but the order and its events is passed over. */
export type OrderPapers = readonly { readonly _id: string; readonly type: string }[];

/**
 * The version that an order is read under: the one it began with, else the applied upgrade with the highest `to`. A function of the
 * set of documents alone, so that every side reads the same; needs no definition. Null while the order's own document is not there.
 */
export function pinnedVersion(documents: OrderPapers): Pinned | null {
  const order = documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
  if (order === undefined) return null;
  const { orderType, orderTypeVersion, settings } = order;
  const upgrade = newest(
    appliedUpgrades(
      order,
      documents.filter((one): one is EventDocument => one.type === 'event'),
    ),
  );
  return upgrade === null || upgrade.payload.to <= orderTypeVersion
    ? { orderType, orderTypeVersion, settings }
    : { orderType, orderTypeVersion: upgrade.payload.to, settings: upgrade.payload.settings };
}

/**
 * The applied upgrades in causal order. Nothing is folded where there are none, which is nearly everywhere. Where the events are too
 * tangled to be folded, by what the office wrote: the order is broken then, and still has a version.
 */
export function appliedUpgrades(
  order: WorkOrderDocument,
  events: readonly EventDocument[],
): readonly EventOf<'upgraded'>[] {
  if (!events.some(({ kind }) => kind === 'upgraded')) return [];
  try {
    return upgradesAmong(order, events);
  } catch (error) {
    if (!(error instanceof FoldExceeded)) throw error;
    const ofOffice = events.filter(({ deviceId }) => deviceId === undefined);
    return upgradesAmong(order, ofOffice);
  }
}

function upgradesAmong(order: WorkOrderDocument, events: readonly EventDocument[]): readonly EventOf<'upgraded'>[] {
  const graph = causalGraph(events);
  const { outcomes } = settle(order, graph, foldSteps(events.length));
  return graph.events.filter(
    (event, index): event is EventDocument & EventOf<'upgraded'> =>
      event.kind === 'upgraded' && outcomes[index]?.applied === true,
  );
}

const newest = (upgrades: readonly EventOf<'upgraded'>[]): EventOf<'upgraded'> | null =>
  upgrades.reduce<EventOf<'upgraded'> | null>(
    (best, one) => (best === null || one.payload.to >= best.payload.to ? one : best),
    null,
  );

/** Answers under which version somebody wrote who had seen these events (`after`): the highest upgrade among them, else the first version. */
export function versionSeenBy(
  order: WorkOrderDocument,
  events: readonly EventDocument[],
): (after: readonly string[]) => number {
  const upgrades = appliedUpgrades(order, events);
  if (upgrades.length === 0) return () => order.orderTypeVersion;
  const graph = causalGraph(events);
  return (after) => {
    const seen = seenBy(graph, after);
    return Math.max(
      order.orderTypeVersion,
      ...upgrades.flatMap(({ _id, payload }) => (seen.has(_id) ? [payload.to] : [])),
    );
  };
}
