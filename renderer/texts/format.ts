import type { TFunction } from 'i18next';
import type { Language } from '../../domain/problem.ts';

/** Dates, spans, sizes and numbers for a reader. Times are ISO strings in, local wall time out. */
export type Format = {
  readonly time: (iso: string) => string;
  readonly timeWithSeconds: (iso: string) => string;
  readonly date: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  /** a calendar day `YYYY-MM-DD`, in whatever zone the reader sits; always with its year */
  readonly day: (day: string) => string;
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
  const time = (iso: string) => formatters(language).timeOf().format(new Date(iso));
  const date = (iso: string) =>
    style === 'numbers' ? dayInNumbers(new Date(iso)) : dateInWords(formatters(language), new Date(iso));
  return {
    time,
    date,
    timeWithSeconds: (iso) => formatters(language).secondsOf().format(new Date(iso)),
    day: (day) =>
      style === 'numbers'
        ? day
        : formatters(language)
            .dayOf()
            .format(new Date(`${day}T00:00:00Z`)),
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

type Formatters = {
  readonly timeOf: () => Intl.DateTimeFormat;
  readonly secondsOf: () => Intl.DateTimeFormat;
  readonly dateOf: () => Intl.DateTimeFormat;
  readonly yearDateOf: () => Intl.DateTimeFormat;
  readonly dayOf: () => Intl.DateTimeFormat;
};

const made = new Map<Language, { readonly zone: string; readonly formatters: Formatters }>();

/**
 * The formatters of a language, each made at its first use and shared by all rows of a list: one costs as much as drawing a row. They
 * hold the zone that the device was in, so they are made anew when that changes.
 */
function formatters(language: Language): Formatters {
  const zone = offsets();
  const before = made.get(language);
  if (before?.zone === zone) return before.formatters;
  const locale = language === 'en' ? 'en-GB' : 'zh-CN';
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const named = { month: language === 'en' ? 'short' : 'long', day: 'numeric', weekday: 'short' } as const;
  const found: Formatters = {
    timeOf: once(() => new Intl.DateTimeFormat(locale, clock)),
    secondsOf: once(() => new Intl.DateTimeFormat(locale, { ...clock, second: '2-digit' })),
    dateOf: once(() => new Intl.DateTimeFormat(locale, named)),
    yearDateOf: once(() => new Intl.DateTimeFormat(locale, { ...named, year: 'numeric' })),
    dayOf: once(() => new Intl.DateTimeFormat(locale, { ...named, year: 'numeric', timeZone: 'UTC' })),
  };
  made.set(language, { zone, formatters: found });
  return found;
}

/** Around now a day needs no year; a licence's end does. */
const withoutYearMs = 180 * 86_400_000;
const dateInWords = ({ dateOf, yearDateOf }: Formatters, at: Date): string =>
  (Math.abs(at.getTime() - Date.now()) < withoutYearMs ? dateOf() : yearDateOf()).format(at);

/** The device's zone as far as it can be told cheaply: its distance from UTC in both halves of a year. */
const offsets = (): string => `${new Date(2026, 0, 1).getTimezoneOffset()} ${new Date(2026, 6, 1).getTimezoneOffset()}`;

function once<T>(make: () => T): () => T {
  let held: { readonly value: T } | null = null;
  return () => {
    held ??= { value: make() };
    return held.value;
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

const dayInNumbers = (day: Date): string => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;

const sameDay = (a: string, b: string): boolean => new Date(a).toDateString() === new Date(b).toDateString();
