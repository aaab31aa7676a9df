import type { ReactNode } from 'react';
import { localOf } from '../../../../domain/plan/working-day.ts';
import { Shown } from '../office/states.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeRead } from '../office/use-office-call.ts';
import { go, hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { emptyPlan } from './plan-draft.ts';
import { PlanForm } from './plan-form.tsx';
import { useCalendar } from './plan-words.ts';

export function NewPlanPage(): ReactNode {
  const { t } = useWords();
  const read = useOfficeRead('orderTypes.list', {});
  const plans = useOfficeRead('plans.list', {});
  const { all, of } = useDefinitions();
  const calendar = useCalendar();
  const today = localOf(calendar, Date.now()).slice(0, 10);
  // What this site planned last is the likeliest; which type recurs is nothing that code can know.
  const last = plans.data?.plans.toSorted((a, b) => (a.plan.createdAt < b.plan.createdAt ? 1 : -1))[0]?.plan;
  const orderType = of(last?.orderType ?? '')?.key ?? all[0]?.key ?? '';
  return (
    <div className="console-page console-page-narrow">
      <div className="console-head">
        <a className="console-back" href={hrefOf({ page: 'plans' })}>
          ← {t('plans.title')}
        </a>
        <h1>{t('plans.create')}</h1>
      </div>
      <Shown read={read}>
        {() => (
          <Shown read={plans}>
            {() => (
              <PlanForm
                definitions={all}
                start={emptyPlan(orderType, today)}
                plan={null}
                close={() => go({ page: 'plans' })}
              />
            )}
          </Shown>
        )}
      </Shown>
    </div>
  );
}
