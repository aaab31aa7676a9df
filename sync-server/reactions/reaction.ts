import type { OfficeSummary } from '../../bridge/office.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import type { OfficeContext } from '../context.ts';
import type { LoadedOrder } from '../orders/types.ts';

/**
 * What the office does by itself when an order has changed. `concerns` looks at the list row only, so that most changes cost nothing;
 * `run` gets the order as stored now. Every run can be repeated: after a kill, by another office process, or because nothing was to do.
 */
export type Reaction = {
  readonly name: string;
  readonly concerns: (summary: OfficeSummary, definition: OrderTypeDefinition) => boolean;
  readonly run: (office: OfficeContext, loaded: LoadedOrder) => Promise<void>;
};
