import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { PlanNeed } from '../../../../bridge/plans.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { dayText, useCalendar } from '../plans/plan-words.ts';
import { go, hrefOf } from '../route.ts';
import { shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';

/** A planned order that was not made: on its plan's page a person makes it now, or lets it be. */
export function PlanNeedRow({ need }: { readonly need: PlanNeed }): ReactNode {
  const { t } = useWords();
  const { span } = useFormat();
  const now = useNow();
  const calendar = useCalendar();
  const { planId, since, title } = need;
  return (
    <div className="console-need console-need-bad" data-testid={`need-plan-${title}`} data-reason="planMissed">
      <div className="console-need-why">
        <strong>{t('needs.why.planMissed')}</strong>
        <span>{dayText(since, calendar, t)}</span>
      </div>
      <div className="console-need-order">
        <a href={hrefOf({ page: 'plan', planId })}>{title}</a>
      </div>
      <div className="console-need-since">
        <span title={since}>{t('needs.since', { time: shortTime(since, now) })}</span>
        <small>{t('needs.waits', { span: span(Math.max(0, now - Date.parse(since))) })}</small>
      </div>
      <div className="console-need-acts">
        <Button type="primary" onClick={() => go({ page: 'plan', planId })} data-testid={`need-act-plan-${title}`}>
          {t('needs.act.plan')}
        </Button>
      </div>
    </div>
  );
}
