import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { slaClock } from '../../domain/sla/sla-clock.ts';
import type { TimeScale } from '../../domain/sla/working-time.ts';
import { leastCertain, type OfficeTime, officeTimes, type TimeOf } from '../../domain/work-order/office-time.ts';
import { endOf, type HoldSpan, holdSpans } from '../../domain/work-order/spans.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { isTrue, numberOf, type Scope } from './expression.ts';
import { statedMoment } from './stated-moment.ts';
import { scaleFor } from './time-scale.ts';
import type { OrderTypeDefinition, SettingsByKey, SlaClockView, SlaDefinition, StageDefinition } from './types.ts';

const hourMs = 3_600_000;

export type SlaParts = {
  readonly order: WorkOrderDocument;
  readonly fold: OrderFold;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  readonly scope: Scope;
};

/**
 * The clocks of an order in the order of its type. One whose limit, relevance or calendar is not known, or whose stage has not been
 * reached, does not run yet and is not here; nor is one that would start with a stage that is skipped. Paused by holds whose reason says so and by send-backs that wait for the customer; stopped at the latest by the
 * order's end.
 */
export function slaViews(parts: SlaParts): readonly SlaClockView[] {
  const { order, fold, definition } = parts;
  const pausing = new Set(
    (definition.reasons.held ?? []).filter((reason) => reason.pausesSla).map((reason) => reason.code),
  );
  const timeOf = officeTimes(fold.history);
  const held = holdSpans(order, fold).filter((one) => pausing.has(one.held.payload.reasonCode));
  const pauses = together([...held, ...waitingSpans(parts, timeOf)]);
  return definition.sla.flatMap((sla) => clockOf(sla, parts, pauses, timeOf) ?? []);
}

type Span = Pick<HoldSpan, 'from' | 'to' | 'source'>;

/** Send-backs on whose way clocks wait, each until the stage is passed anew. */
function waitingSpans({ fold, definition }: SlaParts, timeOf: TimeOf): readonly Span[] {
  const waiting = new Set((definition.returns ?? []).flatMap(({ key, clock }) => (clock === 'waits' ? [key] : [])));
  const eventOf = (id: string | null) => fold.history.find(({ event }) => event._id === id)?.event;
  return (fold.sentBack ?? []).flatMap((sentBack): readonly Span[] => {
    const began = eventOf(sentBack.eventId);
    if (began === undefined || !waiting.has(sentBack.return)) return [];
    const [from, answer] = [timeOf(began), eventOf(sentBack.answeredBy)];
    const to = answer === undefined ? null : timeOf(answer);
    return [{ from: from.at, to: to?.at ?? null, source: leastCertain([from.source, ...(to ? [to.source] : [])]) }];
  });
}

/** Spans that overlap as one: time waited for two reasons is waited once. */
function together(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = joined.at(-1);
    if (last === undefined || (last.to !== null && last.to < span.from)) joined.push(span);
    else {
      const to = last.to === null || span.to === null ? null : last.to > span.to ? last.to : span.to;
      joined[joined.length - 1] = { from: last.from, to, source: leastCertain([last.source, span.source]) };
    }
  }
  return joined;
}

function clockOf(sla: SlaDefinition, parts: SlaParts, pauses: readonly Span[], timeOf: TimeOf): SlaClockView | null {
  const { fold, scope } = parts;
  if (sla.relevant !== undefined && !isTrue(sla.relevant, scope, false)) return null;
  const scale = scaleFor(sla, parts.settings);
  const limitMs = scale === null ? null : limitOf(sla, scale, scope);
  const start = startOf(sla, parts, timeOf);
  if (scale === null || limitMs === null || start === null) return null;
  const stop = stopOf(sla, fold, timeOf);
  // A stage that was passed while the one before it was still open was never waited for.
  if (stop !== null && stop.at < start.at) return null;
  const within = pauses.filter(({ from, to }) => (stop === null || from < stop.at) && (to === null || to > start.at));
  return slaClock(
    {
      key: sla.key,
      clock: sla.clock,
      startedAt: start.at,
      limitMs,
      limitIn: sla.limitHours === undefined ? 'days' : 'hours',
      warnAtPercent: sla.warnAtPercent,
      pauses: within,
      stoppedAt: stop?.at ?? null,
      timeSource: leastCertain([
        start.source,
        ...(stop === null ? [] : [stop.source]),
        ...within.map((one) => one.source),
      ]),
      escalations: (sla.escalations ?? []).map(({ key, atPercent, to }) => ({
        key,
        atPercent,
        to,
        toldAt: fold.escalations.filter((one) => one.clock === sla.key && one.escalation === key).map(({ at }) => at),
      })),
      source: sla.source,
    },
    scale,
  );
}

function limitOf(sla: SlaDefinition, scale: TimeScale, scope: Scope): number | null {
  const hours = sla.limitHours === undefined ? null : numberOf(sla.limitHours, scope);
  const days = sla.limitDays === undefined ? null : numberOf(sla.limitDays, scope);
  if (hours !== null) return Math.round(hours * hourMs);
  return days === null ? null : Math.round(days * scale.dayMs);
}

/**
 * A date by value where it is known. A stage is reached when the last one before it that is not skipped was passed, or with the order's acceptance where there is none.
 * A stage that is skipped is not reached: what nobody does takes no time.
 */
function startOf({ startsAt, startsFrom }: SlaDefinition, parts: SlaParts, timeOf: TimeOf): OfficeTime | null {
  const { order, fold, definition, scope } = parts;
  const stated = statedMoment(startsFrom, scope, parts.settings);
  if (stated !== null) return { at: stated, source: 'stated' };
  if (startsAt === 'createdAt') return { at: order.createdAt, source: 'office' };
  const accepted: OfficeTime = { at: order.acceptedAt, source: 'office' };
  if (startsAt === 'acceptedAt') return accepted;
  const isSkipped = ({ key, relevant }: StageDefinition): boolean =>
    fold.passed[key] === undefined && !isTrue(relevant, scope, true);
  const index = definition.stages.findIndex(({ key }) => startsAt === `stage:${key}`);
  const stage = definition.stages[index];
  if (stage === undefined || isSkipped(stage)) return null;
  const before = definition.stages.slice(0, index).findLast((one) => !isSkipped(one));
  if (before === undefined) return accepted;
  const passing = fold.passed[before.key];
  return passing === undefined ? null : timeOf(passing);
}

function stopOf({ stopsAt }: SlaDefinition, fold: OrderFold, timeOf: TimeOf): OfficeTime | null {
  const end = endOf(fold);
  const passing = stopsAt === 'completed' ? undefined : fold.passed[stopsAt.slice('stage:'.length)];
  if (passing === undefined) return end;
  const passed = timeOf(passing);
  return end !== null && end.at < passed.at ? end : passed;
}
