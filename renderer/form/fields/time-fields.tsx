import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from '../field-props.ts';
import { DayEntry } from './day-entry.tsx';
import { boundDay, dayKey, isMoment, momentOf, partsOf } from './day-time.ts';
import css from './fields.module.css';

/** A moment: one tap for now, or any day and a clock by hand. What cannot be read stays as it was typed. */
export function TimeField({
  id,
  labelId,
  state,
  disabled,
  invalid,
  describedBy,
  onChange,
  onBlur,
}: FieldProps): ReactNode {
  const { t } = useTranslation('form');
  const value = typeof state.value === 'string' && state.value !== '' ? state.value : null;
  const [text, setText] = useState<string | null>(null);
  const { day, clock } = value === null ? { day: null, clock: null } : partsOf(value);
  const put = (nextDay: string | null, nextClock: string | null) =>
    onChange(nextDay === null && nextClock === null ? null : momentOf(nextDay ?? '', nextClock ?? ''));
  return (
    <div className={css.time}>
      <Button
        type={isMoment(value) ? 'default' : 'primary'}
        disabled={disabled}
        data-testid={`now-${state.key}`}
        onClick={() => {
          setText(null);
          onChange(new Date().toISOString());
        }}
      >
        {t('now')}
      </Button>
      <DayEntry
        id={`${id}-day`}
        label={t('date')}
        value={day}
        earliest={boundDay(state.bounds?.earliest)}
        latest={boundDay(state.bounds?.latest)}
        disabled={disabled}
        invalid={invalid}
        testId={`day-${state.key}`}
        onChange={(next) => put(next, clock ?? (next === null ? null : '09:00'))}
        onBlur={onBlur}
      />
      <input
        id={id}
        className={css.clock}
        inputMode="numeric"
        placeholder="00:00"
        autoComplete="off"
        maxLength={20}
        aria-labelledby={labelId}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        data-testid={`field-${state.key}`}
        value={text ?? clock ?? ''}
        disabled={disabled}
        onChange={(event) => {
          const typed = event.target.value;
          setText(typed);
          const next = typed.trim() === '' ? null : typed;
          put(day ?? (next === null ? null : dayKey(new Date().toISOString())), next);
        }}
        onBlur={() => {
          setText(null);
          onBlur();
        }}
      />
    </div>
  );
}
