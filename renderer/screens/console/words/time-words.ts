import type { Language } from '../../../../domain/problem.ts';

const parts = (at: string | number | Date) => {
  const d = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    year: d.getFullYear(),
    day: `${two(d.getMonth() + 1)}-${two(d.getDate())}`,
    clock: `${two(d.getHours())}:${two(d.getMinutes())}`,
    seconds: two(d.getSeconds()),
  };
};

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

/** `14:05` today, `11-20 14:05` otherwise, with the year when it is another one. Times are shown in the viewer's zone. */
export function shortTime(at: string, now: number): string {
  const p = parts(at);
  if (sameDay(new Date(at), new Date(now))) return p.clock;
  return p.year === new Date(now).getFullYear() ? `${p.day} ${p.clock}` : `${p.year}-${p.day} ${p.clock}`;
}

/** `2026-11-20 14:05:09`, for histories, where the second matters. */
export function fullTime(at: string): string {
  const p = parts(at);
  return `${p.year}-${p.day} ${p.clock}:${p.seconds}`;
}

/** The day of a window in words where one is near: 今天, 明天, 昨天, else `11-20`. */
export function dayWords(at: string, now: number, language: Language): string {
  const day = new Date(at);
  const near: readonly [number, string, string][] = [
    [0, '今天', 'Today'],
    [1, '明天', 'Tomorrow'],
    [-1, '昨天', 'Yesterday'],
  ];
  for (const [offset, zh, en] of near) {
    const other = new Date(now);
    other.setDate(other.getDate() + offset);
    if (sameDay(day, other)) return language === 'en' ? en : zh;
  }
  return parts(at).day;
}

/** `今天 09:00–11:00`; a window over midnight names both days. */
export function windowWords(
  window: { readonly start: string; readonly end: string },
  now: number,
  language: Language,
): string {
  const start = `${dayWords(window.start, now, language)} ${parts(window.start).clock}`;
  const over = !sameDay(new Date(window.start), new Date(window.end));
  return `${start}–${over ? `${dayWords(window.end, now, language)} ` : ''}${parts(window.end).clock}`;
}

/** `09:00–11:00`: the times of a window, where its day stands elsewhere. */
export const clockWords = (window: { readonly start: string; readonly end: string }): string =>
  `${parts(window.start).clock}–${parts(window.end).clock}`;
