import { type ReactNode, useId } from 'react';
import type { TimeWindow } from '../../../../domain/documents/base.ts';
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

/** The window that was typed; null while it is empty or incomplete, `wrong` when its end is not after its start. */
export function readWindow({ day, from, to }: TypedWindow): TimeWindow | null | 'wrong' {
  if (day === '' || from === '' || to === '') return null;
  const start = new Date(`${day}T${from}:00`);
  const end = new Date(`${day}T${to}:00`);
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime()) || end <= start) return 'wrong';
  return { start: start.toISOString(), end: end.toISOString() };
}

type Props = {
  readonly value: TypedWindow;
  readonly onChange: (value: TypedWindow) => void;
  readonly required?: boolean;
  readonly label?: string;
};

/** A day and two times, typed or picked. */
export function WindowField({ value, onChange, required = false, label }: Props): ReactNode {
  const { t } = useWords();
  const id = useId();
  const wrong = readWindow(value) === 'wrong';
  return (
    <fieldset
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
      {wrong && (
        <p className="console-field-problem" role="alert" id={`${id}-wrong`}>
          {t('dialog.windowWrong')}
        </p>
      )}
    </fieldset>
  );
}
