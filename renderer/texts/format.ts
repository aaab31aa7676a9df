import type { TFunction } from 'i18next';
import type { Language } from '../../domain/problem.ts';

/** Dates, spans, sizes and numbers for a reader. Times are ISO strings in, local wall time out. */
export type Format = {
  readonly time: (iso: string) => string;
  readonly timeWithSeconds: (iso: string) => string;
  readonly date: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  readonly window: (window: { readonly start: string; readonly end: string }) => string;
  /** milliseconds → days and hours, hours and minutes, or minutes */
  readonly span: (ms: number) => string;
  /** counted milliseconds → working days and hours, or hours and minutes of working time; `dayMs`: counted ms of one day */
  readonly workSpan: (ms: number, dayMs: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly number: (value: number) => string;
};

/** How days are written: in words, as for whoever stands at a door, or as numbers, which line up in tables (the console). */
export type DateStyle = 'words' | 'numbers';

export function makeFormat(language: Language, t: TFunction<'words'>, style: DateStyle = 'words'): Format {
  const locale = language === 'en' ? 'en-GB' : 'zh-CN';
  const timeOf = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const secondsOf = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const dateOf = new Intl.DateTimeFormat(locale, {
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
  });
  const time = (iso: string) => timeOf.format(new Date(iso));
  const date = (iso: string) => (style === 'numbers' ? dayInNumbers(new Date(iso)) : dateOf.format(new Date(iso)));
  return {
    time,
    date,
    timeWithSeconds: (iso) => secondsOf.format(new Date(iso)),
    dateTime: (iso) => `${date(iso)} ${time(iso)}`,
    window: ({ start, end }) =>
      sameDay(start, end)
        ? `${date(start)} ${time(start)}–${time(end)}`
        : `${date(start)} ${time(start)} – ${date(end)} ${time(end)}`,
    span: (ms) => {
      const minutes = Math.max(0, Math.round(ms / 60_000));
      const d = Math.floor(minutes / 1440);
      const h = Math.floor((minutes % 1440) / 60);
      const m = minutes % 60;
      if (d > 0) return t('span.days', { d, h });
      return h > 0 ? t('span.hours', { h, m }) : t('span.minutes', { m });
    },
    workSpan: (ms, dayMs) => {
      const minutes = Math.max(0, Math.round(ms / 60_000));
      const perDay = dayMs / 60_000;
      const d = Math.floor(minutes / perDay);
      const h = Math.floor((minutes - d * perDay) / 60);
      const m = minutes % 60;
      if (d > 0) return h > 0 ? t('span.workingDays', { d, h }) : t('span.wholeWorkingDays', { d });
      return h > 0 ? t('span.workingHours', { h, m }) : t('span.workingMinutes', { m });
    },
    bytes: (bytes) => {
      if (bytes >= 1024 ** 3) return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
      return bytes >= 1024 ** 2 ? `${(bytes / 1024 ** 2).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`;
    },
    number: (value) => String(value).replace('-', '−'),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

const dayInNumbers = (day: Date): string => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;

const sameDay = (a: string, b: string): boolean => new Date(a).toDateString() === new Date(b).toDateString();
