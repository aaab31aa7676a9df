import type { OrderSummary } from '../../../../bridge/station.ts';

export type Block = {
  readonly order: OrderSummary /** local hours of the day, fractions included */;
  readonly from: number;
  readonly to: number;
  readonly column: number;
  readonly columns: number;
};
export type TimelineLayout = {
  readonly blocks: readonly Block[];
  readonly hours: readonly number[] /** without an appointment today */;
  readonly rest: readonly OrderSummary[];
};

const usualFirst = 8;
const usualLast = 19;
const shortestHours = 0.75;

/** Where each of today's appointments lies; those that overlap share the width. `now`: ms, says which day is today. */
export function layOut(orders: readonly OrderSummary[], now: number): TimelineLayout {
  const today = new Date(now).toDateString();
  const timed = orders
    .flatMap((order) => {
      if (!order.appointment || new Date(order.appointment.start).toDateString() !== today) return [];
      const from = hourOf(order.appointment.start);
      const sameDay = new Date(order.appointment.end).toDateString() === today;
      return [{ order, from, to: Math.max(sameDay ? hourOf(order.appointment.end) : 24, from + shortestHours) }];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to || a.order.orderId.localeCompare(b.order.orderId));
  const blocks = groups(timed).flatMap(inColumns);
  const first = Math.floor(Math.min(usualFirst, ...timed.map(({ from }) => from)));
  const last = Math.ceil(Math.max(usualLast, ...timed.map(({ to }) => to)));
  const hours = Array.from({ length: last - first }, (_, i) => first + i);
  const placed = new Set(timed.map(({ order }) => order.orderId));
  return { blocks, hours, rest: orders.filter(({ orderId }) => !placed.has(orderId)) };
}

type Timed = { readonly order: OrderSummary; readonly from: number; readonly to: number };

function hourOf(iso: string): number {
  const date = new Date(iso);
  return date.getHours() + date.getMinutes() / 60;
}

/** Runs of appointments that overlap, directly or through a third. */
function groups(timed: readonly Timed[]): readonly (readonly Timed[])[] {
  const found: Timed[][] = [];
  let until = -1;
  for (const one of timed) {
    if (one.from < until) found.at(-1)?.push(one);
    else found.push([one]);
    until = Math.max(until, one.to);
  }
  return found;
}

function inColumns(group: readonly Timed[]): readonly Block[] {
  const ends: number[] = [];
  const placed = group.map((one) => {
    const free = ends.findIndex((end) => end <= one.from);
    const column = free < 0 ? ends.length : free;
    ends[column] = one.to;
    return { ...one, column };
  });
  return placed.map((one) => ({ ...one, columns: ends.length }));
}
