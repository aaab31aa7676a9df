import type { Json } from '../../domain/documents/base.ts';
import { asDay } from './days.ts';
import type { FieldDefinition } from './types.ts';

/** Whether a field, or a column of its rows, asks for days. */
export const asksForDays = ({ kind, columns = [] }: FieldDefinition): boolean =>
  kind === 'day' || kind === 'days' || columns.some(asksForDays);

/**
 * An answer that an older version asked for as a moment or a window, as this version's field holds it: the day or days it lay in (ADR 0037).
 * A value that is neither stays as it is, and the form says that it cannot be read: nothing is lost.
 */
export function inDays(field: FieldDefinition, value: Json): Json {
  if (field.kind === 'day') return asDay(value);
  if (field.kind === 'days') return isRecord(value) && 'start' in value ? period(value) : value;
  if (field.kind !== 'rows' || !Array.isArray(value)) return value;
  const columns = (field.columns ?? []).filter(asksForDays);
  return value.map((row: Json) =>
    isRecord(row)
      ? {
          ...row,
          ...Object.fromEntries(
            columns
              .filter(({ key }) => Object.hasOwn(row, key))
              .map((one) => [one.key, inDays(one, row[one.key] ?? null)]),
          ),
        }
      : row,
  );
}

const period = ({ start, end }: { readonly [key: string]: Json }): Json => ({
  from: asDay(start ?? null),
  to: asDay(end ?? null),
});

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
