/** Date, clock, seconds, fraction, offset. Blanks around the T and before the offset are how people and spreadsheets write it. */
const written =
  /^(\d{4})-?(\d{2})-?(\d{2})[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * An ISO 8601 moment as senders write it: `Z`, `+08:00`, `+0800`, `+08`, or without an offset.
 * @param utcOffsetMinutes what a moment without an offset is read in: the calendar's
 * @returns ISO 8601 UTC, or null where it is no such moment, or its day or clock does not exist
 */
export function momentOf(text: string, utcOffsetMinutes: number): string | null {
  const found = written.exec(text.trim());
  if (found === null) return null;
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset] = found;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
  const at = Date.parse(local);
  // A parser that rolls 30 February over to 2 March gives another text back.
  if (Number.isNaN(at) || new Date(at).toISOString() !== local) return null;
  const minutes = offsetOf(offset, utcOffsetMinutes);
  if (minutes === null) return null;
  const moment = new Date(at - minutes * 60_000).toISOString();
  // An offset may carry the last hours of 9999, or the first of 0000, into a year that is not written with four digits.
  return /^\d{4}-/.test(moment) ? moment : null;
}

/** Minutes east of UTC; null for an offset that no place has. */
function offsetOf(offset: string | undefined, otherwise: number): number | null {
  if (offset === undefined) return otherwise;
  if (offset.toUpperCase() === 'Z') return 0;
  const digits = offset.replace(/\D/g, '');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2) || 0)];
  if (hours > 14 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
