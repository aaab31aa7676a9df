/** Days are `YYYY-MM-DD`, months `YYYY-MM`; counted in UTC, so that no zone shifts them. */

const at = (month: string, day = 1): Date =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, day));
const textOf = (date: Date): string => date.toISOString().slice(0, 10);

export const monthOf = (day: string): string => day.slice(0, 7);

export function addMonths(month: string, count: number): string {
  const date = at(month);
  date.setUTCMonth(date.getUTCMonth() + count);
  return textOf(date).slice(0, 7);
}

/** The weeks that show a month, Monday first, with the days of its neighbours. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = at(month);
  const back = (first.getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return Array.from({ length: Math.ceil((back + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => textOf(at(month, week * 7 + day - back + 1))),
  );
}

export const isWithin = (day: string, earliest: string | undefined, latest: string | undefined): boolean =>
  (earliest === undefined || day >= earliest) && (latest === undefined || day <= latest);
