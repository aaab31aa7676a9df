import type { Json } from '../../../../domain/documents/base.ts';

/** Any JSON in one readable line, for values whose field is not known: corrections, details of a gate. */
export function anyWords(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((item: Json) => anyWords(item)).join(' · ');
  return Object.entries(value)
    .map(([key, item]) => `${key}: ${anyWords(item as Json)}`)
    .join(' · ');
}
