import { byPressing } from '../../bridge/needs.ts';
import type { OrderNeed } from '../../bridge/office.ts';

/** What the index asks of the projection. */
export type NeedsParts = {
  /** what the order needs at this moment (ms since the epoch), and when that changes by itself, ms; `Infinity`: never */
  readonly needsOf: (orderId: string, now: number) => { readonly needs: readonly OrderNeed[]; readonly until: number };
  /** whose devices decide whether the order's technician is silent; null: nobody's */
  readonly technicianOf: (orderId: string) => string | null;
  readonly lastSeenAt: (technicianId: string) => string | null;
  readonly now: () => number;
};

export type NeedsIndex = {
  /** The order's row was derived anew. */
  readonly changed: (orderId: string) => void;
  /** What all orders need, the most pressing first. */
  readonly all: () => readonly OrderNeed[];
};

type Entry = { readonly needs: readonly OrderNeed[]; readonly until: number; readonly technicianId: string | null };

/**
 * The needs of all orders, kept in order between requests: a request looks only at orders that changed, whose time has come, or whose
 * technician's devices were heard since. Going over 20 000 orders and sorting what they need cost 100 ms of the office each time that one
 * of its consoles heard of any change.
 */
export function needsIndex({ needsOf, technicianOf, lastSeenAt, now }: NeedsParts): NeedsIndex {
  const entries = new Map<string, Entry>();
  const dirty = new Set<string>();
  const byTechnician = new Map<string, { heard: string | null; readonly orderIds: Set<string> }>();
  let lastAsked = Number.NEGATIVE_INFINITY;
  /** no entry changes by itself before this moment */
  let quietUntil = Number.POSITIVE_INFINITY;
  let sorted: readonly OrderNeed[] = [];

  /** @returns whether what the order needs is another than before */
  function take(orderId: string, at: number): boolean {
    const before = entries.get(orderId);
    const { needs, until } = needsOf(orderId, at);
    const technicianId = technicianOf(orderId);
    if (before?.technicianId !== technicianId) {
      if (before?.technicianId != null) byTechnician.get(before.technicianId)?.orderIds.delete(orderId);
      if (technicianId !== null) {
        const his = byTechnician.get(technicianId) ?? { heard: lastSeenAt(technicianId), orderIds: new Set() };
        his.orderIds.add(orderId);
        byTechnician.set(technicianId, his);
      }
    }
    entries.set(orderId, { needs, until, technicianId });
    quietUntil = Math.min(quietUntil, until);
    return !isSame(before?.needs ?? [], needs);
  }

  function noteSilence(): void {
    for (const [technicianId, his] of byTechnician) {
      const heard = lastSeenAt(technicianId);
      if (heard === his.heard) continue;
      his.heard = heard;
      for (const orderId of his.orderIds) dirty.add(orderId);
    }
  }

  function noteTime(at: number): void {
    // The machine's clock was set back: what had come due has not.
    const setBack = at < lastAsked;
    lastAsked = at;
    if (setBack) for (const orderId of entries.keys()) dirty.add(orderId);
    if (at < quietUntil) return;
    quietUntil = Number.POSITIVE_INFINITY;
    for (const [orderId, { until }] of entries) {
      if (until <= at) dirty.add(orderId);
      else quietUntil = Math.min(quietUntil, until);
    }
  }

  return {
    changed: (orderId) => void dirty.add(orderId),
    all() {
      const at = now();
      noteSilence();
      noteTime(at);
      const moved = new Set<string>();
      for (const orderId of dirty) if (take(orderId, at)) moved.add(orderId);
      dirty.clear();
      if (moved.size === 0) return sorted;
      const fresh = [...moved].flatMap((orderId) => entries.get(orderId)?.needs ?? []).sort(byPressing);
      sorted = merged(
        sorted.filter(({ orderId }) => !moved.has(orderId)),
        fresh,
      );
      return sorted;
    },
  };
}

function isSame(before: readonly OrderNeed[], now: readonly OrderNeed[]): boolean {
  return (
    before.length === now.length &&
    now.every((need, at) => {
      const other = before[at];
      return other?.reason === need.reason && other.since === need.since && other.detail === need.detail;
    })
  );
}

/** Two sorted lists as one. */
export function merged<T extends OrderNeed>(some: readonly T[], others: readonly T[]): readonly T[] {
  if (others.length === 0) return some;
  const all: T[] = [];
  let at = 0;
  for (const need of some) {
    for (let next = others[at]; next !== undefined && byPressing(next, need) < 0; next = others[at]) {
      all.push(next);
      at += 1;
    }
    all.push(need);
  }
  return [...all, ...others.slice(at)];
}
