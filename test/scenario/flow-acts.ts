import type { SignOff } from '../../domain/documents/event.ts';
import type { RaisedOrder } from '../../forms/engine/raises.ts';
import type { OrderTypeDefinition, OrderView, PerformerRole } from '../../forms/engine/types.ts';
import { shippedOrderTypes } from '../../forms/order-types/index.ts';
import { unfitPath } from '../../sync-server/orders/unfit.ts';

/** Ids of the accounts by role. */
export const accounts: Readonly<Record<PerformerRole, string>> = {
  technician: '01ktech0000000000000000001',
  dispatcher: '01kdisp0000000000000000001',
  reviewer: '01krev00000000000000000001',
  administrator: '01kadm00000000000000000001',
};

/** What a customer signs, for what he was shown. */
export const signature = (seenDigest: string): SignOff => ({
  outcome: 'signed',
  strokes: [[100, 100, 300, 200, 500, 120]],
  padHeight: 400,
  printedName: '黄嘉怡',
  relation: 'self',
  seenDigest,
});

/** An order that does not fit its type is refused by the office, and nothing is raised. */
export function fits({ raise, products, resources }: RaisedOrder): void {
  const definition = shippedOrderTypes.find(({ key }) => key === raise.orderType);
  const unfit = definition === undefined ? null : unfitPath(definition, { products, resources });
  if (unfit !== null) throw new Error(`${raise.key}: ${raise.orderType} takes no such ${unfit}`);
}

/** As the station does: with the stage that offers `start`, else with the one after the first. */
export function workBegins(definition: OrderTypeDefinition, { currentStage }: OrderView): boolean {
  const offering = definition.stages.findIndex(({ steps }) => steps.some(({ moves }) => moves?.includes('start')));
  const due = offering === -1 ? Math.min(1, definition.stages.length - 1) : offering;
  return definition.stages.findIndex(({ key }) => key === currentStage) >= due;
}
