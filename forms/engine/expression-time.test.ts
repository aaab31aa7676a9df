import { describe, expect, it } from 'vitest';
import { evaluate } from './expression.ts';

/** 1 April 2026, 00:30 in China; 31 March in Greenwich. */
const scope = { order: { at: '2026-03-31T16:30:00.000Z', leap: '2028-01-31T02:00:00.000Z' } };

describe('functions over times', () => {
  it.each([
    ['localDate(order.at, 480)', '2026-04-01'],
    ['dayOfMonth(order.at, 480)', 1],
    ['monthOf(order.at, 0)', 3],
    ['monthOf(order.at, 480)', 4],
    ['startOfMonth(order.at, 480)', '2026-03-31T16:00:00.000Z'],
    ['startOfMonth(order.at, 0)', '2026-03-01T00:00:00.000Z'],
    ['addDays(startOfMonth(order.at, 480), 15)', '2026-04-15T16:00:00.000Z'],
    ['addDays(order.at, 0.5)', '2026-04-01T04:30:00.000Z'],
    ['addMonths(order.leap, 1)', '2028-02-29T02:00:00.000Z'],
    ['daysBetween(order.at, addDays(order.at, 3))', 3],
    ['addDays("2026-12-31", 1)', '2027-01-01'],
    ['addMonths("2028-01-31", 1)', '2028-02-29'],
    ['localDate("2026-12-31", -600)', '2026-12-31'],
    ['daysBetween("2028-02-28", "2028-03-01")', 2],
    ['daysIn({"from": "2026-12-30", "to": "2027-01-02"})', 4],
    ['isBefore(order.at, order.at)', false],
  ])('%s is %j', (text, value) => {
    expect(evaluate(text, scope)).toEqual({ known: true, value });
  });

  it.each(['startOfMonth("soon", 480)', 'addDays(null, 1)', 'addDays(order.at, null + 1)'])(
    '%s is not known',
    (text) => {
      expect(evaluate(text, scope)).toEqual({ known: false });
    },
  );
});
