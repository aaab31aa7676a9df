import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import type { OfficeContext } from '../context.ts';
import type { LoadedOrder } from '../orders/types.ts';

/** What is known of a changed order without reading it: what never changes about it, and what has just come. */
export type Changed = {
  readonly definition: OrderTypeDefinition;
  /** was it raised by another order? */
  readonly raised: boolean;
  /** kinds of the events, and types of the other documents, that are new */
  readonly kinds: ReadonlySet<string>;
};

/**
 * What the office does by itself when an order has changed. `concerns` looks at what is known without reading it, so that most changes
 * cost nothing; `run` gets the order as stored now. Every run can be repeated: after a kill, by another office process, or because nothing
 * was to do.
 */
export type Reaction = {
  readonly name: string;
  readonly concerns: (changed: Changed) => boolean;
  readonly run: (office: OfficeContext, loaded: LoadedOrder) => Promise<void>;
};
