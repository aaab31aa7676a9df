import { CalendarOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { PlanSummary } from '../../../../bridge/plans.ts';
import type { WorkCalendar } from '../../../../domain/plan/working-day.ts';
import { QuietState } from '../../../components/quiet-state.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { Shown } from '../office/states.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeRead } from '../office/use-office-call.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { dayText, useCalendar } from './plan-words.ts';

/** Orders that come back by a rule: when each is due next, and what was missed. */
export function PlansPage(): ReactNode {
  const { t } = useWords();
  const read = useOfficeRead('plans.list', {});
  const calendar = useCalendar();
  const create = (
    <Button type="primary" href={hrefOf({ page: 'newPlan' })} data-testid="create-plan">
      {t('plans.create')}
    </Button>
  );
  return (
    <div className="console-page console-page-narrow">
      <div className="console-head">
        <h1>{t('plans.title')}</h1>
        <span className="console-head-action">{create}</span>
      </div>
      <Shown read={read}>
        {({ plans }) =>
          plans.length === 0 ? (
            <QuietState
              icon={<CalendarOutlined />}
              title={t('plans.none')}
              hint={t('plans.noneHint')}
              action={create}
            />
          ) : (
            <ul className="console-plans" data-testid="plans">
              {plans.map((one) => (
                <PlanRow key={one.plan.planId} summary={one} calendar={calendar} />
              ))}
            </ul>
          )
        }
      </Shown>
    </div>
  );
}

function PlanRow({ summary, calendar }: { readonly summary: PlanSummary; readonly calendar: WorkCalendar }): ReactNode {
  const { t } = useWords();
  const definitions = useDefinitions();
  const { plan, next, last, missed } = summary;
  return (
    <li className="console-plan" data-testid={`plan-${plan.title}`} data-missed={missed.length}>
      <div>
        <a href={hrefOf({ page: 'plan', planId: plan.planId })}>{plan.title}</a>
        <small>
          {definitions.wordsOf(plan.orderType)?.type() ?? plan.orderType} · {plan.template.place.address}
        </small>
      </div>
      <div>
        <small>{t('plans.next')}</small>
        <span>
          {!plan.active
            ? t('plans.paused')
            : next === null
              ? t('plans.ended')
              : dayText(next.scheduledFor, calendar, t)}
        </span>
        {plan.active && next?.calendarKnown === false && <small>{t('plans.yearUnknownShort')}</small>}
      </div>
      <div>
        <small>{t('plans.last')}</small>
        <span>
          {last === null
            ? '–'
            : `${dayText(last.scheduledFor, calendar, t).slice(0, 10)} ${t(`plans.state.${last.state}`)}`}
        </span>
      </div>
      <span>
        {missed.length > 0 && <ToneTag tone="bad">{t('plans.missed', { n: missed.length })}</ToneTag>}
        {missed.length === 0 && !plan.active && <ToneTag tone="neutral">{t('plans.paused')}</ToneTag>}
      </span>
    </li>
  );
}
