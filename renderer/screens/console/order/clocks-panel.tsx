import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { scaleFor } from '../../../../forms/engine/time-scale.ts';
import type { SlaClockView } from '../../../../forms/engine/types.ts';
import { SlaCountdown } from '../../../components/sla-countdown.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { shortTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** The clocks of an order: from when, how long, what stood still, by whose clock, and who was told. */
export function ClocksPanel({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  if (order.view.sla.length === 0) return null;
  return (
    <section data-testid="clocks">
      <h2>{t('order.clocks.title')}</h2>
      {order.view.sla.map((clock) => (
        <Clock key={clock.key} clock={clock} order={order} />
      ))}
    </section>
  );
}

function Clock({ clock, order }: { readonly clock: SlaClockView; readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const now = useNow();
  const provisional = order.provisional.includes(clock.key);
  const rows: readonly (readonly [label: string, said: ReactNode])[] = [
    [t('order.clocks.start'), shortTime(clock.startedAt, now)],
    [t('order.clocks.limit'), <Counted key="limit" clock={clock} order={order} ms={clock.limitMs} />],
    [t('order.clocks.warn'), shortTime(clock.warnAt, now)],
    [t('order.clocks.breach'), shortTime(clock.breachAt, now)],
    ...(clock.stoppedAt === null ? [] : [[t('order.clocks.stop'), shortTime(clock.stoppedAt, now)] as const]),
    ...pauseRows(clock, order, t('order.clocks.paused'), now),
    [t('order.clocks.time'), t(`order.clocks.timeSource.${clock.timeSource}`)],
    [t('order.clocks.source'), words.slaRule(clock.key) ?? clock.source],
    ...clock.escalations.map(
      (one) =>
        [
          words.escalation(clock.key, one.key),
          <span key={one.key} data-testid={`escalation-${clock.key}-${one.key}`} data-state={one.state}>
            {t(`order.clocks.${one.state}`, {
              time: shortTime(one.recordedAt ?? one.dueAt, now),
              who: words.performer(one.to),
            })}
          </span>,
        ] as const,
    ),
  ];
  return (
    <div data-testid={`clock-${clock.key}`}>
      <h3>
        {words.sla(clock.key)}{' '}
        <SlaCountdown clock={clock} settings={order.settings} provisional={provisional} saysInTime />
      </h3>
      {provisional && <p className="console-faint">{t('order.clocks.provisional')}</p>}
      {!clock.calendarKnown && <p className="console-faint">{t('order.clocks.calendarUnknown')}</p>}
      <dl className="console-facts">
        {rows.map(([label, said]) => (
          <div key={label} className="console-clock-row">
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function pauseRows(
  clock: SlaClockView,
  order: OfficeOrder,
  label: string,
  now: number,
): readonly (readonly [string, ReactNode])[] {
  if (clock.pausedForMs < minuteMs && clock.pausedSince === null) return [];
  return [[label, <Pauses key="paused" clock={clock} order={order} now={now} />]];
}

function Pauses({
  clock,
  order,
  now,
}: {
  readonly clock: SlaClockView;
  readonly order: OfficeOrder;
  readonly now: number;
}): ReactNode {
  const { t } = useWords();
  const span = useCounted(clock, order);
  const said = [
    clock.pausedForMs >= minuteMs ? t('order.clocks.pausedFor', { span: span(clock.pausedForMs) }) : null,
    clock.pausedSince === null ? null : t('order.clocks.pausedSince', { time: shortTime(clock.pausedSince, now) }),
  ];
  return said.filter((one) => one !== null).join(' · ');
}

/** A limit is said as the rule says it: working days, or hours. */
function Counted({
  clock,
  order,
  ms,
}: {
  readonly clock: SlaClockView;
  readonly order: OfficeOrder;
  readonly ms: number;
}): ReactNode {
  const { t } = useWords();
  const span = useCounted(clock, order);
  if (clock.clock === 'working' && clock.limitIn === 'hours')
    return t('order.clocks.limitWorkingHours', { n: ms / hourMs });
  return clock.clock === 'calendar' ? t('order.clocks.limitHours', { n: ms / hourMs }) : span(ms);
}

/** Counted time in words: working days and hours on a working clock. */
function useCounted(clock: SlaClockView, order: OfficeOrder): (ms: number) => string {
  const format = useFormat();
  const scale = scaleFor(clock, order.settings);
  return (ms) => (clock.clock === 'working' && scale !== null ? format.workSpan(ms, scale.dayMs) : format.span(ms));
}
