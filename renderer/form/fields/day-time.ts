import { foldWidth } from '../../../domain/text/width.ts';
import { isDay } from '../../../forms/engine/days.ts';

/** Days as `2026-03-02` and clocks as `09:30`, both local; moments as ISO UTC with milliseconds. */

const two = (n: number): string => String(n).padStart(2, '0');

export function dayKey(iso: string): string {
  const date = new Date(iso);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function clockOf(iso: string): string {
  const date = new Date(iso);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function isoOf(day: string, clock: string): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return new Date(year, month - 1, date, hours, minutes).toISOString();
}

/** `count` days from `from` (ms), with `also` in its place when it lies outside. */
export function upcomingDays(from: number, count: number, also: string | null): readonly string[] {
  const first = new Date(from);
  const days = Array.from({ length: count }, (_, i) =>
    dayKey(new Date(first.getFullYear(), first.getMonth(), first.getDate() + i, 12).toISOString()),
  );
  return also === null || days.includes(also) ? days : [...days, also].sort();
}

/** Every half hour of a day, with `also` in its place. */
export function halfHours(also: string): readonly string[] {
  const clocks = Array.from({ length: 48 }, (_, i) => `${two(Math.floor(i / 2))}:${i % 2 === 0 ? '00' : '30'}`);
  return clocks.includes(also) ? clocks : [...clocks, also].sort();
}

/** `9:05`, `0905`, `９：０５` → `09:05`; null while it is none. */
export function readClock(text: string): string | null {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(foldWidth(text).trim());
  if (!match) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2]);
  return hours < 24 && minutes < 60 ? `${two(hours)}:${two(minutes)}` : null;
}

/** The ISO form that moments are stored in, and nothing that a clock could also be read from. */
const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
export const isMoment = (value: string | null | undefined): boolean =>
  typeof value === 'string' && iso.test(value) && !Number.isNaN(Date.parse(value));

/** Day and clock of a moment, local; of a text that is none yet what stands for each. */
export function partsOf(value: string): { readonly day: string | null; readonly clock: string | null } {
  if (isMoment(value)) return { day: dayKey(value), clock: clockOf(value) };
  const at = value.lastIndexOf(' ');
  const [day, clock] = at === -1 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
  return { day: day === '' ? null : day, clock: clock === '' ? null : clock };
}

/** A moment from what stands for day and clock; where one of them cannot be read, both as they are. */
export function momentOf(day: string, clock: string): string {
  const read = readClock(clock);
  return isDay(day) && read !== null ? isoOf(day, read) : `${day} ${clock.trim().replace(/\s+/g, '')}`;
}

/** A bound as the day it lies on here. */
export const boundDay = (bound: string | undefined): string | undefined =>
  bound === undefined || isDay(bound) ? bound : dayKey(bound);
