import { carryEvidence } from './carry-evidence.ts';
import { closeWithChildren } from './close-with-children.ts';
import { raiseOrders } from './raise-orders.ts';
import type { Reaction } from './reaction.ts';
import { tellParent } from './tell-parent.ts';

/** In this order: an order is raised before pictures go along, and told of an end before it closes. */
export const reactions: readonly Reaction[] = [raiseOrders, carryEvidence, tellParent, closeWithChildren];
