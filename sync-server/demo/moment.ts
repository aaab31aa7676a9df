/** A clock of a story: starts somewhere and only goes on. */
export type Moment = { readonly now: () => string; readonly after: (minutes: number) => string };

export function momentFrom(start: number): Moment {
  let at = start;
  const now = (): string => new Date(at).toISOString();
  return {
    now,
    after(minutes) {
      at += minutes * 60_000;
      return now();
    },
  };
}

/** Milliseconds of a local hour (8.5 = 08:30) on the day that lies `day` days from `base` in a zone. */
export function localHour(base: number, day: number, hour: number, timeZone: string): number {
  const shifted = base + day * 24 * 3_600_000;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(shifted);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const sinceMidnight = (part('hour') * 3600 + part('minute') * 60 + part('second')) * 1000 + (shifted % 1000);
  return shifted - sinceMidnight + hour * 3_600_000;
}

/** `YYYY-MM-DD HH:mm` of a time in a zone. */
export const localTime = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));
