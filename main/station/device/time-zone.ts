/** The zone that times are printed in. `assumed`: the machine tells none, and the working calendar's is taken. */
export type ZoneInUse = { readonly name: string; readonly offsetMinutes: number; readonly assumed: boolean };

let assumed = false;

/**
 * Windows has zones that ICU has no name for, and `TZ` may be empty or misspelt: `resolvedOptions().timeZone` is then undefined or
 * `Etc/Unknown`, and every use of it throws (electron/electron#44620). Where the machine still knows how far it is from UTC, that holds;
 * where it does not, the working calendar's distance does, since that is where the work is. The process goes on in that zone, so that
 * everything in it agrees, and says so (`device.health`, the device's document, the report).
 * @param calendarOffsetMinutes minutes east of UTC, of the settings `calendar`
 */
export function settleTimeZone(calendarOffsetMinutes: number): ZoneInUse {
  if (isUsable(resolved())) return zoneInUse();
  const told = -new Date().getTimezoneOffset();
  assumed = told === 0;
  process.env.TZ = zoneAt(assumed ? calendarOffsetMinutes : told);
  return zoneInUse();
}

export const zoneInUse = (): ZoneInUse => {
  const name = resolved();
  return { name: isUsable(name) ? name : 'UTC', offsetMinutes: -new Date().getTimezoneOffset(), assumed };
};

const resolved = (): string | undefined => new Intl.DateTimeFormat().resolvedOptions().timeZone;

function isUsable(name: string | undefined): name is string {
  if (name === undefined || name === '' || name === 'Etc/Unknown') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false;
  }
}

/** A zone of this distance by name. The names of `Etc` count westward, so UTC+8 is `Etc/GMT-8`; half hours have only places' names. */
function zoneAt(minutes: number): string {
  const hours = minutes / 60;
  if (Number.isInteger(hours) && hours >= -12 && hours <= 14)
    return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  return Intl.supportedValuesOf('timeZone').find((name) => offsetOfZone(name) === minutes) ?? 'UTC';
}

function offsetOfZone(name: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' }).formatToParts(new Date());
  const [, sign, hours, minutes] =
    /GMT([+-])(\d\d):(\d\d)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
