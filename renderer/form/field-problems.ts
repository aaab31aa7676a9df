import type { TFunction } from 'i18next';
import { type NumberRefusal, readWrittenNumber } from '../../domain/text/written-number.ts';
import type { FieldProblem } from '../../forms/engine/types.ts';
import type { DefinitionWords } from '../texts/definition-words.ts';
import { clockOf, dayKey } from './fields/day-time.ts';

const known = [
  'required',
  'type',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'enum',
  'minItems',
  'maxItems',
  'multipleOf',
  'constraint',
  'exclusive',
] as const;
/** The keywords name faults of a day, a moment, a window or a period (ADR 0037). */
const datedKeywords = [
  'earliest',
  'latest',
  'longestDays',
  'longestHours',
  'shortestDays',
  'shortestHours',
  'dayUnread',
  'timeUnread',
  'endMissing',
  'window',
  'period',
] as const;
const sameAs: Readonly<Record<string, (typeof known)[number]>> = {
  exclusiveMinimum: 'minimum',
  exclusiveMaximum: 'maximum',
  format: 'pattern',
  const: 'enum',
};

/** What is wrong with a field, in its reader's words: the order type's own text where it brings one, else by keyword. */
export function fieldProblemWords(problem: FieldProblem, words: DefinitionWords, t: TFunction<'words'>): string {
  const { keyword, params, text } = problem;
  const own = text === undefined ? null : words.raw(text);
  if (own !== null) return own;
  if (keyword === 'numberUnclear' && Array.isArray(params.readings))
    return unclearWords(params.readings.map(Number), t);
  if (keyword === 'numberRefused') return refusalWords(params.reason as NumberRefusal, String(params.unit ?? ''), t);
  const dated = datedKeywords.find((one) => one === keyword);
  if (dated !== undefined) return t(`field.${dated}`, { limit: limitWords(params.limit) });
  return keywordWords(keyword, params.limit ?? params[keyword] ?? '', t);
}

/** A bound as it is typed: `2026-12-01`, a moment with the clock of whoever reads. */
export function limitWords(limit: unknown): string {
  if (typeof limit !== 'string' || limit.length <= 10) return String(limit ?? '');
  return `${dayKey(limit)} ${clockOf(limit)}`;
}

/** What a schema's keyword asks for, with its limit. */
export function keywordWords(keyword: string, limit: unknown, t: TFunction<'words'>): string {
  const found = known.find((one) => one === (sameAs[keyword] ?? keyword));
  return found ? t(`field.${found}`, { limit: String(limit).replace('-', '−') }) : t('field.other');
}

/** Words for what keeps a text from being a number; null where nothing does. */
export function writtenNumberWords(text: string, unit: string, t: TFunction<'words'>): string | null {
  const read = readWrittenNumber(text, unit);
  if (read.kind === 'unclear') return unclearWords(read.readings, t);
  return read.kind === 'refused' ? refusalWords(read.reason, unit, t) : null;
}

function unclearWords([first = 0, second]: readonly number[], t: TFunction<'words'>): string {
  const said = (value: number): string => String(value).replace('-', '−');
  return second === undefined
    ? t('field.unclearOne', { first: said(first) })
    : t('field.unclear', { first: said(first), second: said(second) });
}

const refusalWords = (reason: NumberRefusal, unit: string, t: TFunction<'words'>): string =>
  reason === 'unit' && unit !== '' ? t('field.refusedNumber.unitOf', { unit }) : t(`field.refusedNumber.${reason}`);
