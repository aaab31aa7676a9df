import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../domain/documents/base.ts';
import { isShortText } from '../../../forms/engine/row-line.ts';
import type { CellState, FieldDefinition, FieldState } from '../../../forms/engine/types.ts';
import { isRecord } from '../../texts/answer-words.ts';
import type { FieldProps } from '../field-props.ts';
import css from './fields.module.css';

/** A small table: each row has the columns as fields; rows are added and removed. */
export function RowsField({
  Control,
  ...props
}: FieldProps & { readonly Control: ComponentType<FieldProps> }): ReactNode {
  const { state, words, step, disabled, labelId, describedBy, id, onChange } = props;
  const { t } = useTranslation('form');
  const { t: tw } = useTranslation('words');
  const rows: readonly Json[] = Array.isArray(state.value) ? state.value : [];
  const columns = state.definition.columns ?? [];
  const put = (next: readonly Json[]) => onChange(next.length === 0 ? null : next);
  const most = state.definition.schema?.maxItems;
  const isLine = columns.length <= mostInLine && columns.every((column) => widthOf(column) !== 'full');
  return (
    <div
      className={css.rows}
      role="group"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      id={id}
      data-testid={`field-${state.key}`}
    >
      {rows.length === 0 ? <p className={css.hint}>{t('noRows')}</p> : null}
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={index} className={css.row} data-line={isLine} role="group" aria-label={t('row', { n: index + 1 })}>
          {columns.map((column) => {
            const cell = state.cells?.[index]?.[column.key] ?? { relevant: true, required: column.required === true };
            if (!cell.relevant) return null;
            const columnId = `${id}-${index}-${column.key}`;
            const value = isRecord(row) ? (row[column.key] ?? null) : null;
            return (
              <div
                key={column.key}
                className={css.column}
                data-width={widthOf(column)}
                data-place={`field:${state.key}/${index}/${column.key}`}
              >
                <label id={`${columnId}-label`} htmlFor={columnId} className={css.columnLabel}>
                  {words.field(step, `${state.key}.${column.key}`)}
                  {cell.required ? (
                    <span className={css.columnRequired}>
                      <span aria-hidden="true">*</span>
                      <span className="visually-hidden">{tw('required')}</span>
                    </span>
                  ) : null}
                </label>
                <Control
                  {...props}
                  id={columnId}
                  labelId={`${columnId}-label`}
                  path={`${state.key}.${column.key}`}
                  state={columnState(`${state.key}-${index}-${column.key}`, column, cell, value, state)}
                  describedBy={undefined}
                  onChange={(next) =>
                    put(
                      rows.map((other, i) =>
                        i === index ? { ...(isRecord(other) ? other : {}), [column.key]: next } : other,
                      ),
                    )
                  }
                />
              </div>
            );
          })}
          {disabled ? null : (
            <Button
              icon={<DeleteOutlined />}
              aria-label={t('removeRow', { n: index + 1 })}
              onClick={() => put(rows.filter((_, i) => i !== index))}
            />
          )}
        </div>
      ))}
      {disabled || (typeof most === 'number' && rows.length >= most) ? null : (
        <Button icon={<PlusOutlined />} data-testid={`add-row-${state.key}`} onClick={() => put([...rows, {}])}>
          {t('addRow')}
        </Button>
      )}
    </div>
  );
}

/** So many boxes stand in one line, and the labels above the first row serve all. */
const mostInLine = 3;
function widthOf(column: FieldDefinition): 'number' | 'short' | 'words' | 'full' {
  if (column.kind === 'number' || column.kind === 'integer') return 'number';
  if (column.kind !== 'text') return 'full';
  return isShortText(column) ? 'short' : 'words';
}

/** A column as a field of its own; what is wrong with it is said by the engine for the whole table. */
function columnState(
  key: string,
  definition: FieldDefinition,
  { relevant, required, bounds }: CellState,
  value: Json,
  parent: FieldState,
): FieldState {
  return {
    key,
    definition,
    value,
    relevant,
    required,
    readonly: parent.readonly,
    problems: [],
    verdict: 'none',
    limit: null,
    ...(bounds === undefined ? {} : { bounds }),
  };
}
