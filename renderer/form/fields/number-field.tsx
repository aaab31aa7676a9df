import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { FieldProps } from '../field-props.ts';
import css from './fields.module.css';
import { flipSign, readNumber } from './number-text.ts';

const digits = { input: { fontSize: '1.3rem', fontWeight: 700, fontVariantNumeric: 'tabular-nums' } } as const;

/** A number with its unit: large digits, a numeric keypad on touch screens, and a sign key. Text that is no number is kept as typed. */
export function NumberField({
  id,
  state,
  disabled,
  invalid,
  describedBy,
  labelId,
  onChange,
  onBlur,
}: FieldProps): ReactNode {
  const { value, definition } = state;
  const [text, setText] = useState(() => (value === null ? '' : String(value)));
  const shown =
    readNumber(text) === value || (typeof value === 'string' && value === text) || (value === null && text === '')
      ? text
      : value === null
        ? ''
        : String(value);
  const type = (next: string) => {
    setText(next);
    const read = readNumber(next);
    onChange(next.trim() === '' ? null : (read ?? next));
  };
  const mayBeNegative =
    !(typeof definition.schema?.minimum === 'number' && definition.schema.minimum >= 0) &&
    definition.schema?.exclusiveMinimum !== 0;
  return (
    <div className={css.number}>
      <Input
        id={id}
        data-testid={`field-${state.key}`}
        styles={digits}
        value={shown}
        inputMode={definition.kind === 'integer' ? 'numeric' : 'decimal'}
        autoComplete="off"
        enterKeyHint="next"
        disabled={disabled}
        status={invalid ? 'error' : ''}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        suffix={definition.unit ? <span className={css.unit}>{definition.unit}</span> : null}
        onChange={(event) => type(event.target.value)}
        onBlur={onBlur}
      />
      {mayBeNegative && !disabled ? (
        <Button
          className={css.sign ?? ''}
          aria-label="±"
          aria-describedby={labelId}
          onClick={() => type(flipSign(shown))}
        >
          ±
        </Button>
      ) : null}
    </div>
  );
}
