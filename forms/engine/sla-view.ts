import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { slaClock } from '../../domain/sla/sla-clock.ts';
import { finishedAt, holdSpans } from '../../domain/work-order/spans.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { numberOf, type Scope } from './expression.ts';
import type { OrderTypeDefinition, SlaClockView } from './types.ts';

const hourMs = 3_600_000;

/** The SLA clocks of an order: from the business side's acceptance, paused by holds whose reason says so, stopped by its end. A limit that is not known makes no clock. */
export function slaViews(
  order: WorkOrderDocument,
  fold: OrderFold,
  definition: OrderTypeDefinition,
  scope: Scope,
): readonly SlaClockView[] {
  const pausing = new Set(
    (definition.reasons.held ?? []).filter((reason) => reason.pausesSla).map((reason) => reason.code),
  );
  const pauses = holdSpans(order, fold).filter(({ held }) => pausing.has(held.payload.reasonCode));
  return definition.sla.flatMap((sla) => {
    const limitHours = sla.limitHours === undefined ? null : numberOf(sla.limitHours, scope);
    if (limitHours === null) return [];
    return [
      slaClock({
        key: sla.key,
        startedAt: order.acceptedAt,
        limitMs: limitHours * hourMs,
        warnAtPercent: sla.warnAtPercent,
        pauses,
        stoppedAt: finishedAt(fold),
        source: sla.source,
      }),
    ];
  });
}
