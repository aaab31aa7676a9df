import { z } from 'zod';
import { type TimeScale, workingTime } from './working-time.ts';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const Day = z.iso.date();

/** Settings `calendar`: when an office works. Dates and clock times are local in the fixed offset; no device's zone enters. */
export const WorkingCalendar = z
  .object({
    /** minutes east of UTC */
    utcOffsetMinutes: z.number().int().min(-840).max(840),
    /** 1 Monday … 7 Sunday */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    /** `[from, to]` of a working day, in order; what lies between two of them (lunch) does not count */
    officeHours: z.array(z.tuple([Clock, Clock])).min(1),
    /** years whose holidays are all here; of any other year only its weekends are known */
    years: z.array(z.number().int()),
    /** date → name: no work on it, whatever weekday it is */
    holidays: z.record(Day, z.string()),
    /** date → the holiday it makes up for (调休): work on it, whatever weekday it is */
    makeUpDays: z.record(Day, z.string()),
  })
  .refine(({ officeHours }) => {
    const times = officeHours.flat();
    return times.every((time, index) => index === 0 || (times[index - 1] ?? '') < time);
  }, 'office hours overlap or are out of order');
export type WorkingCalendar = z.infer<typeof WorkingCalendar>;

const made = new WeakMap<object, TimeScale | null>();

/** The time scale of settings `calendar` by their values; null when they are not a calendar. Made once per object: 10 000 orders pin the same. */
export function scaleOf(values: object): TimeScale | null {
  const known = made.get(values);
  if (known !== undefined) return known;
  const read = WorkingCalendar.safeParse(values);
  const scale = read.success ? workingTime(read.data) : null;
  made.set(values, scale);
  return scale;
}
