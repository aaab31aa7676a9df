import type { SameKeys } from '../same-keys.ts';
import type { formDays as zh } from '../zh-CN/form-days.ts';

export const formDays = {
  open: 'Open the calendar',
  shut: 'Close the calendar',
  today: 'Today',
  placeholder: 'e.g. 2027-03-31',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  previousYear: 'Previous year',
  nextYear: 'Next year',
  between: 'From {{from}} to {{to}}',
  earliest: '{{from}} at the earliest',
  latest: '{{to}} at the latest',
  other: 'Another date',
  nextDay: '{{clock}} next day',
  startDay: 'First day',
  endDay: 'Last day',
  count: '{{n}} days',
} satisfies SameKeys<typeof zh>;
