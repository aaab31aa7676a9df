import type { EventPayload } from '../../domain/documents/event.ts';
import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import { pendingEscalations } from '../../domain/sla/escalation.ts';
import type { SlaClock } from '../../domain/sla/sla-clock.ts';
import type { OfficeContext } from '../context.ts';
import { isTold } from '../database/unavailable.ts';
import { failureLog } from '../http/failure-log.ts';
import { officeItself } from '../office-itself.ts';
import { stableId } from '../stable-id.ts';

/** What the clocks of an order have to tell at a moment and have not told. */
export function dueEscalations(clocks: readonly SlaClock[], nowIso: string): readonly EventPayload<'escalated'>[] {
  return clocks.flatMap((clock) =>
    pendingEscalations(clock)
      .filter(({ dueAt }) => dueAt <= nowIso)
      .map(({ key, to, atPercent, dueAt }) => ({
        clock: clock.key,
        escalation: key,
        to,
        atPercent,
        dueAt,
        breachAt: clock.breachAt,
      })),
  );
}

/**
 * The unique part of an escalation's event: told once, by however many offices and after however many restarts, and again each time that
 * what was told before was overtaken.
 * @param told how often it was told before
 */
export const escalationUnique = (orderId: string, clock: string, escalation: string, told = 0): string =>
  stableId('escalated', orderId, clock, escalation, ...(told === 0 ? [] : [String(told)]));

const waits = {
  /** orders that change come in swarms */
  afterChangeMs: 200,
  /** a timer sleeps with its machine, and clocks are set: no wait is longer */
  longestMs: 300_000,
  /** what could not be written is tried again */
  afterFailureMs: 60_000,
} as const;

export type Escalations = { readonly close: () => Promise<void> };

/** Writes `escalated` when a clock has run so far. Sleeps until the next one is due; an order that changes wakes it. */
export function startEscalations(context: Pick<OfficeContext, 'orders' | 'events' | 'clock' | 'log'>): Escalations {
  const { orders, events, clock, log } = context;
  let timer: NodeJS.Timeout | null = null;
  let wakesAt = 0;
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  /** The sooner of two wishes holds: a steady stream of changes must not put it off. */
  function wakeIn(ms: number): void {
    const at = performance.now() + ms;
    if (closed || (timer !== null && wakesAt <= at)) return;
    if (timer !== null) clearTimeout(timer);
    wakesAt = at;
    timer = setTimeout(() => {
      timer = null;
      running = running.then(run).catch(failureLog(log, 'escalations'));
    }, ms);
  }

  async function run(): Promise<void> {
    if (closed) return;
    const nowIso = new Date(clock.now()).toISOString();
    let failed = false;
    for (const { orderId, dueAt } of orders.escalationsAhead()) {
      if (closed || dueAt > nowIso) continue;
      const told = await tell(orderId, nowIso).catch((error: unknown) => {
        if (!isTold(error)) log.error({ err: error, orderId }, 'an escalation was not written');
        return false;
      });
      failed ||= !told;
    }
    if (timer !== null) return;
    const ahead = orders.escalationsAhead().map(({ dueAt }) => Date.parse(dueAt) - clock.now());
    const next = ahead.reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY);
    if (failed) wakeIn(waits.afterFailureMs);
    else if (next !== Number.POSITIVE_INFINITY)
      wakeIn(Math.min(Math.max(next + 1, waits.afterChangeMs), waits.longestMs));
  }

  /** Was there something to tell, and was it told? Where not, the row is behind its order, and the change on its way wakes us. */
  async function tell(orderId: string, nowIso: string): Promise<boolean> {
    const loaded = await orders.load(orderId);
    const found = loaded.ok ? dueEscalations(loaded.value.view.sla, nowIso) : [];
    let all = found.length > 0;
    for (const due of found) {
      const told = await orders.move(officeItself, orderId, ({ view }) => {
        const isThis = (one: { readonly clock: string; readonly escalation: string }): boolean =>
          one.clock === due.clock && one.escalation === due.escalation;
        const still = dueEscalations(view.sla, nowIso).find(isThis);
        const before = view.fold.escalations.filter(isThis).length;
        const unique = escalationUnique(orderId, due.clock, due.escalation, before);
        return still === undefined
          ? refused(problem('order.changedMeanwhile'))
          : ok({ kind: 'escalated', payload: still, unique });
      });
      all &&= told.ok;
      if (told.ok) log.info({ orderId, clock: due.clock, escalation: due.escalation, to: due.to }, 'escalated');
    }
    return all;
  }

  const stopListening = events.on(({ name }) => {
    if (name === 'orders.changed') wakeIn(waits.afterChangeMs);
  });
  wakeIn(0);

  return {
    close: async () => {
      closed = true;
      stopListening();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
