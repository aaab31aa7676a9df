import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { CalendarNeed } from '../../../../bridge/plans.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { go } from '../route.ts';
import { shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';

/** The days off of a year are not in the calendar: what follows from that, and what an administrator does. */
export function CalendarNeedRow({ need: { detail: year, since } }: { readonly need: CalendarNeed }): ReactNode {
  const { t } = useWords();
  const now = useNow();
  return (
    <div className="console-need" data-testid={`need-calendar-${year}`} data-reason="calendarMissing">
      <div className="console-need-why">
        <strong>{t('needs.why.calendarMissing', { year })}</strong>
        <span>{t('needs.calendarHint', { year })}</span>
      </div>
      <div className="console-need-order">{t('needs.calendarMend')}</div>
      <div className="console-need-since">
        <span title={since}>{t('needs.since', { time: shortTime(since, now) })}</span>
      </div>
      <div className="console-need-acts">
        <Button onClick={() => go({ page: 'plans' })} data-testid={`need-act-calendar-${year}`}>
          {t('needs.act.calendar')}
        </Button>
      </div>
    </div>
  );
}
