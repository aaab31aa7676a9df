// The small form of zod: a countdown in a list reads its calendar by this, and the whole library costs a page's start 20 ms.
import * as z from 'zod/mini';

const Clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));
/** A calendar of work is of our time: what is computed for each of its years stays bounded. */
const [firstYear, lastYear] = [1970, 2200];
const Day = z.iso
  .date()
  .check(z.refine((day) => day >= `${firstYear}` && day < `${lastYear + 1}`, 'not a day of our time'));
const DayOfYear = z.string().check(z.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
const whole = (least: number, most: number) => z.number().check(z.int(), z.gte(least), z.lte(most));

/** Settings `calendar`: when an office works. Dates and clock times are local in the fixed offset; no device's zone enters. */
export const WorkingCalendar = z
  .object({
    /** minutes east of UTC */
    utcOffsetMinutes: whole(-840, 840),
    /** 1 Monday … 7 Sunday */
    weekdays: z.array(whole(1, 7)).check(z.minLength(1)),
    /** `[from, to]` of a working day, in order; what lies between two of them (lunch) does not count */
    officeHours: z.array(z.tuple([Clock, Clock])).check(z.minLength(1)),
    /** years whose holidays are all here; of any other year only its weekends are known */
    years: z.array(whole(firstYear, lastYear)),
    /** date → name: no work on it, whatever weekday it is */
    holidays: z.record(Day, z.string()),
    /** date → the holiday it makes up for (调休): work on it, whatever weekday it is */
    makeUpDays: z.record(Day, z.string()),
    /** `MM-DD` → name: no work on it in any year that is not among `years` yet */
    yearly: z._default(z.record(DayOfYear, z.string()), {}),
    /** how long before a year begins without its days the office asks for them */
    askAheadDays: z._default(whole(1, 366), 60),
  })
  .check(
    z.refine(({ officeHours }) => {
      const times = officeHours.flat();
      return times.every((time, index) => index === 0 || (times[index - 1] ?? '') < time);
    }, 'office hours overlap or are out of order'),
  );
export type WorkingCalendar = z.infer<typeof WorkingCalendar>;
