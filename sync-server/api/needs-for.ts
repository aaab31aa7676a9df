import { byPressing, type NamedNeed, type NeedReason, type NeedsAnswer, pressing } from '../../bridge/needs.ts';
import type { Need, OrderNeed } from '../../bridge/office.ts';
import { mayPerform } from '../../forms/engine/performers.ts';
import type { Actor } from '../accounts/types.ts';
import type { Orders } from '../orders/types.ts';

/**
 * What waits for this account: a stage for those who perform it, an escalation for those who are told, everything but stages for dispatch.
 * A review waits in the reviewer's own queue, and nobody else can do anything about it.
 */
export function needsFor(
  needs: readonly OrderNeed[],
  { account }: Pick<Actor, 'account'>,
  orders: Pick<Orders, 'summary' | 'definition'>,
): readonly OrderNeed[] {
  return needs.filter((need) => {
    if (need.reason === 'reviewWaiting') return false;
    if (need.reason !== 'stageWaiting' && need.reason !== 'slaEscalated') return account.role === 'dispatcher';
    if (account.role === 'dispatcher' && need.reason === 'slaEscalated') return true;
    const summary = orders.summary(need.orderId);
    const definition = summary === null ? null : orders.definition(summary.orderType);
    const performer = need.reason === 'slaEscalated' ? need.detail : (summary?.performer ?? null);
    return definition !== null && performer !== null && mayPerform(account, definition, { performer });
  });
}

type Asked = {
  readonly reason?: NeedReason | undefined;
  readonly limit?: number | undefined;
  readonly offset: number;
};

/**
 * A page of needs with what each says of its order, and how many there are for each reason. Only the orders of the page are looked up.
 * @param needs what waits for the account, the most pressing first
 * @param others needs of no order, in any order
 */
export function needsPage(
  needs: readonly OrderNeed[],
  others: readonly Exclude<Need, OrderNeed>[],
  { reason, limit, offset }: Asked,
  orders: Pick<Orders, 'summary'>,
): NeedsAnswer {
  const all = others.length === 0 ? needs : [...needs, ...others].sort(byPressing);
  const counted = new Map<NeedReason, number>();
  for (const need of all) counted.set(need.reason, (counted.get(need.reason) ?? 0) + 1);
  const asked = reason === undefined ? all : all.filter((need) => need.reason === reason);
  const page = limit === undefined ? asked.slice(offset) : asked.slice(offset, offset + limit);
  return {
    needs: page.map((need) => named(need, orders)),
    total: asked.length,
    counts: pressing.flatMap((one) => {
      const count = counted.get(one) ?? 0;
      return count === 0 ? [] : [{ reason: one, count }];
    }),
  };
}

/** Clocks are told where they are the reason: a working clock is long, and its countdown is shown there alone. */
const clockReasons: ReadonlySet<NeedReason> = new Set<NeedReason>(['slaBreached', 'slaWarning', 'slaEscalated']);

function named(need: Need, orders: Pick<Orders, 'summary'>): NamedNeed {
  if (need.orderId === null) return need;
  const summary = orders.summary(need.orderId);
  if (summary === null) return { ...need, order: null };
  const {
    number,
    orderType,
    customerName,
    address,
    district,
    technicianName,
    appointment,
    slaProvisional,
    phase,
    turn,
  } = summary;
  const clock = clockReasons.has(need.reason) ? summary.clock : null;
  const order = { number, orderType, customerName, address, district, technicianName, appointment, clock, phase, turn };
  const handed = summary.handedTo === undefined ? {} : { handedTo: summary.handedTo };
  return { ...need, order: { ...order, slaProvisional, ...handed } };
}
