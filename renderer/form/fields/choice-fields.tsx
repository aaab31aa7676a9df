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
      {(state.options ?? state.definition.options ?? []).map((item) => (
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

type TickProps = {
  readonly field: FieldProps;
  readonly ticked: (item: string) => boolean;
  readonly onTicks: (items: readonly string[]) => void;
};

/** The options of a field, of which any number may be ticked; what is ticked is told in the order of the options. */
function TickCards({ field, ticked, onTicks }: TickProps): ReactNode {
  const { id, labelId, step, path, state, words, disabled, describedBy, onBlur } = field;
  const options = state.options ?? state.definition.options ?? [];
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
          checked={ticked(item)}
          disabled={disabled}
          label={words.option(step, path, item)}
          testId={`option-${state.key}-${item}`}
          onPick={(checked) => onTicks(options.filter((option) => (option === item ? checked : ticked(option))))}
          onBlur={onBlur}
        />
      ))}
    </div>
  );
}

/** What stands alone takes the others away when it is ticked, and is taken away by any other. */
function withoutContradiction(items: readonly string[], before: readonly Json[], exclusive: readonly string[]): Json {
  const added = items.find((item) => !before.includes(item));
  const kept =
    added === undefined
      ? items
      : exclusive.includes(added)
        ? [added]
        : items.filter((item) => !exclusive.includes(item));
  return kept.length === 0 ? null : [...kept];
}

export function ChoicesField(field: FieldProps): ReactNode {
  const { value } = field.state;
  const chosen: readonly Json[] = Array.isArray(value) ? value : [];
  return (
    <TickCards
      field={field}
      ticked={(item) => chosen.includes(item)}
      onTicks={(items) => field.onChange(withoutContradiction(items, chosen, field.state.definition.exclusive ?? []))}
    />
  );
}

/** `{ item: true }`; an item that was taken back is gone, not false. One press for all only where the order type says that it harms nobody. */
export function ChecklistField(field: FieldProps): ReactNode {
  const { t } = useTranslation('form');
  const { state, disabled, onChange } = field;
  const { value } = state;
  const options = state.options ?? state.definition.options ?? [];
  const ticked = new Set(isRecord(value) ? options.filter((item) => value[item] === true) : []);
  const put = (items: readonly string[]) =>
    onChange(items.length === 0 ? null : Object.fromEntries(items.map((item) => [item, true])));
  return (
    <>
      <div className={css.checklistHead}>
        <span>{t('checkedOf', { n: ticked.size, total: options.length })}</span>
        {disabled || !state.definition.tickAll || ticked.size === options.length ? null : (
          <Button size="small" onClick={() => put(options)} data-testid={`check-all-${state.key}`}>
            {t('checkAll')}
          </Button>
        )}
      </div>
      <TickCards field={field} ticked={(item) => ticked.has(item)} onTicks={put} />
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
