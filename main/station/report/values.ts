import type { Json } from '../../../domain/documents/base.ts';
import { lengthOf } from '../../../forms/engine/days.ts';
import type { FieldDefinition } from '../../../forms/engine/types.ts';
import { inLine, type Speech } from './wording.ts';

/** `2025-03-12 14:05`, in the report's time zone. */
export function moment(iso: string, timeZone: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
}

/** `UTC+8` at that moment, so that a reader elsewhere knows the printed times. */
export function offsetOf(iso: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(new Date(iso));
  return (parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT').replace('GMT', 'UTC');
}

export function span(start: string, end: string, timeZone: string): string {
  const from = moment(start, timeZone);
  const to = moment(end, timeZone);
  return from.slice(0, 10) === to.slice(0, 10) ? `${from}–${to.slice(11)}` : `${from} – ${to}`;
}

/** A true minus sign; at most the digits the value has. */
export const number = (value: number): string => String(value).replace('-', '−');

export function position(at: { latitude: number; longitude: number; accuracyM: number }): string {
  return `${at.latitude.toFixed(6)}, ${at.longitude.toFixed(6)} ±${Math.round(at.accuracyM)} m`;
}

/** A fix, or that there was none and why; coordinates that were stored beside `none` are no fix. */
function positionAnswer(value: { readonly [key: string]: Json }, speech: Speech): string {
  if (value.source !== 'none' && typeof value.latitude === 'number') return position(value as never);
  const reason = `position.${String(value.reason)}`;
  return [inLine(speech.word('noPosition')), ...(speech.has(reason) ? [inLine(speech.word(reason))] : [])].join(' · ');
}

/** The text keys of one field live under `field.<path>`, `option.<path>.<item>`, `column.<path>.<column>`. */
export type FieldPlace = {
  readonly path: string;
  readonly speech: Speech;
  readonly timeZone: string;
  /** the definition's resources, in its order */
  readonly resources?: readonly string[];
};

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

/** As the definition lists them, what it does not list last; stored JSON is in no order of its own. */
function inOrder(
  value: { readonly [key: string]: Json },
  order: readonly string[] = [],
): readonly (readonly [string, Json])[] {
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b));
}

/** One field's answer as a line or a few; every kind of field has its rule here. */
export function answer(field: FieldDefinition, value: Json, place: FieldPlace): string {
  const { path, speech, timeZone } = place;
  if (isEmpty(value)) return '';
  const option = (item: string): string => inLine(speech.text(`option.${path}.${item}`));
  const unit = field.unit === undefined ? '' : ` ${field.unit}`;
  switch (field.kind) {
    case 'yesNo':
      return inLine(speech.word(value === true ? 'yes' : 'no'));
    case 'choice':
      return `${option(String(value))}${unit}`;
    case 'choices':
      return Array.isArray(value) ? value.map((item) => option(String(item))).join('、') : String(value);
    case 'checklist':
      return isRecord(value)
        ? inOrder(value, field.options)
            .filter(([, checked]) => checked === true)
            .map(([item]) => `✓ ${option(item)}`)
            .join('　')
        : String(value);
    case 'timeWindow':
      return isRecord(value) ? span(String(value.start), String(value.end), timeZone) : String(value);
    case 'time':
      return moment(String(value), timeZone);
    case 'days':
      return isRecord(value) ? period(value, speech) : String(value);
    case 'position':
      return isRecord(value) ? positionAnswer(value, speech) : String(value);
    case 'rating':
      return `${'★'.repeat(Number(value))}${'☆'.repeat(Math.max(0, 5 - Number(value)))} ${String(value)}/5`;
    case 'resources':
      return isRecord(value)
        ? inOrder(value, place.resources)
            .map(([key, state]) => `${speech.text(`resource.${key}`).first} ${resourceState(String(state), speech)}`)
            .join('　')
        : String(value);
    case 'rows':
      return '';
    default:
      return typeof value === 'number' ? `${number(value)}${unit}` : plain(value, speech, unit);
  }
}

/** `2026-12-01 – 2026-12-31 (31 天 days)`; a day lies in no zone and prints as it is written. */
function period({ from, to }: { readonly [key: string]: Json }, speech: Speech): string {
  const [first, last] = [String(from), String(to)];
  return `${first} – ${last} (${lengthOf({ from: first, to: last })} ${inLine(speech.word('days'))})`;
}

function plain(value: Json, speech: Speech, unit: string): string {
  if (typeof value === 'boolean') return inLine(speech.word(value ? 'yes' : 'no'));
  return typeof value === 'string' ? `${value}${unit}` : JSON.stringify(value);
}

const resourceState = (state: string, speech: Speech): string =>
  state === 'confirmed'
    ? `✓ ${speech.word('confirmed').first}`
    : `✗ ${speech.word('discrepancy').first}`.replace('✗', '×');

const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/**
 * A characteristic of the order, as dispatch filled it in: an option by its text, else the value itself.
 * @param path `product.<key>` or `resource.<key>`
 */
export function characteristic(value: Json, path: string, speech: Speech, timeZone: string): string {
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string' && isMoment.test(value)) return moment(value, timeZone);
  const option = typeof value === 'string' ? speech.said(`option.${path}.${value}`) : null;
  return option === null ? plain(value, speech, '') : inLine(option);
}
