import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import type { TimeWindow } from '../../../../domain/documents/base.ts';
import { useWords } from '../words/use-words.ts';

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

/** A day and two times: typed or picked, and readable by every browser's own picker. */
export function WindowField({ value, onChange, required = false, label }: Props): ReactNode {
  const { t } = useWords();
  const id = useId();
  const wrong = readWindow(value) === 'wrong';
  const box = (part: keyof TypedWindow, type: 'date' | 'time', name: string) => (
    <Input
      type={type}
      aria-label={name}
      data-testid={`window-${part}`}
      required={required}
      aria-invalid={wrong}
      status={wrong ? 'error' : ''}
      value={value[part]}
      onChange={(event) => onChange({ ...value, [part]: event.target.value })}
    />
  );
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
        {box('day', 'date', t('dialog.day'))}
        {box('from', 'time', t('dialog.from'))}
        <span aria-hidden="true">–</span>
        {box('to', 'time', t('dialog.to'))}
      </div>
      {wrong && (
        <p className="console-field-problem" role="alert" id={`${id}-wrong`}>
          {t('dialog.windowWrong')}
        </p>
      )}
    </fieldset>
  );
}
