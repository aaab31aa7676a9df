import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addedDay, isDay, lengthOf } from '../../../forms/engine/days.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { isRecord } from '../../texts/answer-words.ts';
import type { FieldProps } from '../field-props.ts';
import { isWithin } from './calendar-days.ts';
import { DayEntry } from './day-entry.tsx';
import { dayKey } from './day-time.ts';
import css from './days.module.css';

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A calendar day: today with one tap where the bounds allow it, any other typed or picked. */
export function DayField(props: FieldProps): ReactNode {
  const { id, labelId, state, disabled, invalid, describedBy, onChange, onBlur } = props;
  const { t } = useTranslation('form');
  const format = useFormat();
  const value = textOf(state.value);
  const today = dayKey(new Date().toISOString());
  const { earliest, latest } = state.bounds ?? {};
  return (
    <div className={css.row}>
      <DayEntry
        id={id}
        labelId={labelId}
        value={value}
        earliest={earliest}
        latest={latest}
        disabled={disabled}
        invalid={invalid}
        describedBy={describedBy}
        testId={`field-${state.key}`}
        onChange={onChange}
        onBlur={onBlur}
      />
      {value === null && !disabled && isWithin(today, earliest, latest) ? (
        <Button className={css.quick ?? ''} data-testid={`today-${state.key}`} onClick={() => onChange(today)}>
          {t('days.today')}
        </Button>
      ) : null}
      {isDay(value) ? <output className={css.said}>{format.day(value)}</output> : null}
    </div>
  );
}

/** A period of whole days, the first and the last both counted. */
export function DaysField({ id, state, disabled, invalid, describedBy, onChange, onBlur }: FieldProps): ReactNode {
  const { t } = useTranslation('form');
  const value = isRecord(state.value) ? state.value : {};
  const [from, to] = [textOf(value.from), textOf(value.to)];
  const { earliest, latest, longest } = state.bounds ?? {};
  const put = (next: { readonly from: string | null; readonly to: string | null }) => {
    const kept = Object.fromEntries(Object.entries(next).filter(([, part]) => part !== null));
    onChange(Object.keys(kept).length === 0 ? null : kept);
  };
  const furthest = isDay(from) && longest !== undefined ? addedDay(from, longest - 1) : undefined;
  const last = furthest !== undefined && (latest === undefined || furthest < latest) ? furthest : latest;
  return (
    <div className={css.row} id={id} data-testid={`field-${state.key}`}>
      <div className={css.part}>
        {t('days.startDay')}
        <DayEntry
          id={`${id}-from`}
          label={t('days.startDay')}
          value={from}
          earliest={earliest}
          latest={latest}
          disabled={disabled}
          invalid={invalid}
          describedBy={describedBy}
          testId={`field-${state.key}-from`}
          onChange={(next) => put({ from: next, to })}
          onBlur={onBlur}
        />
      </div>
      <div className={css.part}>
        {t('days.endDay')}
        <DayEntry
          id={`${id}-to`}
          label={t('days.endDay')}
          value={to}
          earliest={isDay(from) ? from : earliest}
          latest={last}
          disabled={disabled}
          invalid={invalid}
          describedBy={describedBy}
          testId={`field-${state.key}-to`}
          onChange={(next) => put({ from, to: next })}
          onBlur={onBlur}
        />
      </div>
      {isDay(from) && isDay(to) && to >= from ? (
        <output className={css.said}>{t('days.count', { n: lengthOf({ from, to }) })}</output>
      ) : null}
    </div>
  );
}
