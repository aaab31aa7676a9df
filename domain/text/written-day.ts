import { foldWidth } from './width.ts';

const whole = /^(\d{4})(\d{2})(\d{2})$/;
const short = /^(\d{2})(\d{2})(\d{2})$/;
const monthAndDay = /^(\d{2})(\d{2})$/;
const parted = /^(?:(\d{4}|\d{2})[-/.])?(\d{1,2})[-/.](\d{1,2})$/;

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * Reads a day as people write it: `2027-03-31`, `2027年3月31日`, `20270331`, `27-3-31`, `3/31`. Without a year the one is meant that brings the day
 * nearest to `today`. Null: it is no day, such as 2026-02-30.
 */
export function readWrittenDay(text: string, today: string): string | null {
  const folded = foldWidth(text)
    .trim()
    .replace(/[年月]/g, '-')
    .replace(/[日号]$/, '')
    .replace(/\s+/g, '');
  const match = whole.exec(folded) ?? short.exec(folded) ?? parted.exec(folded);
  if (match !== null) {
    const [, year, month = '', day = ''] = match;
    return year === undefined ? nearest(month, day, today) : realDay(fullYear(year), Number(month), Number(day));
  }
  const without = monthAndDay.exec(folded);
  return without === null ? null : nearest(without[1] ?? '', without[2] ?? '', today);
}

const fullYear = (year: string): number => (year.length === 4 ? Number(year) : 2000 + Number(year));

function nearest(month: string, day: string, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const found = [year, year - 1, year + 1].flatMap((one) => realDay(one, Number(month), Number(day)) ?? []);
  const off = (one: string): number => Math.abs(Date.parse(one) - Date.parse(today));
  return found.sort((a, b) => off(a) - off(b))[0] ?? null;
}

function realDay(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const text = `${year}-${two(month)}-${two(day)}`;
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null;
}
