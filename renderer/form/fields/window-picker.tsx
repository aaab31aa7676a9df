import { CalendarOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addedDay, isDay } from '../../../forms/engine/days.ts';
import type { FieldBounds } from '../../../forms/engine/types.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { isRecord } from '../../texts/answer-words.ts';
import type { FieldProps } from '../field-props.ts';
import { isWithin } from './calendar-days.ts';
import { DayEntry } from './day-entry.tsx';
import { boundDay, halfHours, isMoment, isoOf, momentOf, partsOf, upcomingDays } from './day-time.ts';
import daysCss from './days.module.css';
import css from './fields.module.css';

type Window = { readonly start: string; readonly end: string };
type Props = {
  readonly id: string;
  readonly labelId: string;
  readonly value: Window | null;
  readonly bounds?: FieldBounds | undefined;
  readonly disabled: boolean;
  readonly invalid?: boolean;
  readonly testId: string;
  /** `start` and `end` may be text that cannot be read, where `keepsText` */
  readonly keepsText?: boolean;
  readonly onChange: (value: Window) => void;
  readonly onBlur?: () => void;
};

/** When a visit usually begins, local. */
export const usualStart = '09:00';
/** Day and clock of a moment, as typed where it cannot be read; a clock is always offered. */
function clocked(moment: string | undefined, usual: string): { readonly day: string | null; readonly clock: string } {
  const { day, clock } = partsOf(moment ?? '');
  return { day, clock: clock ?? usual };
}

const usualLengthMs = 2 * 3_600_000;
const shortestMs = 1_800_000;

const lengthOf = (value: Window | null): number =>
  value !== null && isMoment(value.start) && isMoment(value.end)
    ? Math.max(Date.parse(value.end) - Date.parse(value.start), shortestMs)
    : usualLengthMs;

/**
 * A day among the next two weeks with one tap, any other typed or from a calendar; then from and to. An end that is not after the start on the
 * clock is the next day's, and says so; a window over more days has a last day of its own.
 */
export function WindowPicker(props: Props): ReactNode {
  const { id, labelId, value, bounds, disabled, testId, keepsText = false, onChange, onBlur } = props;
  const { t } = useTranslation('form');
  const format = useFormat();
  const start = clocked(value?.start, usualStart);
  const end = clocked(value?.end, '11:00');
  const nextDay = isDay(start.day) ? addedDay(start.day, 1) : null;
  const isShort = end.day === start.day || end.day === nextDay;
  const quick = upcomingDays(Date.now(), 14, null);
  const [earliest, latest] = [boundDay(bounds?.earliest), boundDay(bounds?.latest)];
  const [asked, setAsked] = useState(false);
  const far = (start.day !== null && !quick.includes(start.day)) || (value !== null && !isShort);
  const open = asked || far || !quick.some((day) => isWithin(day, earliest, latest));
  const startAt = (day: string, clock: string) => {
    const moment = momentOf(day, clock);
    if (isMoment(moment))
      onChange({ start: moment, end: new Date(Date.parse(moment) + lengthOf(value)).toISOString() });
    else if (keepsText) onChange({ start: moment, end: value?.end ?? '' });
  };
  const endAt = (day: string, clock: string) => {
    const moment = momentOf(day, clock);
    if (value !== null && (isMoment(moment) || keepsText)) onChange({ start: value.start, end: moment });
  };
  const pickEnd = (clock: string) => {
    if (!isDay(start.day) || nextDay === null) return;
    endAt(isShort ? (clock > start.clock ? start.day : nextDay) : (end.day ?? start.day), clock);
  };
  const select = (which: 'start' | 'end', chosen: string, clocks: readonly string[], pick: (clock: string) => void) => (
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
        {clocks.map((clock) => (
          <option key={clock} value={clock}>
            {which === 'end' && isShort && clock <= start.clock ? t('days.nextDay', { clock }) : clock}
          </option>
        ))}
      </select>
    </label>
  );
  const dayOf = (which: 'start' | 'end', day: string | null, from: string | undefined, pick: (day: string) => void) => (
    <div className={daysCss.part}>
      {t(`days.${which}Day`)}
      <DayEntry
        id={`${id}-${which}-day`}
        label={t(`days.${which}Day`)}
        value={day}
        earliest={from}
        latest={latest}
        disabled={disabled || (which === 'end' && !value)}
        invalid={props.invalid ?? false}
        testId={`${testId}-${which}-day`}
        onChange={(next) => pick(next ?? '')}
        onBlur={onBlur}
      />
    </div>
  );
  const ends = halfHours(end.clock);
  return (
    <div data-testid={testId} id={id}>
      <div className={css.days} role="radiogroup" aria-labelledby={labelId}>
        {quick.map((key) => (
          <label
            key={key}
            className={css.day}
            data-checked={key === start.day}
            data-disabled={disabled || !isWithin(key, earliest, latest)}
          >
            <input
              type="radio"
              name={`${id}-day`}
              checked={key === start.day}
              disabled={disabled || !isWithin(key, earliest, latest)}
              data-testid={`${testId}-day-${key}`}
              onChange={() => startAt(key, start.clock)}
            />
            <span>{format.date(isoOf(key, '12:00'))}</span>
          </label>
        ))}
      </div>
      {open ? (
        <div className={`${daysCss.row} ${daysCss.days}`}>
          {dayOf('start', start.day, earliest, (day) => startAt(day, start.clock))}
          {dayOf('end', end.day, isDay(start.day) ? start.day : earliest, (day) => endAt(day, end.clock))}
        </div>
      ) : null}
      <div className={css.fromTo}>
        {select(
          'start',
          start.clock,
          halfHours(start.clock),
          (clock) => start.day !== null && startAt(start.day, clock),
        )}
        {select(
          'end',
          end.clock,
          isShort
            ? [...ends.filter((clock) => clock > start.clock), ...ends.filter((clock) => clock <= start.clock)]
            : ends,
          pickEnd,
        )}
        {disabled || open ? null : (
          <Button
            className={daysCss.other ?? ''}
            icon={<CalendarOutlined />}
            data-testid={`${testId}-other`}
            onClick={() => setAsked(true)}
          >
            {t('days.other')}
          </Button>
        )}
        {value && isMoment(value.start) && isMoment(value.end) ? (
          <output className={css.windowSaid}>{format.window(value)}</output>
        ) : null}
      </div>
    </div>
  );
}

export function TimeWindowField({ id, labelId, state, disabled, invalid, onChange, onBlur }: FieldProps): ReactNode {
  const { value } = state;
  const textOf = (part: unknown): string => (typeof part === 'string' ? part : '');
  return (
    <WindowPicker
      id={id}
      labelId={labelId}
      value={isRecord(value) ? { start: textOf(value.start), end: textOf(value.end) } : null}
      bounds={state.bounds}
      disabled={disabled}
      invalid={invalid}
      keepsText
      testId={`field-${state.key}`}
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}
