import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { NumberQuestion } from '../../components/number-question.tsx';
import type { FieldProps } from '../field-props.ts';
import css from './fields.module.css';
import { flipSign, tidied, typedNumber } from './number-text.ts';

const digits = { input: { fontSize: '1.3rem', fontWeight: 700, fontVariantNumeric: 'tabular-nums' } } as const;

/**
 * A number with its unit: large digits, a numeric keypad on touch screens, and a sign key. Text that is no number is kept as typed,
 * and what may be two numbers is asked once the box is left.
 */
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
  const { unit } = definition;
  // Text that was kept as it was written is asked as soon as the form is open again.
  const [left, setLeft] = useState(typeof value === 'string');
  const [text, setText] = useState(() => (value === null ? '' : String(value)));
  const shown = typedNumber(text, unit) === value ? text : value === null ? '' : String(value);
  const type = (next: string) => {
    setText(next);
    onChange(typedNumber(next, unit));
  };
  const pick = (picked: number) => {
    type(String(picked));
    onBlur();
  };
  const mayBeNegative =
    !(typeof definition.schema?.minimum === 'number' && definition.schema.minimum >= 0) &&
    definition.schema?.exclusiveMinimum !== 0;
  const leave = () => {
    setLeft(true);
    setText(tidied(shown, unit));
    onBlur();
  };
  return (
    <>
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
          suffix={unit ? <span className={css.unit}>{unit}</span> : null}
          onChange={(event) => type(event.target.value)}
          onBlur={leave}
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
      {(left || invalid) && !disabled ? (
        <NumberQuestion text={shown} unit={unit ?? ''} testId={`question-${state.key}`} onPick={pick} />
      ) : null}
    </>
  );
}
