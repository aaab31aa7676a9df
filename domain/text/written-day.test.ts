import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readWrittenDay } from './written-day.ts';

const today = '2026-12-01';

it.each([
  ['2027-03-31', '2027-03-31'],
  ['20270331', '2027-03-31'],
  ['270331', '2027-03-31'],
  ['27-3-31', '2027-03-31'],
  ['2027/3/1', '2027-03-01'],
  ['2027.03.01', '2027-03-01'],
  ['２０２７年３月３１日', '2027-03-31'],
  ['3月31号', '2027-03-31'],
  ['3/31', '2027-03-31'],
  ['11-30', '2026-11-30'],
  ['1130', '2026-11-30'],
  // The nearest 29 February lies in no year around this one.
  ['2/29', null],
  ['2028-2-29', '2028-02-29'],
  ['2026-02-30', null],
  ['2027-13-01', null],
  ['0000-01-01', null],
  ['soon', null],
  ['', null],
  ['2027-03', null],
])('%s is %s', (text, day) => {
  expect(readWrittenDay(text, today)).toBe(day);
});

it('reads every day it writes, in each form', () => {
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const day = date.toISOString().slice(0, 10);
      const [year = '', month = '', of = ''] = day.split('-');
      for (const text of [
        day,
        year + month + of,
        `${year}/${Number(month)}/${Number(of)}`,
        `${year.slice(2)}-${month}-${of}`,
      ])
        expect(readWrittenDay(text, today)).toBe(day);
    }),
  );
});
