import { ClockCircleOutlined, PauseCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ClockTimes, type SlaClock, slaStatus } from '../../domain/sla/sla-clock.ts';
import { scaleFor } from '../../forms/engine/time-scale.ts';
import type { SettingsByKey } from '../../forms/engine/types.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useNow } from '../hooks/use-now.ts';
import { ToneTag } from './tone-tag.tsx';

type Props = {
  readonly clock: ClockTimes & Pick<SlaClock, 'clock'>;
  /** with the calendar that a working clock counts by; without it its due time is shown */
  readonly settings: SettingsByKey;
  /** which clock it is, where there are several */
  readonly name?: string | null;
  /** the breach is only what the office can see */
  readonly provisional?: boolean;
  /** office time minus device time, ms: a wrong device clock must not show a wrong countdown */
  readonly offsetMs?: number | null;
  /** a clock that stopped within its limit says so; else it says nothing */
  readonly saysInTime?: boolean;
};

/** How long is left until the limit, in words, on a working clock in working time; overdue is said, not only coloured. */
export function SlaCountdown({
  clock,
  settings,
  name = null,
  provisional = false,
  offsetMs = null,
  saysInTime = false,
}: Props): ReactNode {
  const { t } = useTranslation('words');
  const format = useFormat();
  const now = useNow() + (offsetMs ?? 0);
  const named = (said: string): string => (name === null ? said : t('sla.named', { name, said }));
  const scale = scaleFor(clock, settings);
  if (scale === null)
    return (
      <ToneTag tone="neutral" icon={<ClockCircleOutlined aria-hidden />}>
        {named(t('sla.until', { time: format.dateTime(clock.breachAt) }))}
      </ToneTag>
    );
  const { state, remainingMs } = slaStatus(clock, new Date(now).toISOString(), scale);
  const span = (ms: number): string =>
    unparted(clock.clock === 'working' ? format.workSpan(ms, scale.dayMs) : format.span(ms));
  switch (state) {
    case 'paused':
      return (
        <ToneTag tone="neutral" icon={<PauseCircleOutlined aria-hidden />}>
          {named(t('sla.paused'))}
        </ToneTag>
      );
    case 'stopped':
      if (clock.stoppedAt !== null && clock.stoppedAt > clock.breachAt)
        return <ToneTag tone="bad">{named(t('sla.breached'))}</ToneTag>;
      return saysInTime ? <ToneTag tone="good">{named(t('sla.inTime'))}</ToneTag> : null;
    case 'ahead':
      return (
        <ToneTag tone="neutral" icon={<ClockCircleOutlined aria-hidden />}>
          {named(t('sla.ahead', { time: format.date(clock.startedAt ?? clock.breachAt) }))}
        </ToneTag>
      );
    case 'breached': {
      const said = named(t('sla.over', { time: span(-remainingMs) }));
      return (
        <ToneTag tone={provisional ? 'warn' : 'bad'} icon={<ClockCircleOutlined aria-hidden />}>
          {provisional ? t('sla.provisional', { said }) : said}
        </ToneTag>
      );
    }
    case 'warning':
    case 'running':
      return (
        <ToneTag tone={state === 'warning' ? 'warn' : 'neutral'} icon={<ClockCircleOutlined aria-hidden />}>
          {named(t('sla.left', { time: span(remainingMs) }))}
        </ToneTag>
      );
  }
}

/** Where the words take two lines, a number keeps its unit. */
const unparted = (words: string): string => words.replaceAll(/(\d) /g, '$1\u00a0');
