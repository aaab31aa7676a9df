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

/**
 * Milliseconds of an hour (8.5 = 08:30) on the day that lies `day` days from `base`, on the clock of this machine: the demo's
 * newcomer looks at it on the same machine, and a visit at 02:00 is not believable.
 */
export function localHour(base: number, day: number, hour: number): number {
  const at = new Date(base);
  return new Date(
    at.getFullYear(),
    at.getMonth(),
    at.getDate() + day,
    Math.floor(hour),
    Math.round((hour % 1) * 60),
  ).getTime();
}

/** The two hours around `base`, from a half hour on, within 09:00–18:00: when somebody is at work on a visit now. */
export function windowAround(base: number): readonly [start: number, end: number] {
  const at = new Date(base);
  const halfHours = Math.floor((at.getHours() + at.getMinutes() / 60) * 2) / 2;
  const from = Math.min(Math.max(halfHours - 1, 9), 16);
  return [localHour(base, 0, from), localHour(base, 0, from + 2)];
}

/** `YYYY-MM-DD HH:mm` of a time on this machine's clock. */
export const localTime = (at: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));
