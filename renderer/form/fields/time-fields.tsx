import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../hooks/use-format.ts';
import { isRecord } from '../../texts/answer-words.ts';
import type { FieldProps } from '../field-props.ts';
import { clockOf, dayKey, halfHours, isoOf, readClock, upcomingDays } from './day-time.ts';
import css from './fields.module.css';

type WindowPickerProps = {
  readonly id: string;
  readonly labelId: string;
  readonly value: { readonly start: string; readonly end: string } | null;
  readonly disabled: boolean;
  readonly testId: string;
  readonly onChange: (value: { readonly start: string; readonly end: string }) => void;
  readonly onBlur?: () => void;
};

/** When a visit usually begins, local. */
export const usualStart = '09:00';
const usualLengthMs = 2 * 3_600_000;

/** A day among the next two weeks, then from and to. A day or time outside the usual choices stays selectable. */
export function WindowPicker({ id, labelId, value, disabled, testId, onChange, onBlur }: WindowPickerProps): ReactNode {
  const { t } = useTranslation('form');
  const format = useFormat();
  const day = value ? dayKey(value.start) : null;
  const days = upcomingDays(Date.now(), 14, day);
  const pickDay = (next: string) => {
    const start = isoOf(next, value ? clockOf(value.start) : usualStart);
    const length = value ? Date.parse(value.end) - Date.parse(value.start) : usualLengthMs;
    onChange({ start, end: new Date(Date.parse(start) + Math.max(length, 1_800_000)).toISOString() });
  };
  const pickStart = (clock: string) => {
    if (!value || !day) return;
    const start = isoOf(day, clock);
    const length = Math.max(Date.parse(value.end) - Date.parse(value.start), 1_800_000);
    onChange({ start, end: new Date(Date.parse(start) + length).toISOString() });
  };
  const select = (which: 'start' | 'end', chosen: string, pick: (clock: string) => void) => (
    <label className={css.selectLabel}>
      {which === 'start' ? t('from') : t('to')}
      <select
        className={css.select}
        value={chosen}
        disabled={disabled || !value}
        data-testid={`${testId}-${which}`}
        onChange={(event) => pick(event.target.value)}
        onBlur={onBlur}
      >
        {halfHours(chosen).map((clock) => (
          <option key={clock} value={clock}>
            {clock}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div data-testid={testId} id={id}>
      <div className={css.days} role="radiogroup" aria-labelledby={labelId}>
        {days.map((key) => (
          <label key={key} className={css.day} data-checked={key === day} data-disabled={disabled}>
            <input
              type="radio"
              name={`${id}-day`}
              checked={key === day}
              disabled={disabled}
              data-testid={`${testId}-day-${key}`}
              onChange={() => pickDay(key)}
            />
            <span>{format.date(isoOf(key, '12:00'))}</span>
          </label>
        ))}
      </div>
      <div className={css.fromTo}>
        {select('start', value ? clockOf(value.start) : usualStart, pickStart)}
        {select(
          'end',
          value ? clockOf(value.end) : '11:00',
          (clock) => value && day && onChange({ start: value.start, end: isoOf(day, clock) }),
        )}
        {value ? <output className={css.windowSaid}>{format.window(value)}</output> : null}
      </div>
    </div>
  );
}

export function TimeWindowField({ id, labelId, state, disabled, onChange, onBlur }: FieldProps): ReactNode {
  const { value } = state;
  const window =
    isRecord(value) && typeof value.start === 'string' && typeof value.end === 'string'
      ? { start: value.start, end: value.end }
      : null;
  return (
    <WindowPicker
      id={id}
      labelId={labelId}
      value={window}
      disabled={disabled}
      testId={`field-${state.key}`}
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}

/** Days to choose from around today: something is written down afterwards, or agreed for later. */
const daysBack = 30;
const daysAhead = 90;

/** A moment: one tap for now, or day and clock by hand. */
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
  const format = useFormat();
  const value = typeof state.value === 'string' && !Number.isNaN(Date.parse(state.value)) ? state.value : null;
  const [text, setText] = useState<string | null>(null);
  const today = dayKey(new Date().toISOString());
  const day = value ? dayKey(value) : today;
  const days = upcomingDays(Date.now() - daysBack * 86_400_000, daysBack + daysAhead + 1, day);
  const typeClock = (typed: string) => {
    setText(typed);
    const clock = readClock(typed);
    if (clock) onChange(isoOf(day, clock));
  };
  return (
    <div className={css.time}>
      <Button
        type={value ? 'default' : 'primary'}
        disabled={disabled}
        data-testid={`now-${state.key}`}
        onClick={() => {
          setText(null);
          onChange(new Date().toISOString());
        }}
      >
        {t('now')}
      </Button>
      <select
        className={css.select}
        aria-label={t('date')}
        value={day}
        disabled={disabled}
        data-testid={`day-${state.key}`}
        onChange={(event) => onChange(isoOf(event.target.value, value ? clockOf(value) : '09:00'))}
        onBlur={onBlur}
      >
        {days.map((key) => (
          <option key={key} value={key}>
            {format.date(isoOf(key, '12:00'))}
          </option>
        ))}
      </select>
      <input
        id={id}
        className={css.clock}
        inputMode="numeric"
        placeholder="00:00"
        autoComplete="off"
        aria-labelledby={labelId}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        data-testid={`field-${state.key}`}
        value={text ?? (value ? clockOf(value) : '')}
        disabled={disabled}
        onChange={(event) => typeClock(event.target.value)}
        onBlur={() => {
          setText(null);
          onBlur();
        }}
      />
    </div>
  );
}
