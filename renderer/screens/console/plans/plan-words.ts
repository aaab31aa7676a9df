import { localOf, type WorkCalendar, weekdayOf, workCalendar } from '../../../../domain/plan/working-day.ts';
import { useOfficeRead } from '../office/use-office-call.ts';
import type { ConsoleT } from '../words/use-words.ts';

/** The office's calendar: plans are written and shown in its zone, wherever the console stands. */
export function useCalendar(): WorkCalendar {
  const read = useOfficeRead('orderTypes.list', {});
  return workCalendar(read.data?.settings.calendar?.values ?? {});
}

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
export const weekdayWords = (weekday: number, t: ConsoleT): string =>
  t(`plans.weekday.${weekdays[weekday - 1] ?? '1'}`);

/** `2026-10-09 周五 09:00` */
export function dayText(at: string, calendar: WorkCalendar, t: ConsoleT): string {
  const [day = '', clock = ''] = localOf(calendar, Date.parse(at)).split('T');
  return `${day} ${weekdayWords(weekdayOf(day), t)} ${clock}`;
}
