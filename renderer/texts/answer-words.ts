import type { TFunction } from 'i18next';
import { type Json, noPositionReasons } from '../../domain/documents/base.ts';
import { isDay, lengthOf } from '../../forms/engine/days.ts';
import { rowLine } from '../../forms/engine/row-line.ts';
import type { FieldDefinition } from '../../forms/engine/types.ts';
import type { DefinitionWords } from './definition-words.ts';
import type { Format } from './format.ts';

/** What is needed to put an answer into words. */
export type AnswerTools = { readonly words: DefinitionWords; readonly format: Format; readonly t: TFunction<'words'> };

/** An answer as a person reads it; null where nothing was answered. `path`: the field's key, with its rows field before a column. */
export function answerWords(
  step: string,
  path: string,
  field: FieldDefinition,
  value: Json | undefined,
  tools: AnswerTools,
): string | null {
  if (value === undefined || value === null || value === '') return null;
  const { words, format, t } = tools;
  const option = (item: string) => words.option(step, path, item);
  switch (field.kind) {
    case 'yesNo':
      return value === true ? t('yes') : t('no');
    case 'number':
    case 'integer':
    case 'computed':
      return typeof value === 'number' ? `${format.number(value)}${field.unit ? ` ${field.unit}` : ''}` : plain(value);
    case 'choice':
      return typeof value === 'string' ? option(value) : plain(value);
    case 'choices':
      return Array.isArray(value) ? listed(value.map((item) => option(String(item)))) : plain(value);
    case 'checklist':
      return isRecord(value)
        ? listed(
            Object.keys(value)
              .filter((item) => value[item] === true)
              .map(option),
          )
        : plain(value);
    case 'timeWindow':
      return isRecord(value) && isMoment(value.start) && isMoment(value.end)
        ? format.window({ start: value.start, end: value.end })
        : plain(value);
    case 'time':
      return isMoment(value) ? format.dateTime(value) : plain(value);
    case 'day':
      return isDay(value) ? format.day(value) : plain(value);
    case 'days':
      return isRecord(value) && isDay(value.from) && isDay(value.to)
        ? t('field.days', {
            from: format.day(value.from),
            to: format.day(value.to),
            n: lengthOf({ from: value.from, to: value.to }),
          })
        : plain(value);
    case 'position':
      return isRecord(value) ? positionWords(value, tools) : plain(value);
    case 'rating':
      return typeof value === 'number' ? `${'★'.repeat(value)}${'☆'.repeat(Math.max(0, 5 - value))}` : plain(value);
    case 'rows':
      return Array.isArray(value)
        ? value.map((row, i) => `${i + 1}. ${rowWords(step, path, field, row, tools)}`).join('\n')
        : plain(value);
    case 'resources':
      return isRecord(value)
        ? Object.entries(value)
            .map(
              ([key, state]) =>
                `${words.resource(key)}: ${state === 'confirmed' ? t('resource.confirmed') : t('resource.discrepancy')}`,
            )
            .join('\n')
        : plain(value);
    case 'text':
    case 'paragraph':
    case 'serial':
    case 'script':
      return plain(value);
  }
}

export const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that tells a moment; what was typed and could not be read is shown as it is. */
const isMoment = (value: Json | undefined): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

const listed = (items: readonly string[]): string | null => (items.length === 0 ? null : items.join(' · '));

function rowWords(step: string, path: string, field: FieldDefinition, row: Json, tools: AnswerTools): string {
  if (!isRecord(row)) return plain(row);
  return rowLine(
    (field.columns ?? []).map((column) => ({
      column,
      said: answerWords(step, `${path}.${column.key}`, column, row[column.key], tools) ?? '',
    })),
  );
}

function positionWords(value: { readonly [key: string]: Json }, { t, format }: AnswerTools): string {
  if (value.source === 'none' || typeof value.latitude !== 'number' || typeof value.longitude !== 'number') {
    const reason = noPositionReasons.find((one) => one === value.reason);
    return [t('position.source.none'), reason && t(`position.none.${reason}`)].filter(Boolean).join(' · ');
  }
  const accuracy = typeof value.accuracyM === 'number' ? ` ±${Math.round(value.accuracyM)} m` : '';
  const at = typeof value.fixAt === 'string' ? ` · ${format.time(value.fixAt)}` : '';
  return `${value.latitude.toFixed(5)}, ${value.longitude.toFixed(5)}${accuracy}${at}`;
}

/** A value as it stands, where nothing is known of its field. */
export function plain(value: Json): string {
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return String(value);
  if (Array.isArray(value)) return value.map(plain).join(' · ');
  return value === null
    ? ''
    : Object.entries(value)
        .map(([key, inner]) => `${key}: ${plain(inner)}`)
        .join(' · ');
}
