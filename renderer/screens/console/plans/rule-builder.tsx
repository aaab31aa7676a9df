import { Checkbox, Input, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { NumberBox } from '../../../components/number-box.tsx';
import { DayBox } from '../dialogs/clock-boxes.tsx';
import { Labelled } from '../dialogs/labelled.tsx';
import { useWords } from '../words/use-words.ts';
import { weekdayWords } from './plan-words.ts';
import { type RuleDraft, ruleText } from './rule-text.ts';

type Props = { readonly rule: RuleDraft; readonly change: (rule: RuleDraft) => void };

const week = [1, 2, 3, 4, 5, 6, 7];

/** How a plan repeats: by day, week or month with a few controls, or as RFC 5545 text. */
export function RuleBuilder({ rule, change }: Props): ReactNode {
  const { t } = useWords();
  const set = (part: Partial<RuleDraft>) => change({ ...rule, ...part });
  const choose = (every: RuleDraft['every']) =>
    set(every === 'own' && rule.every !== 'own' ? { every, own: ruleText(rule) } : { every });
  return (
    <div className="console-rule">
      <Labelled id="plan-every" label={t('plans.form.every')}>
        <Segmented
          id="plan-every"
          aria-label={t('plans.form.every')}
          value={rule.every}
          onChange={choose}
          options={(['day', 'week', 'month', 'own'] as const).map((value) => ({
            value,
            label: <span data-testid={`plan-every-${value}`}>{t(`plans.form.everyWord.${value}`)}</span>,
          }))}
        />
      </Labelled>
      {rule.every === 'own' ? <OwnRule rule={rule} set={set} /> : <Interval rule={rule} set={set} />}
      {rule.every === 'week' && (
        <fieldset className="console-field">
          <legend>{t('plans.form.weekdays')}</legend>
          <Checkbox.Group
            value={[...rule.weekdays]}
            onChange={(weekdays) => set({ weekdays: weekdays.map(Number).sort() })}
            options={week.map((value) => ({ value, label: weekdayWords(value, t) }))}
          />
        </fieldset>
      )}
      {rule.every === 'month' && <MonthDay rule={rule} set={set} />}
      {rule.every !== 'own' && <Ending rule={rule} set={set} />}
    </div>
  );
}

type Part = { readonly rule: RuleDraft; readonly set: (part: Partial<RuleDraft>) => void };

function OwnRule({ rule, set }: Part): ReactNode {
  const { t } = useWords();
  return (
    <Labelled id="plan-own" label={t('plans.form.own')} hint={t('plans.form.ownHint')}>
      <Input.TextArea
        id="plan-own"
        data-testid="plan-own"
        rows={2}
        maxLength={2000}
        value={rule.own}
        onChange={(event) => set({ own: event.target.value })}
      />
    </Labelled>
  );
}

function Interval({ rule, set }: Part): ReactNode {
  const { t } = useWords();
  const every = rule.every === 'own' ? 'week' : rule.every;
  return (
    <Labelled id="plan-interval" label={t(`plans.form.interval.${every}`)}>
      <NumberBox
        id="plan-interval"
        min={1}
        max={99}
        whole
        value={rule.interval}
        onChange={(interval) => set({ interval: interval ?? 1 })}
      />
    </Labelled>
  );
}

function MonthDay({ rule, set }: Part): ReactNode {
  const { t } = useWords();
  return (
    <Labelled id="plan-month" label={t('plans.form.monthDay')}>
      <div className="console-plan-line">
        <Select
          id="plan-month"
          value={rule.monthBy}
          onChange={(monthBy) => set({ monthBy })}
          options={(['date', 'lastDay', 'weekday'] as const).map((value) => ({
            value,
            label: t(`plans.form.monthBy.${value}`),
          }))}
        />
        {rule.monthBy === 'date' && (
          <NumberBox
            id="plan-month-day"
            label={t('plans.form.monthBy.date')}
            min={1}
            max={31}
            whole
            value={rule.monthDay}
            onChange={(monthDay) => set({ monthDay: monthDay ?? 1 })}
          />
        )}
        {rule.monthBy === 'weekday' && (
          <>
            <Select
              aria-label={t('plans.form.nth')}
              value={rule.nth}
              onChange={(nth) => set({ nth })}
              options={([1, 2, 3, 4, -1] as const).map((value) => ({
                value,
                label: t(`plans.form.nthWord.${value === -1 ? 'last' : (`${value}` as '1')}`),
              }))}
            />
            <Select
              aria-label={t('plans.form.weekdays')}
              value={rule.weekday}
              onChange={(weekday) => set({ weekday })}
              options={week.map((value) => ({ value, label: weekdayWords(value, t) }))}
            />
          </>
        )}
      </div>
    </Labelled>
  );
}

function Ending({ rule, set }: Part): ReactNode {
  const { t } = useWords();
  return (
    <Labelled id="plan-ends" label={t('plans.form.ends')}>
      <div className="console-plan-line">
        <Select
          id="plan-ends"
          value={rule.ends}
          onChange={(ends) => set({ ends })}
          options={(['never', 'count', 'until'] as const).map((value) => ({
            value,
            label: t(`plans.form.endsWord.${value}`),
          }))}
        />
        {rule.ends === 'count' && (
          <NumberBox
            id="plan-count"
            label={t('plans.form.endsWord.count')}
            min={1}
            max={999}
            whole
            value={rule.count}
            onChange={(count) => set({ count: count ?? 1 })}
          />
        )}
        {rule.ends === 'until' && (
          <DayBox
            testId="plan-until"
            label={t('plans.form.endsWord.until')}
            value={rule.until}
            onChange={(until) => set({ until })}
          />
        )}
      </div>
    </Labelled>
  );
}
