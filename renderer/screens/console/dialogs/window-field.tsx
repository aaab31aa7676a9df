import { type ReactNode, useId } from 'react';
import type { TimeWindow } from '../../../../domain/documents/base.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useWords } from '../words/use-words.ts';
import { ClockBox, DayBox } from './clock-boxes.tsx';

/** What stands in the three boxes of a time window, as typed. */
export type TypedWindow = { readonly day: string; readonly from: string; readonly to: string };

export const emptyWindow: TypedWindow = { day: '', from: '', to: '' };

const two = (n: number) => String(n).padStart(2, '0');

/** A stored window as it stands in the boxes, in the viewer's zone. */
export function typedWindow(window: TimeWindow | null): TypedWindow {
  if (window === null) return emptyWindow;
  const start = new Date(window.start);
  const end = new Date(window.end);
  return {
    day: `${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}`,
    from: `${two(start.getHours())}:${two(start.getMinutes())}`,
    to: `${two(end.getHours())}:${two(end.getMinutes())}`,
  };
}

/**
 * The window that was typed; null while it is empty or incomplete, `wrong` when its end is not after its start. Until 00:00 is until the end
 * of the day, and an end before the start on the clock is the next day's where that makes a night of it. What stands on the order and was not touched stays what it is, also over midnight.
 */
export function readWindow(typed: TypedWindow, stands: TimeWindow | null = null): TimeWindow | null | 'wrong' {
  const { day, from, to } = typed;
  if (day === '' || from === '' || to === '') return null;
  const before = typedWindow(stands);
  if (stands !== null && before.day === day && before.from === from && before.to === to) return stands;
  const start = new Date(`${day}T${from}:00`);
  const end = new Date(`${day}T${to}:00`);
  if (to === '00:00' || isNight(start, end)) end.setDate(end.getDate() + 1);
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime()) || end <= start) return 'wrong';
  return { start: start.toISOString(), end: end.toISOString() };
}

/** 23:00 to 05:00 is a night; 14:00 to 12:00 is a slip. */
const longestNightMs = 12 * 3_600_000;
const isNight = (start: Date, end: Date): boolean =>
  end < start && end.getTime() + 24 * 3_600_000 - start.getTime() <= longestNightMs;

/** A window that is over; who agrees on one means another day. */
export const isPast = (window: TimeWindow, now: number): boolean => Date.parse(window.end) < now;

type Props = {
  readonly value: TypedWindow;
  readonly onChange: (value: TypedWindow) => void;
  readonly required?: boolean;
  readonly label?: string;
  /** what stands on the order: it may be over, and stay so */
  readonly stands?: TimeWindow | null;
};

/** A day and two times, typed or picked. */
export function WindowField({ value, onChange, required = false, label, stands = null }: Props): ReactNode {
  const { t } = useWords();
  const format = useFormat();
  const id = useId();
  const now = useNow();
  const read = readWindow(value, stands);
  const past =
    read !== null && read !== 'wrong' && isPast(read, now) && JSON.stringify(read) !== JSON.stringify(stands);
  const wrong = read === 'wrong' || past;
  return (
    <fieldset
      data-place="window"
      className={wrong ? 'console-field console-field-wrong' : 'console-field'}
      aria-describedby={wrong ? `${id}-wrong` : undefined}
    >
      <legend>
        {label ?? t('dialog.window')}
        {required && <span className="console-required"> *</span>}
      </legend>
      <div className="console-window">
        <DayBox
          value={value.day}
          onChange={(day) => onChange({ ...value, day })}
          label={t('dialog.day')}
          testId="window-day"
          wrong={wrong}
          required={required}
        />
        <ClockBox
          value={value.from}
          onChange={(from) => onChange({ ...value, from })}
          label={t('dialog.from')}
          testId="window-from"
          wrong={wrong}
          required={required}
        />
        <span aria-hidden="true">–</span>
        <ClockBox
          value={value.to}
          onChange={(to) => onChange({ ...value, to })}
          label={t('dialog.to')}
          testId="window-to"
          wrong={wrong}
          required={required}
        />
      </div>
      {!wrong && read !== null && value.to !== '00:00' && value.to < value.from && (
        <p className="console-field-hint" data-testid="window-next-day">
          {t('dialog.nextDay', { until: format.dateTime(read.end) })}
        </p>
      )}
      {wrong && (
        <p className="console-field-problem" role="alert" id={`${id}-wrong`}>
          {t(past ? 'dialog.windowPast' : 'dialog.windowWrong')}
        </p>
      )}
    </fieldset>
  );
}
