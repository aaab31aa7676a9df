import { CheckCircleFilled } from '@ant-design/icons';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readSerial } from '../../../domain/text/serial.ts';
import type { FieldProps } from '../field-props.ts';
import css from './fields.module.css';
import { RecalledChips } from './recalled-chips.tsx';

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);
const orNull = (text: string): string | null => (text === '' ? null : text);

export function TextField({
  id,
  step,
  state,
  disabled,
  invalid,
  describedBy,
  onChange,
  onBlur,
}: FieldProps): ReactNode {
  const offers = state.definition.recall === true && !disabled && textOf(state.value) === '';
  return (
    <>
      <Input
        id={id}
        data-testid={`field-${state.key}`}
        value={textOf(state.value)}
        disabled={disabled}
        status={invalid ? 'error' : ''}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        autoComplete="off"
        enterKeyHint="next"
        onChange={(event) => onChange(orNull(event.target.value))}
        onBlur={onBlur}
      />
      {offers ? <RecalledChips step={step} field={state.key} onTake={onChange} /> : null}
    </>
  );
}

export function ParagraphField({ id, state, disabled, invalid, describedBy, onChange, onBlur }: FieldProps): ReactNode {
  return (
    <Input.TextArea
      id={id}
      data-testid={`field-${state.key}`}
      value={textOf(state.value)}
      autoSize={{ minRows: 2, maxRows: 8 }}
      disabled={disabled}
      status={invalid ? 'error' : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(orNull(event.target.value))}
      onBlur={onBlur}
    />
  );
}

const letters = {
  input: {
    fontFamily: 'ui-monospace, "DejaVu Sans Mono", Consolas, monospace',
    fontSize: '1.2rem',
    fontWeight: 600,
    letterSpacing: '0.08em',
  },
} as const;

/** A serial number: capitals, evenly spaced letters, a tick when its form is right. Scanning joins later; typing always works. */
export function SerialField({ id, state, disabled, invalid, describedBy, onChange, onBlur }: FieldProps): ReactNode {
  const { t } = useTranslation('form');
  const hasPattern = state.definition.schema?.pattern !== undefined;
  const right = state.value !== null && state.value !== '' && state.problems.length === 0;
  return (
    <>
      <Input
        id={id}
        data-testid={`field-${state.key}`}
        styles={letters}
        value={textOf(state.value)}
        disabled={disabled}
        status={invalid ? 'error' : ''}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        autoComplete="off"
        autoCapitalize="characters"
        enterKeyHint="next"
        spellCheck={false}
        // Always there: antd rebuilds the box when a suffix comes or goes, and the typist loses the focus.
        suffix={<CheckCircleFilled className={css.right} data-right={right} aria-hidden />}
        onChange={(event) => onChange(orNull(readSerial(event.target.value)))}
        onBlur={onBlur}
      />
      {hasPattern ? <p className={css.hint}>{t('serialHint')}</p> : null}
    </>
  );
}
