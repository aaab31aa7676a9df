import { ClockCircleOutlined, PauseCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../hooks/use-format.ts';
import { useNow } from '../hooks/use-now.ts';
import { ToneTag } from './tone-tag.tsx';

type Props = {
  readonly breachAt: string | null;
  readonly warnAt?: string | null;
  readonly paused?: boolean;
  /** set when the clock stopped for good */
  readonly stoppedAt?: string | null;
  /** office time minus device time, ms: a wrong device clock must not show a wrong countdown */
  readonly offsetMs?: number | null;
};

/** How long is left until the limit, in words; overdue is said, not only coloured. */
export function SlaCountdown({
  breachAt,
  warnAt = null,
  paused = false,
  stoppedAt = null,
  offsetMs = null,
}: Props): ReactNode {
  const { t } = useTranslation('words');
  const format = useFormat();
  const now = useNow() + (offsetMs ?? 0);
  if (breachAt === null) return null;
  if (paused)
    return (
      <ToneTag tone="neutral" icon={<PauseCircleOutlined aria-hidden />}>
        {t('sla.paused')}
      </ToneTag>
    );
  const limit = Date.parse(breachAt);
  if (stoppedAt !== null)
    return Date.parse(stoppedAt) > limit ? <ToneTag tone="bad">{t('sla.breached')}</ToneTag> : null;
  const left = limit - now;
  const tone = left < 0 ? 'bad' : warnAt !== null && Date.parse(warnAt) <= now ? 'warn' : 'neutral';
  return (
    <ToneTag tone={tone} icon={<ClockCircleOutlined aria-hidden />}>
      {left < 0 ? t('sla.over', { time: format.span(-left) }) : t('sla.left', { time: format.span(left) })}
    </ToneTag>
  );
}
