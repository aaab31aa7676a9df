import type { Json } from '../../../domain/documents/base.ts';
import { rowLine } from '../../../forms/engine/row-line.ts';
import { placeOf } from '../../../forms/engine/steps-of.ts';
import type { FieldDefinition } from '../../../forms/engine/types.ts';
import type { ReportInput } from './input.ts';
import { answer, isEmpty, number } from './values.ts';
import type { Speech } from './wording.ts';

/** One answer of the order as the report prints it, by where it stands; `—` where there is none. Rows are told in one line each. */
export function valueWords(
  step: string,
  field: string,
  value: Json,
  { definition, timeZone }: Pick<ReportInput, 'definition' | 'timeZone'>,
  speech: Speech,
): string {
  if (isEmpty(value)) return '—';
  const found = placeOf(definition, step)?.step.fields.find(({ key }) => key === field);
  const path = `${step}.${field}`;
  if (found === undefined) return typeof value === 'number' ? number(value) : plain(value);
  if (found.kind === 'rows') return rowLines(found, value, path, { timeZone, speech }).join('\n');
  return answer(found, value, {
    path,
    speech,
    timeZone,
    resources: definition.resources.map(({ key }) => key),
  });
}

/** Each row of a list as one line of its filled columns: `皮线光缆 · 38 m`. */
export function rowLines(
  field: FieldDefinition,
  value: Json,
  path: string,
  { timeZone, speech }: { readonly timeZone: string; readonly speech: Speech },
): readonly string[] {
  const rows = Array.isArray(value) ? value : [];
  return rows.map((row) =>
    rowLine(
      (field.columns ?? []).map((column) => ({
        column,
        said: answer(column, cellOf(row, column.key), { path: `${path}.${column.key}`, speech, timeZone }),
      })),
    ),
  );
}

export const cellOf = (row: Json, key: string): Json =>
  typeof row === 'object' && row !== null && !Array.isArray(row)
    ? ((row as { readonly [key: string]: Json })[key] ?? null)
    : null;

const plain = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
