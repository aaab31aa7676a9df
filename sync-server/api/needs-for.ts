import type { OrderNeed } from '../../bridge/office.ts';
import { mayPerform } from '../../forms/engine/performers.ts';
import type { Actor } from '../accounts/types.ts';
import type { Orders } from '../orders/types.ts';

/** What waits for this account: a stage for those who perform it, an escalation for those who are told, everything but stages for dispatch. */
export function needsFor(
  needs: readonly OrderNeed[],
  { account }: Pick<Actor, 'account'>,
  orders: Orders,
): readonly OrderNeed[] {
  return needs.filter((need) => {
    if (account.role === 'dispatcher' && need.reason !== 'stageWaiting') return true;
    const summary = orders.summary(need.orderId);
    const definition = summary === null ? null : orders.definition(summary.orderType);
    const performer = performerOf(need, summary?.performer ?? null);
    return definition !== null && performer !== null && mayPerform(account, definition, { performer });
  });
}

/** Whom a need is for, where it is for one performer. */
function performerOf({ reason, detail }: OrderNeed, current: string | null): string | null {
  if (reason === 'slaEscalated') return detail;
  return reason === 'stageWaiting' ? current : null;
}
