import type { Json } from '../../domain/documents/base.ts';
import { boundsOf } from './bounds.ts';
import { isTrue, type Scope } from './expression.ts';
import type { Values } from './scope.ts';
import type { CellState, FieldDefinition } from './types.ts';

/** What the expressions of a row's columns see: everything, and `row` with every column, null where empty. */
export const rowScope = (field: FieldDefinition, row: Values, scope: Scope): Scope => ({
  ...scope,
  row: { ...Object.fromEntries((field.columns ?? []).map(({ key }) => [key, null])), ...row },
});

/** Each column of each row as it stands: whether it is asked for, and must be answered. */
export const cellsOf = (
  field: FieldDefinition,
  value: Json,
  scope: Scope,
): readonly Readonly<Record<string, CellState>>[] =>
  rowsIn(value).map((row) => {
    const inRow = rowScope(field, row, scope);
    return Object.fromEntries(
      (field.columns ?? []).map((column) => {
        const relevant = isTrue(column.relevant, inRow, column.relevant === undefined);
        const bounds = boundsOf(column, inRow);
        const required = relevant && isTrue(column.required, inRow, false);
        return [column.key, { relevant, required, ...(bounds === undefined ? {} : { bounds }) }];
      }),
    );
  });

/** The rows without what is not asked for in them; the value itself where that is nothing. */
export function relevantRows(field: FieldDefinition, value: Json, scope: Scope): Json {
  if (field.columns?.some(({ relevant }) => relevant !== undefined) !== true) return value;
  const cells = cellsOf(field, value, scope);
  const asked = (index: number, key: string): boolean => cells[index]?.[key]?.relevant !== false;
  const rows = rowsIn(value);
  if (rows.every((row, index) => Object.keys(row).every((key) => asked(index, key)))) return value;
  return rows.map((row, index) => Object.fromEntries(Object.entries(row).filter(([key]) => asked(index, key))));
}

const rowsIn = (value: Json): readonly Values[] =>
  Array.isArray(value)
    ? value.map((row: Json) => (typeof row === 'object' && row !== null ? (row as Values) : {}))
    : [];
