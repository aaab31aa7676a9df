import { expect, it } from 'vitest';
import { workCalendar } from '../../domain/plan/working-day.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import { nextDays } from '../plans/calendar-days.ts';
import { demoPlans } from './plans.ts';

it('the demo’s rounds are plans that come back, the same each time', () => {
  const base = Date.parse('2026-11-24T02:00:00.000Z');
  const calendar = workCalendar({});
  const plans = demoPlans({ ...ftthInstall, key: 'patrol' }, calendar, base);
  expect(plans).toHaveLength(2);
  expect(demoPlans({ ...ftthInstall, key: 'patrol' }, calendar, base)).toEqual(plans);
  for (const plan of plans) {
    const days = nextDays(plan, calendar, base, 3);
    expect(days).toHaveLength(3);
    expect(days.every(({ scheduledFor }) => scheduledFor > plan.since)).toBe(true);
  }
});
