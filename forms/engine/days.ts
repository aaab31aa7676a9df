/** Calendar days are `YYYY-MM-DD` and lie in no zone; moments are ISO times. */

const minuteMs = 60_000;
export const dayMs = 86_400_000;
const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
/** The years that papers of the trade can name; a year outside them is a slip of the finger. */
const years = { first: 1900, last: 2199 };

/** While no settings say where the carrier's days begin: China. */
const usualOffsetMinutes = 480;

/** The real calendar day in UTC milliseconds at midnight; null where there is no such day, as 2026-02-30. */
export function dayMsOf(value: unknown): number | null {
  const match = typeof value === 'string' ? shape.exec(value) : null;
  if (match === null) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < years.first || year > years.last) return null;
  const ms = Date.UTC(year, month - 1, date);
  return new Date(ms).toISOString().startsWith(match[0]) ? ms : null;
}

export const isDay = (value: unknown): value is string => dayMsOf(value) !== null;

export const dayFromMs = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day that a moment lies in, in a fixed zone, so that no device's zone enters. A day is its own. */
export function dayOfMoment(value: string, offsetMinutes: number): string | null {
  if (isDay(value)) return value;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : dayFromMs(ms + offsetMinutes * minuteMs);
}

/** The first moment of a day in a fixed zone, ms. */
export const startOfDay = (day: string, offsetMinutes: number): number =>
  (dayMsOf(day) ?? Number.NaN) - offsetMinutes * minuteMs;

/** How many days a period has; the first and the last both count. */
export const lengthOf = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  ((dayMsOf(to) ?? Number.NaN) - (dayMsOf(from) ?? Number.NaN)) / dayMs + 1;

/** Minutes east of UTC in which the settings count days (`calendar`). */
export function offsetIn(settings: unknown): number {
  const calendar = (settings as { readonly calendar?: { readonly utcOffsetMinutes?: unknown } } | undefined)?.calendar;
  return typeof calendar?.utcOffsetMinutes === 'number' ? calendar.utcOffsetMinutes : usualOffsetMinutes;
}

/** An answer that an older version asked for as a moment, where this one asks for the day: the day it lay in. Anything else stays. */
export const asDay = <V>(value: V): V | string =>
  typeof value === 'string' && value.length > 10 ? (dayOfMoment(value, usualOffsetMinutes) ?? value) : value;

export const addedDay = (day: string, count: number): string =>
  dayFromMs(Date.parse(`${day}T00:00:00Z`) + count * dayMs);
