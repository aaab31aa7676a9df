import type { Need } from '../../bridge/office.ts';
import { mayPerform } from '../../forms/engine/performers.ts';
import type { Actor } from '../accounts/types.ts';
import type { Orders } from '../orders/types.ts';

/** Order control is dispatch's; the others are asked for nothing but their stages, and told what is escalated to them. */
const performersOwn: ReadonlySet<Need['reason']> = new Set<Need['reason']>(['stageWaiting']);

/** What waits for this account: a stage only for those who perform it, everything else for dispatch. */
export function needsFor(needs: readonly Need[], { account }: Pick<Actor, 'account'>, orders: Orders): readonly Need[] {
  return needs.filter((need) => {
    if (!performersOwn.has(need.reason)) return account.role === 'dispatcher';
    const summary = orders.summary(need.orderId);
    const definition = summary === null ? null : orders.definition(summary.orderType);
    const performer = summary?.performer ?? null;
    return definition !== null && performer !== null && mayPerform(account, definition, { performer });
  });
}
