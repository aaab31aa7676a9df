import { foldWidth } from '../../../domain/text/width.ts';

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
