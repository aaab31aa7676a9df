import { type ReactNode, useDeferredValue } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';
import { type PlanDraft, timesOf, unreadNumbers } from './plan-draft.ts';
import { useCalendar } from './plan-words.ts';
import { PlannedDays } from './planned-days.tsx';

/** The next ten days of a plan that is being written, as the office would make them. */
export function PreviewPanel({ draft }: { readonly draft: PlanDraft }): ReactNode {
  const { t } = useWords();
  const calendar = useCalendar();
  const times = useDeferredValue(timesOf(draft));
  const ready = times.rule !== '' && draft.day !== '' && draft.clock !== '' && unreadNumbers(draft).length === 0;
  const read = useOfficeRead('plans.preview', { ...times, count: 10 }, ready);
  return (
    <section className="console-panel console-plan-preview" aria-label={t('plans.form.preview')} aria-live="polite">
      <h2>{t('plans.form.preview')}</h2>
      <ProblemAlert problem={ready ? read.problem : null} />
      {read.problem === null && read.data !== undefined && read.data.days.length === 0 && <p>{t('plans.form.over')}</p>}
      {read.problem === null && read.data !== undefined && <PlannedDays days={read.data.days} calendar={calendar} />}
      <code className="console-plan-rule">{times.rule}</code>
    </section>
  );
}
