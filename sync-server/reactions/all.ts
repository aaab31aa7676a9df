import { carryEvidence } from './carry-evidence.ts';
import { closeWithChildren } from './close-with-children.ts';
import { doubtClocks } from './doubt-clocks.ts';
import { raiseOrders } from './raise-orders.ts';
import type { Reaction } from './reaction.ts';
import { tellParent } from './tell-parent.ts';

/** In this order: no clock is read by a measurement that is not believed, an order is raised before pictures go along, and told of an end before it closes. */
export const reactions: readonly Reaction[] = [doubtClocks, raiseOrders, carryEvidence, tellParent, closeWithChildren];
