import { CloseCircleFilled } from '@ant-design/icons';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../domain/documents/base.ts';
import type { FieldState, OrderView } from '../../forms/engine/types.ts';
import { LimitLine, VerdictTag } from '../components/measure-row.tsx';
import type { DefinitionWords } from '../texts/definition-words.ts';
import { fieldProblemWords } from './field-problems.ts';
import { FieldControl } from './fields/field-control.tsx';
import css from './form.module.css';

type Props = {
  readonly step: string;
  readonly state: FieldState;
  readonly words: DefinitionWords;
  readonly view: OrderView;
  readonly disabled: boolean;
  /** the reviewer sent this field back */
  readonly rework: boolean;
  /** after a refused submission everything that is wrong is said, also empty required fields */
  readonly showAll: boolean;
  readonly onChange: (value: Json) => void;
  readonly onBlur: () => void;
};

/** Kinds whose control is one input that a label can name. */
const labelled = new Set(['text', 'paragraph', 'number', 'integer', 'serial', 'time', 'day']);

const isNumber = (kind: string): boolean => kind === 'number' || kind === 'integer';

/** A field with its label, what is wrong with it, and for a measure the live verdict with limit and source. */
export function FormField({ step, state, words, view, disabled, rework, showAll, onChange, onBlur }: Props): ReactNode {
  const { t } = useTranslation('words');
  const id = useId();
  const { definition, value } = state;
  // A number that was kept as it was written could not be read: said as soon as the form is open again.
  const [left, setLeft] = useState(isNumber(definition.kind) && typeof value === 'string');
  const said = state.problems
    .filter((problem) => showAll || (left && problem.keyword !== 'required'))
    .map((problem) => fieldProblemWords(problem, words, t));
  const invalid = said.length > 0;
  const hint = words.hint(step, state.key);
  const isMeasure = definition.measure !== undefined && (state.limit !== null || state.verdict !== 'none');
  const label = words.field(step, state.key);
  const Label = labelled.has(definition.kind) ? 'label' : 'span';
  const leave = () => {
    setLeft(true);
    onBlur();
  };
  return (
    <div
      className={css.field}
      data-invalid={invalid}
      data-rework={rework}
      data-kind={definition.kind}
      data-testid={`frame-${state.key}`}
      data-place={`field:${state.key}`}
    >
      <div className={css.fieldHead}>
        <Label id={`${id}-label`} {...(Label === 'label' ? { htmlFor: `${id}-control` } : {})} className={css.label}>
          {label}
          {state.required ? (
            <span className={css.required}>
              <span aria-hidden>*</span>
              <span className="visually-hidden">{t('required')}</span>
            </span>
          ) : null}
        </Label>
        {isMeasure && value !== null && typeof value === 'number' ? (
          <VerdictTag verdict={state.verdict} testId={`verdict-${state.key}`} />
        ) : null}
      </div>
      {hint === null ? null : <p className={css.hint}>{hint}</p>}
      <FieldControl
        id={`${id}-control`}
        labelId={`${id}-label`}
        step={step}
        path={state.key}
        state={state}
        words={words}
        view={view}
        disabled={disabled || state.readonly}
        invalid={invalid}
        describedBy={invalid ? `${id}-problems` : undefined}
        onChange={onChange}
        onBlur={leave}
      />
      {isMeasure && state.limit ? <LimitLine limit={state.limit} unit={definition.unit ?? ''} /> : null}
      {invalid ? (
        <p id={`${id}-problems`} className={css.problems} role="alert" data-testid={`problem-${state.key}`}>
          <CloseCircleFilled aria-hidden /> {said.join(' ')}
        </p>
      ) : null}
    </div>
  );
}
