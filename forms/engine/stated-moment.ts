import type { Scope } from './expression.ts';
import { resultOf } from './expression.ts';
import type { Expression, SettingsByKey } from './types.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;
const minuteMs = 60_000;

/**
 * The moment that an expression answers, ISO in UTC: a moment as it is, a calendar day at its beginning in the zone of the settings `calendar`
 * (UTC without them). Null where it is not known, or is no time.
 */
export function statedMoment(expression: Expression | undefined, scope: Scope, settings: SettingsByKey): string | null {
  const value = expression === undefined ? undefined : resultOf(expression, scope);
  if (typeof value !== 'string') return null;
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) return null;
  const offset = Number(settings.calendar?.values.utcOffsetMinutes ?? 0);
  const begin = day.test(value) && Number.isFinite(offset) ? ms - offset * minuteMs : ms;
  const at = new Date(begin);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
