import { CalendarOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readWrittenDay } from '../../../domain/text/written-day.ts';
import { dayKey } from './day-time.ts';
import css from './days.module.css';

/** Loaded when one is opened: most forms ask for no day. */
const Calendar = lazy(async () => ({ default: (await import('./calendar.tsx')).Calendar }));

type Props = {
  readonly id: string;
  readonly label?: string;
  readonly labelId?: string;
  /** a day, or what was typed and could not be read */
  readonly value: string | null;
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  readonly disabled: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly testId: string;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: (() => void) | undefined;
};

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day: typed as people write days, or picked from a calendar. What cannot be read stays as it was typed. */
export function DayEntry(props: Props): ReactNode {
  const { id, label, labelId, value, disabled, invalid, describedBy, testId, onChange, onBlur } = props;
  const { t } = useTranslation('form');
  const [text, setText] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const today = dayKey(new Date().toISOString());
  const write = (typed: string) => {
    setText(typed);
    onChange(typed.trim() === '' ? null : (readWrittenDay(typed, today) ?? typed));
  };
  return (
    <div className={css.entry} data-open={open}>
      <div className={css.line}>
        <input
          id={id}
          className={css.input}
          aria-label={label}
          aria-labelledby={label === undefined ? labelId : undefined}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          autoComplete="off"
          maxLength={40}
          placeholder={t('days.placeholder')}
          data-testid={testId}
          value={text ?? value ?? ''}
          disabled={disabled}
          onChange={(event) => write(event.target.value)}
          onBlur={() => {
            setText(null);
            onBlur?.();
          }}
        />
        {disabled ? null : (
          <Button
            className={css.open ?? ''}
            icon={<CalendarOutlined />}
            aria-label={t(open ? 'days.shut' : 'days.open')}
            aria-expanded={open}
            data-testid={`${testId}-open`}
            onClick={() => setOpen(!open)}
          />
        )}
      </div>
      {open && !disabled ? (
        <Suspense fallback={null}>
          <Calendar
            day={value !== null && dayOnly.test(value) ? value : null}
            today={today}
            earliest={props.earliest}
            latest={props.latest}
            testId={testId}
            onPick={(day) => {
              setText(null);
              setOpen(false);
              onChange(day);
              onBlur?.();
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
