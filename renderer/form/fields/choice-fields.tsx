import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../domain/documents/base.ts';
import { isRecord } from '../../texts/answer-words.ts';
import type { FieldProps } from '../field-props.ts';
import css from './fields.module.css';

type CardProps = {
  readonly kind: 'radio' | 'checkbox';
  readonly name: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly label: string;
  readonly testId: string;
  readonly onPick: (checked: boolean) => void;
  readonly onBlur: () => void;
};

/** A native radio or checkbox inside a card large enough for a glove. */
function OptionCard({ kind, name, checked, disabled, label, testId, onPick, onBlur }: CardProps): ReactNode {
  return (
    <label className={css.card} data-checked={checked} data-disabled={disabled}>
      <input
        type={kind}
        name={name}
        checked={checked}
        disabled={disabled}
        data-testid={testId}
        onChange={(event) => onPick(event.target.checked)}
        onBlur={onBlur}
      />
      <span className={kind === 'radio' ? css.dot : css.box} aria-hidden />
      <span>{label}</span>
    </label>
  );
}

export function ChoiceField({
  id,
  labelId,
  step,
  path,
  state,
  words,
  disabled,
  describedBy,
  onChange,
  onBlur,
}: FieldProps): ReactNode {
  return (
    <div
      className={css.cards}
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      data-testid={`field-${state.key}`}
      id={id}
    >
      {(state.definition.options ?? []).map((item) => (
        <OptionCard
          key={item}
          kind="radio"
          name={id}
          checked={state.value === item}
          disabled={disabled}
          label={words.option(step, path, item)}
          testId={`option-${state.key}-${item}`}
          onPick={() => onChange(item)}
          onBlur={onBlur}
        />
      ))}
    </div>
  );
}

export function YesNoField({ id, labelId, state, disabled, describedBy, onChange, onBlur }: FieldProps): ReactNode {
  const { t } = useTranslation('words');
  return (
    <div
      className={css.yesNo}
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      data-testid={`field-${state.key}`}
      id={id}
    >
      {([true, false] as const).map((value) => (
        <OptionCard
          key={String(value)}
          kind="radio"
          name={id}
          checked={state.value === value}
          disabled={disabled}
          label={value ? t('yes') : t('no')}
          testId={`option-${state.key}-${value ? 'yes' : 'no'}`}
          onPick={() => onChange(value)}
          onBlur={onBlur}
        />
      ))}
    </div>
  );
}

export function ChoicesField({
  id,
  labelId,
  step,
  path,
  state,
  words,
  disabled,
  describedBy,
  onChange,
  onBlur,
}: FieldProps): ReactNode {
  const chosen: readonly Json[] = Array.isArray(state.value) ? state.value : [];
  const options = state.definition.options ?? [];
  const pick = (item: string, checked: boolean) => {
    const next = options.filter((option) => (option === item ? checked : chosen.includes(option)));
    onChange(next.length === 0 ? null : next);
  };
  return (
    <div
      className={css.cards}
      role="group"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      data-testid={`field-${state.key}`}
      id={id}
    >
      {options.map((item) => (
        <OptionCard
          key={item}
          kind="checkbox"
          name={`${id}-${item}`}
          checked={chosen.includes(item)}
          disabled={disabled}
          label={words.option(step, path, item)}
          testId={`option-${state.key}-${item}`}
          onPick={(checked) => pick(item, checked)}
          onBlur={onBlur}
        />
      ))}
    </div>
  );
}

/** `{ item: true }`; an item that was taken back is gone, not false. */
export function ChecklistField({
  id,
  labelId,
  step,
  path,
  state,
  words,
  disabled,
  describedBy,
  onChange,
  onBlur,
}: FieldProps): ReactNode {
  const { t } = useTranslation('form');
  const options = state.definition.options ?? [];
  const ticked = new Set(
    isRecord(state.value) ? options.filter((item) => isRecord(state.value) && state.value[item] === true) : [],
  );
  const put = (items: readonly string[]) =>
    onChange(items.length === 0 ? null : Object.fromEntries(items.map((item) => [item, true])));
  return (
    <>
      <div className={css.checklistHead}>
        <span>{t('checkedOf', { n: ticked.size, total: options.length })}</span>
        {disabled || ticked.size === options.length ? null : (
          <Button size="small" onClick={() => put(options)} data-testid={`check-all-${state.key}`}>
            {t('checkAll')}
          </Button>
        )}
      </div>
      <div
        className={css.cards}
        role="group"
        aria-labelledby={labelId}
        aria-describedby={describedBy}
        data-testid={`field-${state.key}`}
        id={id}
      >
        {options.map((item) => (
          <OptionCard
            key={item}
            kind="checkbox"
            name={`${id}-${item}`}
            checked={ticked.has(item)}
            disabled={disabled}
            label={words.option(step, path, item)}
            testId={`option-${state.key}-${item}`}
            onPick={(checked) => put(options.filter((option) => (option === item ? checked : ticked.has(option))))}
            onBlur={onBlur}
          />
        ))}
      </div>
    </>
  );
}

const stars = [1, 2, 3, 4, 5] as const;

export function RatingField({ id, labelId, state, disabled, describedBy, onChange, onBlur }: FieldProps): ReactNode {
  const { t } = useTranslation('form');
  const rated = typeof state.value === 'number' ? state.value : 0;
  return (
    <div
      className={css.rating}
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      data-testid={`field-${state.key}`}
      id={id}
    >
      {stars.map((value) => (
        <label key={value} className={css.star} data-on={value <= rated}>
          <input
            type="radio"
            name={id}
            checked={rated === value}
            disabled={disabled}
            aria-label={t('stars', { n: value })}
            data-testid={`option-${state.key}-${value}`}
            onChange={() => onChange(value)}
            onBlur={onBlur}
          />
          <span aria-hidden>★</span>
        </label>
      ))}
    </div>
  );
}
