import type { ReactNode } from 'react';
import type { PlannedDay } from '../../../../bridge/plans.ts';
import { knowsYear, localOf, type WorkCalendar } from '../../../../domain/plan/working-day.ts';
import { type ConsoleT, useWords } from '../words/use-words.ts';
import { dayText } from './plan-words.ts';

/** The coming occurrences of a plan: when each is worked, and why where that is another day or none. */
export function PlannedDays({
  days,
  calendar,
}: {
  readonly days: readonly PlannedDay[];
  readonly calendar: WorkCalendar;
}): ReactNode {
  const { t } = useWords();
  return (
    <ol className="console-plan-days" data-testid="planned-days">
      {days.map((day) => (
        <li key={day.occurrence} data-skipped={day.skipped !== null}>
          <span>{dayText(day.skipped === null ? day.scheduledFor : day.occurrence, calendar, t)}</span>
          <small>{whyWords(day, calendar, t)}</small>
          {!day.calendarKnown && (
            <small data-testid="year-unknown">{t('plans.yearUnknown', { year: unknownYear(day, calendar) })}</small>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The year whose days off are not known: its own, or the one that it moved into. */
function unknownYear({ occurrence, scheduledFor }: PlannedDay, calendar: WorkCalendar): string {
  const dates = [occurrence, scheduledFor].map((at) => localOf(calendar, Date.parse(at)));
  return (dates.find((date) => !knowsYear(calendar, date)) ?? dates[0] ?? '').slice(0, 4);
}

function whyWords(
  { dayOff, skipped, occurrence, scheduledFor }: PlannedDay,
  calendar: WorkCalendar,
  t: ConsoleT,
): string {
  if (dayOff === null) return '';
  const off = dayOff.kind === 'weekend' ? t('plans.weekend') : (dayOff.name ?? t('plans.holiday'));
  if (skipped !== null) return t(`plans.skipped.${skipped}`, { off });
  return occurrence === scheduledFor
    ? t('plans.kept', { off })
    : t('plans.moved', { off, from: dayText(occurrence, calendar, t).slice(5, -6) });
}
