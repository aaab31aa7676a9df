import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../hooks/use-format.ts';
import type { FieldProps } from '../field-props.ts';
import css from './fields.module.css';

/** Words to read out to the customer. */
export function ScriptField({ step, path, words, labelId }: FieldProps): ReactNode {
  return (
    <blockquote className={css.quote} style={{ margin: 0 }} aria-labelledby={labelId}>
      {words.script(step, path)}
    </blockquote>
  );
}

/** A value the order type works out; nobody types it. */
export function ComputedField({ id, labelId, state }: FieldProps): ReactNode {
  const { t } = useTranslation('form');
  const format = useFormat();
  const { value, definition } = state;
  const said = value === null || value === '' ? null : typeof value === 'number' ? format.number(value) : String(value);
  return (
    <output id={id} className={css.computed} aria-labelledby={labelId} data-testid={`field-${state.key}`}>
      {said === null ? <small>{t('waitsFor')}</small> : said}
      {said !== null && definition.unit ? <small>{definition.unit}</small> : null}
    </output>
  );
}
