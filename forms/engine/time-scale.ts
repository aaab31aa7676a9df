import { calendarTime, scaleOf, type TimeScale } from '../../domain/sla/working-time.ts';
import type { SettingsByKey, SlaDefinition } from './types.ts';

/** What counts as time for a clock under these settings; null where a working clock has no calendar. */
export function scaleFor({ clock }: Pick<SlaDefinition, 'clock'>, { calendar }: SettingsByKey): TimeScale | null {
  if (clock === 'calendar') return calendarTime;
  return calendar === undefined ? null : scaleOf(calendar.values);
}
