import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readWrittenNumber } from '../../domain/text/written-number.ts';
import { keywordWords, writtenNumberWords } from '../form/field-problems.ts';
import { NumberQuestion } from './number-question.tsx';

type Props = {
  readonly id?: string;
  readonly label?: string;
  readonly value: number | string | null;
  /** The number; null for an empty box; the text as it stands where it is no number that the box takes. */
  readonly onChange: (value: number | string | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
};

/** A number on a form of the office, read as people write numbers: nothing is dropped from it to make it fit. */
export function NumberBox({ id, label, value, onChange, min, max, whole = false }: Props): ReactNode {
  const { t } = useTranslation('words');
  const [text, setText] = useState(() => (value === null ? '' : String(value)));
  const [left, setLeft] = useState(typeof value === 'string');
  const shown = numberIn(text) === value ? text : value === null ? '' : String(value);
  const problem = problemOf(shown);
  const type = (next: string) => {
    setText(next);
    onChange(numberIn(next));
  };

  /** A number outside the bounds goes up as text, so that a form sees one thing: number, nothing, or not yet a number. */
  function numberIn(written: string): number | string | null {
    const read = readWrittenNumber(written);
    if (read.kind === 'empty') return null;
    return read.kind === 'number' && boundOf(read.value) === null ? read.value : written;
  }

  function boundOf(number: number): readonly [keyword: string, limit: number] | null {
    if (min !== undefined && number < min) return ['minimum', min];
    if (max !== undefined && number > max) return ['maximum', max];
    return whole && !Number.isInteger(number) ? ['multipleOf', 1] : null;
  }

  function problemOf(written: string): string | null {
    const read = readWrittenNumber(written);
    const bound = read.kind === 'number' ? boundOf(read.value) : null;
    return bound === null ? writtenNumberWords(written, '', t) : keywordWords(bound[0], bound[1], t);
  }

  const said = left ? problem : null;
  return (
    <>
      <Input
        {...(id === undefined ? {} : { id, 'data-testid': id })}
        {...(label === undefined ? {} : { 'aria-label': label })}
        style={{ width: '100%' }}
        inputMode={whole ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={shown}
        status={said === null ? '' : 'error'}
        aria-invalid={said !== null}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setLeft(true)}
      />
      {said === null ? null : (
        <p className="console-field-problem" role="alert">
          {said}
        </p>
      )}
      {left ? (
        <NumberQuestion
          text={shown}
          unit=""
          testId={`question-${id ?? label}`}
          onPick={(picked) => type(String(picked))}
        />
      ) : null}
    </>
  );
}
