import { DatePicker, TimePicker } from 'antd';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import type { KeyboardEvent, ReactNode } from 'react';

dayjs.extend(customParseFormat);

type Props = {
  /** `YYYY-MM-DD` or `HH:mm`; empty: nothing chosen */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly id?: string;
  readonly testId: string;
  readonly wrong?: boolean;
  readonly required?: boolean;
};

/** Enter takes what was typed into the box; it must not send the form around it. */
const keepInForm = (event: KeyboardEvent) => {
  if (event.key === 'Enter') event.preventDefault();
};

const dayFormat = 'YYYY-MM-DD';
const clockFormat = 'HH:mm';

/** A day, typed or picked; written the same whatever the browser's own language is. */
export function DayBox({ value, onChange, label, id, testId, wrong = false, required = false }: Props): ReactNode {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      data-testid={testId}
      format={dayFormat}
      placeholder={dayFormat}
      onKeyDown={keepInForm}
      required={required}
      status={wrong ? 'error' : ''}
      value={value === '' ? null : dayjs(value, dayFormat)}
      onChange={(day) => onChange(day === null ? '' : day.format(dayFormat))}
    />
  );
}

/** A time of day in steps of a quarter of an hour when picked, any minute when typed. */
export function ClockBox({ value, onChange, label, id, testId, wrong = false, required = false }: Props): ReactNode {
  return (
    <TimePicker
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      data-testid={testId}
      format={clockFormat}
      placeholder={clockFormat}
      onKeyDown={keepInForm}
      minuteStep={15}
      needConfirm={false}
      showNow={false}
      required={required}
      status={wrong ? 'error' : ''}
      value={value === '' ? null : dayjs(value, clockFormat)}
      onChange={(time) => onChange(time === null ? '' : time.format(clockFormat))}
    />
  );
}
