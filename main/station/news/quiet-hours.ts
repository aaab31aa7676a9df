/** From and to as `HH:MM` of the device's own clock; over midnight where `to` is not later. */
export type QuietHours = { readonly from: string; readonly to: string };

/** When the quiet hours that hold now end; null: they do not hold now. */
export function quietUntil(hours: QuietHours | null, now: Date): Date | null {
  if (hours === null || hours.from === hours.to) return null;
  const minute = now.getHours() * 60 + now.getMinutes();
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)];
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return null;
  const end = new Date(now);
  end.setHours(Math.floor(to / 60), to % 60, 0, 0);
  if (end <= now) end.setDate(end.getDate() + 1);
  return end;
}

const minuteOf = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
};
