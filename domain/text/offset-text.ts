/** `UTC+8`, `UTC-3:30`: an offset from UTC as people write it. */
export function offsetText(minutes: number): string {
  const rest = Math.abs(minutes) % 60;
  const sign = minutes < 0 ? '-' : '+';
  return `UTC${sign}${Math.floor(Math.abs(minutes) / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
